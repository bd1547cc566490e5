"""Which of the ranked passages an answer quotes."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from assistant.answer.fit import Fit
from assistant.answer.intent import Intent
from assistant.answer.repeats import numbers, says_the_same, self_contained
from assistant.answer.verdict import gives_verdict
from assistant.answer.wishes import Wish
from assistant.language.words import fold
from assistant.records import Hit, Passage
from assistant.retrieve import Search

__all__ = ["AGAINST", "Pick", "candidates", "fronted", "numbers", "pick", "quotable",
           "says_the_same", "self_contained"]  # fmt: skip

# Roles whose sentences describe a method; they may be quoted without a reference of their own,
# where a method is what is asked for.
_METHOD = frozenset(
    {"structure", "when", "how-to", "recommendations", "definition", "formula", "pitfalls"}
    | {"actions", "rationale"}
)
_METHOD_INTENTS: frozenset[Intent] = frozenset({"definition", "measure", "how", "plan", "general"})
_FACTS = frozenset(
    {"brief", "evidence", "evidence-against", "answer", "context", "argument", "lesson"}
    | {"success", "failure", "benchmark", "limits"}
)
# Roles that speak against a claim or bound it, wherever they were found.
AGAINST = frozenset({"limits", "evidence-against", "pitfalls"})
_ENOUGH = 4
# What a document gains where it lists a question like the one asked: first, second, third.
_LISTED, _LISTED_BONUS = 0.9, (1.2, 0.7, 0.4)
# What an entry of a catalogue loses where no definition and no measure is asked for.
_ENTRY_MALUS = 0.7
# What a statement gains that shares all words of the question, with the head of its document;
# and the part of the best share below which one is about something else.
_SHARED, _ELSEWHERE = 1.5, 0.5
# What these first documents say is to the point; and with so many statements to the point, the
# others are left out.
_BEST, _PLENTY = 3, 12
_DIGITS = re.compile(r"\d")
# "Selection: …", « Seuil : … »: a line of instructions, out of place among the evidence.
_LABELLED = re.compile(r"^[^\W\d][^.:;,]{1,28}[\u202f\u00a0 ]?: ")
_LABEL_MALUS = 0.9
# What "Yes, …" loses away from the question that it answers.
_VERDICT_MALUS = 1.2


@dataclass(frozen=True, slots=True)
class Pick:
    """A passage chosen for an answer, with those that say the same."""

    hit: Hit
    also: tuple[Passage, ...] = ()

    @property
    def passage(self) -> Passage:
        """The passage that is quoted."""
        return self.hit.passage


def quotable(passage: Passage, intent: Intent) -> bool:
    """True for statements that may stand in an answer of this kind as evidence."""
    if passage.role in _METHOD:
        if passage.kind == "objective":
            return intent in ("how", "plan")
        return intent in _METHOD_INTENTS or passage.cited
    return passage.role in _FACTS and passage.cited


def _boost(passage: Passage, intent: Intent) -> float:
    """What the kind of question adds to a passage's score."""
    value = 0.0
    if not self_contained(passage):
        value -= 0.5
    if _LABELLED.match(passage.text) and intent not in _METHOD_INTENTS:
        value -= _LABEL_MALUS
    if passage.role == "answer" and gives_verdict(passage.text, passage.lang):
        value -= _VERDICT_MALUS
    if passage.role in ("context", "argument", "limits", "evidence-against"):
        value -= 0.15
    if passage.kind in ("term", "kpi", "objective") and intent not in ("definition", "measure"):
        value -= _ENTRY_MALUS
    if passage.kind == "term" and intent == "measure":
        value -= 0.8
    if intent == "figure" and _DIGITS.search(passage.text):
        value += 0.5
    if intent == "who" and passage.kind == "case-study":
        value += 0.8
    if intent == "measure" and passage.kind in ("kpi", "kpi-framework"):
        value += 0.3
    if intent == "definition" and passage.kind in ("kpi", "term", "kpi-framework"):
        value += 0.3
    if intent == "how" and passage.role in ("how-to", "recommendations", "structure"):
        value += 0.2
    return value


