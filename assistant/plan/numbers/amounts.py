"""Numbers as people type them, in French and English formats: the only place that reads them.

"1 234,5", "1,234.5", "1.234,5", "12,5 %", "€1.2m", "3 k€", "(250)" are read; "1,234" and
"1.234" can mean two things and are asked about unless the decimal mark is declared.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from assistant.plan.numbers.faults import NumberFault

Mark = Literal["", ",", "."]
Kind = Literal["number", "money", "rate"]

LONGEST = 60
_CURRENCIES = {
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR",
    "$": "USD", "usd": "USD", "us$": "USD", "dollars": "USD",
    "£": "GBP", "gbp": "GBP", "chf": "CHF", "cad": "CAD", "c$": "CAD", "ca$": "CAD",
    "¥": "JPY", "jpy": "JPY", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "pln": "PLN",
    "mad": "MAD", "xof": "XOF", "aud": "AUD", "inr": "INR",
}  # fmt: skip
_SCALES = {
    "k": 1e3, "mille": 1e3, "thousand": 1e3,
    "m": 1e6, "mn": 1e6, "mio": 1e6, "million": 1e6, "millions": 1e6,
    "bn": 1e9, "md": 1e9, "mds": 1e9, "mrd": 1e9, "milliard": 1e9, "milliards": 1e9,
}  # fmt: skip
_PERCENT = {"%", "percent", "pourcent", "pc"}
_MINUS = "-−–‒"
_CORE = re.compile(r"\d[\d .,']*(?:e[+-]?\d{1,3})?|[.,]\d+")
_WORD = re.compile(r"us\$|ca?\$|[€$£¥%]|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number read: `value` with scale and percentage applied, `currency` or "", and notes.

    `percent` is True where a sign or the field made it a percentage; `notes` are codes of what
    was assumed while reading, such as "rate-from-share".
    """

    value: float
    currency: str = ""
    percent: bool = False
    notes: tuple[str, ...] = ()


def read_amount(text: str, kind: Kind = "number", mark: Mark = "", field: str = "") -> Amount:
    """Read one number; `mark` is the declared decimal mark, "" where none was declared.

    A "rate" is a share between 0 and 1 whether typed "20 %", "20" or "0,2"; the last is noted.
    Raises NumberFault at `field`: empty, unreadable, not finite, ambiguous, or a unit that does
    not belong there.
    """
    typed = text.strip()
    if not typed:
        raise NumberFault("number-empty", f"{field}: nothing was typed.", "Type a number.", field)
    body, negative = _signed(_plain(typed[: LONGEST + 1]), field, typed)
    found = _CORE.findall(body)
    if len(found) != 1 or len(typed) > LONGEST:
        raise _unreadable(typed, field)
    core = found[0].rstrip(" .,'")
    scale, currency, percent = _units(body.replace(found[0], " ", 1), typed, field)
    value = _digits(core, mark, typed, field) * scale * (-1 if negative else 1)
    if not math.isfinite(value):
        raise _not_finite(typed, field)
    return _as_kind(Amount(value, currency, percent), kind, typed, field)


def _plain(text: str) -> str:
    """Lower case, ordinary spaces, apostrophes and digits."""
    text = unicodedata.normalize("NFKC", text).replace("’", "'").replace("ʼ", "'")
    return re.sub(r"\s+", " ", text).casefold().replace("pour cent", "%").strip()


def _signed(body: str, field: str, typed: str) -> tuple[str, bool]:
    """The text without its sign; accountants write a loss in parentheses."""
    if re.search(r"(?<![^\W\d_])(?:nan|inf|infinity|infini)(?![^\W\d_])|∞", body):
        raise _not_finite(typed, field)
    if body.startswith("(") and body.endswith(")"):
        return body[1:-1], True
    signs = re.findall(rf"(?<!e)[{_MINUS}+]", body)
    if len(signs) > 1:
        raise _unreadable(typed, field)
    match = re.fullmatch(rf"([^\d.,]*)([{_MINUS}+])(.*)", body)
    if match is None:
        if signs:
            raise _unreadable(typed, field)
        return body, False
    return match[1] + " " + match[3], match[2] != "+"


def _units(rest: str, typed: str, field: str) -> tuple[float, str, bool]:
    """Scale, currency and percentage around the digits."""
    scale, currency, percent = 1.0, "", False
    words = _WORD.findall(rest)
    if _WORD.sub("", rest).strip():
        raise _unreadable(typed, field)
    for word in words:
        glued = next((s for s in _SCALES if word == s), None)
        if word in _CURRENCIES and not currency:
            currency = _CURRENCIES[word]
        elif word in _PERCENT and not percent:
            percent = True
        elif glued and scale == 1:
            scale = _SCALES[glued]
        elif word == "billion":
            raise NumberFault(
                "number-billion",
                f"{typed!r}: a billion is 10⁹ in English and 10¹² in French.",
                "Write the number in millions.",
                field,
                typed=typed,
            )
        else:
            raise _unreadable(typed, field)
    if percent and (currency or scale != 1):
        raise _unreadable(typed, field)
    return scale, currency, percent


