"""Citations are numbered by first appearance, whatever was added to an answer last."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assistant.records import Answer, Sentence

# Fields of Answer in the order in which every medium shows them.
_ORDER = (
    "lead",
    "own",
    "disagreements",
    "evidence",
    "counter",
    "limits",
    "steps",
    "board_questions",
)


def renumbered(answer: Answer) -> Answer:
    """The answer with its citations numbered from 1 in reading order; unused ones come last."""
    seen = [
        number
        for name in _ORDER
        for sentence in getattr(answer, name)
        for number in sentence.citations
    ]
    seen += [citation.number for citation in answer.citations]
    new = {number: place for place, number in enumerate(dict.fromkeys(seen), 1)}

    def moved(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
        return tuple(
            replace(each, citations=tuple(new[number] for number in each.citations))
            for each in sentences
        )

    citations = (replace(each, number=new[each.number]) for each in answer.citations)
    parts: dict[str, Any] = {name: moved(getattr(answer, name)) for name in _ORDER}
    ordered = tuple(sorted(citations, key=lambda each: each.number))
    return replace(answer, **parts, citations=ordered)
