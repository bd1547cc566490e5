"""A returns case as typed: points and ranges read, checked alone and together."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from assistant.plan.numbers.amounts import Kind, Mark, read_amount
from assistant.plan.numbers.faults import NumberFault, refuse
from assistant.plan.numbers.holdout import HoldoutDesign
from assistant.plan.numbers.inputs import INPUTS, Case, InputSpec, Quantity, Shape, point

# A ranged horizon would change the number of months between draws.
POINTS_ONLY = frozenset(("horizon",))
_BETWEEN = re.compile(r"\s*(?::|;|\.\.\.?|…|→)\s*")


def read_quantity(text: str, spec: InputSpec, mark: Mark = "") -> Quantity:
    """Read a point, or a range "low : likely : high" (":" , ";" or ".." between).

    Raises NumberFault at the input's field.
    """
    parts = _BETWEEN.split(text.strip())
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


def read_design(typed: Mapping[str, str], mark: Mark = "") -> HoldoutDesign:
    """A holdout design as typed; empty fields take their default.

    Raises NumberFault or InputFaults at the fields.
    """
    faults: list[NumberFault] = []
    values: dict[str, float] = {}
    for name, kind in _DESIGN.items():
        text = typed.get(name, "").strip()
        if not text:
            if name == "baseline":
                message = "baseline: nothing was typed."
                faults.append(NumberFault("number-empty", message, "Type a number.", name))
            continue
        try:
            values[name] = read_amount(text, kind, mark, name).value
        except NumberFault as fault:
            faults.append(fault)
    refuse(faults)
    audience = values.pop("audience", None)
    return HoldoutDesign(audience=None if audience is None else round(audience), **values)


_DESIGN: Mapping[str, Kind] = {
    "baseline": "rate",
    "lift": "rate",
    "audience": "number",
    "weekly": "number",
    "share": "rate",
    "power": "rate",
    "alpha": "rate",
    "cluster": "number",
    "icc": "number",
}


def read_counts(text: str, field: str) -> tuple[int, int]:
    """People and conversions typed as "9000/270"; raises NumberFault at the field."""
    parts = text.split("/")
    if len(parts) != 2:
        message = f"{field}: {text!r} is not people/conversions."
        raise NumberFault("counts-shape", message, "Write 9000/270.", field, typed=text)
    people, conversions = (read_amount(part, "number", "", field).value for part in parts)
    for each in (people, conversions):
        if each != int(each):
            message = f"{field}: {each:g} is not a whole number."
            raise NumberFault("counts-shape", message, "Count whole people.", field, typed=text)
    return int(people), int(conversions)
