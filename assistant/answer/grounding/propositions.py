"""Does one clause of the evidence say what a clause of the sentence says?

A sentence may have all its words from the evidence and still be false: "Nantes raised its fares"
where Rennes did. So every clause of the sentence is set beside the clause of the evidence that
has its verb, and its subject and complements are looked for there.
"""

from __future__ import annotations

from assistant.answer.grounding.clause import Clause
from assistant.answer.grounding.clauses import clauses
from assistant.answer.grounding.pairing import Pairing
from assistant.answer.grounding.reading import Reading, Token
from assistant.answer.grounding.records import Reason
from assistant.answer.grounding.shares import Beside
from assistant.answer.grounding.standing import base_of, standing
from assistant.answer.grounding.words import english
from assistant.answer.grounding.words.small import listed

# Words of weight past which a sentence is cut less surely.
_LONG = 10


def beside(sentence: Reading, evidence: Reading) -> Beside:
    """Set every clause of the sentence beside the evidence's."""
    found = Beside()
    here, there = clauses(sentence), clauses(evidence)
    if not here or not there:
        return found
    pairing = Pairing(sentence, evidence)
    shares = []
    for clause in here:
        shares.append(_examine(clause, there, pairing, found))
    kept = [share for share in shares if share is not None]
    if kept:
        found.mixed = max(kept)
    if len(sentence.content) > _LONG:
        found.subject *= 0.5
    return found


def _examine(
    clause: Clause, there: tuple[Clause, ...], pairing: Pairing, found: Beside
) -> float | None:
    """Add what one clause shows; returns how much its best counterpart leaves to others."""
    words = [i for i in clause.words if pairing.sentence.tokens[i].content]
    if not words:
        return None
    whole = pairing.cover(words, range(len(pairing.evidence.tokens)))
    best = max(pairing.cover(words, _reach(other, there)) for other in there)
    same = [other for other in there if _verb(clause, other, pairing) > 0]
    if same:
        _beside_same(clause, same, there, pairing, found)
    else:
        _beside_other(clause, there, pairing, found)
    return whole - best


def _reach(clause: Clause, there: tuple[Clause, ...]) -> frozenset[int]:
    """The words of a clause with those of the clauses that it completes or that complete it."""
    words = set(clause.words)
    for other in there:
        if other.under == clause.verb or other.verb == clause.under:
            words |= other.words
        after = there.index(other) == there.index(clause) + 1 and clause in there
        if after and not other.finite and not other.passive:
            words |= other.words
        # "The museum, closed since 2019, …": what is said of a noun on the way belongs to it.
        if not other.finite and other.verb in words:
            words |= other.words
    return frozenset(words)


def _verb(clause: Clause, other: Clause, pairing: Pairing) -> int:
    """1 where two clauses have the same verb, -1 where contrary ones, 0 else."""
    if clause.copula or other.copula:
        return 0
    one, two = pairing.sentence.tokens[clause.verb], pairing.evidence.tokens[other.verb]
    contrary = {(number, -sign) for number, sign in one.sides}
    if two.sides & contrary and not two.sides & one.sides:
        return -1
    if other.verb in pairing.alike[clause.verb]:
        return 1
    same = pairing.sentence.lang == pairing.evidence.lang == "en"
    return -1 if same and english.contrary(one.word, two.word) else 0


def _beside_same(
    clause: Clause, same: list[Clause], there: tuple[Clause, ...], pairing: Pairing, found: Beside
) -> None:
    """The verb is there: is it of the same subject, with the same complements?"""
    fits = [(_subject_fit(clause, other, there, pairing), other) for other in same]
    fit, other = max(fits, key=lambda each: (each[0], pairing.cover(clause.rest, each[1].words)))
    named = any(pairing.evidence.tokens[j].content for j in (*other.subject, *other.agent))
    if base_of(pairing.sentence, clause.verb) in listed("LIGHT") or not named:
        return
    if all(" than " in reading.lowered for reading in (pairing.sentence, pairing.evidence)):
        # "A more than B" and "B less than A" say the same: `order` looks at those.
        return
    governed = [o for o in clauses(pairing.sentence) if o.verb == clause.under]
    if any(o.negated for o in governed) or (clause.negated != other.negated and fit < 0.4):
        # "Nantes did not raise its fares" stands beside "Rennes did": each says its own.
        found.denied = max(found.denied, 0.5 * (not governed))
        return
    known = pairing.cover(_named(_actor(clause), pairing), range(len(pairing.evidence.tokens)))
    if _named(_actor(clause), pairing) and (fit < 0.4 or _rivals(clause, other, pairing)):
        if known >= 0.6:
            # Where a subject was guessed, from before a pronoun, it weighs half.
            doubt = 1.0 if other.told and clause.told else 0.5
            found.subject = max(found.subject, doubt * max(1 - fit, 0.7))
            found.reasons.append(_of(clause, other, pairing))
        else:
            found.foreign = max(found.foreign, 1 - fit)
        return
    _complements(clause, other, there, pairing, found)
    if clause.negated != other.negated:
        found.denied = 1.0
    here = standing(clause, clauses(pairing.sentence), pairing.sentence)
    given = standing(other, there, pairing.evidence)
    if given > here:
        found.asserted = max(found.asserted, 1.0 if given == 2 else 0.7)
        source = pairing.words((other.verb,), evidence=True)
        found.reasons.append(Reason("certainty", {"source": source}))


