"""Recorded figures: what a statement says in numbers is what its sources were found to say.

`references.yaml` keeps, under `figures`, the numbers that were read in each publication, so
that the shelf can be checked without the research it came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from assistant.language.number_units import PERCENT
from assistant.language.numbers import Figure, agree, figures
from assistant.library.check.figures import about_the_world, shortened
from assistant.library.lessons import QuizQuestion
from assistant.library.problems import Problem
from assistant.library.reading import Reading
from assistant.library.shelf import REFERENCES, Library
from assistant.records import Lang, Passage

# Whoever divides two published figures says so in the sentence; nobody else published the result.
_OURS: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(
        r"\bour (?:own )?(?:arithmetic|calculation|count|division|subtraction|sum)s?\b", re.I
    ),
    "fr": re.compile(
        r"\bno(?:tre|s) (?:propres? )?(?:calcul|décompte|division|somme|soustraction)s?\b"
        r"|\bcalculs? de notre part\b",
        re.I,
    ),
}
# How an indicator misleads is our warning: that it can show 100% needs no source.
_PITFALLS = "pitfalls"
_ENDS_OF_A_SCALE = ((Decimal(0), PERCENT), (Decimal(100), PERCENT))
# In percentage points: "more than half" is said of 58%.
_ROUNDING = 10
# What these say is made up to show how a method works, or is asked rather than stated.
_ILLUSTRATIONS = frozenset({"example", "exercise", "formula", "phrasing", "quiz"})


def unrecorded(library: Library, reading: Reading) -> Iterator[Problem]:
    """Every figure of a cited statement is recorded for one of the publications it cites."""
    recorded = _Recorded(reading)
    for path, said in _cited(library):
        # A citation that leads nowhere is a fault of its own.
        if any(key in library.references for key in said.references):
            odd = recorded.unexplained(said)
            if odd:
                yield _problem(path, said, odd)


def _cited(library: Library) -> Iterator[tuple[str, Passage]]:
    """Every cited text with its file; what a quiz tells after the answer is one too."""
    for document in library.documents.values():
        for passage in document.passages:
            if passage.cited and passage.role not in _ILLUSTRATIONS:
                yield document.path, passage
    for (id, lang), lesson in library.lessons.items():
        path = library.documents[id, lang].path
        for question in lesson.quiz:
            if question.references:
                yield path, _as_passage(id, lang, question)


def _as_passage(document: str, lang: Lang, question: QuizQuestion) -> Passage:
    return Passage(
        id="",
        document=document,
        collection="",
        kind="lesson",
        lang=lang,
        role="quiz",
        text=question.explanation,
        references=question.references,
        line=question.line,
    )


class _Recorded:
    """The figures of `references.yaml`, each entry read once."""

    def __init__(self, reading: Reading) -> None:
        self._texts = {
            # A title such as "70% of chief executives…" is a record too.
            str(item["id"]): f"{item.get('title', '')}. {item.get('figures') or ''}"
            for _, item in reading.entries.get(REFERENCES, ())
        }
        self._read: dict[str, tuple[Figure, ...]] = {}

    def unexplained(self, passage: Passage) -> list[Figure]:
        """The figures of a statement that none of its publications states."""
        stated = [each for each in figures(passage.text, passage.lang) if about_the_world(each)]
        if not stated or _OURS[passage.lang].search(passage.text):
            return []
        known = [figure for key in passage.references for figure in self._of(key)]
        odd = [each for each in stated if not any(_same(each, other) for other in known)]
        if passage.role == _PITFALLS:
            odd = [each for each in odd if each.key not in _ENDS_OF_A_SCALE]
        return odd

    def _of(self, key: str) -> tuple[Figure, ...]:
        if key not in self._read:
            self._read[key] = figures(self._texts.get(key, ""), "en")
        return self._read[key]


def _same(stated: Figure, known: Figure) -> bool:
    """Equal amounts; a fall may be written as a negative rise, a unit may go without saying."""
    if agree(stated, known) or _rounded(stated, known):
        return True
    units = {stated.key[1], known.key[1]}
    return abs(stated.value) == abs(known.value) and (len(units) == 1 or "" in units)


def _rounded(stated: Figure, known: Figure) -> bool:
    """True for "nearly half" where 48% is recorded: words are rounder than digits."""
    if not stated.worded or stated.unit or known.unit != PERCENT:
        return False
    return abs(stated.value * 100 - abs(known.value)) <= _ROUNDING


def _problem(path: str, passage: Passage, odd: list[Figure]) -> Problem:
    keys = ", ".join(passage.references)
    return Problem(
        path,
        passage.line,
        f"states {', '.join(each.raw for each in odd)}, which {REFERENCES} records "
        f"for none of {keys}: {shortened(passage.text)}",
        f"Correct the figure; or, where the publication states it, add it under `figures` in "
        f"{REFERENCES}; or say that it is our calculation.",
        "unrecorded figure",
    )
