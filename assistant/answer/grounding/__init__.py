"""Is a text carried by its sources? Every sentence is checked, with reasons and the support."""

from assistant.answer.grounding.draft import (
    DRAFT_LIMIT,
    Watcher,
    check_draft,
    check_on_shelf,
    check_text,
    silent,
)
from assistant.answer.grounding.ground import Grounder, Sources, ground
from assistant.answer.grounding.records import Checked, Reason, Report, Source, Status

__all__ = [
    "DRAFT_LIMIT",
    "Checked",
    "Grounder",
    "Reason",
    "Report",
    "Source",
    "Sources",
    "Status",
    "Watcher",
    "check_draft",
    "check_on_shelf",
    "check_text",
    "ground",
    "silent",
]
