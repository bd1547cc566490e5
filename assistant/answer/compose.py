"""Composes an answer from vetted statements: no language model, so nothing is invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.citing import Citer
from assistant.answer.closing import board, follow_ups, notice
from assistant.answer.contrast import Contrast, Look
from assistant.answer.draft import Draft
from assistant.answer.fit import Bodies, Fit
from assistant.answer.intent import Intent
from assistant.answer.leading import Leading
from assistant.answer.numbering import pruned
from assistant.answer.organisations import Organisations
from assistant.answer.select import candidates
from assistant.answer.strength import Strengths
from assistant.answer.supporting import Supporting, split
from assistant.answer.wishes import wishes_of
from assistant.library import Library
from assistant.records import Answer, Lang
from assistant.retrieve import Search
from assistant.wording import Wording


class Composer:
    """Builds answers in one language."""

    def __init__(
        self,
        library: Library,
        wording: Wording,
        lang: Lang,
        bodies: Bodies,
        strengths: Strengths,
        organisations: Organisations,
    ) -> None:
        self._library = library
        self._wording = wording
        self._lang: Lang = lang
        self._bodies = bodies
        self._strengths = strengths
        self._organisations = organisations
        self._leading = Leading(library, wording)
        self._supporting = Supporting(library)
        self._contrast = Contrast(library, wording)

    def fit(self, question: str, search: Search) -> Fit:
        """What the question asks its evidence to be about, against what the shelf holds."""
        wishes = wishes_of(question, search.query, self._organisations)
        return Fit(wishes, self._bodies, self._library, self._lang)

    def compose(
        self,
        question: str,
        search: Search,
        intent: Intent,
        look: Look | None = None,
        without: Sequence[str] = (),
    ) -> Answer:
        """An answer of kind "answer"; the caller has decided that there is one.

        `look` searches for each side of a comparison; `without` are ids of passages that are
        not to be said again.
        """
        fit = self.fit(question, search)
        draft = Draft(
            question=question,
            lang=self._lang,
            intent=intent,
            search=search,
            hits=[h for h in candidates(search, intent, fit) if h.passage.id not in without],
            citer=Citer(self._library, self._wording, self._lang),
            fit=fit,
            without=frozenset(without),
        )
        if look and (compared := self._contrast.answer(draft, look)):
            return self._finished(compared, draft)
        return self._finished(self._told(draft), draft)

    def _told(self, draft: Draft) -> Answer:
        """The answer part by part, in the order in which each must know what was said before."""
        draft.vetted = None if draft.without else self._leading.vetted(draft)
        lead_passages = self._leading.passages(draft)
        draft.taken = list(lead_passages)
        picks = self._supporting.evidence(draft, lead_passages)
        lead = self._leading.said(draft, lead_passages)
        supports, against = split(picks)
        evidence = tuple(draft.citer.sentence(p.passage, *p.also) for p in supports)
        steps = self._supporting.steps(draft)
        counter = self._supporting.counter(draft, against)
        limits = self._supporting.limits(draft, against, len(counter))
        # Only a question of yes or no has a side to speak against.
        if draft.intent != "yes-no":
            counter, limits = (), (*counter, *limits)
        return Answer(
            kind="answer",
            question=draft.question,
            lang=self._lang,
            intent=draft.intent,
            lead=lead,
            evidence=evidence,
            counter=counter,
            limits=limits,
            steps=steps,
        )

    def _finished(self, answer: Answer, draft: Draft) -> Answer:
        """With what to ask management, where to go on, and how good the sources are."""
        whole = replace(
            answer,
            board_questions=board(draft, self._library),
            follow_ups=follow_ups(draft, self._library),
            citations=draft.citer.citations,
            confidence=round(draft.search.confidence, 3),
            notice=answer.notice or notice(draft, self._wording),
        )
        whole = pruned(whole)
        strength = self._strengths.told(whole.citations, self._wording, self._lang)
        return replace(whole, strength=strength)


def with_warnings(answer: Answer, warnings: Sequence[str]) -> Answer:
    """The answer with what the reader should know about the library's state."""
    return replace(answer, warnings=tuple(warnings)) if warnings else answer
