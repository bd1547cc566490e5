"""What a lesson of the board programme holds beside its text: its place, its length, its quiz."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.library.headings import role_of
from assistant.library.pages import Page, Section
from assistant.library.problems import Problem
from assistant.library.sentences import read_statement
from assistant.records import Lang

_QUESTION = re.compile(r"### +(?:Q\d+\. *)?(?P<text>.+)")
_OPTION = re.compile(r"- \[(?P<tick>[ xX])\] +(?P<text>.+)")
# "**No target, no judgement.** In 2012, …": a heading that runs into its paragraph.
_RUN_IN = re.compile(r"(?:- )?\*\*(?P<text>[^*]+)\*\*")


@dataclass(frozen=True, slots=True)
class QuizQuestion:
    """A question, its options, the index of the right one, and why it is right."""

    text: str
    options: tuple[str, ...]
    correct: int
    explanation: str
    references: tuple[str, ...]
    flags: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """The programme's side of a lesson document; `minutes` is the reading time.

    `headings` are the bold openings of its paragraphs and bullets, by line.
    """

    document: str
    lang: Lang
    order: int
    minutes: int
    goal: str
    quiz: tuple[QuizQuestion, ...]
    headings: Mapping[int, str] = field(default_factory=dict)


def read_lesson(page: Page) -> tuple[Lesson, list[Problem]]:
    """The lesson of a page of kind lesson, and what is wrong with its quiz."""
    lang: Lang = page.front["lang"]
    quiz: list[QuizQuestion] = []
    problems: list[Problem] = []
    for section in page.sections:
        if role_of(section.heading, lang) == "quiz":
            quiz, problems = _quiz(page, section)
    return (
        Lesson(
            document=page.front["id"],
            lang=lang,
            order=_number(page, "order"),
            minutes=_number(page, "minutes"),
            goal=str(page.front.get("goal") or ""),
            quiz=tuple(quiz),
            headings=_headings(page),
        ),
        problems,
    )


def _headings(page: Page) -> dict[int, str]:
    opened = (
        (number, _RUN_IN.match(line)) for each in page.sections for number, line in each.lines
    )
    return {number: found["text"].strip() for number, found in opened if found}


def _number(page: Page, key: str) -> int:
    value = page.front.get(key)
    return value if isinstance(value, int) else 0


def _quiz(page: Page, section: Section) -> tuple[list[QuizQuestion], list[Problem]]:
    """Each `### ` opens a question; `- [x]` marks the right option, `> ` explains."""
    questions: list[QuizQuestion] = []
    problems: list[Problem] = []
    chunks: list[list[tuple[int, str]]] = []
    for number, line in section.lines:
        if line.startswith("### "):
            chunks.append([])
        if chunks:
            chunks[-1].append((number, line))
    for chunk in chunks:
        question = _question(chunk)
        if question:
            questions.append(question)
        else:
            problems.append(
                Problem(
                    page.path,
                    chunk[0][0],
                    "has a quiz question without exactly one right option among two or more.",
                    "Tick one option with `- [x]`.",
                    "quiz",
                )
            )
    return questions, problems


def _question(chunk: list[tuple[int, str]]) -> QuizQuestion | None:
    opening = _QUESTION.match(chunk[0][1])
    options = [found for _, line in chunk if (found := _OPTION.match(line.strip()))]
    ticked = [i for i, option in enumerate(options) if option["tick"] != " "]
    if not opening or len(ticked) != 1 or len(options) < 2:
        return None
    explanation = read_statement(
        " ".join(line.strip()[1:].strip() for _, line in chunk if line.strip().startswith(">"))
    )
    return QuizQuestion(
        text=opening["text"].strip(),
        options=tuple(option["text"].strip() for option in options),
        correct=ticked[0],
        explanation=explanation.text,
        references=explanation.references,
        flags=explanation.flags,
        line=chunk[0][0],
    )
