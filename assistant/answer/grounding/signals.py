"""Everything known about a sentence and its evidence, as numbers and as reasons."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, fields

from assistant.answer.grounding.closeness import (
    longest_gap,
    open_weight,
    replacements,
    twin,
)
from assistant.answer.grounding.evidence import Pool, Support
from assistant.answer.grounding.exact import figure_reasons
from assistant.answer.grounding.meaning import Meaning
from assistant.answer.grounding.naming import NameFault, name_faults
from assistant.answer.grounding.nearness import Nearness, nearness
from assistant.answer.grounding.order import exchanges, voice_turned
from assistant.answer.grounding.ownership import Tie, misowned, misplaced
from assistant.answer.grounding.polarity import Turn, turns
from assistant.answer.grounding.propositions import beside
from assistant.answer.grounding.reading import Reading
from assistant.answer.grounding.records import Reason
from assistant.answer.grounding.roles import attribution, crossed, parts_changed
from assistant.answer.grounding.shares import Beside
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
    replaced     words that stand in the place of an unused word of the evidence
    strangers    names that no source has
    moved        names that only another sentence of the sources has
    exchanged    names in the place of an unused name of the evidence
    negated, contrary   sure turns of meaning; doubtful: the others
    stronger     quantity or certainty beyond the evidence; weaker: below it
    caused       a cause where the evidence has none
    attributed   another speaker
    roles        two names that changed places
    figures      two figures or years that changed places
    twin         how far a sentence with a new word else follows the evidence word by word
    tie          how much better a figure's words stand around another figure
    crossed      how much better two names would stand in each other's place
    misowned     a figure or a rise that has another subject in the evidence
    length       log of the number of words
    clauses      what is found clause by clause
    near         how near its words are to the evidence's, by their vectors
    """

    coverage: float = 0.0
    uncovered: float = 0.0
    gap: float = 0.0
    back: float = 0.0
    replaced: float = 0.0
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
    misowned: float = 0.0
    length: float = 0.0
    clauses: Beside = field(default_factory=Beside)
    near: Nearness = field(default_factory=Nearness)

    def values(self) -> dict[str, float]:
        """Every signal by its name, nested ones among them, in a fixed order."""
        own = (f.name for f in fields(self) if f.name not in ("clauses", "near"))
        plain = {name: float(getattr(self, name)) for name in own}
        return {**plain, **self.clauses.shares(), **self.near.shares()}


@dataclass(frozen=True)
class Findings:
    """`hard` reasons withhold by themselves, `soft` ones explain what the model decides."""

    signals: Signals
    hard: tuple[Reason, ...]
    soft: tuple[Reason, ...]


@dataclass(frozen=True)
class _Faults:
    """What each check found."""

    names: list[NameFault]
    turned: list[Turn]
    over: list[Reason]
    said: list[Reason]
    swapped: list[Reason]
    ties: list[Tie]
    misowned: str
    figures: int
    crossed: float
    clauses: Beside


def findings(sentence: Reading, support: Support, pool: Pool, meaning: Meaning | None) -> Findings:
    """Look at one sentence and what may carry it."""
    faults = _faults(sentence, support, pool)
    hard = [*figure_reasons(sentence, support, pool), *_name_reasons(faults.names, hard=True)]
    # A cause where the evidence tells of no more than company is withheld whatever else is met.
    hard += [each for each in faults.over if each.code == "causation"]
    over = [each for each in faults.over if each.code != "causation"]
    soft = [*_turn_reasons(faults.turned), *faults.said, *faults.swapped, *over]
    soft += _name_reasons(faults.names, hard=False)
    soft += [
        Reason("figure-elsewhere", {"found": t.found}) for t in faults.ties[:1] if t.gap > _TIE
    ]
    if faults.misowned:
        soft.append(Reason("figure-elsewhere", {"found": faults.misowned}))
    soft += faults.clauses.reasons[:2]
    if faults.crossed > _CROSSED and not faults.swapped:
        soft.append(Reason("roles"))
    return Findings(_signals(sentence, support, meaning, faults), tuple(hard), tuple(soft))


def _faults(sentence: Reading, support: Support, pool: Pool) -> _Faults:
    alignment = support.alignment
    moved = list(exchanges(alignment))
    swapped = [Reason("roles", {"found": f"{m.found} … {m.source}"}) for m in moved if not m.undone]
    voice = [Reason("roles")] if voice_turned(alignment) else []
    return _Faults(
        names=name_faults(sentence, support, pool),
        turned=list(turns(alignment, inverted=any(m.undone for m in moved))),
        over=list(overstatements(alignment)),
        said=list(attribution(alignment)),
        swapped=[*swapped, *parts_changed(alignment), *voice],
        ties=sorted(misplaced(alignment), key=lambda tie: -tie.gap),
        misowned=misowned(alignment),
        figures=sum(m.exact for m in moved),
        crossed=crossed(alignment),
        clauses=beside(sentence, support.reading),
    )


def _signals(
    sentence: Reading, support: Support, meaning: Meaning | None, faults: _Faults
) -> Signals:
    alignment, names, turned = support.alignment, faults.names, faults.turned
    return Signals(
        coverage=alignment.coverage(),
        uncovered=math.log1p(open_weight(alignment)),
        gap=longest_gap(alignment),
        back=alignment.covered_back(),
        replaced=min(3, len(list(replacements(alignment)))),
        strangers=min(3, sum(not n.elsewhere for n in names)),
        moved=min(3, sum(n.elsewhere for n in names)),
        exchanged=min(3, sum(bool(n.instead) for n in names)),
        negated=min(3, sum(t.sure and t.kind == "negation" for t in turned)),
        contrary=min(3, sum(t.sure and t.kind == "opposite" for t in turned)),
        doubtful=min(3, sum(not t.sure for t in turned)),
        stronger=min(3, sum(r.code in ("quantifier", "certainty") for r in faults.over)),
        weaker=min(3, sum(r.code == "quantifier-weaker" for r in faults.over)),
        caused=max((_CAUSES.get(r.code, 0.0) for r in faults.over), default=0.0),
        attributed=min(3, len(faults.said)),
        roles=min(3, len(faults.swapped)),
        figures=min(3, faults.figures),
        twin=twin(alignment),
        tie=max((t.gap for t in faults.ties), default=0.0),
        crossed=faults.crossed,
        misowned=float(bool(faults.misowned)),
        length=math.log1p(len(sentence.content)),
        clauses=faults.clauses,
        near=nearness(sentence, support, meaning),
    )


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
