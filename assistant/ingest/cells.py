"""A cell's value as its reader saw it: percentages, amounts, units and dates by its format."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

# What a format is made of (ECMA-376, part 1, 18.8.31): quoted and escaped text, a currency with
# its locale, conditions and colours, room for a letter, filling, the digits, the rest.
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[[^\]]*\]|_.|\*.'
    r"|(?P<digits>[0#?][0#?.,]*|\.[0#?]+)|(?P<other>.)",
    re.S,
)
_CURRENCY = re.compile(r"[€$£¥]|EUR|USD|GBP|CHF")
_SHOWN_ALONE = "€$£¥+"
_POWER = re.compile(r"[0#?]E[+-]", re.I)
_HOURS = re.compile(r"\[h+\]", re.I)


class _Look(NamedTuple):
    """A number format taken apart: what stands before the digits and after them."""

    before: str
    digits: str
    after: str
    percent: bool


def shown(value: object, format: str, comma: bool = False) -> str:
    """The value as text: 0.345 under "0.0%" is 34.5%, 1200 under '#,##0 "k€"' is 1200 k€.

    Numbers keep every digit that the format shows and take no thousands separators, which
    differ from country to country; `comma` is the decimal sign of a French reader. Days are
    ISO 8601.
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, timedelta):
        return _duration(value) if _HOURS.search(format or "") else str(value)
    if isinstance(value, date | time) or not isinstance(value, int | float | Decimal):
        return str(value)
    look = _look((format or "General").split(";")[0])
    text = _number(value, look)
    if comma:
        text = text.replace(".", ",")
    if look.percent:
        text = f"{text}%"
    if look.before.startswith("+") and value > 0:
        text = f"+{text}"
    before, after = look.before.strip("+ ()-"), look.after.strip("()-")
    if _CURRENCY.fullmatch(before) and before not in _SHOWN_ALONE:
        before, after = "", f" {before}"
    if _CURRENCY.fullmatch(after.strip()):
        after = f" {after.strip()}"
    return f"{before}{text}{after.rstrip()}"


@lru_cache(maxsize=1000)
def _look(section: str) -> _Look:
    if section.casefold() in ("general", "standard", "@", ""):
        return _Look("", "", "", False)
    before, digits, after, percent = "", "", "", False
    for token in _TOKEN.finditer(section):
        written = token["quoted"] or token["escaped"] or token["currency"] or ""
        other = token["other"] or ""
        percent = percent or other == "%"
        if token["digits"]:
            digits += token["digits"]
        elif other and (other in " +()-" or _CURRENCY.match(other)):
            written = other
        if digits:
            after += written
        else:
            before += written
    if not digits or _POWER.search(section):
        return _Look("", "", "", percent)
    return _Look(before, digits, after, percent)


def _number(value: int | float | Decimal, look: _Look) -> str:
    # Through the shortest decimal that means this number: 0.1 + 0.2 is shown as 0.3.
    exact = Decimal(f"{value:.15g}") * (100 if look.percent else 1)
    if not exact.is_finite():
        return str(value)
    whole, _, places = look.digits.partition(".")
    scaled = len(look.digits) - len(look.digits.rstrip(","))
    if scaled:
        # Shown in thousands: without a unit that says so, the digits left out are kept.
        if not re.search(r"[^\W\d_]", look.after):
            return _plainly(exact)
        exact /= 1000**scaled
        whole, places = whole.rstrip(","), places.rstrip(",")
    if not places and "0" not in whole:
        return _plainly(exact)
    rounded = round(exact, len(places))
    sign, text = ("-" if rounded < 0 else ""), f"{abs(rounded):f}"
    optional = len(places) - len(places.rstrip("#"))
    while optional and text.endswith("0"):
        text, optional = text[:-1], optional - 1
    text = text.rstrip(".") if "." in text else text
    # Codes such as "0007" are written with all their digits.
    width = whole.count("0") + (len(text) - text.index(".") if "." in text else 0)
    return sign + text.rjust(width, "0")


def _duration(value: timedelta) -> str:
    minutes = round(value.total_seconds() / 60)
    return f"{minutes // 60}:{minutes % 60:02}"


def _plainly(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
