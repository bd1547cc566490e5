"""The facilitator pack of a lesson: slides with speaker notes for a live session."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.library import Library
from assistant.programme.course import Step
from assistant.records import SECONDARY, SELF_REPORTED, Lang, Passage, Reference
from assistant.wording import Wording

# What a room can read from its seats: the rest of a paragraph is said, not shown.
_POINTS = 3
_SOURCES = 6


@dataclass(frozen=True, slots=True)
class Point:
    """One line of a slide, with the keys of the publications that it cites."""

    text: str
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PackSlide:
    """A slide: its title, its points, what the speaker says, whether the points are numbered."""

    title: str
    points: tuple[Point, ...] = ()
    notes: tuple[str, ...] = ()
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Pack:
    """The whole session; `references` are all publications cited, in order of first citation."""

    title: str
    subtitle: str
    lang: Lang
    slides: tuple[PackSlide, ...]
    references: tuple[Reference, ...]


def facilitator_pack(step: Step, library: Library, wording: Wording) -> Pack:
    """The pack of one lesson, in its language; `wording` is that of the programme."""
    slides = [
        PackSlide(
            wording("pack.goal"),
            (Point(step.lesson.goal),),
            wording.several("pack.opening_notes"),
        ),
        *_parts(step, wording),
        *_stories(step, wording),
        _exercise(step, wording),
        *_quiz(step, wording),
        PackSlide(
            wording("role.meeting"),
            tuple(Point(each.text) for each in step.document.of_role("meeting")),
            wording.several("pack.closing_notes"),
            numbered=True,
        ),
    ]
    keys = dict.fromkeys(key for slide in slides for point in slide.points for key in point.keys)
    return Pack(
        title=step.document.title,
        subtitle=wording("pack.subtitle", n=step.lesson.order),
        lang=step.lesson.lang,
        slides=tuple(slides),
        references=tuple(library.references[key] for key in keys if key in library.references),
    )


def to_markdown(pack: Pack, wording: Wording, cite: Sequence[str]) -> str:
    """The pack as pandoc Markdown for slides; `cite` are the references as lines of text.

    A level-1 heading opens a slide; what the speaker says stands in a `notes` division.
    """
    numbers = {each.key: place for place, each in enumerate(pack.references, 1)}
    blocks = [f"% {pack.title}\n% {pack.subtitle}"]
    for slide in pack.slides:
        lines = [
            f"{'1.' if slide.numbered else '-'} {point.text}{_marks(point.keys, numbers)}"
            for point in slide.points
        ]
        blocks.append("\n".join((f"# {slide.title.removesuffix('.')}", "", *lines)))
        if slide.notes:
            blocks.append("\n\n".join(("::: notes", *slide.notes, ":::")))
    for start in range(0, len(cite), _SOURCES):
        listed = [
            f"{start + place}. {text}" for place, text in enumerate(cite[start:][:_SOURCES], 1)
        ]
        blocks.append("\n".join((f"# {wording('sources')}", "", *listed)))
    return "\n\n".join(blocks) + "\n"


def _marks(keys: Iterable[str], numbers: dict[str, int]) -> str:
    return "".join(f" [{numbers[key]}]" for key in keys if key in numbers)


def marked(passage: Passage, wording: Wording) -> str:
    """The statement with what qualifies it, such as "(self-reported)", before its final stop."""
    flags = [
        wording(f"flag.{flag}") for flag in (SELF_REPORTED, SECONDARY) if flag in passage.flags
    ]
    if not flags:
        return passage.text
    stop = passage.text[-1:] if passage.text[-1:] in ".!?…" else ""
    return f"{passage.text.removesuffix(stop)} ({', '.join(flags)}){stop}"


def _parts(step: Step, wording: Wording) -> list[PackSlide]:
    """A slide for each headed paragraph of the lesson; what follows without a heading joins it."""
    slides: list[PackSlide] = []
    headings = step.lesson.headings
    for line, group in groupby(step.document.of_role("lesson"), key=lambda passage: passage.line):
        said = list(group)
        heading = headings.get(line, "")
        # A bullet's bold opening is a label within its list, not a part of the lesson.
        if slides and (not heading or heading[-1:] not in ".?!"):
            last = slides[-1]
            points = (*last.points, *_points(said, "", wording))
            slides[-1] = PackSlide(last.title, points, (*last.notes, _told(said, "", wording)))
            continue
        title = heading or wording("role.lesson")
        points = _points(said, heading, wording)[:_POINTS]
        slides.append(PackSlide(title, points, (_told(said, heading, wording),)))
    return slides


def _points(said: Sequence[Passage], heading: str, wording: Wording) -> tuple[Point, ...]:
    """The sentences, those that cite a source before the others where not all can be shown."""
    chosen = sorted(range(len(said)), key=lambda place: (not said[place].cited, place))[:_POINTS]
    return tuple(
        Point(text, said[place].references)
        for place in sorted(chosen)
        if (text := marked(said[place], wording).removeprefix(heading).strip())
    )


def _told(said: Sequence[Passage], heading: str, wording: Wording) -> str:
    return " ".join(marked(each, wording) for each in said).removeprefix(heading).strip()


def _stories(step: Step, wording: Wording) -> list[PackSlide]:
    slides = []
    for role in ("success", "failure"):
        said = step.document.of_role(role)
        if said:
            notes = (_told(said, "", wording), wording(f"pack.{role}_note"))
            slides.append(PackSlide(wording(f"role.{role}"), _points(said, "", wording), notes))
    return slides


def _exercise(step: Step, wording: Wording) -> PackSlide:
    said = step.document.of_role("exercise")
    # The last two bullets are the invented illustration and how to read the result: spoken.
    shown, spoken = said[:-2], said[-2:]
    return PackSlide(
        wording("role.exercise"),
        tuple(Point(each.text) for each in shown),
        (wording("pack.exercise_note", id=step.id), *(each.text for each in spoken)),
    )


def _quiz(step: Step, wording: Wording) -> list[PackSlide]:
    slides = []
    for place, question in enumerate(step.lesson.quiz, 1):
        right = wording(
            "pack.answer",
            letter="ABCDEFGH"[question.correct],
            text=question.options[question.correct],
        )
        options = tuple(
            Point(f"{'ABCDEFGH'[index]}. {text}") for index, text in enumerate(question.options)
        )
        title = wording("pack.question", n=place, text=question.text)
        slides.append(PackSlide(title, options, (right, question.explanation)))
    return slides
