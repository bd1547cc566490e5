"""Question sets: what is asked, and what a right answer must carry."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import KnowledgeError
from assistant.language.typography import plain
from assistant.records import Answer, Lang, Sentence

REFUSED_SLICES = frozenset({"off-topic", "uncovered"})


@dataclass(frozen=True, slots=True)
class Case:
    """One question; `documents` any of which is right, `any_of` strings one of which must show."""

    id: str
    slice: str
    lang: Lang
    question: str
    history: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    refused: bool = False


def load_cases(path: Path) -> tuple[Case, ...]:
    """Read a question set; KnowledgeError names the entry that is malformed."""
    try:
        entries = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        return tuple(_case(entry) for entry in entries)
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        raise KnowledgeError(f"{path}: {error}", "Correct the question set.") from error


def _case(entry: dict[str, Any]) -> Case:
    expect = entry["expect"]
    return Case(
        id=entry["id"],
        slice=entry["slice"],
        lang=entry["lang"],
        question=entry["question"],
        history=tuple(entry.get("history") or ()),
        documents=tuple(expect.get("documents") or ()),
        any_of=tuple(str(text) for text in expect.get("any_of") or ()),
        refused=bool(expect.get("refused")),
    )


def contains(text: str, wanted: str) -> bool:
    """True where the text holds the string, spaces and apostrophes aside; a number is
    not found inside a longer one (2 % is not in 42 %)."""
    pattern = re.escape(plain(wanted).lower())
    return bool(re.search(rf"(?<![\d.,]){pattern}(?!\d|[.,]\d)", plain(text).lower()))


def answer_text(answer: Answer) -> str:
    """Everything an answer states."""
    parts: Sequence[Sentence] = (
        *answer.lead,
        *(answer.table.sentences if answer.table else ()),
        *answer.evidence,
        *answer.counter,
        *answer.limits,
        *answer.steps,
    )
    return "\n".join(sentence.text for sentence in parts)


def first_documents(answer: Answer, count: int = 3) -> tuple[str, ...]:
    """The first distinct documents that an answer cites."""
    return tuple(dict.fromkeys(citation.document for citation in answer.citations))[:count]