def candidates(
    search: Search, intent: Intent, fit: Fit | None = None, count: int = 80
) -> list[Hit]:
    """Quotable hits, best first for this kind of question.

    Documents that list a question like this one rise, as does what `fit` knows to speak of
    the names, places and times that the question asks for.
    """
    listed = {
        hit.passage.document: bonus
        for hit, bonus in zip(search.matches, _LISTED_BONUS, strict=False)
        if hit.score >= _LISTED
    }
    rescored = []
    shares: dict[str, float] = {}
    for hit in search.hits(lambda passage: quotable(passage, intent), count):
        document = hit.passage.document
        share = shares[hit.passage.id] = _share(search, hit.passage)
        score = hit.score + _boost(hit.passage, intent) + listed.get(document, 0.0)
        score += _SHARED * share
        # A measure is sought for its subject; where it is used matters little.
        score += fit.bonus(hit.passage) if fit and intent != "measure" else 0.0
        rescored.append(Hit(hit.passage, score, hit.cosine, hit.lexical))
    ranked = sorted(rescored, key=lambda hit: -hit.score)
    if not fit or intent == "measure":
        return ranked
    least = _ELSEWHERE * max(shares.values(), default=0.0)
    about = {id for id, share in shares.items() if share >= least}
    best = list(search.documents)[:_BEST]
    near = [h for h in ranked if h.passage.id in about or h.passage.document in best]
    ranked = near if len(near) >= _PLENTY else ranked
    return _speaking(ranked, _told_of(fit, best), about)


def _told_of(fit: Fit, best: Sequence[str]) -> tuple[Wish, ...]:
    """The rare names asked about, and the platforms that head one of the best documents: elsewhere
    "on Twitter" only says where something happened."""
    return tuple(
        wish
        for wish in fit.telling
        if wish.kind == "name" or any(fit.bodies.headed(id, wish) for id in best)
    )


def _share(search: Search, passage: Passage) -> float:
    """Share of the question's words that a statement and the head of its document have."""
    texts = (passage.context, passage.text)
    return search.affinity.share(search.query, texts, search.part.lexical)


def _speaking(hits: list[Hit], wishes: Sequence[Wish], about: Container[str]) -> list[Hit]:
    """Those first that speak of the name or the platform asked about, and of what else is asked
    (their ids are in `about`), where there are enough of them to answer with."""
    telling = [
        hit
        for hit in hits
        if hit.passage.id in about
        and any(wish.pattern.search(fold(hit.passage.text)) for wish in wishes)
    ]
    if len(telling) < _ENOUGH:
        return hits
    return [*telling, *(hit for hit in hits if hit not in telling)]


def fronted(
    hits: Sequence[Hit], documents: Iterable[str], spoken: Container[str], count: int
) -> list[Hit]:
    """The hits, with the best one of each of the first `count` documents in front.

    `documents` come best first; those that can say nothing here do not count, those that
    have `spoken` do. Who opens the first sources finds the best documents there.
    """
    best: dict[str, Hit] = {}
    for hit in hits:
        if hit.passage.role not in AGAINST:
            best.setdefault(hit.passage.document, hit)
    telling = [each for each in documents if each in best or each in spoken][:count]
    first = [best[each] for each in telling if each not in spoken]
    return [*first, *(hit for hit in hits if hit not in first)]


def pick(
    hits: Iterable[Hit], count: int, taken: Sequence[Passage], per_document: int = 2
) -> tuple[list[Pick], dict[str, list[Passage]]]:
    """Choose up to `count` passages, at most so many a document.

    Those that repeat a chosen or a `taken` passage are returned as its twins (by its id),
    to be cited beside it rather than said twice.
    """
    chosen: list[Hit] = []
    twins: dict[str, list[Passage]] = {}
    used: dict[str, int] = {}
    for hit in hits:
        passage = hit.passage
        known = [*taken, *(h.passage for h in chosen)]
        if any(passage.id == p.id for p in known):
            continue
        same = next((p for p in known if says_the_same(passage, p)), None)
        if same is not None:
            twins.setdefault(same.id, []).append(passage)
            continue
        if len(chosen) >= count or used.get(passage.document, 0) >= per_document:
            continue
        used[passage.document] = used.get(passage.document, 0) + 1
        chosen.append(hit)
    picks = [Pick(hit, tuple(twins.get(hit.passage.id, ())[:1])) for hit in chosen]
    return picks, twins
