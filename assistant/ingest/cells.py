"""A cell's value as its reader saw it: percentages, amounts and dates by the cell's format."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

_QUOTED = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.')
_LOCALE = re.compile(r"\[\$([^\]-]*)[^\]]*\]")
_PLACES = re.compile(r"[0#?][.]([0#?]+)")
_CURRENCY = re.compile(r"[€$£¥]|\b(?:EUR|USD|GBP|CHF)\b")


def shown(value: object, format: str) -> str:
    """The value as text: 0.345 under "0.0%" is 34.5%, 1200 under "#,##0 €" is 1200 €.

    Numbers keep every digit that the format shows and take no thousands separators, which
    differ from country to country.
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, date | time | timedelta):
        return str(value)
    if not isinstance(value, int | float | Decimal):
        return str(value)
    section = (format or "General").split(";")[0]
    symbol = _LOCALE.sub(lambda found: f'"{found[1]}"', section)
    bare = _QUOTED.sub("", symbol)
    percent = "%" in bare
    text = _number(value, bare, percent)
    if percent:
        return f"{text}%"
    unit = _CURRENCY.search(symbol)
    if not unit:
        return text
    before = unit.start() < (re.search(r"[0#?]", symbol) or unit).start()
    return f"{unit[0]}{text}" if before and unit[0] in "$£¥€" else f"{text} {unit[0]}"


def _number(value: int | float | Decimal, format: str, percent: bool) -> str:
    # Through the shortest decimal that means this number: 0.1 + 0.2 is shown as 0.3.
    exact = Decimal(f"{value:.15g}") * (100 if percent else 1)
    if not exact.is_finite():
        return str(value)
    places = _PLACES.search(format)
    digits = places[1] if places else ""
    if not places and "0" not in format:
        return _plainly(exact)
    if format.rstrip(' %€$£¥"').endswith(","):
        return _plainly(exact)  # shown in thousands: the digits left out are kept
    rounded = round(exact, len(digits))
    text = f"{rounded:f}"
    optional = len(digits) - len(digits.rstrip("#"))
    while optional and text.endswith("0"):
        text, optional = text[:-1], optional - 1
    return text.rstrip(".") if "." in text else text


def _plainly(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
