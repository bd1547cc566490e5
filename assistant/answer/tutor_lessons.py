"""Which lesson a learner means, and what of it matters to them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.answer.lead import defined, opening
from assistant.answer.tutor_talk import Request, topics_of
from assistant.language.words import content_words, fold
from assistant.library import Lesson, Library
from assistant.records import Lang, Passage
from assistant.retrieve import Retriever
from assistant.wording import Wording

_POINTS = 3
# The share of a subject that must name a term for it to be defined, in so many sentences.
_NAMED, _SENTENCES = 0.6, 2
_DEFAULTS = {
    "finance": "returns-and-proof",
    "hr": "one-roadmap",
    "it": "one-roadmap",
    "risk": "risk-and-crisis",
    "chief": "cannot-delegate",
    "beginner": "kinds-of-value",
}
# What a finance director looks for in a sentence; others take the sentences as they rank.
_MONEY = re.compile(
    r"[€$£%]|\b(roi|marge|margin|co[uû]ts?|costs?|budgets?|euros?|dollars?)\b", re.I
)


class Lessons:
    """The lessons of a library, found by what is said of them."""

    def __init__(
        self, library: Library, retriever: Retriever, wording: Mapping[Lang, Wording]
    ) -> None:
        self._library = library
        self._retriever = retriever
        self._wording = wording

    def __bool__(self) -> bool:
        return bool(self._library.lessons)

    def meant(self, request: Request, lang: Lang, earlier: Sequence[str]) -> Lesson | None:
        """The lesson of a request: by its subject, else by what was talked of, else the first.

        None where a subject was named that no lesson covers.
        """
        if request.subject:
            return self._by_subject(request.subject, lang)
        talked = topics_of(earlier, lang)
        found = self._by_subject(talked[-1], lang) if talked else None
        default = self._library.lessons.get((_DEFAULTS.get(request.audience, ""), lang))
        return found or default or self.of_order(lang, 1)

    def meaning(self, subject: str, lang: Lang) -> tuple[Passage, ...]:
        """What a subject means, where it is little but the name of an indicator or a term."""
        if not subject:
            return ()
        search = self._retriever.search(subject, lang)
        if search.signals.terms < _NAMED:
            return ()
        document = defined(search, self._library, lang)
        return opening(document)[:_SENTENCES] if document else ()

    def of_order(self, lang: Lang, order: int) -> Lesson | None:
        """The lesson in that place of the programme, counted from 1."""
        steps = sorted(
            (each for each in self._library.lessons.values() if each.lang == lang),
            key=lambda each: each.order,
        )
        return steps[order - 1] if 0 < order <= len(steps) else None

    def title(self, lesson: Lesson) -> str:
        """The title of a lesson."""
        return self._library.documents[lesson.document, lesson.lang].title

    def points(self, lesson: Lesson, subject: str, audience: str = "") -> list[Passage]:
        """The cited statements of a lesson that come nearest to a subject, in reading order."""
        document = self._library.documents[lesson.document, lesson.lang]
        cited = [each for each in document.of_role("lesson") if each.cited]
        if content_words(subject, lesson.lang):
            search = self._retriever.search(subject, lesson.lang)
            hits = search.hits(
                lambda p: p.document == lesson.document and p.role == "lesson" and p.cited, 12
            )
            ranked = [hit.passage for hit in hits]
            cited = [*ranked, *(each for each in cited if each not in ranked)]
        if audience == "finance":
            cited.sort(key=lambda each: not _MONEY.search(each.text))
        return sorted(cited[:_POINTS], key=lambda each: each.order)

    def _by_subject(self, subject: str, lang: Lang) -> Lesson | None:
        """By its title, then by words that the catalogue lists, then by its statements."""
        named = _plain(subject)
        for (id, each), lesson in self._library.lessons.items():
            if each == lang and _plain(self._library.documents[id, each].title) == named:
                return lesson
        scores = {
            lesson.document: sum(
                len(word.split())
                for word in self._words(lesson.document, lang)
                if re.search(rf"\b{re.escape(word)}\b", named)
            )
            for lesson in self._library.lessons.values()
            if lesson.lang == lang
        }
        best = max(scores, key=lambda id: scores[id], default="")
        if scores.get(best):
            return self._library.lessons[best, lang]
        return self._nearest(subject, lang)

    def _nearest(self, subject: str, lang: Lang) -> Lesson | None:
        search = self._retriever.search(subject, lang)
        if search.confidence < self._retriever.threshold:
            return None
        hits = search.hits(lambda p: (p.document, p.lang) in self._library.lessons, 1)
        return self._library.lessons[hits[0].passage.document, lang] if hits else None

    def _words(self, id: str, lang: Lang) -> tuple[str, ...]:
        wording, key = self._wording[lang], f"subjects.{id}"
        return tuple(_plain(word) for word in wording.several(key)) if key in wording else ()


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w']+", fold(text).replace("’", "'")))
