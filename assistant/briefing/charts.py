"""Exhibits: comparable figures of one source or of the organisation, the weight of evidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from assistant.briefing.records import Bar, Chart, Line, OwnFigure, Strength
from assistant.language.numbers import Figure, figures
from assistant.records import Lang, Passage
from assistant.wording import Wording

_GRADES: tuple[Strength, ...] = ("independent", "mixed", "self-reported", "opinion")
# "personal data (71 %), fake news (70 %) and offensive content (68 %)"
_PAIR = re.compile(
    r"(?P<label>[^,;:()]{3,60}?)\s*\((?P<value>\d{1,3}(?:[.,]\d+)?)[\s\u00a0\u202f]?%\)"
)
# What separates two pairs, and what may stand before the first label of a list.
_AND = re.compile(r"^[\s,]*(?:(?:and|et|or|ou)\s+)?(?:(?:the|les?|la|des|de)\s+)?", re.IGNORECASE)
# "6.50% LinkedIn, 5.07% Facebook, 4.86% TikTok"
_VALUE_FIRST = re.compile(
    r"(?P<value>\d{1,3}(?:[.,]\d+)?)[\s\u00a0\u202f]?%\s+(?:(?:for|on|pour|sur)\s+)?"
    r"(?P<label>[A-ZÀ-Ö][\w’'&-]*(?:\s[A-Z][\w’'&-]*)?)(?=\s*(?:,|\(|et\b|and\b|$|\.))"
)


def of_statement(passage: Passage, number: int, wording: Wording) -> Chart | None:
    """The list of shares that a statement gives, None where it gives none that is plain.

    Only percentages of one list are charted: at least three, each with a label that starts
    with its own words; a label that swallowed the sentence's opening is given up.
    """
    bars = _listed(passage.text) or _value_first(passage.text)
    if len(bars) < 3 or len({bar.label.casefold() for bar in bars}) < len(bars):
        return None
    return _chart(
        f"chart:{passage.id}",
        wording("chart.statement", statement=passage.text.rstrip(".")),
        bars,
        wording,
        (number,),
    )


def of_figures(own: Sequence[OwnFigure], wording: Wording) -> Chart | None:
    """The organisation's figures that share a unit, None where fewer than two do."""
    units = Counter(each.unit for each in own if each.number is not None and each.number >= 0)
    if not units or max(units.values()) < 2:
        return None
    unit = units.most_common(1)[0][0]
    chosen = [e for e in own if e.unit == unit and e.number is not None and e.number >= 0]
    bars = tuple(Bar(each.label, float(each.number or 0), each.value) for each in chosen)
    if len({bar.value for bar in bars}) < 2:
        return None
    made = _chart("chart:own", wording("chart.own"), bars, wording, ())
    return Chart(made.id, made.title, made.bars, made.alt, (), "organisation")


def of_strength(lines: Iterable[Line], wording: Wording) -> Chart | None:
    """How many of the statements quoted are of each strength, None below three statements."""
    counted = Counter(line.strengths[0] for line in lines if line.strengths)
    if sum(counted.values()) < 3:
        return None
    bars = tuple(
        Bar(wording(f"strength.{grade}"), counted[grade], str(counted[grade]))
        for grade in _GRADES
        if counted[grade]
    )
    made = _chart("chart:strength", wording("chart.strength"), bars, wording, ())
    return Chart(made.id, made.title, made.bars, made.alt, (), "template")


def _chart(
    id: str, title: str, bars: tuple[Bar, ...], wording: Wording, citations: tuple[int, ...]
) -> Chart:
    listed = "; ".join(wording("chart.bar", label=bar.label, value=bar.text) for bar in bars)
    return Chart(id, title, bars, wording("chart.alt", title=title, bars=listed), citations)


def _listed(text: str) -> tuple[Bar, ...]:
    found = list(_PAIR.finditer(text))
    bars = []
    for place, pair in enumerate(found):
        label = _AND.sub("", pair["label"]).strip()
        if not place:
            # The first label runs on from the sentence: only its last words are its own.
            label = _last_words(label)
        if not label or (place and pair.start() - found[place - 1].end() > 12):
            return ()
        bars.append(_bar(label, pair["value"]))
    return tuple(bars)


def _last_words(label: str) -> str:
    """The words after the verb or the preposition that opens the list, "" where none is plain."""
    match = re.search(
        r"\b(?:on|included|named as most effective|au sujet des?|à|were|comprenaient|sur)\s+"
        r"(?P<rest>(?:\S+\s){0,3}\S+)$",
        label,
    )
    return _AND.sub("", match["rest"]) if match else (label if len(label.split()) <= 3 else "")


def _value_first(text: str) -> tuple[Bar, ...]:
    return tuple(_bar(pair["label"], pair["value"]) for pair in _VALUE_FIRST.finditer(text))


def _bar(label: str, value: str) -> Bar:
    shown = label[:1].upper() + label[1:]
    french = "," in value
    return Bar(shown, float(value.replace(",", ".")), f"{value}\u202f%" if french else f"{value}%")


def supported(chart: Chart, passage: Passage, lang: Lang) -> bool:
    """True where every bar's figure is one of its passage."""
    have = {(f.value, f.unit) for f in figures(passage.text, lang)}
    return all(_key(bar, lang) <= have for bar in chart.bars)


def _key(bar: Bar, lang: Lang) -> set[tuple[object, str]]:
    read: tuple[Figure, ...] = figures(bar.text, lang)
    return {(f.value, f.unit) for f in read}
