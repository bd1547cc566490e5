"""How well typed objectives are read: right at once, among three, and what is none of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import KnowledgeError
from assistant.plan.records import Interpretation
from assistant.records import Lang

Read = Callable[[str, Lang], Interpretation]
NONE = "not an objective"


@dataclass(frozen=True, slots=True)
class Typed:
    """A text with the objectives that it may mean, or the kind of text that it is instead."""

    text: str
    lang: Lang
    slice: str
    objectives: tuple[str, ...] = ()
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """How one text was read: right at once, right among the first three, recognised as none."""

    typed: Typed
    read: Interpretation
    first: bool
    three: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table, rates from 0 to 1; `three` is None for what is no objective."""

    slice: str
    texts: int
    first: float
    three: float | None


def load_typed(path: Path) -> tuple[Typed, ...]:
    """Read a set; KnowledgeError names the file that is malformed."""
    try:
        entries = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        return tuple(_typed(entry) for entry in entries)
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        raise KnowledgeError(f"{path}: {error}", "Correct the set of objectives.") from error


def _typed(entry: dict[str, Any]) -> Typed:
    wanted = entry.get("objective") or ()
    objectives = (wanted,) if isinstance(wanted, str) else tuple(wanted)
    sort = str(entry.get("not", ""))
    return Typed(entry["text"], entry["lang"], entry.get("slice") or NONE, objectives, sort)


def judge(texts: Iterable[Typed], read: Read) -> tuple[Judged, ...]:
    """Read every text; what is no objective is right where none is taken."""
    found = []
    for typed in texts:
        made = read(typed.text, typed.lang)
        if typed.sort:
            right = not made.objective
            found.append(Judged(typed, made, right, right))
        else:
            three = {each.objective for each in made.candidates[:3]} | {made.objective}
            first = made.objective in typed.objectives
            found.append(Judged(typed, made, first, bool(three & set(typed.objectives))))
    return tuple(found)


def table(judged: Sequence[Judged]) -> tuple[Row, ...]:
    """One row a slice and a language, then all objectives, then what is none."""
    real = [each for each in judged if not each.typed.sort]
    names = sorted({each.typed.slice for each in real})
    rows = [_row(name, [each for each in real if each.typed.slice == name]) for name in names]
    rows += [
        _row(lang, [each for each in real if each.typed.lang == lang]) for lang in ("fr", "en")
    ]
    rows.append(_row("all", real))
    none = [each for each in judged if each.typed.sort]
    return (*rows, Row(NONE, len(none), _rate([each.first for each in none]), None))


def _row(name: str, judged: Sequence[Judged]) -> Row:
    first, three = [each.first for each in judged], [each.three for each in judged]
    return Row(name, len(judged), _rate(first), _rate(three))


def _rate(values: Sequence[bool]) -> float:
    return round(sum(values) / len(values), 4) if values else 0.0


def as_json(judged: Sequence[Judged]) -> dict[str, Any]:
    """The table, and every text that was read wrongly."""
    return {
        "rows": [asdict(row) for row in table(judged)],
        "missed": [
            {
                "text": each.typed.text,
                "wanted": list(each.typed.objectives) or each.typed.sort,
                "reading": each.read.reading,
                "taken": each.read.objective or each.read.not_objective,
                "candidates": [asdict(candidate) for candidate in each.read.candidates[:3]],
            }
            for each in judged
            if not each.first
        ],
    }
