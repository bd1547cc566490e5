"""The lessons in their order, each with its document, its cases and its exercise."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.library import Lesson, Library
from assistant.library.exercises import Exercise
from assistant.records import Document, Lang


@dataclass(frozen=True, slots=True)
class Step:
    """One lesson of the programme in one language."""

    lesson: Lesson
    document: Document
    exercise: Exercise | None
    success: Document | None
    failure: Document | None

    @property
    def id(self) -> str:
        """The id of the lesson, the same in both languages."""
        return self.document.id


class Course:
    """The programme of a library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def steps(self, lang: Lang) -> tuple[Step, ...]:
        """Every lesson in a language, in the order in which they are taken."""
        lessons = [each for each in self._library.lessons.values() if each.lang == lang]
        ordered = sorted(lessons, key=lambda each: (each.order, each.document))
        return tuple(step for each in ordered if (step := self.step(each.document, lang)))

    def step(self, id: str, lang: Lang) -> Step | None:
        """One lesson, None where the programme has none of that id in that language."""
        lesson = self._library.lessons.get((id, lang))
        document = self._library.document(id, lang)
        if lesson is None or document is None:
            return None
        return Step(
            lesson,
            document,
            self._library.exercises.get(id),
            self._case(document, "success"),
            self._case(document, "failure"),
        )

    def after(self, step: Step) -> Step | None:
        """The lesson that follows, None after the last."""
        steps = self.steps(step.lesson.lang)
        later = [each for each in steps if each.lesson.order > step.lesson.order]
        return later[0] if later else None

    def _case(self, document: Document, role: str) -> Document | None:
        """The case study that a story is taken from: it cites the same publications."""
        told = {key for passage in document.of_role(role) for key in passage.references}
        best: tuple[int, Document | None] = (0, None)
        for id in document.related:
            case = self._library.document(id, document.lang)
            if case is None or case.kind not in ("case-study", "article"):
                continue
            cited = {key for passage in case.passages for key in passage.references}
            if len(told & cited) > best[0]:
                best = (len(told & cited), case)
        return best[1]
