"""The evidence that a briefing chooses from: both sides, nothing said twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.answer.intent import SMALL_TALK, Intent, recognise
from assistant.answer.lead import CONFIRMED, opening
from assistant.answer.objectives import objective_of
from assistant.answer.select import candidates, says_the_same, self_contained
from assistant.briefing.records import Audience, Request
from assistant.language.words import fold
from assistant.library import Library, Objective
from assistant.records import Document, Hit, Lang, Passage
from assistant.retrieve import Retriever, Search

_AGAINST = frozenset({"limits", "evidence-against", "pitfalls", "failure"})
_SUPPORT = frozenset({"brief", "evidence"})
# A statement that denies an effect speaks against, wherever it stands.
_DENIES: Mapping[Lang, re.Pattern[str]] = {
    "fr": re.compile(
        r"\bn(?:e |')\w+ (?:pas|jamais|plus|aucune?|rien)\b|\b(?:aucune? effet|sans effet)\b"
    ),
    "en": re.compile(
        r"\b(?:did|does|do|was|were|is|are|has|have|could|can|would|will) not\b|\bnever\b|"
        r"\bno (?:effect|evidence|link|gain|rise|difference)\b|\bcannot\b"
    ),
}
# The catalogue defines, and lessons retell what other documents state.
_TOLD_ELSEWHERE = frozenset({"kpi", "objective", "term", "lesson"})
# What each audience reads first, by the topics of documents.
_INTERESTS: Mapping[Audience, frozenset[str]] = {
    "board": frozenset({"governance", "reputation", "returns", "crisis", "leadership"}),
    "executive": frozenset({"organisation", "sales", "customer-service", "returns"}),
    "cfo": frozenset({"returns", "budget", "measurement", "attribution", "investment"}),
    "hr": frozenset({"employees", "recruitment", "culture", "organisation", "education"}),
}
_INTEREST = 0.35
# A statement that scores less than this share of the best one is about something else.
_SHARE = 0.5
# Contrary evidence comes before the small print of one study.
_LIMITS = -0.8
# A phrasing this near names the indicator or the objective itself.
_NAMED = 0.97
_MOST_SEARCHES = 6
_DANGLING = re.compile(
    r"^(?:\W|it\b|these\b|this\b|il\b|elle\b|ces?\b|cette\b|by our arithmetic|here\b|ici\b|"
    r"contrary evidence|a l.inverse|mais\b|but\b|even so|the same\b|le meme\b|la meme\b|"
    r"les memes\b|aussi\b|also\b)"
)


@dataclass
class Pool:
    """What was found for a request, and what has been said of it so far."""

    lang: Lang
    search: Search
    support: list[Hit]
    against: list[Hit]
    vetted: Document | None
    questions: list[Document]
    objective: Objective | None
    kpis: tuple[str, ...] = ()
    said: list[Passage] = field(default_factory=list)

    def fresh(self, passage: Passage) -> bool:
        """True where neither the passage nor another with its content has been used."""
        return not any(passage.id == p.id or says_the_same(passage, p) for p in self.said)


class Gatherer:
    """Searches the shelf for a request."""

    def __init__(self, library: Library, retriever: Retriever) -> None:
        self._library = library
        self._retriever = retriever

    def search(self, request: Request, lang: Lang) -> list[Search]:
        """One search for the topic, then one for each question of the conversation it covers.

        The first is always that of the topic, whatever its confidence.
        """
        first = self._retriever.search(request.topic, lang)
        asked = [q for q in dict.fromkeys(request.questions) if q and q != request.topic]
        others = [self._retriever.search(q, lang) for q in asked[-_MOST_SEARCHES:]]
        return [first, *(s for s in others if self.covers(s))]

    def covers(self, search: Search) -> bool:
        """True where the shelf can answer."""
        return search.confidence >= self._retriever.threshold

    def pool(self, request: Request, searches: Sequence[Search], lang: Lang) -> Pool:
        """What the searches found, the two sides apart."""
        hits = self._merged(request, searches, lang)
        cautionary = {
            d.id for d in self._library.of_kind("case-study", lang) if d.case_type == "cautionary"
        }
        support: list[Hit] = []
        against: list[Hit] = []
        for hit in hits:
            passage = hit.passage
            if passage.role in _AGAINST:
                against.append(hit)
            elif passage.role in _SUPPORT:
                warns = passage.document in cautionary or _denies(passage)
                (against if warns else support).append(hit)
        questions = self._questions(searches, lang)
        vetted = self._vetted(searches[0], questions)
        return Pool(
            lang=lang,
            search=searches[0],
            support=support,
            against=against,
            vetted=vetted,
            questions=[each for each in questions if each is not vetted],
            objective=self._objective(request, searches, vetted, hits),
            kpis=self._kpis(searches[0]),
        )

    def _merged(self, request: Request, searches: Sequence[Search], lang: Lang) -> list[Hit]:
        """The statements of all searches, best first for this audience."""
        interests = _INTERESTS[request.audience]
        best: dict[str, Hit] = {}
        for search in searches:
            intent = recognise(request.topic, lang)
            kind: Intent = "general" if intent in SMALL_TALK else intent
            found = candidates(search, kind, count=120)
            top = found[0].score if found else 0.0
            named = {h.passage.document for h in search.matches if h.score >= _NAMED}
            for hit in found:
                if hit.score < top * _SHARE or not _stands(hit.passage, named):
                    continue
                score = hit.score + self._interest(hit.passage, interests)
                score += _LIMITS if hit.passage.role == "limits" else 0.0
                if score > best.get(hit.passage.id, Hit(hit.passage, -99)).score:
                    best[hit.passage.id] = Hit(hit.passage, score, hit.cosine, hit.lexical)
        return sorted(best.values(), key=lambda hit: (-hit.score, hit.passage.id))

    def _interest(self, passage: Passage, interests: frozenset[str]) -> float:
        document = self._library.document(passage.document, passage.lang)
        shared = interests & set(document.topics) if document else ()
        return _INTEREST if shared else 0.0

    def _questions(self, searches: Iterable[Search], lang: Lang) -> list[Document]:
        """Vetted questions near the topic, nearest first."""
        best: dict[str, float] = {}
        for search in searches:
            for hit in search.matches:
                known = best.get(hit.passage.document, 0.0)
                best[hit.passage.document] = max(known, hit.score)
        ordered = sorted(best, key=lambda id: (-best[id], id))
        found = [self._library.document(id, lang) for id in ordered]
        return [each for each in found if each and each.kind == "question"]

    def _vetted(self, search: Search, questions: Sequence[Document]) -> Document | None:
        """The vetted question that sets the scene, None where none is near enough."""
        near = {hit.passage.document for hit in search.matches if hit.score >= CONFIRMED}
        return next((each for each in questions if each.id in near and opening(each)), None)

    def _objective(
        self,
        request: Request,
        searches: Sequence[Search],
        vetted: Document | None,
        hits: Sequence[Hit],
    ) -> Objective | None:
        """The plan's objective, the one that the topic names, or the one its evidence serves."""
        for id in request.objectives:
            if id in self._library.objectives:
                return self._library.objectives[id]
        named = objective_of(searches[0])
        votes: Counter[str] = Counter()
        if named:
            id = named.passage.document.removeprefix("objective:")
            votes[id] += 9 if id in self._named(searches[0], "objective:") else 4
        votes.update(dict.fromkeys(vetted.objectives if vetted else (), 5))
        for hit in hits[:10]:
            document = self._library.document(hit.passage.document, hit.passage.lang)
            votes.update(document.objectives if document else ())
        known = [(votes[id], id) for id in votes if id in self._library.objectives]
        return self._library.objectives[max(known)[1]] if known else None

    def _kpis(self, search: Search) -> tuple[str, ...]:
        """Ids of the indicators that the topic itself names."""
        return tuple(id for id in self._named(search, "kpi:") if id in self._library.kpis)[:2]

    def _named(self, search: Search, prefix: str) -> list[str]:
        near = (h.passage.document for h in search.matches if h.score >= _NAMED)
        return [id.removeprefix(prefix) for id in near if id.startswith(prefix)]


def _stands(passage: Passage, named: Collection[str]) -> bool:
    """True for a cited sentence that can be read alone; `named` are documents on the topic."""
    if not passage.cited or passage.kind in _TOLD_ELSEWHERE:
        return False
    if passage.kind == "kpi-framework" and passage.document not in named:
        return False
    return self_contained(passage) and not _DANGLING.match(fold(passage.text))


def _denies(passage: Passage) -> bool:
    return bool(_DENIES[passage.lang].search(fold(passage.text)))
