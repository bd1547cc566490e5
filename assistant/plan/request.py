"""What a person gives to have a plan made, read and checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.records import Lang

Model = Literal["b2b", "b2c", "both", ""]
Maturity = Literal["starting", "regular", "advanced", ""]


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency (ISO code such as EUR)."""

    amount: float
    currency: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """Facts about the organisation; an empty text, None or () is "not said"."""

    name: str = ""
    sector: str = ""
    size: int | None = None
    model: Model = ""
    country: str = ""
    channels: tuple[str, ...] = ()
    maturity: Maturity = ""


@dataclass(frozen=True, slots=True)
class CustomKpi:
    """An indicator of the organisation's own, for an objective that the catalogue lacks."""

    name: str
    formula: str = ""
    unit: str = ""
    baseline: str = ""
    target: str = ""
    source: str = ""
    cadence: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """One objective as it was typed.

    `choice` is the catalogue's objective picked by the person, "custom" for one of their own
    with `kpis`, or "" to have it interpreted. `weight` shares the budget between objectives.
    """

    text: str
    choice: str = ""
    weight: float = 1.0
    kpis: tuple[CustomKpi, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """A baseline that the organisation has measured, for one KPI of the catalogue."""

    kpi: str
    value: float
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """An edit of the drafted plan: what it replaces, and why.

    `path` names the part: "kpi/<id>/target", "kpi/<id>/owner", "kpi/<id>/cadence",
    "kpi/<id>/source", "<n>/smart", "<n>/communication", "<n>/action/<m>", "title".
    """

    path: str
    text: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """Everything that a plan is drafted from: the same request always gives the same plan.

    `start` is the first month as (year, month), `horizon` the length in months, None where it
    was not said. `content_share` and `measurement_share` are percentages of the budget, None
    to take the stated assumption.
    """

    wishes: tuple[Wish, ...]
    lang: Lang
    organisation: Organisation = Organisation()
    budget: Money | None = None
    horizon: int | None = None
    start: tuple[int, int] | None = None
    known: tuple[Known, ...] = ()
    content_share: float | None = None
    measurement_share: float | None = None
    changes: tuple[Change, ...] = ()
    title: str = ""
