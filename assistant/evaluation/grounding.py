"""How often the check of a text against its sources is right, per kind and per language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from assistant.answer.grounding import Grounder
from assistant.answer.grounding.ground import Encoder
from assistant.evaluation.grounding_pairs import GENERAL, PUBLIC, Pair

# Alterations of a figure: none may pass.
FIGURES = frozenset(("digit", "sister-digit", "figure", "magnitude", "unit", "year"))


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair, whether the check let it pass, and the codes of its reasons."""

    pair: Pair
    passed: bool
    reasons: tuple[str, ...]

    @property
    def right(self) -> bool:
        """True where a faithful sentence passed or an altered one was withheld."""
        return self.passed == self.pair.faithful


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: `rate` is the share judged rightly, 0 to 1."""

    half: str
    slice: str
    faithful: bool
    pairs: int
    rate: float


def judge(
    pairs: Sequence[Pair],
    embedder: Encoder | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[Judged]:
    """Check every pair as a user would: the sentence against its source."""
    found = []
    for number, pair in enumerate(pairs):
        progress(number, len(pairs))
        report = Grounder([pair.source], embedder, pair.lang).check(pair.text, pair.lang)
        codes = [reason.code for each in report.withheld for reason in each.reasons]
        found.append(Judged(pair, report.passed and bool(report.supported), tuple(codes)))
    progress(len(pairs), len(pairs))
    return found


def table(judged: Sequence[Judged]) -> list[Row]:
    """Per half: each kind, each language, across languages, figures, and all, apart by label.

    The general pairs, from outside the library's field, are told apart and are not in the rest.
    """
    rows = []
    for half in ("dev", "held-out"):
        part = [each for each in judged if each.pair.half == half]
        apart = [each for each in part if each.pair.kind in (GENERAL, PUBLIC)]
        part = [each for each in part if each.pair.kind not in (GENERAL, PUBLIC)]
        for faithful in (False, True):
            rows += _outside(half, faithful, [e for e in apart if e.pair.faithful == faithful])
            mine = [each for each in part if each.pair.faithful == faithful]
            for kind in sorted({each.pair.kind for each in mine}):
                rows += _row(half, kind, faithful, (e for e in mine if e.pair.kind == kind))
            for lang in ("fr", "en"):
                rows += _row(half, lang, faithful, (e for e in mine if e.pair.lang == lang))
            rows += _row(half, "fr–en", faithful, (e for e in mine if e.pair.crossed))
            rows += _row(half, "figures", faithful, (e for e in mine if e.pair.kind in FIGURES))
            rows += _row(half, "all", faithful, mine)
    return rows


def _outside(half: str, faithful: bool, judged: Sequence[Judged]) -> list[Row]:
    """Each set from outside the field: all of it, and each language."""
    rows = []
    for kind in (GENERAL, PUBLIC):
        mine = [each for each in judged if each.pair.kind == kind]
        rows += _row(half, kind, faithful, mine)
        for lang in ("fr", "en"):
            rows += _row(half, f"{kind} {lang}", faithful, (e for e in mine if e.pair.lang == lang))
    return rows


def _row(half: str, slice_: str, faithful: bool, judged: Iterable[Judged]) -> list[Row]:
    known = [each.right for each in judged]
    if not known:
        return []
    return [Row(half, slice_, faithful, len(known), round(sum(known) / len(known), 4))]


def as_json(judged: Sequence[Judged]) -> dict[str, Any]:
    """The table and the pairs that were judged wrongly."""
    return {
        "pairs": len(judged),
        "rows": [asdict(row) for row in table(judged)],
        "missed": [
            {**asdict(each.pair), "reasons": list(each.reasons)}
            for each in judged
            if not each.right
        ],
    }