def _digits(core: str, mark: Mark, typed: str, field: str) -> float:
    mantissa, _, exponent = core.partition("e")
    number = _grouped(mantissa.strip(), mark, typed, field)
    try:
        return float(f"{number}e{exponent}" if exponent else number)
    except (ValueError, OverflowError):
        raise _unreadable(typed, field) from None


def _grouped(core: str, mark: Mark, typed: str, field: str) -> str:
    """Digits with a point as decimal mark, groups of three joined."""
    if re.search(r"[ ']", core):
        whole, decimals = _split_last(core, _last_mark(core))
        if not re.fullmatch(r"\d{1,3}(?:([ '])\d{3})(?:\1\d{3})*", whole) or " " in decimals:
            raise _unreadable(typed, field)
        return f"{re.sub('[ ]|[' + chr(39) + ']', '', whole)}.{decimals or '0'}"
    marks = [each for each in core if each in ".,"]
    if not marks:
        return core
    if len(set(marks)) == 2:
        last = marks[-1]
        other = "," if last == "." else "."
        whole, decimals = _split_last(core, last)
        if marks.count(last) > 1 or not re.fullmatch(rf"\d{{1,3}}(?:\{other}\d{{3}})+", whole):
            raise _unreadable(typed, field)
        return f"{whole.replace(other, '')}.{decimals or '0'}"
    if len(marks) > 1:
        if not re.fullmatch(rf"\d{{1,3}}(?:\{marks[0]}\d{{3}})+", core):
            raise _unreadable(typed, field)
        return core.replace(marks[0], "")
    return _one_mark(core, marks[0], mark, typed, field)


def _one_mark(core: str, found: str, mark: Mark, typed: str, field: str) -> str:
    """One point or comma: a decimal mark, unless it could set thousands apart."""
    whole, decimals = _split_last(core, found)
    could_group = len(decimals) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0")
    if not could_group or mark == found:
        return f"{whole or '0'}.{decimals or '0'}"
    if mark:
        return whole + decimals
    raise NumberFault(
        "number-ambiguous",
        f"{typed!r} can be {whole}{decimals} or {whole} point {decimals}.",
        f"Write {whole}{decimals}, or {whole}{found}{decimals}0, or declare the decimal mark.",
        field,
        typed=typed,
        thousands=f"{whole}{decimals}",
        decimal=f"{whole}{found}{decimals}0",
    )


def _last_mark(core: str) -> str:
    found = [each for each in core if each in ".,"]
    return found[-1] if len(found) == 1 else ""


def _split_last(core: str, mark: str) -> tuple[str, str]:
    if not mark:
        return core, ""
    whole, _, decimals = core.rpartition(mark)
    return whole, decimals


def _as_kind(amount: Amount, kind: Kind, typed: str, field: str) -> Amount:
    """Check the unit against what the field holds, and turn percentages into shares."""
    if kind == "rate":
        if amount.currency:
            raise _wrong_unit(typed, amount.currency, field)
        return _rate(amount, typed, field)
    if amount.percent or (kind == "number" and amount.currency):
        raise _wrong_unit(typed, amount.currency or "%", field)
    return amount


def _rate(amount: Amount, typed: str, field: str) -> Amount:
    if amount.percent or amount.value == 0:
        return Amount(amount.value / 100, "", True)
    if abs(amount.value) == 1:
        raise NumberFault(
            "rate-ambiguous",
            f"{typed!r} can be 1 % or 100 %.",
            "Write the percent sign.",
            field,
            typed=typed,
        )
    if abs(amount.value) < 1:
        return Amount(amount.value, "", True, ("rate-from-share",))
    return Amount(amount.value / 100, "", True)


def _unreadable(typed: str, field: str) -> NumberFault:
    shown = typed if len(typed) <= LONGEST else typed[:LONGEST] + "…"
    return NumberFault(
        "number-unreadable",
        f"{shown!r} is not a number.",
        "Write digits, such as 1234.5 or 1 234,5.",
        field,
        typed=shown,
    )


def _not_finite(typed: str, field: str) -> NumberFault:
    return NumberFault(
        "number-not-finite",
        f"{typed[:LONGEST]!r} is not a finite number.",
        "Type a finite number.",
        field,
        typed=typed[:LONGEST],
    )


def _wrong_unit(typed: str, unit: str, field: str) -> NumberFault:
    return NumberFault(
        "number-wrong-unit",
        f"{typed!r}: {unit} does not belong in this field.",
        "Remove the unit or use the field that it belongs to.",
        field,
        typed=typed,
        unit=unit,
    )
