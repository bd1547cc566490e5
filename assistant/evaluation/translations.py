"""Learns which French and English words translate each other from the shelf's sister statements."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import orjson

from assistant.language.words import fold, stem, stems
from assistant.library import Library

_PHRASING = "phrasing"
Pair = tuple[tuple[str, ...], tuple[str, ...]]
_ROUNDS = 6
_SURE, _SEEN, _KEPT = 0.12, 3, 4


def sister_texts(library: Library) -> Iterator[tuple[str, str, str]]:
    """(document, French, English) of every statement that the shelf has in both languages."""
    for id_ in sorted({id_ for id_, _ in library.documents}):
        french, english = library.document(id_, "fr"), library.document(id_, "en")
        if french is None or english is None:
            continue
        sides = [[p for p in d.passages if p.role != _PHRASING] for d in (french, english)]
        if len(sides[0]) == len(sides[1]):
            for one, other in zip(*sides, strict=True):
                if one.role == other.role:
                    yield id_, one.text, other.text


def learn(pairs: Sequence[Pair]) -> dict[str, list[str]]:
    """French stem → English stems, by IBM model 1 in both directions; their product decides."""
    forward = _model(pairs)
    backward = _model([(english, french) for french, english in pairs])
    seen = Counter(word for french, _ in pairs for word in set(french))
    table: dict[str, list[str]] = {}
    for french, targets in forward.items():
        if seen[french] < _SEEN or french[0].isdigit():
            continue
        both = {e: (p * backward[e].get(french, 0.0)) ** 0.5 for e, p in targets.items()}
        best = sorted(both, key=lambda e: -both[e])[:_KEPT]
        if kept := [e for e in best if both[e] >= _SURE and e != french]:
            table[french] = kept
    return dict(sorted(table.items()))


def _model(pairs: Sequence[Pair]) -> dict[str, dict[str, float]]:
    chances: dict[str, dict[str, float]] = defaultdict(dict)
    for source, target in pairs:
        for s in source:
            for t in target:
                chances[s][t] = 1.0
    for _ in range(_ROUNDS):
        counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for source, target in pairs:
            for t in target:
                total = sum(chances[s][t] for s in source) + 1e-3
                for s in source:
                    counts[s][t] += chances[s][t] / total
        for s, row in counts.items():
            total = sum(row.values()) + 0.5
            chances[s] = {t: c / total for t, c in row.items() if c / total > 1e-3}
            for t in row.keys() - chances[s].keys():
                chances[s][t] = 1e-6
    return chances


def write(library: Library, path: Path) -> int:
    """Learn from the whole shelf and its glossary, write JSON; returns the number of entries."""
    pairs = [(tuple(stems(f, "fr")), tuple(stems(e, "en"))) for _, f, e in sister_texts(library)]
    table = learn([pair for pair in pairs if pair[0] and pair[1]])
    for term in library.terms:
        for french in (term.names["fr"], *term.synonyms["fr"]):
            for english in (term.names["en"], *term.synonyms["en"]):
                one, other = fold(french).split(), fold(english).split()
                if len(one) == len(other) == 1 and one != other:
                    entry = table.setdefault(stem(one[0], "fr"), [])
                    target = stem(other[0], "en")
                    if target not in entry:
                        entry.append(target)
    path.write_bytes(orjson.dumps(table, option=orjson.OPT_SORT_KEYS) + b"\n")
    return len(table)
