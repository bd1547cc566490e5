"""Have two things changed places while what stands between them has not?

"A beat B" and "B beat A" hold the same words. A clause may move and a verb may turn passive, but
where three stretches of a sentence stand in the reverse of the evidence's order, the outer two have
been exchanged, unless a passive or a contrary ("lost to", "less than") turns the middle round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from assistant.answer.grounding import cues
from assistant.answer.grounding.agreement import carries
from assistant.answer.grounding.align import Alignment
from assistant.answer.grounding.reading import Reading

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_SURE, _SHORT = 0.8, 3
_ARTICLES = frozenset(["a", "an", "the", "le", "la", "les", "l", "un", "une", "des"])
_BY = {
    "en": re.compile(r"\b(?:is|are|was|were|been|being|be|got)\s(?:\w+\s){1,3}by\s"),
    "fr": re.compile(r"\b(?:est|sont|était|étaient|fut|furent|été|être|sera)\s(?:\w+\s){1,3}par\s"),
}
_INVERSE = re.compile(
    r"\b(?:lost\sto|defeated\sby|beaten\sby|trail\w*|behind|less|fewer|lower|smaller|worse|slower|younger"
    r"|shorter|cheaper|weaker|sold|after|followed|succeeded|inférieure?s?|moins|pires?|derrière|battue?s?\spar"
    r"|perd\w*|vend\w*|après|succéd\w+|reçu\w*|received)\b"
)


@dataclass(frozen=True, slots=True)
class Exchange:
    """Two stretches that changed places; `undone` where the words between are turned round too."""

    found: str
    source: str
    undone: bool
    exact: bool


@dataclass(frozen=True, slots=True)
class _Unit:
    """A word or figure of the sentence and where it stands in the evidence."""

    start: int
    end: int
    there: int
    there_end: int
    exact: bool


def exchanges(alignment: Alignment) -> Iterator[Exchange]:
    """Every reversal of three neighbouring stretches."""
    blocks = _blocks(alignment)
    ranks = {id(b): n for n, b in enumerate(sorted(blocks, key=lambda b: b[0].there))}
    for one, middle, other in zip(blocks, blocks[1:], blocks[2:], strict=False):
        if not ranks[id(one)] > ranks[id(middle)] > ranks[id(other)]:
            continue
        if ranks[id(one)] - ranks[id(other)] != 2:
            continue
        between = alignment.sentence.lowered[one[-1].end : other[0].start]
        if len(between) > 120 or re.search(r"[;.]\s", between):
            continue
        if not _comparable(one, other, alignment):
            continue
        found = alignment.sentence.text[one[0].start : one[-1].end]
        back = alignment.sentence.text[other[0].start : other[-1].end]
        exact = one[0].exact and other[0].exact
        if not exact and moved_whole(one, other, alignment):
            continue
        undone = not exact and _turned(alignment, one, other)
        yield Exchange(found, back, undone, exact)


def moved_whole(one: list[_Unit], other: list[_Unit], alignment: Alignment) -> bool:
    """True where two stretches took their neighbours along: a phrase put in front, or behind.

    Where they have changed places, each stands beside the words that the other stood beside.
    """
    if alignment.sentence.lang != alignment.evidence.lang:
        return False
    here = [_beside(alignment.sentence, b[0].start, b[-1].end) for b in (one, other)]
    there = [_beside(alignment.evidence, b[0].there, b[-1].there_end) for b in (one, other)]
    own = sum(a == b != "" for n in (0, 1) for a, b in zip(here[n], there[n], strict=True))
    changed = sum(a == b != "" for n in (0, 1) for a, b in zip(here[n], there[1 - n], strict=True))
    return own >= changed


def _beside(reading: Reading, start: int, end: int) -> tuple[str, str]:
    """The words before and after a stretch, articles left out; "^" and "$" at the ends."""
    words = [t for t in reading.tokens if t.folded not in _ARTICLES]
    before = [t.folded for t in words if t.end <= start]
    after = [t.folded for t in words if t.start >= end]
    return (before[-1] if before else "^", after[0] if after else "$")


def voice_turned(alignment: Alignment) -> bool:
    """True where two names keep their order while the verb between them, the same, turns from
    active to passive or back: "A bought B" and "A was bought by B"."""
    sentence, evidence = alignment.sentence, alignment.evidence
    links = sorted((i, j) for i, (j, like) in alignment.links.items() if like >= _SURE)
    names = [(i, j) for i, j in links if sentence.tokens[i].name or sentence.tokens[i].maybe]
    for (i, j), (k, m) in pairwise(names):
        verbs = [a for a, b in links if i < a < k and j < b < m and sentence.tokens[a].content]
        if not (j < m and verbs) or len(verbs) > _SHORT:
            continue
        here = sentence.lowered[sentence.tokens[i].end : sentence.tokens[k].start]
        there = evidence.lowered[evidence.tokens[j].end : evidence.tokens[m].start]
        passive = [bool(_BY[r.lang].search(t)) for r, t in ((sentence, here), (evidence, there))]
        if passive[0] != passive[1] and max(len(here), len(there)) < 60:
            return True
    return False


def _comparable(one: list[_Unit], other: list[_Unit], alignment: Alignment) -> bool:
    """True for two short stretches of one sort: figures, or words; across languages, names, since
    French and English order the words of a noun phrase the other way round."""
    units = [*one, *other]
    if max(len(one), len(other)) > _SHORT or len({unit.exact for unit in units}) > 1:
        return False
    if units[0].exact or alignment.sentence.lang == alignment.evidence.lang:
        return True
    named = {t.start for t in alignment.sentence.tokens if t.name}
    return all(unit.start in named for unit in units)


def _turned(alignment: Alignment, one: list[_Unit], other: list[_Unit]) -> bool:
    """True where exactly one side puts its verb or comparison the other way round."""
    sentence, evidence = alignment.sentence, alignment.evidence
    here = sentence.lowered[one[-1].end : other[0].start]
    first, last = sorted((one, other), key=lambda b: b[0].there)
    there = evidence.lowered[first[-1].there_end : last[0].there]
    ways = [
        bool(cues.PASSIVE[reading.lang].search(text + " ")) != bool(_INVERSE.search(text))
        for reading, text in ((sentence, here), (evidence, there))
    ]
    return ways[0] != ways[1]


def _blocks(alignment: Alignment) -> list[list[_Unit]]:
    """The units of the sentence in runs that stand side by side, in order, in the evidence."""
    units = _units(alignment)
    order = {unit.there: n for n, unit in enumerate(sorted(units, key=lambda u: u.there))}
    blocks: list[list[_Unit]] = []
    for unit in units:
        last = blocks[-1][-1] if blocks else None
        if last and order[unit.there] == order[last.there] + 1:
            blocks[-1].append(unit)
        else:
            blocks.append([unit])
    return blocks


def _units(alignment: Alignment) -> list[_Unit]:
    sentence, evidence = alignment.sentence, alignment.evidence
    counted = [j for j, _ in alignment.links.values()]
    units = [
        _Unit(sentence.tokens[i].start, sentence.tokens[i].end, evidence.tokens[j].start,
              evidence.tokens[j].end, False)
        for i, (j, like) in alignment.links.items()
        if like >= _SURE and counted.count(j) == 1 and sentence.tokens[i].content
        and evidence.tokens[j].content
    ]  # fmt: skip
    taken: set[int] = set()
    for amount in sentence.amounts:
        given = [g for g in evidence.amounts if carries(g, amount) and g.start not in taken]
        if len(given) == 1 and not amount.part:
            taken.add(given[0].start)
            units.append(_Unit(amount.start, amount.end, given[0].start, given[0].end, True))
    units += _years(sentence, evidence)
    kept = sorted(units, key=lambda u: u.start)
    return [u for n, u in enumerate(kept) if not any(u.there == v.there for v in kept[:n])]


def _years(sentence: Reading, evidence: Reading) -> Iterator[_Unit]:
    there = [(m[0], m.start(), m.end()) for m in _YEAR.finditer(evidence.text)]
    here = [m[0] for m in _YEAR.finditer(sentence.text)]
    for match in _YEAR.finditer(sentence.text):
        same = [t for t in there if t[0] == match[0]]
        if len(same) == 1 and here.count(match[0]) == 1:
            yield _Unit(match.start(), match.end(), same[0][1], same[0][2], True)