def _rivals(clause: Clause, other: Clause, pairing: Pairing) -> bool:
    """True where each subject has a word that the other lacks, and the sentence's stands elsewhere
    in the evidence: "the southern branch" for "the northern branch"."""
    if clause.passive != other.passive or not other.told:
        return False
    near = frozenset(other.subject) | set(other.agent)
    mine = _actor(clause)
    tokens = pairing.sentence.tokens
    open_here = [
        i for i in mine if tokens[i].content and pairing.alike[i] and not pairing.alike[i] & near
    ]
    met = frozenset().union(*(pairing.alike[i] for i in (*clause.subject, *clause.agent)))
    evidence = pairing.evidence.tokens
    open_there = [j for j in _actor(other) if j not in met and evidence[j].content]
    stands = [i for i in open_here if not pairing.alike[i] & set(other.rest)]
    return bool(stands and open_there)


def _of(clause: Clause, other: Clause, pairing: Pairing) -> Reason:
    theirs = pairing.words((*_actor(other), other.verb), evidence=True)
    mine = pairing.words((*_actor(clause), clause.verb))
    return Reason("clause-subject", {"found": mine, "source": theirs})


def _actor(clause: Clause) -> tuple[int, ...]:
    """Who does it, or in the passive without "by", to whom it is done."""
    return clause.agent or clause.subject


def _named(places: tuple[int, ...], pairing: Pairing) -> tuple[int, ...]:
    """The words among them that tell who or what: no figure, no year."""
    tokens = pairing.sentence.tokens
    return tuple(i for i in places if tokens[i].content)


def _subject_fit(
    clause: Clause, other: Clause, there: tuple[Clause, ...], pairing: Pairing
) -> float:
    """How far the actor of one clause is that of the other, voices minded, 0 to 1."""
    theirs: tuple[int, ...]
    mine = _named(clause.subject, pairing)
    if clause.passive == other.passive:
        fit = pairing.cover(mine, other.subject) if mine else 1.0
        if clause.agent and other.agent:
            fit = min(fit, pairing.cover(clause.agent, other.agent))
        return fit
    if other.passive:
        theirs = other.agent or (*other.subject, *other.rest)
        fit = pairing.cover(mine, theirs)
        if other.agent and clause.rest:
            fit = min(fit, max(pairing.cover(clause.rest, other.subject), 0.3))
        return fit
    fit = pairing.cover(clause.agent, other.subject) if clause.agent else 1.0
    if mine and other.rest:
        fit = min(fit, pairing.cover(mine, _reach(other, there) - {other.verb}))
    return fit


def _complements(
    clause: Clause, other: Clause, there: tuple[Clause, ...], pairing: Pairing, found: Beside
) -> None:
    """Complements that stand in another clause, or nowhere."""
    wanted = [i for i in (*clause.rest, *clause.agent) if not _vague(pairing.sentence.tokens[i])]
    if not wanted:
        return
    near = pairing.cover(wanted, _reach(other, there))
    anywhere = pairing.cover(wanted, range(len(pairing.evidence.tokens)))
    dated = [i for i in wanted if pairing.sentence.tokens[i].word.isdigit() and pairing.alike[i]]
    moved_date = bool(dated) and not pairing.cover(dated, _reach(other, there))
    if max(anywhere - near, moved_date) > found.scattered:
        found.scattered = max(anywhere - near, float(moved_date))
        moved = [
            i for i in wanted if pairing.alike[i] and not pairing.alike[i] & _reach(other, there)
        ]
        found.reasons.append(
            Reason("clause-mixed", {
                "found": pairing.words(moved),
                "source": pairing.words(other.words, evidence=True),
            })
        )  # fmt: skip
    found.strange = max(found.strange, 1 - anywhere, _exchanged(wanted, other, pairing))


def _exchanged(wanted: list[int], other: Clause, pairing: Pairing) -> float:
    """1 where a complement is another kind of the thing that the evidence has in its place."""
    if pairing.sentence.lang != "en" or pairing.evidence.lang != "en":
        return 0.0
    met = frozenset().union(*pairing.alike.values())
    free = [pairing.evidence.tokens[j] for j in (*other.rest, *other.agent) if j not in met]
    open_ = [pairing.sentence.tokens[i] for i in wanted if not pairing.alike[i]]
    words = ((a, b) for a in open_ for b in free if a.content and b.content)
    return float(any(english.siblings(a.word, b.word) for a, b in words))


def _said_elsewhere(clause: Clause, other: Clause, pairing: Pairing) -> bool:
    """True where the complements of a clause stand in the evidence, but not with this verb; and
    where nobody tells who does it."""
    if not _named(_actor(clause), pairing):
        return True
    near = pairing.cover(clause.rest, other.words)
    anywhere = pairing.cover(clause.rest, range(len(pairing.evidence.tokens)))
    return bool(clause.rest) and near < 0.3 and anywhere >= 0.5


def _vague(token: Token) -> bool:
    return not token.content and not token.word[0].isdigit()


def _beside_other(
    clause: Clause, there: tuple[Clause, ...], pairing: Pairing, found: Beside
) -> None:
    """No clause has the verb: does the same subject do the contrary, or something else?"""
    for other in there:
        if _verb(clause, other, pairing) < 0 and clause.negated == other.negated:
            fit = _subject_fit(clause, other, there, pairing)
            if fit >= 0.6 and not _said_elsewhere(clause, other, pairing):
                found.counter = max(found.counter, fit)
                one = pairing.sentence.tokens[clause.verb].word
                two = pairing.evidence.tokens[other.verb].word
                found.reasons.append(Reason("opposite", {"found": one, "source": two}))
    if not clause.copula and not pairing.alike[clause.verb]:
        verb = base_of(pairing.sentence, clause.verb)
        found.unsaid = max(found.unsaid, 0.4 if verb in listed("LIGHT") else 1.0)
