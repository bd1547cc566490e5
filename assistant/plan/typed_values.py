"""Single values as typed into a plan: a horizon, a first month, where a KPI stands."""

from __future__ import annotations

import re
from datetime import date

from assistant.library import Kpi
from assistant.plan.numbers.amounts import read_amount
from assistant.plan.numbers.faults import NumberFault
from assistant.plan.values import family, in_unit, possible
from assistant.records import Lang

MONTHS = 120
_HORIZON = re.compile(
    r"^\s*([\d.,\s]+?)\s*(months?|mois|m|years?|ans?|y|a|annees?|années?)?\s*$", re.IGNORECASE
)
_TIME = re.compile(
    r"^(.*?\d)\s*(min(?:utes?)?|h(?:ours?|eures?)?|d(?:ays?)?|j(?:ours?)?)\.?\s*$", re.IGNORECASE
)
_TIMES = {"m": "minutes", "h": "hours", "d": "days", "j": "days"}


def read_horizon(text: str) -> int | None:
    """A number of months, or of years where it says so; None where nothing was typed.

    Raises NumberFault at "horizon".
    """
    if not text:
        return None
    match = _HORIZON.match(text)
    value = read_amount(match[1], "number", "", "horizon").value if match else 0.0
    months = value * 12 if match and (match[2] or "m")[0].lower() in "ya" else value
    if not 1 <= months <= MONTHS or months != int(months):
        raise NumberFault("plan-horizon", f"{text!r} months?", "", "horizon", maximum=MONTHS)
    return int(months)


def read_start(text: str, today: date) -> tuple[int, int]:
    """(year, month) from "2027-01"; that of today where nothing was typed. Raises NumberFault."""
    if not text:
        return today.year, today.month
    match = re.fullmatch(r"(20\d\d)-(0?[1-9]|1[0-2])(?:-\d\d)?", text)
    if match is None:
        raise NumberFault("plan-start", f"{text!r} is no month.", "", "start", typed=text)
    return int(match[1]), int(match[2])


def read_level(
    typed: str, kpi: Kpi, name: str, currency: str, lang: Lang
) -> tuple[float, tuple[str, ...]]:
    """Where a KPI stands, in its unit (percentages as 20 for 20 %), and codes of what was
    assumed. Raises NumberFault: unreadable, another currency than `currency`, impossible."""
    kind = family(kpi)
    codes: tuple[str, ...] = ()
    if kind == "percent":
        amount = read_amount(typed, "rate", "", name)
        value, codes = round(amount.value * 100, 6), amount.notes
    elif kind == "time" and (match := _TIME.match(typed)):
        read = read_amount(match[1], "number", "", name).value
        value = in_unit(read, _TIMES[match[2][0].lower()], kpi) or 0.0
    else:
        amount = read_amount(typed, "money" if kind == "money" else "number", "", name)
        value = amount.value
        if currency and amount.currency and amount.currency != currency:
            both = f"{currency} / {amount.currency}"
            raise NumberFault(
                "currency-mixed", f"{name}: two currencies, {both}.", "", name, currencies=both
            )
    if not possible(value, kpi):
        message = f"{kpi.id} cannot be {typed}."
        details = {"typed": typed, "kpi": kpi.names[lang]}
        raise NumberFault("plan-impossible", message, "", name, **details)
    return value, codes
