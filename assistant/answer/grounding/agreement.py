"""Whether a source's figure carries an answer's: the same amount, or a fair rounding of it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from assistant.answer.grounding.amounts import (
    CURRENCIES,
    DURATIONS,
    PERCENT,
    SHARE,
    TIMES,
    Amount,
)

_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
# Units that a reader may take for granted: "cut 200 million", "the 5-day sale".
_DROPPABLE = frozenset(("length", "mass", "area", "volume")) | CURRENCIES | DURATIONS
# How far a rounded figure may lie from the one it rounds, by the words before it.
_ABOUT, _NEARLY, _OVER = Decimal("0.06"), Decimal("0.10"), Decimal("0.34")
# "Viewed 500 times" counts views; "5 times" is a multiple.
_TOLD_TIMES = 20
_PAIR, _FEW = 2, 3
# Points between a share in words ("a third") and the percentage it stands for.
_WORDED_POINTS, _HEDGED_POINTS = Decimal("1.0"), Decimal("6")


def carries(given: Amount, wanted: Amount) -> bool:
    """True where `given`, of a source, carries `wanted`, of an answer.

    The amounts are equal after conversion; or the answer says it is rounding, rounds further
    than the source does, and stays near it on the side that it names; or it drops decimals.
    """
    pair = comparable(given, wanted)
    if pair is None:
        return False
    there, here = pair
    if there == here:
        return not _bounds_clash(given, wanted)
    if SHARE in (given.unit, wanted.unit):
        return _share(there, here, given, wanted)
    if given.hedge and wanted.hedge:
        return False
    if wanted.hedge:
        return _rounder(wanted, given) and _near(there, here, wanted)
    return _shortened(there, here, given, wanted) or _converted(there, here, given, wanted)


def comparable(given: Amount, wanted: Amount) -> tuple[Decimal, Decimal] | None:
    """The two values in one unit, None where their units do not compare."""
    one, other = given.unit, wanted.unit
    if one == other:
        return given.value, wanted.value
    if {one, other} <= {PERCENT, SHARE}:
        return given.value, wanted.value
    for table in (_SECONDS, _MONTHS):
        if one in table and other in table:
            return given.value * table[one], wanted.value * table[other]
    if {one, other} == {TIMES, PERCENT}:
        return _multiple(given), _multiple(wanted)
    if {one, other} == {TIMES, ""} and max(given.value, wanted.value) >= _TOLD_TIMES:
        return given.value, wanted.value
    if {one, other} == {TIMES, ""} and given.count and wanted.count:
        return given.value, wanted.value
    if {one, other} == {"GBP", ""} and "livres" in (given.raw + wanted.raw).casefold():
        # "Cinq livres" are five books, or five pounds.
        return given.value, wanted.value
    if not other and one in _DROPPABLE:
        size = given.value if one in CURRENCIES or one in DURATIONS else None
        return (size, wanted.value) if size is not None else None
    # "aged 45" and "45 years old".
    if not one and other in DURATIONS:
        return given.value, wanted.value
    return None


def _multiple(amount: Amount) -> Decimal:
    """A growth of 200 % is a tripling, a fall of 50 % a halving."""
    if amount.unit == TIMES:
        return amount.value
    return 1 + amount.value / 100


def _bounds_clash(given: Amount, wanted: Amount) -> bool:
    """ "More than 40 %" is not "less than 40 %", and "nearly" is not "more than"."""
    sides = {"over": 1, "nearly": -1, "under": -1}
    here, there = sides.get(wanted.hedge, 0), sides.get(given.hedge, 0)
    return here * there < 0


def _share(there: Decimal, here: Decimal, given: Amount, wanted: Amount) -> bool:
    """A share in words against a percentage."""
    gap = there - here if wanted.unit == SHARE else here - there
    if given.unit == wanted.unit:
        return abs(gap) < Decimal("0.5")
    if abs(gap) <= _WORDED_POINTS:
        return not _bounds_clash(given, wanted)
    # The worded side is the rounder one: its own words of caution say where the other lies.
    hedge = wanted.hedge if wanted.unit == SHARE else given.hedge
    return _side(gap, hedge) and abs(gap) <= _HEDGED_POINTS


def _side(gap: Decimal, hedge: str) -> bool:
    """True where the exact value lies on the side of the round one that the caution names."""
    if hedge == "over":
        return gap > 0
    if hedge in ("under", "nearly"):
        return gap < 0
    return hedge == "about"


def _rounder(wanted: Amount, given: Amount) -> bool:
    return wanted.worded or wanted.digits < given.digits


def _near(there: Decimal, here: Decimal, wanted: Amount) -> bool:
    """A rounding that says so: near the source's value, on the side that it names."""
    if not there:
        return False
    gap = (there - here) / there
    if wanted.hedge == "over":
        return 0 < gap <= _OVER
    if wanted.hedge == "under":
        return -_OVER <= gap < 0
    if wanted.hedge == "nearly":
        return -_NEARLY <= gap <= Decimal("0.01")
    return abs(gap) <= _ABOUT


