"""The organisation's own figures and options, as people type them: one a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from assistant.briefing.records import (
    ASKS,
    AUDIENCES,
    LENGTHS,
    OwnFigure,
    OwnOption,
    Request,
)
from assistant.errors import BriefingError
from assistant.language.numbers import figures
from assistant.language.typography import clean_question, typeset
from assistant.records import Lang

T = TypeVar("T", bound=str)
_FIGURE = re.compile(r"^\s*[-*•]?\s*(?P<label>[^:=\t|]{1,80}?)\s*[:=\t|]\s*(?P<value>.{1,60})$")
_MOST = 12
_WIDEST = 120


def typed_request(
    topic: str,
    audience: str,
    length: str,
    ask: str,
    lang: Lang | None,
    typed_in: Lang,
    organisation: str = "",
    figures: Sequence[str] = (),
    options: Sequence[str] = (),
    questions: Sequence[str] = (),
) -> Request:
    """A request of what people typed; figures and options are read in `lang`, else `typed_in`.

    Raises BriefingError for an unknown choice, or a figure or option that cannot be read.
    """
    reads = lang or typed_in
    return Request(
        topic=topic,
        audience=_one_of("audience", audience, AUDIENCES),
        length=_one_of("length", length, LENGTHS),
        ask=_one_of("ask", ask, ASKS),
        lang=lang,
        organisation=typeset(clean_question(organisation)[:80], reads),
        questions=tuple(questions),
        figures=read_figures("\n".join(figures), reads),
        options=read_options("\n".join(options), reads),
    )


def _one_of(name: str, value: str, known: tuple[T, ...]) -> T:
    """The choice of that name; raises BriefingError for any other."""
    for each in known:
        if each == value:
            return each
    listed = ", ".join(str(each) for each in known)
    raise BriefingError(
        f"Unknown {name} {value!r}.",
        f"Use one of {listed}.",
        code="briefing-choice",
        name=name,
        value=value[:40],
        known=listed,
    )


def read_figures(text: str, lang: Lang) -> tuple[OwnFigure, ...]:
    """Lines such as "Annual budget: €120,000" or « Taux de départ : 12,5 % ».

    Raises BriefingError naming the line that has no label, no value or no figure, and where
    there are more than 12.
    """
    found = [_figure(line, place, lang) for place, line in _lines(text)]
    if len(found) > _MOST:
        raise BriefingError(
            f"{len(found)} figures are given; at most {_MOST} are taken.",
            "Keep those that decide the matter.",
            code="briefing-many-figures",
            count=len(found),
            limit=_MOST,
        )
    return tuple(found)


def read_options(text: str, lang: Lang) -> tuple[OwnOption, ...]:
    """Lines of "name | cost | return", where cost and return may be missing.

    Raises BriefingError where a line is too long, and where there are more than five.
    """
    found: list[OwnOption] = []
    for place, line in _lines(text):
        parts = [typeset(clean_question(part), lang)[:_WIDEST] for part in line.split("|")]
        name, cost, benefit = [*parts, "", ""][:3]
        if not name:
            raise _unread(place, line)
        found.append(OwnOption(name, cost, benefit))
    if len(found) > 5:
        raise BriefingError(
            f"{len(found)} options are given; at most 5 are taken.",
            "Merge those that resemble each other.",
            code="briefing-many-options",
            count=len(found),
        )
    return tuple(found)


def _lines(text: str) -> list[tuple[int, str]]:
    rows = enumerate(text.replace("\r\n", "\n").split("\n"), 1)
    return [(place, line.strip()) for place, line in rows if line.strip()]


def _figure(line: str, place: int, lang: Lang) -> OwnFigure:
    match = _FIGURE.match(line)
    if match is None:
        raise _unread(place, line)
    label = typeset(clean_question(match["label"]), lang)
    value = typeset(clean_question(match["value"]), lang)
    read = figures(value, lang)
    if not label or not any(character.isdigit() for character in value):
        raise _unread(place, line)
    single = read[0] if len(read) == 1 else None
    number = float(single.value) if single else None
    return OwnFigure(label, value, number, single.unit if single else "")


def _unread(place: int, line: str) -> BriefingError:
    return BriefingError(
        f"Line {place} ({line[:60]!r}) has no label with a figure.",
        "Write one a line, as in “Annual budget: €120,000”.",
        code="briefing-line",
        place=place,
        line=line[:60],
    )
