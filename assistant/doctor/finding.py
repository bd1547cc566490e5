"""What an examination found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

State = Literal["well", "hint", "fault"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; its wording is `<what>.<state>` of `prompts/doctor`.

    A hint is worth knowing and keeps nothing from working; a fault does.
    """

    what: str
    state: State
    about: dict[str, Any] = field(default_factory=dict)