def _shortened(there: Decimal, here: Decimal, given: Amount, wanted: Amount) -> bool:
    """Fewer decimals, or "4.2 million" for 4,214,000: cut short, never a digit changed."""
    if wanted.worded or given.hedge:
        return False
    if given.unit != wanted.unit:
        return False
    fewer = wanted.digits < given.digits and (
        wanted.decimals < given.decimals or (wanted.scaled and not given.scaled)
    )
    if not fewer or not here or wanted.digits < 2:
        return False
    return _rounded(there, wanted.digits) == _rounded(here, wanted.digits)


def _rounded(value: Decimal, digits: int) -> Decimal:
    if not value:
        return value
    places = digits - 1 - math.floor(value.log10())
    return round(value, places)


def _converted(there: Decimal, here: Decimal, given: Amount, wanted: Amount) -> bool:
    """12 miles and 19 km: a conversion between systems is never exact."""
    if given.unit != wanted.unit or not there or given.raw[-1:].isdigit():
        return False
    words = [re.sub(r"[\d.,\s]", "", amount.raw).casefold() for amount in (given, wanted)]
    if given.unit not in ("length", "area", "mass", "volume", "speed"):
        return False
    imperial = [any(w in word for w in _IMPERIAL) for word in words]
    return imperial[0] != imperial[1] and abs(there - here) / there < Decimal("0.02")


_IMPERIAL = ("mile", "mi", "mph", "feet", "foot", "ft", "pied", "inch", "pouce", "yard", "acre",
             "lb", "pound", "ounce", "oz", "gallon")  # fmt: skip


def _part_of(part: Amount, whole: Amount, wanted: Amount) -> bool:
    """Two counts side by side, the smaller one of the larger: is the share theirs?"""
    if part.unit or whole.unit or not 0 < part.value < whole.value or whole.start - part.end > 12:
        return False
    share = part.value / whole.value * 100
    gap = share - wanted.value
    if abs(gap) <= Decimal("0.5"):
        return True
    return _side(gap, wanted.hedge) and abs(gap) <= _HEDGED_POINTS


def derived(wanted: Amount, given: Sequence[Amount]) -> bool:
    """ "Doubled" where the source gives 10 and 20: a multiple in words that two figures make; or
    "just over half" where it gives 212 of 400."""
    if _difference(wanted, given):
        return True
    if wanted.unit == SHARE and wanted.worded:
        return any(_part_of(first, second, wanted) for first, second in pairwise(given))
    if not (wanted.worded and wanted.unit == TIMES) or wanted.value <= 0:
        return False
    slack = Decimal("0.12") if wanted.hedge else Decimal("0.05")
    for first in given:
        for second in given:
            if first.value > 0 and first is not second and first.unit == second.unit:
                ratio = second.value / first.value
                if abs(ratio / wanted.value - 1) <= slack:
                    return True
    return False


def _difference(wanted: Amount, given: Sequence[Amount]) -> bool:
    """What two figures, the only ones of their unit, lie apart: "lost 7" for "38, down from 45".

    The caller sees to it that the sentence speaks of a difference.
    """
    alike = [g for g in given if g.unit == wanted.unit and not g.part]
    if not wanted.apart or len(alike) != _PAIR:
        return False
    gap = abs(alike[0].value - alike[1].value)
    return gap == wanted.value or (bool(wanted.hedge) and _near(gap, wanted.value, wanted))


def lasted(wanted: Amount, years: Sequence[int]) -> bool:
    """The years between two that follow each other in the evidence: "more than eighty years" for
    "from 1840 until 1922"; where it names many years, any figure would be found."""
    if wanted.unit != "year" or len(years) > _FEW:
        return False
    gaps = [Decimal(abs(other - one)) for one, other in pairwise(years)]
    return any(
        gap == wanted.value or (bool(wanted.hedge) and _near(gap, wanted.value, wanted))
        for gap in gaps
    )
