"""Composes an answer from vetted statements: no language model, so nothing is invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.citing import Citer
from assistant.answer.closing import board, follow_ups, notice, quoted
from assistant.answer.draft import FIRST, Draft
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

_LEADS, _EVIDENCE, _LIMITS = 4, 5, 3


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
            board_questions=board(draft, self._library),
            follow_ups=follow_ups(draft, self._library),
            citations=draft.citer.citations,
            confidence=round(search.confidence, 3),
            notice=notice(draft, self._wording),
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
        hits = fronted(draft.hits, draft.search.documents, spoken, FIRST)
        picks, twins = pick(hits, _EVIDENCE, draft.taken, each)
        self._twins = twins
        if draft.intent == "measure":
            picks = self._with_indicators(draft, picks)
        elif draft.intent == "definition":
            picks = self._with_definition(draft, picks)
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

    def _with_definition(self, draft: Draft, picks: list[Pick]) -> list[Pick]:
        """The catalogue's definition, with its formula, where a board question leads instead."""
        entry = defined(draft.search, self._library, self._lang)
        said = {p.document for p in draft.taken} | {p.passage.document for p in picks[:1]}
        if entry is None or entry.id in said:
            return picks
        first = [Pick(Hit(p, 0.0)) for p in opening(entry)[:1]]
        rest = [p for p in picks if p.passage.document != entry.id]
        return [*first, *rest][:_EVIDENCE]

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
        for document in quoted(draft, self._library)[:4]:
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


def with_warnings(answer: Answer, warnings: Sequence[str]) -> Answer:
    """The answer with what the reader should know about the library's state."""
    return replace(answer, warnings=tuple(warnings)) if warnings else answer
