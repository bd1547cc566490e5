"""The inputs of a returns case and what each may hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.plan.numbers.amounts import Kind

Group = Literal["frame", "costs", "sales", "customers", "service", "hiring", "retention"]
Shape = Literal["triangular", "pert"]
LONGEST_HORIZON = 120


@dataclass(frozen=True, slots=True)
class InputSpec:
    """One input: its kind, the unit behind it, its bounds and the value taken when left empty.

    `unit` is a key of the wording: "money", "money_month", "money_each", "money_year",
    "count_month", "count_year", "count", "rate", "rate_year" or "months".
    """

    name: str
    group: Group
    kind: Kind
    unit: str
    default: float | None = None
    minimum: float = 0.0
    maximum: float = 1e12


def _specs() -> Iterator[InputSpec]:
    yield InputSpec("horizon", "frame", "number", "months", 12, 1, LONGEST_HORIZON)
    yield InputSpec("discount", "frame", "rate", "rate_year", None, 0, 1)
    yield InputSpec("ramp", "frame", "number", "months", 0, 0, LONGEST_HORIZON)
    yield InputSpec("setup", "costs", "money", "money", 0)
    for name in ("media", "content", "people", "tools"):
        yield InputSpec(name, "costs", "money", "money_month", 0)
    yield InputSpec("incremental_revenue", "sales", "money", "money_month", 0)
    yield InputSpec("assisted_revenue", "sales", "money", "money_month")
    yield InputSpec("last_click_revenue", "sales", "money", "money_month")
    yield InputSpec("margin", "sales", "rate", "rate", None, 0, 1)
    yield InputSpec("new_customers", "customers", "number", "count_month")
    yield InputSpec("acquisition_share", "customers", "rate", "rate", 1, 0, 1)
    yield InputSpec("customer_margin", "customers", "money", "money_year")
    yield InputSpec("retention", "customers", "rate", "rate_year", None, 0, 1)
    yield InputSpec("contacts_avoided", "service", "number", "count_month", 0)
    yield InputSpec("contact_cost", "service", "money", "money_each", 0)
    yield InputSpec("social_contact_cost", "service", "money", "money_each", 0)
    yield InputSpec("hires", "hiring", "number", "count_year", 0)
    yield InputSpec("hire_cost", "hiring", "money", "money_each", 0)
    yield InputSpec("social_hire_cost", "hiring", "money", "money_each", 0)
    yield InputSpec("customers_reached", "retention", "number", "count", 0)
    yield InputSpec("churn_before", "retention", "rate", "rate_year", 0, 0, 1)
    yield InputSpec("churn_after", "retention", "rate", "rate_year", 0, 0, 1)


INPUTS: Mapping[str, InputSpec] = {spec.name: spec for spec in _specs()}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with its doubt: low ≤ likely ≤ high, all three equal for a point.

    `yours` is False for an assumption of ours that fills an empty field; `notes` are codes of
    what was assumed while reading.
    """

    low: float
    likely: float
    high: float
    yours: bool = True
    notes: tuple[str, ...] = ()
    currency: str = ""

    @property
    def ranged(self) -> bool:
        """True where low and high differ."""
        return self.low < self.high


def point(value: float, yours: bool = True) -> Quantity:
    """A quantity without doubt."""
    return Quantity(value, value, value, yours)


@dataclass(frozen=True)
class Case:
    """Every input of a returns case, those left empty without default absent.

    `currency` is "" where none was typed; `shape` is the distribution of every range.
    """

    values: Mapping[str, Quantity]
    currency: str = ""
    shape: Shape = "pert"

    def __contains__(self, name: str) -> bool:
        return name in self.values

    @property
    def horizon(self) -> int:
        """Months counted."""
        return round(self.values["horizon"].likely)

    def likely(self) -> dict[str, float]:
        """Every input at its likely value."""
        return {name: each.likely for name, each in self.values.items()}

    @property
    def ranged(self) -> tuple[str, ...]:
        """Names of the inputs given as ranges."""
        return tuple(name for name, each in self.values.items() if each.ranged)
