"""The inputs of a returns case, what each may hold, and how a typed one is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.plan.numbers.amounts import Kind, Mark, read_amount
from assistant.plan.numbers.faults import NumberFault, refuse

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
# A ranged horizon would change the number of months between draws.
POINTS_ONLY = frozenset(("horizon",))
_BETWEEN = re.compile(r"\s*(?::|;|\.\.\.?|…|→)\s*")


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


def read_quantity(text: str, spec: InputSpec, mark: Mark = "") -> Quantity:
    """Read a point, or a range "low : likely : high" (":" , ";" or ".." between).

    Raises NumberFault at the input's field.
    """
    parts = [part for part in _BETWEEN.split(text.strip())]
    if len(parts) not in (1, 3) or (len(parts) == 3 and spec.name in POINTS_ONLY):
        raise NumberFault(
            "range-shape",
            f"{spec.name}: {text!r} is not a value, nor low : likely : high.",
            "Give one value, or three with a colon between.",
            spec.name,
            typed=text,
        )
    read = [read_amount(part, spec.kind, mark, spec.name) for part in parts]
    currencies = {each.currency for each in read if each.currency}
    if len(currencies) > 1:
        raise _mixed(currencies, spec.name)
    values = [each.value for each in read]
    quantity = Quantity(
        values[0],
        values[len(values) // 2],
        values[-1],
        notes=tuple(dict.fromkeys(note for each in read for note in each.notes)),
        currency=next(iter(currencies), ""),
    )
    return checked(quantity, spec)


def checked(quantity: Quantity, spec: InputSpec) -> Quantity:
    """The quantity itself; NumberFault where it is out of order or out of bounds."""
    low, likely, high = quantity.low, quantity.likely, quantity.high
    if not low <= likely <= high:
        raise NumberFault(
            "range-order",
            f"{spec.name}: {low:g}, {likely:g}, {high:g} do not rise.",
            "Give the lowest, the likely and the highest value in this order.",
            spec.name,
        )
    if low < spec.minimum or high > spec.maximum:
        scale, sign = (100, " %") if spec.kind == "rate" else (1, "")
        bounds = f"{spec.minimum * scale:g}{sign}", f"{spec.maximum * scale:g}{sign}"
        raise NumberFault(
            "number-out-of-bounds",
            f"{spec.name}: must lie between {bounds[0]} and {bounds[1]}.",
            "Correct the value.",
            spec.name,
            minimum=bounds[0],
            maximum=bounds[1],
        )
    if spec.name == "horizon" and likely != int(likely):
        raise NumberFault(
            "number-not-whole",
            f"{spec.name}: {likely:g} is not a whole number.",
            "Give whole months.",
            spec.name,
        )
    return quantity


def read_case(typed: Mapping[str, str], mark: Mark = "", shape: Shape = "pert") -> Case:
    """Read every typed input; empty ones take their default, marked as ours.

    Raises one NumberFault, or InputFaults with all of them, so that a form can show each.
    """
    faults: list[NumberFault] = []
    values: dict[str, Quantity] = {}
    for name in typed.keys() - INPUTS.keys():
        faults.append(NumberFault("input-unknown", f"{name!r}: no such input.", "", name))
    for name, spec in INPUTS.items():
        text = typed.get(name, "").strip()
        try:
            if text:
                values[name] = read_quantity(text, spec, mark)
            elif spec.default is not None:
                values[name] = point(spec.default, yours=False)
        except NumberFault as fault:
            faults.append(fault)
    currency = _one_currency(values, faults)
    if not faults:
        _together(values, faults.append)
    refuse(faults)
    return Case(values, currency, shape)


def _one_currency(values: Mapping[str, Quantity], faults: list[NumberFault]) -> str:
    """The currency of all amounts; those that differ from the first are faults."""
    used = {name: each.currency for name, each in values.items() if each.currency}
    first = next(iter(used.values()), "")
    faults += [_mixed({first, each}, name) for name, each in used.items() if each != first]
    return first


def _mixed(currencies: set[str], field: str) -> NumberFault:
    both = " / ".join(sorted(currencies))
    return NumberFault(
        "currency-mixed",
        f"{field}: two currencies, {both}.",
        "Convert every amount into one currency; no exchange rate is assumed.",
        field,
        currencies=both,
    )


# What has to be typed too as soon as the first is above zero.
_NEEDS: Mapping[str, tuple[str, ...]] = {
    "incremental_revenue": ("margin",),
    "assisted_revenue": ("margin",),
    "last_click_revenue": ("margin",),
    "contacts_avoided": ("contact_cost",),
    "hires": ("hire_cost",),
    "customers_reached": ("customer_margin", "churn_before", "churn_after"),
}


def _together(values: Mapping[str, Quantity], tell: Callable[[NumberFault], None]) -> None:
    """What inputs demand of each other."""
    for name, needed in _NEEDS.items():
        if name not in values or values[name].high <= 0:
            continue
        for other in needed:
            if other not in values or not values[other].yours:
                message = f"{other}: needed for {name}."
                remedy = "Give it, or leave the other empty."
                tell(NumberFault("input-needed", message, remedy, other, other=name))
    before, after = values["churn_before"].likely, values["churn_after"].likely
    if after > before:
        message = f"churn_after: {after:.1%} is above {before:.1%} before."
        tell(NumberFault("churn-rises", message, "Swap the two.", "churn_after"))
