"""What a scorecard follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Better = Literal["up", "down"]
Counting = Literal["level", "total"]


@dataclass(frozen=True)
class Indicator:
    """What is followed; baseline and target in `unit`, shares for "%".

    "level" compares the value of the latest period with the target, "total" the sum since
    `start`. `kpi` is the catalogue's id where it has one.
    """

    name: str
    target: float | None = None
    baseline: float | None = None
    better: Better = "up"
    unit: str = ""
    counting: Counting = "level"
    start: date | None = None
    due: date | None = None
    kpi: str = ""
