"""Board briefings: a topic becomes a cited draft, which people edit and check before export."""

from assistant.briefing.draft import Drafter
from assistant.briefing.own import read_figures, read_options
from assistant.briefing.records import (
    ASKS,
    AUDIENCES,
    LENGTHS,
    Bar,
    Briefing,
    Chart,
    Line,
    OwnFigure,
    OwnOption,
    Request,
    Section,
    Table,
)

__all__ = [
    "ASKS",
    "AUDIENCES",
    "LENGTHS",
    "Bar",
    "Briefing",
    "Chart",
    "Drafter",
    "Line",
    "OwnFigure",
    "OwnOption",
    "Request",
    "Section",
    "Table",
    "read_figures",
    "read_options",
]
