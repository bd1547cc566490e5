"""Board briefings: a topic becomes a cited draft, which people edit and check before export."""

from assistant.briefing.draft import Drafter
from assistant.briefing.edit import ADDED, edited
from assistant.briefing.own import read_figures, read_options, typed_request
from assistant.briefing.records import (
    ASKS,
    AUDIENCES,
    LENGTHS,
    Ask,
    Audience,
    Bar,
    Briefing,
    Chart,
    Length,
    Line,
    OwnFigure,
    OwnOption,
    Request,
    Section,
    Table,
)
from assistant.briefing.requests import of_conversation, of_plan, of_scorecard

__all__ = [
    "ADDED",
    "ASKS",
    "AUDIENCES",
    "LENGTHS",
    "Ask",
    "Audience",
    "Bar",
    "Briefing",
    "Chart",
    "Drafter",
    "Length",
    "Line",
    "OwnFigure",
    "OwnOption",
    "Request",
    "Section",
    "Table",
    "edited",
    "of_conversation",
    "of_plan",
    "of_scorecard",
    "read_figures",
    "read_options",
    "typed_request",
]
