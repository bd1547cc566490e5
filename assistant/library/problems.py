"""A fault of the shelf, told so that an editor can mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault: `path` is relative to the knowledge folder, `line` counts from 1 (0: whole file).

    `rule` names the refusal in one word or two, so that faults can be counted and tested.
    """

    path: str
    line: int
    message: str
    remedy: str
    rule: str = "format"

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message} {self.remedy}"
