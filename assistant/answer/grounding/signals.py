"""Everything known about a sentence and its evidence, as numbers and as reasons."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import pairwise

import numpy as np

from assistant.answer.grounding.align import Alignment
from assistant.answer.grounding.evidence import Encode, Pool, Support
from assistant.answer.grounding.exact import NameFault, figure_reasons, name_faults
from assistant.answer.grounding.order import exchanges
from assistant.answer.grounding.polarity import Turn, turns
from assistant.answer.grounding.reading import Reading
from assistant.answer.grounding.records import Reason
from assistant.answer.grounding.roles import attribution, crossed, misplaced, parts_changed
from assistant.answer.grounding.strength import overstatements

# A figure whose words stand this much better around another figure is another's.
_TIE = 0.2
_CROSSED = 0.25
_CAUSES = {"causation": 1.0, "causation-unstated": 0.5}


@dataclass(frozen=True, slots=True)
class Signals:
    """What the calibrated model weighs; shares are 0 to 1, counts are capped at 3.

    coverage     share of the sentence's words that stand on the evidence
    uncovered    how much weight does not, as log(1 + weight)
    gap          the longest run of such words, as a share of the sentence
    back         share of the evidence that the sentence takes up
    cosine       likeness of meaning by the embedding model; 0 without one
    replaced     words that stand in the place of an unused word of the evidence
    likeness     the least likeness of meaning of such a pair, 0 where there is none
    strangers    names that no source has
    moved        names that only another sentence of the sources has
    exchanged    names in the place of an unused name of the evidence
    negated, contrary   sure turns of meaning; doubtful: the others
    stronger     quantity or certainty beyond the evidence; weaker: below it
    caused       a cause where the evidence has none
    attributed   another speaker
    roles        two names that changed places
    figures      two figures or years that changed places
    twin         replaced words, where the sentence else follows the evidence word by word
    tie          how much better a figure's words stand around another figure
    crossed      how much better two names would stand in each other's place
    length       log of the number of words
    """

    coverage: float = 0.0
    uncovered: float = 0.0
    gap: float = 0.0
    back: float = 0.0
    cosine: float = 0.0
    replaced: float = 0.0
    likeness: float = 0.0
    strangers: float = 0.0
    moved: float = 0.0
    exchanged: float = 0.0
    negated: float = 0.0
    contrary: float = 0.0
    doubtful: float = 0.0
    stronger: float = 0.0
    weaker: float = 0.0
    caused: float = 0.0
    attributed: float = 0.0
    roles: float = 0.0
    figures: float = 0.0
    twin: float = 0.0
    tie: float = 0.0
    crossed: float = 0.0
    length: float = 0.0

    def vector(self) -> list[float]:
        """The features of the model, in a fixed order."""
        return [float(getattr(self, f.name)) for f in fields(self)]


@dataclass(frozen=True)
class Findings:
    """`hard` reasons withhold by themselves, `soft` ones explain what the model decides."""

    signals: Signals
    hard: tuple[Reason, ...]
    soft: tuple[Reason, ...]


def findings(sentence: Reading, support: Support, pool: Pool, encode: Encode | None) -> Findings:
    """Look at one sentence and what may carry it."""
    alignment = support.alignment
    names = name_faults(sentence, support, pool)
    moved = list(exchanges(alignment))
    turned = list(turns(alignment, inverted=any(m.undone for m in moved)))
    over = list(overstatements(alignment))
    ties = sorted(misplaced(alignment), key=lambda tie: -tie.gap)
    said = list(attribution(alignment))
    swapped = [
        Reason("roles", {"found": f"{m.found} … {m.source}", "source": ""})
        for m in moved
        if not m.undone
    ]
    swapped += parts_changed(alignment)
    between = crossed(alignment)
    hard = [*figure_reasons(sentence, support, pool), *_name_reasons(names, hard=True)]
    soft = [*_turn_reasons(turned), *said, *swapped, *over, *_name_reasons(names, hard=False)]
    soft += [Reason("figure-elsewhere", {"found": t.found}) for t in ties[:1] if t.gap > _TIE]
    if between > _CROSSED and not swapped:
        soft.append(Reason("roles", {"found": "", "source": ""}))
    pairs = list(_replacements(alignment))
    signals = Signals(
        coverage=alignment.coverage(),
        uncovered=math.log1p(_open_weight(alignment)),
        gap=_longest_gap(alignment),
        back=alignment.covered_back(),
        cosine=_cosine(sentence, support, encode),
        replaced=min(3, len(pairs)),
        likeness=_least_alike(pairs, alignment, encode),
        strangers=min(3, sum(not n.elsewhere for n in names)),
        moved=min(3, sum(n.elsewhere for n in names)),
        exchanged=min(3, sum(bool(n.instead) for n in names)),
        negated=min(3, sum(t.sure and t.kind == "negation" for t in turned)),
        contrary=min(3, sum(t.sure and t.kind == "opposite" for t in turned)),
        doubtful=min(3, sum(not t.sure for t in turned)),
        stronger=min(3, sum(r.code in ("quantifier", "certainty") for r in over)),
        weaker=min(3, sum(r.code == "quantifier-weaker" for r in over)),
        caused=max((_CAUSES.get(r.code, 0.0) for r in over), default=0.0),
        attributed=min(3, len(said)),
        roles=min(3, len(swapped)),
        figures=min(3, sum(m.exact for m in moved)),
        twin=_twin(alignment) * min(3, len(pairs)),
        tie=max((t.gap for t in ties), default=0.0),
        crossed=between,
        length=math.log1p(len(sentence.content)),
    )  # fmt: skip
    return Findings(signals, tuple(hard), tuple(soft))


def _name_reasons(names: list[NameFault], hard: bool) -> Iterator[Reason]:
    """A name that no source has withholds by itself; one from another sentence is weighed."""
    for name in names:
        if hard != (not name.elsewhere):
            continue
        if not name.elsewhere:
            yield Reason("name", {"found": name.name})
        else:
            yield Reason("name-elsewhere", {"found": name.name, "source": name.instead})


def _turn_reasons(turned: list[Turn]) -> Iterator[Reason]:
    for turn in turned:
        yield Reason(turn.kind, {"found": turn.found, "source": turn.source})


def _open_weight(alignment: Alignment) -> float:
    sentence = alignment.sentence
    return sum(
        sentence.tokens[i].weight * (1 - alignment.links.get(i, (0, 0.0))[1])
        for i in sentence.content
    )


def open_words(alignment: Alignment) -> tuple[str, ...]:
    """The words of the sentence that stand on nothing."""
    tokens = alignment.sentence.tokens
    return tuple(tokens[i].word for i in alignment.sentence.content if i not in alignment.links)


def _longest_gap(alignment: Alignment) -> float:
    longest = run = 0
    for i in alignment.sentence.content:
        run = 0 if i in alignment.links else run + 1
        longest = max(longest, run)
    return longest / max(1, len(alignment.sentence.content))


def _replacements(alignment: Alignment) -> Iterator[tuple[int, int]]:
    """(word, unused word of the evidence) that stand between the same neighbours."""
    used = alignment.used
    content, there = alignment.sentence.content, alignment.evidence.content
    rank = {j: n for n, j in enumerate(there)}
    for n, i in enumerate(content):
        if i in alignment.links:
            continue
        before = alignment.links.get(content[n - 1]) if n else None
        after = alignment.links.get(content[n + 1]) if n + 1 < len(content) else None
        slots = []
        if before and before[0] in rank and rank[before[0]] + 1 < len(there):
            slots.append(there[rank[before[0]] + 1])
        if after and after[0] in rank and rank[after[0]] > 0:
            slots.append(there[rank[after[0]] - 1])
        free = [j for j in slots if j not in used]
        if free:
            yield i, free[0]


def _twin(alignment: Alignment) -> float:
    """How far the sentence follows the evidence, word by word and in its order, 0 to 1."""
    content = alignment.sentence.content
    places = [
        alignment.links[i][0]
        for i in content
        if i in alignment.links and alignment.links[i][1] >= 1
    ]
    kept = sum(b > a for a, b in pairwise(places)) + bool(places)
    return (kept / max(1, len(content))) * alignment.covered_back()


def _cosine(sentence: Reading, support: Support, encode: Encode | None) -> float:
    if encode is None:
        return 0.0
    vectors = encode([sentence.text, support.reading.text])
    return float(np.max(vectors[1:] @ vectors[0]))


def _least_alike(
    pairs: list[tuple[int, int]], alignment: Alignment, encode: Encode | None
) -> float:
    """How unlike the most unlike replaced word is, 0 to 1, by the embedding model."""
    if encode is None or not pairs:
        return 0.0
    words = [alignment.sentence.tokens[i].word for i, _ in pairs[:2]]
    others = [alignment.evidence.tokens[j].word for _, j in pairs[:2]]
    vectors = encode([*words, *others])
    half = len(words)
    return 1 - float(min(vectors[n] @ vectors[half + n] for n in range(half)))
