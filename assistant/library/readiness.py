"""The readiness check of the board programme: questions answered on a scale, by dimension."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.library.bilingual import Texts, typeset_texts


@dataclass(frozen=True, slots=True)
class ReadinessAnswer:
    """One answer and what it scores."""

    score: int
    texts: Texts


@dataclass(frozen=True, slots=True)
class ReadinessQuestion:
    """One question about a dimension of the board's readiness."""

    id: str
    dimension: str
    texts: Texts
    answers: tuple[ReadinessAnswer, ...]


@dataclass(frozen=True, slots=True)
class Dimension:
    """What several questions measure together, and the lessons that help where it is low."""

    id: str
    names: Texts
    lessons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Readiness:
    """The whole check; a dimension is low at or under `low_at_most` of its maximum score."""

    titles: Texts
    about: Texts
    questions: tuple[ReadinessQuestion, ...]
    dimensions: tuple[Dimension, ...]
    highest: int
    low_at_most: float


def read_readiness(data: Mapping[str, Any]) -> Readiness:
    """The content of `readiness.yaml`; raises KeyError, TypeError or ValueError if malformed."""
    return Readiness(
        titles=typeset_texts(data, "title"),
        about=typeset_texts(data, "about"),
        questions=tuple(_question(each) for each in data["questions"]),
        dimensions=tuple(
            Dimension(str(each["id"]), typeset_texts(each), tuple(each["lessons"]))
            for each in data["dimensions"]
        ),
        highest=int(data["scale"]["max"]),
        low_at_most=float(data["low_at_most"]),
    )


def _question(item: Mapping[str, Any]) -> ReadinessQuestion:
    return ReadinessQuestion(
        id=str(item["id"]),
        dimension=str(item["dimension"]),
        texts=typeset_texts(item),
        answers=tuple(
            ReadinessAnswer(int(each["score"]), typeset_texts(each)) for each in item["answers"]
        ),
    )
