"""Composes an answer from vetted statements: no language model, so nothing is invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.answer.citing import Citer
from assistant.answer.intent import Intent
from assistant.answer.lead import defined, matched, opening
from assistant.answer.objectives import indicators
from assistant.answer.place import asked_places
from assistant.answer.select import (
    AGAINST,
    Pick,
    candidates,
    fronted,
    numbers,
    pick,
    self_contained,
)
from assistant.library import Library
from assistant.library.places import places_of
from assistant.records import Answer, Document, Hit, Lang, Passage, Sentence
from assistant.retrieve import Search
from assistant.wording import Wording

# Below this share of the question's rare words in one statement, no statement answers it.
_DIRECT = 0.6
# Documents whose place in the ranking decides the order of the sources.
_FIRST = 3
_LEADS, _EVIDENCE, _LIMITS, _BOARD, _FOLLOW_UPS = 4, 5, 3, 2, 3


@dataclass
class Draft:
    """What the parts of an answer share while it is put together."""

    question: str
    lang: Lang
    intent: Intent
    search: Search
    hits: list[Hit]
    citer: Citer
    vetted: Document | None = None
    taken: list[Passage] = field(default_factory=list)

    @property
    def best(self) -> list[str]:
        """Ids of the documents that fit the question best."""
        return list(self.search.documents)[:_FIRST]


class Composer:
    """Builds answers in one language."""

    def __init__(self, library: Library, wording: Wording, lang: Lang) -> None:
        self._library = library
        self._wording = wording
        self._lang: Lang = lang

    def compose(self, question: str, search: Search, intent: Intent) -> Answer:
        """An answer of kind "answer"; the caller has decided that there is one."""
        draft = Draft(
            question=question,
            lang=self._lang,
            intent=intent,
            search=search,
            hits=candidates(search, intent, self._places(question)),
            citer=Citer(self._library, self._wording, self._lang),
        )
        draft.vetted = self._vetted(draft)
        lead_passages = self._lead(draft)
        picks = self._evidence(draft, lead_passages)
        lead = self._say_leads(draft, lead_passages)
        supports = [p for p in picks if p.passage.role not in AGAINST]
        evidence = tuple(draft.citer.sentence(p.passage, *p.also) for p in supports)
        steps = self._steps(draft)
        against = [p.passage for p in picks if p.passage.role in AGAINST]
        limits = self._limits(draft, against)
        return Answer(
            kind="answer",
            question=question,
            lang=self._lang,
            intent=intent,
            lead=lead,
            evidence=evidence,
            limits=limits,
            steps=steps,
            board_questions=self._board(draft),
            follow_ups=self._follow_ups(draft),
            citations=draft.citer.citations,
            confidence=round(search.confidence, 3),
            notice=self._notice(draft),
        )

    def _places(self, question: str) -> frozenset[str]:
        """Ids of the documents about the places that the question names."""
        asked = asked_places(question, self._lang)
        if not asked:
            return frozenset()
        return frozenset(
            document.id
            for (_, lang), document in self._library.documents.items()
            if lang == self._lang and asked & places_of(document.country)
        )

    def _vetted(self, draft: Draft) -> Document | None:
        """The vetted question that leads, unless a statement answers more precisely."""
        best = draft.hits[0].passage.document if draft.hits else ""
        document = matched(draft.search, self._library, self._lang, draft.intent, best)
        if document is None and draft.intent == "definition":
            document = defined(draft.search, self._library, self._lang)
        if document is None or not draft.hits:
            return document
        if draft.intent == "figure" and self._more_precise(draft, document):
            return None
        return document

    def _more_precise(self, draft: Draft, document: Document) -> bool:
        """True where the best statement shares more of the question's rare words."""
        lexical, stems = draft.search.part.lexical, draft.search.query.stems
        own = {term: lexical.stem_rarity(term) for term in stems}

        def shared(text: str) -> float:
            have = set(lexical.terms(text))
            return sum(weight for term, weight in own.items() if term in have)

        answer = " ".join(p.text for p in opening(document))
        best = draft.hits[0].passage
        return bool(numbers(best.text)) and shared(best.text) > 1.15 * shared(answer)

    def _lead(self, draft: Draft) -> list[Passage]:
        if draft.vetted:
            passages = list(opening(draft.vetted)[:_LEADS])
        else:
            passages = self._statement_lead(draft)
        draft.taken = passages
        return passages

    def _statement_lead(self, draft: Draft) -> list[Passage]:
        """The best statement, and the next where it belongs to it or comes close."""
        if not draft.hits:
            return []
        first = draft.hits[0]
        lead = [first.passage]
        for hit in draft.hits[1:6]:
            near = hit.score > first.score - 0.9
            same = hit.passage.document == first.passage.document
            if near and same and self_contained(hit.passage):
                lead.append(hit.passage)
                break
        return lead

    def _evidence(self, draft: Draft, lead: Sequence[Passage]) -> list[Pick]:
        each = 1 if draft.intent == "who" else 2
        spoken = {p.document for p in lead}
        hits = fronted(draft.hits, draft.search.documents, spoken, _FIRST)
        picks, twins = pick(hits, _EVIDENCE, draft.taken, each)
        self._twins = twins
        if draft.intent == "measure":
            picks = self._with_indicators(draft, picks)
        draft.taken = [*lead, *(p.passage for p in picks)]
        return picks

    def _with_indicators(self, draft: Draft, picks: list[Pick]) -> list[Pick]:
        """The KPIs of the objective that the question names come after the best evidence only."""
        taken = {p.id for p in draft.taken}
        kpis = indicators(draft.search, self._library, self._lang)
        first = [Pick(Hit(p, 0.0)) for p in kpis if p.id not in taken]
        shown = {p.passage.document for p in first}
        rest = [p for p in picks if p.passage.document not in shown]
        return [*rest[:1], *first, *rest[1:]][: max(_EVIDENCE, len(first) + 2)]

    def _say_leads(self, draft: Draft, lead: Sequence[Passage]) -> tuple[Sentence, ...]:
        first = set(draft.best)
        twins = {
            p.id: [t for t in self._twins.get(p.id, ()) if t.document in first][:2] for p in lead
        }
        return tuple(draft.citer.sentence(p, *twins[p.id]) for p in lead)

    def _steps(self, draft: Draft) -> tuple[Sentence, ...]:
        if draft.vetted is None:
            return ()
        taken = {p.text for p in draft.taken}
        steps = [p for p in draft.vetted.of_role("how-to") if p.text not in taken]
        draft.taken += steps[:6]
        return tuple(draft.citer.sentence(p) for p in steps[:6])

    def _limits(self, draft: Draft, against: Sequence[Passage]) -> tuple[Sentence, ...]:
        """What the evidence does not prove, from the vetted question and the quoted documents."""
        place = {
            draft.search.part.passages[row].id: order
            for order, row in enumerate(draft.search.ranked.rows)
        }
        pool: list[Passage] = []
        if draft.vetted:
            pool += draft.vetted.of_role("evidence-against")
        others: list[Passage] = []
        for document in self._quoted(draft)[:4]:
            others += document.of_role("limits", "pitfalls")
        others.sort(key=lambda p: place.get(p.id, 10_000))
        pool += [p for p in others if self_contained(p)] or others
        taken = {p.text for p in draft.taken}
        chosen = list(against)
        most = max(_LIMITS, len(against) + 1)
        for passage in pool:
            if passage.text not in taken and len(chosen) < most:
                chosen.append(passage)
                taken.add(passage.text)
        draft.taken += chosen[len(against) :]
        return tuple(draft.citer.sentence(p) for p in chosen)

    def _board(self, draft: Draft) -> tuple[Sentence, ...]:
        documents = [draft.vetted] if draft.vetted else []
        documents += [d for d in self._quoted(draft) if d.kind != "term"]
        for document in documents:
            board = document.of_role("board")
            asked = [p for p in board if p.text.rstrip().endswith("?")] or list(board)
            if asked:
                return tuple(draft.citer.sentence(p) for p in asked[:_BOARD])
        return ()

    def _follow_ups(self, draft: Draft) -> tuple[str, ...]:
        """Other vetted questions nearby, and those on the quoted documents."""
        used = draft.vetted.id if draft.vetted else ""
        titles: list[str] = []
        for hit in draft.search.matches:
            document = self._library.document(hit.passage.document, self._lang)
            if document is None or document.id == used:
                continue
            title = document.title if document.kind == "question" else hit.passage.text
            if title != draft.question:
                titles.append(title)
        return tuple(dict.fromkeys(titles))[:_FOLLOW_UPS]

    def _quoted(self, draft: Draft) -> list[Document]:
        ids = dict.fromkeys(p.document for p in draft.taken)
        found = (self._library.document(id_, self._lang) for id_ in ids)
        return [document for document in found if document]

    def _notice(self, draft: Draft) -> str:
        """Says where a name is missing from the shelf, or nothing answers the question directly."""
        names = [
            word
            for word in draft.search.query.unknown
            if any(each.lower() == word and each[0].isupper() for each in _tokens(draft.question))
        ]
        if names:
            return self._wording("notice.unknown", names=", ".join(n.capitalize() for n in names))
        listed = draft.vetted is not None and draft.vetted.kind in ("question", "kpi", "term")
        if not listed and draft.search.signals.covered_best < _DIRECT:
            return self._wording("notice.nearest")
        return ""


def _tokens(text: str) -> list[str]:
    return [
        token.strip(".,;:!?()\"'«»’") for token in text.split() if token.strip(".,;:!?()\"'«»’")
    ]


def with_warnings(answer: Answer, warnings: Sequence[str]) -> Answer:
    """The answer with what the reader should know about the library's state."""
    return replace(answer, warnings=tuple(warnings)) if warnings else answer
