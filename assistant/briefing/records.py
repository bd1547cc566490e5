"""What a briefing is made of, frozen to the very end; only `export` turns it into a document."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from assistant.records import Citation, Lang, Reference

Audience = Literal["board", "executive", "cfo", "hr"]
Length = Literal["one-page", "three-pages", "six-slides"]
Ask = Literal["inform", "decide", "budget"]
Origin = Literal["shelf", "template", "organisation", "edited"]
Strength = Literal["independent", "mixed", "self-reported", "opinion", "dated", "secondary"]

AUDIENCES: tuple[Audience, ...] = get_args(Audience)
LENGTHS: tuple[Length, ...] = get_args(Length)
ASKS: tuple[Ask, ...] = get_args(Ask)


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """A figure that the organisation supplied: its label, and its value as it was typed.

    `number` and `unit` are what was read in the value, None and "" where no figure was.
    """

    label: str
    value: str
    number: float | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class OwnOption:
    """A choice that the organisation costed itself; `cost` and `benefit` are as typed."""

    name: str
    cost: str = ""
    benefit: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """What a briefing is wanted on, for whom and how long.

    `questions` are those of a conversation, oldest first. `objectives` and `kpis` are ids of
    the catalogue, given by a plan or a scorecard. `lang` None: that of the topic.
    """

    topic: str
    audience: Audience = "board"
    length: Length = "one-page"
    ask: Ask = "decide"
    lang: Lang | None = None
    organisation: str = ""
    questions: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    kpis: tuple[str, ...] = ()
    figures: tuple[OwnFigure, ...] = ()
    options: tuple[OwnOption, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a briefing, the numbers of the citations that carry it, how strong it is.

    `label` stands before it in bold. `faults` say what an edit broke.
    """

    id: str
    text: str
    citations: tuple[int, ...] = ()
    label: str = ""
    strengths: tuple[Strength, ...] = ()
    origin: Origin = "template"
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under their headings; every cell is a line of its own."""

    header: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its length, and the value as its source writes it."""

    label: str
    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Comparable figures side by side; `alt` says all of it in words."""

    id: str
    title: str
    bars: tuple[Bar, ...]
    alt: str
    citations: tuple[int, ...] = ()
    origin: Origin = "shelf"


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a briefing, in the order: lines, table, charts."""

    key: str
    heading: str
    lines: tuple[Line, ...] = ()
    table: Table | None = None
    charts: tuple[Chart, ...] = ()

    @property
    def empty(self) -> bool:
        """True where there is nothing to show."""
        return not (self.lines or self.table or self.charts)


@dataclass(frozen=True, slots=True)
class Briefing:
    """A whole draft; `covered` is False where the shelf has no evidence on the topic.

    `issued` is the day of the draft, as written in its language. `citations` are numbered
    passages; `references` the publications behind them in order of first appearance, which
    is how documents number them.
    """

    topic: str
    title: str
    subtitle: str
    lang: Lang
    audience: Audience
    length: Length
    ask: Ask
    issued: str
    covered: bool
    sections: tuple[Section, ...]
    citations: tuple[Citation, ...] = ()
    references: tuple[Reference, ...] = ()
    organisation: str = ""
    near: tuple[str, ...] = ()
    withheld: int = 0

    def section(self, key: str) -> Section | None:
        """The part of that key, None where the draft has none."""
        return next((each for each in self.sections if each.key == key), None)

    def lines(self) -> tuple[Line, ...]:
        """Every line in reading order, those of tables included."""
        found: list[Line] = []
        for section in self.sections:
            found += section.lines
            if section.table:
                found += [cell for row in section.table.rows for cell in row]
        return tuple(found)

    def keys(self, citations: tuple[int, ...]) -> tuple[str, ...]:
        """The keys of the publications behind these citations, each once."""
        numbered = {each.number: each for each in self.citations}
        return tuple(
            dict.fromkeys(r.key for number in citations for r in numbered[number].references)
        )

    def to_dict(self) -> dict[str, Any]:
        """The draft as JSON-ready data."""
        return asdict(self)
