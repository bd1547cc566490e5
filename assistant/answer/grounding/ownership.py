"""What each figure counts: is it given for the same thing as in the sentence?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.answer.grounding.agreement import carries, comparable
from assistant.answer.grounding.align import Alignment
from assistant.answer.grounding.amounts import Amount
from assistant.answer.grounding.reading import Reading, Token
from assistant.answer.grounding.roles import company


@dataclass(frozen=True, slots=True)
class Tie:
    """A figure with what it counts in the sentence, and the figure that has that in the source."""

    found: str
    source: str
    gap: float


def misplaced(alignment: Alignment) -> Iterator[Tie]:
    """Figures that the source gives for something else than the sentence does."""
    sentence, evidence = alignment.sentence, alignment.evidence
    for amount in (*sentence.amounts, *year_marks(sentence)):
        if amount.part:
            continue
        there = (*evidence.amounts, *year_marks(evidence))
        given = [g for g in there if not g.part and comparable(g, amount) is not None]
        right = [g for g in given if carries(g, amount)]
        wrong = [g for g in given if not carries(g, amount)]
        if not right or not wrong:
            continue
        own = max(company(amount, g, alignment) for g in right)
        best = max(wrong, key=lambda g: company(amount, g, alignment))
        other = company(amount, best, alignment)
        if other > own:
            yield Tie(amount.raw, best.raw, round(other - own, 3))


def year_marks(reading: Reading) -> list[Amount]:
    """The years of a sentence as amounts of a unit of their own, at their places."""
    return [
        Amount(Decimal(m[0]), "calendar", m.start(), m.end(), m[0], digits=4)
        for m in re.finditer(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)", reading.text)
    ]


_DIRECTIONS = 4
_APART = re.compile(
    r";|\b(?:while|whereas|but|and|against|versus|mais|et|alors que|tandis que|contre)\b", re.I
)


def misowned(alignment: Alignment) -> str:
    """A figure that the evidence gives for another subject than the sentence does, or "".

    The word before it in the sentence stands in another clause of the evidence, and the word
    before it in the evidence is none of the sentence's.
    """
    sentence, evidence = alignment.sentence, alignment.evidence
    used = alignment.used
    for amount in sentence.amounts:
        given = [g for g in evidence.amounts if carries(g, amount)]
        if len(given) != 1 or amount.part:
            continue
        here, there = _owner(sentence, amount), _owner(evidence, given[0])
        link = alignment.links.get(here) if here is not None else None
        if link is None or there is None or there in used:
            continue
        ends = sorted((evidence.tokens[link[0]].start, given[0].start))
        if _APART.search(evidence.text[ends[0] : ends[1]]):
            return amount.raw
    return ""


def _directed(token: Token) -> bool:
    """True for a rise, a fall, more and less: the first lines of the contraries."""
    return any(number < _DIRECTIONS for number, _ in token.sides)


def _owner(reading: Reading, amount: Amount) -> int | None:
    """The word of weight before a figure, in its clause, that tells no direction."""
    at = [t.clause for t in reading.tokens if t.start >= amount.start]
    before = [
        i for i in reading.content
        if reading.tokens[i].start < amount.start and not _directed(reading.tokens[i])
        and at and reading.tokens[i].clause == at[0]
    ]  # fmt: skip
    return before[-1] if before else None
