"""Is a text carried by its sources? Every sentence is checked, with reasons and the support."""

from assistant.answer.grounding.ground import Grounder, ground
from assistant.answer.grounding.records import Checked, Reason, Report, Source, Status

__all__ = ["Checked", "Grounder", "Reason", "Report", "Source", "Status", "ground"]
