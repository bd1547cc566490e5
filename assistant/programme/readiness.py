"""The readiness check: scores by dimension, and the lessons that they lead to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.library import Readiness
from assistant.library.readiness import Dimension

Answers = Mapping[str, int]

# Two directors at opposite ends of a scale of four differ by all of it; half is worth a talk.
_DIFFERENCE = 0.5


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """A dimension, as shares of its highest score: the mean, the lowest and highest person's.

    `low` is True where the mean is at most `Readiness.low_at_most`.
    """

    dimension: Dimension
    share: float
    least: float
    most: float
    low: bool

    @property
    def divided(self) -> bool:
        """True where people answered so differently that it should be talked about."""
        return self.most - self.least >= _DIFFERENCE


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one person's answers or a board's say together.

    `path` are the ids of the lessons to take, in order: those of the low dimensions, the lowest
    first; where none is low, those of the weakest that is not full.
    """

    people: int
    scores: tuple[DimensionScore, ...]
    path: tuple[str, ...]

    @property
    def low(self) -> tuple[DimensionScore, ...]:
        """The low dimensions, the lowest first."""
        return tuple(sorted((s for s in self.scores if s.low), key=lambda score: score.share))


def unanswered(readiness: Readiness, answers: Answers) -> tuple[str, ...]:
    """The ids of the questions without a valid answer, in order."""
    return tuple(
        each.id
        for each in readiness.questions
        if answers.get(each.id) not in {answer.score for answer in each.answers}
    )


def assess(readiness: Readiness, answers: Answers) -> Assessment:
    """One person's result; raises ValueError where a question is unanswered."""
    return combine(readiness, [answers])


def combine(readiness: Readiness, everyone: Sequence[Answers]) -> Assessment:
    """Several people's result, each weighing the same.

    Raises ValueError where there is nobody or a question is unanswered.
    """
    if not everyone:
        raise ValueError("nobody answered")
    for answers in everyone:
        if missing := unanswered(readiness, answers):
            raise ValueError(f"unanswered: {', '.join(missing)}")
    scores = tuple(_score(readiness, each, everyone) for each in readiness.dimensions)
    return Assessment(len(everyone), scores, _path(scores))


def _score(
    readiness: Readiness, dimension: Dimension, everyone: Sequence[Answers]
) -> DimensionScore:
    asked = [each.id for each in readiness.questions if each.dimension == dimension.id]
    highest = readiness.highest * len(asked)
    shares = [sum(answers[id] for id in asked) / highest for answers in everyone]
    share = sum(shares) / len(shares)
    low = share <= readiness.low_at_most
    return DimensionScore(dimension, share, min(shares), max(shares), low)


def _path(scores: Sequence[DimensionScore]) -> tuple[str, ...]:
    ordered = sorted(scores, key=lambda score: score.share)
    chosen = [score for score in ordered if score.low]
    if not chosen and ordered and ordered[0].share < 1:
        chosen = ordered[:1]
    return tuple(dict.fromkeys(id for score in chosen for id in score.dimension.lessons))
