"""Whether a sentence tells of a rise or a fall, in its words or by its figures."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Literal

from assistant.answer.grounding.polarity import denials
from assistant.answer.grounding.reading import read
from assistant.language.numbers import figures
from assistant.records import Lang

Trend = Literal["rise", "fall"]

# The lines of the contraries that tell of a rise or a fall.
_RISE = 0
_FROM = re.compile(r"\b(?:from|de|d['’])\s?(?:about |environ |près de )?$", re.I)
_TO = re.compile(r"\b(?:to|à)\b", re.I)


def trend(text: str, lang: Lang) -> Trend | None:
    """The one direction that a sentence tells; None where it tells none, both, or denies
    something, which might be that."""
    reading = read(text, lang)
    if denials(reading):
        return None
    signs = {sign for token in reading.tokens for line, sign in token.sides if line == _RISE}
    signs |= set(_steps(text, lang))
    if len(signs) != 1:
        return None
    return "rise" if signs == {1} else "fall"


def _steps(text: str, lang: Lang) -> list[int]:
    """1 for each "from 37 % to 65 %", -1 for each "de 26,8 à 12,8 millions"."""
    found = figures(text, lang)
    signs = []
    for one, other in pairwise(found):
        if one.unit != other.unit or one.value == other.value:
            continue
        if _FROM.search(text[: one.start]) and _TO.search(text[one.end : other.start]):
            signs.append(1 if other.value > one.value else -1)
    return signs
