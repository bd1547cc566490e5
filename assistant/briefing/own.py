"""The organisation's own figures and options, as people type them: one a line."""

from __future__ import annotations

import re

from assistant.briefing.records import OwnFigure, OwnOption
from assistant.errors import BriefingError
from assistant.language.numbers import figures
from assistant.language.typography import clean_question, typeset
from assistant.records import Lang

_FIGURE = re.compile(r"^\s*[-*•]?\s*(?P<label>[^:=\t|]{1,80}?)\s*[:=\t|]\s*(?P<value>.{1,60})$")
_MOST = 12
_WIDEST = 120


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
