"""A quiz marked: what was chosen, what was right, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.library import Lesson, QuizQuestion


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question, and the index of the option chosen, None where there was none."""

    question: QuizQuestion
    chosen: int | None

    @property
    def right(self) -> bool:
        """True where the right option was chosen."""
        return self.chosen == self.question.correct


@dataclass(frozen=True, slots=True)
class Marked:
    """A whole quiz, marked."""

    outcomes: tuple[Outcome, ...]

    @property
    def answered(self) -> int:
        """How many questions were answered."""
        return sum(each.chosen is not None for each in self.outcomes)

    @property
    def score(self) -> int:
        """How many questions were answered rightly."""
        return sum(each.right for each in self.outcomes)

    @property
    def complete(self) -> bool:
        """True where no question is left."""
        return self.answered == len(self.outcomes)


def mark(lesson: Lesson, chosen: Mapping[int, int]) -> Marked:
    """Mark the options chosen, by index of question; what is out of range counts as no answer."""
    return Marked(
        tuple(
            Outcome(question, _within(chosen.get(place), len(question.options)))
            for place, question in enumerate(lesson.quiz)
        )
    )


def _within(chosen: int | None, options: int) -> int | None:
    return chosen if chosen is not None and 0 <= chosen < options else None
