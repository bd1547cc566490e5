"""The tutor: leads into a lesson, asks its quiz one question a turn, explains for somebody.

It keeps no state: where a quiz stands follows from the questions and replies so far.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.answer.citing import Citer
from assistant.answer.talk import declined
from assistant.answer.tutor_lessons import Lessons
from assistant.answer.tutor_talk import Reply, Request, reply_of, request_of, topics_of
from assistant.language.words import fold
from assistant.library import Lesson, Library, QuizQuestion
from assistant.records import LANGS, Answer, Lang, Link, Passage, Sentence
from assistant.retrieve import Retriever
from assistant.wording import Wording, load_wording

# The language of a turn: its text, the turns before it, the language where neither tells.
Tongue = Callable[[str, Sequence[str], Lang], Lang]

_LETTERS = "ABCDEF"


class Tutor:
    """Answers what a learner asks for, from the lessons of the library."""

    def __init__(
        self, library: Library, retriever: Retriever, prompts: Path, language: Tongue
    ) -> None:
        self._language = language
        self._library = library
        self._wording: Mapping[Lang, Wording] = {
            lang: load_wording(prompts, "tutor", lang) for lang in LANGS
        }
        self._citing: Mapping[Lang, Wording] = {
            lang: load_wording(prompts, "answers", lang) for lang in LANGS
        }
        self._lessons = Lessons(library, retriever, self._wording)

    def answer(self, text: str, lang: Lang, earlier: Sequence[str]) -> Answer | None:
        """The tutor's turn, None where nothing was asked of it; `earlier` are the user's turns."""
        if not self._lessons:
            return None
        request = request_of(text, lang)
        if request is None:
            return self._continued(text, lang, earlier)
        lesson = self._lessons.meant(request, lang, earlier)
        if lesson is None:
            return self._unknown(text, lang)
        if request.kind == "quiz":
            lead = (
                Sentence(
                    self._wording[lang](
                        "quiz.lead", n=len(lesson.quiz), title=self._lessons.title(lesson)
                    )
                ),
            )
            return self._asked(text, lesson, 0, Answer("answer", text, lang, "quiz", lead))
        if request.kind == "explain":
            return self._explained(text, lesson, request, earlier)
        return self._taught(text, lesson, request)

    def _taught(self, text: str, lesson: Lesson, request: Request) -> Answer:
        """The lesson's goal and first points, its link, and its first question."""
        lang, wording = lesson.lang, self._wording[lesson.lang]
        if request.subject:
            about = {
                "number": lesson.order,
                "title": self._lessons.title(lesson),
                "minutes": lesson.minutes,
            }
            lead = wording("teach.lead", **about)
        else:
            total = sum(each.lang == lang for each in self._library.lessons.values())
            lead = wording("teach.begin", total=total, title=self._lessons.title(lesson))
        citer = Citer(self._library, self._citing[lang], lang)
        points = tuple(
            citer.sentence(each) for each in self._lessons.points(lesson, request.subject)
        )
        goal = Sentence(wording("teach.goal", goal=lesson.goal[:1].lower() + lesson.goal[1:]))
        answer = Answer("answer", text, lang, "teach", (Sentence(lead), goal), evidence=points)
        return self._asked(text, lesson, 0, replace(answer, citations=citer.citations))

    def _explained(
        self, text: str, lesson: Lesson, request: Request, earlier: Sequence[str]
    ) -> Answer:
        """The points of a lesson that matter to an audience, and its questions for the board."""
        lang, wording = lesson.lang, self._wording[lesson.lang]
        subject = request.subject or next(reversed(topics_of(earlier, lang)), "")
        citer = Citer(self._library, self._citing[lang], lang)
        meaning = tuple(citer.sentence(each) for each in self._lessons.meaning(subject, lang))
        points = self._lessons.points(lesson, subject, request.audience)
        document = self._library.documents[lesson.document, lang]
        audience = wording(f"audience.{request.audience}")
        about = {"audience": audience, "number": lesson.order, "title": document.title}
        return Answer(
            "answer",
            text,
            lang,
            "explain",
            lead=(*meaning, Sentence(wording("explain.lead", **about))),
            evidence=tuple(citer.sentence(each) for each in points),
            board_questions=tuple(Sentence(each.text) for each in document.of_role("meeting")),
            citations=citer.citations,
            follow_ups=(wording("ask_quiz", title=document.title),),
            links=(self._link(lesson, "open_lesson"),),
            confidence=1.0,
        )

    def _continued(self, text: str, lang: Lang, earlier: Sequence[str]) -> Answer | None:
        """The next turn of a quiz under way, None where there is none."""
        replies: list[Reply] = []
        for place in range(len(earlier) - 1, -1, -1):
            past = earlier[place]
            asked = {each: found for each in LANGS if (found := request_of(past, each))}
            if not asked:
                reply = reply_of(past)
                if reply is None or reply.stop:
                    return None
                replies.insert(0, reply)
                continue
            # A letter has no language; the request that opened the quiz has.
            spoken = self._language(past, earlier[:place], lang)
            spoken = spoken if spoken in asked else next(iter(asked))
            request = asked[spoken]
            if request.kind == "explain":
                return None
            lesson = self._lessons.meant(request, spoken, earlier[:place])
            return self._replied(text, lesson, replies) if lesson else None
        return None

    def _replied(self, text: str, lesson: Lesson, replies: Sequence[Reply]) -> Answer | None:
        """Judge a reply, and put the next question or the score."""
        if len(replies) >= len(lesson.quiz):
            return None
        question = lesson.quiz[len(replies)]
        reply = reply_of(text) or _by_its_words(text, question)
        if reply is None or (reply.chosen or 0) >= len(question.options):
            return None
        wording = self._wording[lesson.lang]
        if reply.stop:
            lead = (Sentence(wording("quiz.stopped")),)
            links = (self._link(lesson, "open_quiz", "#quiz"),)
            return Answer("answer", text, lesson.lang, "quiz", lead, links=links, confidence=1.0)
        answer = self._judged(text, lesson, question, reply)
        return self._asked(text, lesson, len(replies) + 1, answer, (*replies, reply))

    def _judged(self, text: str, lesson: Lesson, question: QuizQuestion, reply: Reply) -> Answer:
        wording, lang = self._wording[lesson.lang], lesson.lang
        right = {"letter": _LETTERS[question.correct], "answer": question.options[question.correct]}
        right["answer"] = right["answer"].removesuffix(".")
        if reply.chosen == question.correct:
            verdict = wording("quiz.right", answer=right["answer"])
        else:
            verdict = wording("quiz.skipped" if reply.chosen is None else "quiz.wrong", **right)
        document = self._library.documents[lesson.document, lang]
        citer = Citer(self._library, self._citing[lang], lang)
        explained = citer.sentence(
            Passage(
                id=f"{lesson.document}:{lang}:quiz-{question.line}",
                document=lesson.document,
                collection="shelf",
                kind=document.kind,
                lang=lang,
                role="quiz",
                text=question.explanation,
                references=question.references,
                flags=question.flags,
                line=question.line,
            )
        )
        lead = (Sentence(verdict), explained)
        return Answer("answer", text, lang, "quiz", lead, citations=citer.citations)

    def _asked(
        self,
        text: str,
        lesson: Lesson,
        place: int,
        answer: Answer,
        replies: Sequence[Reply] = (),
    ) -> Answer:
        """The answer with the quiz question at `place`, or with the score after the last."""
        wording = self._wording[lesson.lang]
        if place < len(lesson.quiz):
            question = lesson.quiz[place]
            total = len(lesson.quiz)
            asked = wording("quiz.question", n=place + 1, total=total, text=question.text)
            options = (
                wording("quiz.option", letter=_LETTERS[index], text=option)
                for index, option in enumerate(question.options)
            )
            links = (self._link(lesson, "open_lesson"),)
            return replace(
                answer, asked=asked, follow_ups=tuple(options), links=links, confidence=1.0
            )
        score = sum(r.chosen == q.correct for r, q in zip(replies, lesson.quiz, strict=True))
        one = score < 2 if lesson.lang == "fr" else score == 1
        told = wording(f"quiz.score_{'one' if one else 'many'}", n=score, total=len(lesson.quiz))
        following = self._lessons.of_order(lesson.lang, lesson.order + 1)
        offers = (wording("ask_teach", title=self._lessons.title(following)),) if following else ()
        lead = (*answer.lead, Sentence(told))
        links = (self._link(lesson, "open_lesson"),)
        return replace(answer, lead=lead, follow_ups=offers, links=links, confidence=1.0)

    def _unknown(self, text: str, lang: Lang) -> Answer:
        wording = self._wording[lang]
        lessons = (self._lessons.of_order(lang, order) for order in (1, 5, 7))
        offers = [wording("ask_teach", title=self._lessons.title(each)) for each in lessons if each]
        answer = declined(text, "uncovered", self._citing[lang], lang, offers)
        links = (Link(wording("open_programme"), f"/programme?lang={lang}"),)
        return replace(answer, lead=(Sentence(wording("unknown")),), links=links)

    def _link(self, lesson: Lesson, key: str, anchor: str = "") -> Link:
        wording = self._wording[lesson.lang]
        text = (
            wording(key, title=self._lessons.title(lesson))
            if key == "open_lesson"
            else wording(key)
        )
        return Link(text, f"/programme/{lesson.document}?lang={lesson.lang}{anchor}")


def _by_its_words(text: str, question: QuizQuestion) -> Reply | None:
    """A reply that repeats an option instead of its letter."""
    said = fold(text).strip(" .")
    for index, option in enumerate(question.options):
        if fold(option).strip(" .") == said:
            return Reply(index)
    return None
