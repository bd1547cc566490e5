"""One question, with its conversation, to one Answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.answer.commands import command_of
from assistant.answer.compose import Composer, with_warnings
from assistant.answer.conversation import user_turns, without_courtesy
from assistant.answer.dialogue import Dialogue, Turn, without_commands
from assistant.answer.fit import Bodies, Fit
from assistant.answer.fitting import only_named, out_of_reach, unanswerable
from assistant.answer.intent import SMALL_TALK, Intent, recognise
from assistant.answer.lacking import lacking, other_years
from assistant.answer.lead import CONFIRMED
from assistant.answer.objectives import objective_of, plan
from assistant.answer.organisations import Organisations
from assistant.answer.reading import Reading
from assistant.answer.strength import Strengths
from assistant.answer.talk import declined, refusal, small_talk
from assistant.answer.tutor import Tutor
from assistant.answer.tutor_talk import topics_of
from assistant.errors import QuestionError
from assistant.language.detect import detect
from assistant.language.typography import clean_question
from assistant.language.words import words
from assistant.library import Library
from assistant.records import LANGS, Answer, Lang, Sentence
from assistant.retrieve import Retriever, Search
from assistant.tracing import span
from assistant.wording import Wording, load_wording

# Above this confidence a listed question answers what it asks for.
_SURE = 0.87


class Answerer:
    """Understands a question, searches, and composes or declines."""

    def __init__(
        self,
        library: Library,
        retriever: Retriever,
        prompts: Path,
        question_limit: int = 2000,
        history_limit: int = 20,
    ) -> None:
        self._library = library
        self._retriever = retriever
        self._limit = question_limit
        self._history_limit = history_limit
        self._wording: Mapping[Lang, Wording] = {
            lang: load_wording(prompts, "answers", lang) for lang in LANGS
        }
        self._tutor = Tutor(library, retriever, prompts, self.language)
        strengths = Strengths(library)
        self._organisations = Organisations(library)
        self._latest = max((each.year or 0 for each in library.references.values()), default=0)
        self._talk: Mapping[Lang, Wording] = {
            lang: load_wording(prompts, "conversation", lang) for lang in LANGS
        }
        self._reading = Reading(retriever, self._organisations, self._talk)
        self._dialogue = Dialogue(library, self._wording, self._talk, strengths)
        self._composers = {
            lang: Composer(
                library,
                self._wording[lang],
                lang,
                Bodies(library, lang),
                strengths,
                self._organisations,
            )
            for lang in LANGS
        }

    def answer(
        self,
        question: str,
        history: Sequence[object] = (),
        lang: Lang | None = None,
        fallback: Lang = "en",
    ) -> Answer:
        """Answer in the question's language; raises QuestionError for what cannot be taken.

        `lang` forces the language; `fallback` is used where the words do not tell it.
        """
        text = self.accept(question)
        earlier = user_turns(history)[-self._history_limit :] if self._history_limit else ()
        lang = lang or self.language(text, earlier, fallback)
        if told := self._tutor.answer(text, lang, earlier):
            return told
        if command := command_of(text):
            turn = Turn(text, lang, tuple(earlier), command)
            return self._dialogue.reply(turn, self._again, self._others)
        return self._asked(text, lang, without_commands(earlier))

    def _asked(self, text: str, lang: Lang, earlier: Sequence[str]) -> Answer:
        """The answer to a turn that asks something itself."""
        wording = self._wording[lang]
        if not words(text, lang):
            offers = wording.several("examples")[:3]
            return declined(text, "unclear", wording, lang, offers)
        intent = recognise(text, lang)
        if intent in SMALL_TALK:
            return small_talk(text, intent, wording, lang)
        past = self._topics(earlier, lang)
        whole, search = self._reading.search(text, lang, past, intent)
        unmapped = bool(search.query.terms) and not self._listed(search)
        if intent == "plan" and (objective_of(search) or unmapped):
            answer = plan(text, search, self._library, wording, lang)
        else:
            answer = self._composed(text, whole, search, intent, lang)
        if whole != text:
            answer = replace(answer, interpreted=whole)
        return with_warnings(answer, self._warnings())

    def _again(self, text: str, earlier: Sequence[str]) -> Answer:
        """What was answered to a question of the conversation, found again."""
        lang = self.language(text, earlier)
        told = self._tutor.answer(text, lang, earlier)
        return told or self._asked(clean_question(text), lang, without_commands(earlier))

    def _others(self, text: str, earlier: Sequence[str], shown: frozenset[str]) -> Answer | None:
        """Examples for a question of the conversation, from documents not shown yet; None where
        there are no more."""
        lang = self.language(text, earlier)
        past = self._topics(without_commands(earlier), lang)
        whole, search = self._reading.search(clean_question(text), lang, past, "who")
        look = f"{whole} — {self._talk[lang]('more.asked')}"
        without = {
            p.id for id in shown if (d := self._library.document(id, lang)) for p in d.passages
        }
        answer = self._composers[lang].compose(look, search, "who", without=sorted(without))
        return replace(answer, question=text) if answer.evidence else None

    @staticmethod
    def _topics(earlier: Sequence[str], lang: Lang) -> list[str]:
        return [clean_question(each) for each in without_courtesy(topics_of(earlier, lang))]

    def _composed(
        self, text: str, whole: str, search: Search, intent: Intent, lang: Lang
    ) -> Answer:
        """The composed answer, or a refusal that names what the shelf does not have."""
        composer = self._composers[lang]
        fit = composer.fit(whole, search)
        sure = search.confidence >= self._retriever.threshold
        wording = self._wording[lang]
        # Whatever is there answers one who asks for nothing but what there is.
        named = only_named(whole, fit, lang)
        trusted = 1.0 if named and not fit.wishes.of("name") else search.confidence
        absent = unanswerable(fit, trusted)
        if absent:
            return refusal(text, search, self._library, wording, lang, fit)
        if not (sure or named):
            told = refusal(text, search, self._library, wording, lang, fit)
            return self._given(told, whole, search, fit, intent)
        with span("compose", intent=intent):
            answer = composer.compose(
                whole, search, intent, lambda part: self._retriever.search(part, lang)
            )
        absent = out_of_reach(fit, answer.citations, trusted)
        if absent:
            return refusal(text, search, self._library, wording, lang, fit, absent)
        return self._given(replace(answer, question=text), whole, search, fit, intent)

    def _given(
        self, answer: Answer, whole: str, search: Search, fit: Fit, intent: Intent
    ) -> Answer:
        """The answer, or a refusal that says what kind of thing the shelf does not give."""
        if answer.kind == "off-topic":
            return answer
        wording, question = self._wording[fit.lang], answer.question
        listed = self._listed(search) and search.confidence >= _SURE
        if kind := lacking(whole, fit, intent, answer.citations, listed, self._latest):
            told = refusal(question, search, self._library, wording, fit.lang)
            said = Sentence(wording(f"refusal.sought.{kind}"))
            return replace(told, kind="uncovered", lead=(said, *told.lead[1:]))
        if intent == "figure" and {w.kind for w in fit.apart} >= {"name", "platform"}:
            return refusal(question, search, self._library, wording, fit.lang, fit)
        other = other_years(whole, fit.lang, answer.citations)
        if other and answer.citations and not answer.notice:
            return replace(answer, notice=wording("notice.other_year", year=other[0]))
        return answer

    def _listed(self, search: Search) -> bool:
        """True where a document lists this very question, which then answers it."""
        sure = search.confidence >= self._retriever.threshold
        return sure and bool(search.matches) and search.matches[0].score >= CONFIRMED

    def accept(self, question: str) -> str:
        """The cleaned question; QuestionError where it is empty or too long."""
        text = clean_question(question)
        if not text:
            raise QuestionError(
                "There is no question.", "Type one, or pick an example.", code="question-empty"
            )
        if len(text) > self._limit:
            raise QuestionError(
                f"The question has {len(text)} characters; at most {self._limit} are taken.",
                "Shorten it to the question itself.",
                code="question-too-long",
                length=len(text),
                limit=self._limit,
            )
        return text

    def language(self, text: str, earlier: Sequence[str] = (), fallback: Lang = "en") -> Lang:
        """The question's language; that of the conversation where its words do not tell."""
        leanings = self._retriever.index.leanings
        for past in earlier:
            fallback = detect(past, fallback, leanings)
        return detect(text, fallback, leanings)

    def _warnings(self) -> tuple[str, ...]:
        return tuple(
            f"{problem.path}:{problem.line}: {problem.message}"
            for problem in self._library.problems[:5]
        )
