"""The reasons of a check in words."""

from __future__ import annotations

from assistant.answer.grounding.records import Reason
from assistant.wording import Wording, variables


def reason_text(reason: Reason, wording: Wording) -> str:
    """One reason in the reader's language; `wording` is that of the task grounding."""
    key = f"reason.{reason.code}"
    wanted = variables(str(wording.template(key)))
    return wording(key, **{name: reason.details.get(name) or "?" for name in wanted})
