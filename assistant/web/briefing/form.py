"""What the page's form holds: the request as typed, the edits, the organisation's style."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from assistant.briefing import ADDED, Request, typed_request
from assistant.records import Lang

LINE = "line:"
_TEXTS = ("topic", "organisation", "figures", "options", "accent")
_LONGEST = 20_000
_MOST_EDITS = 400
_LONGEST_QUESTION = 2_000


@dataclass(frozen=True)
class Typed:
    """The fields as a reader typed them, kept whatever they hold."""

    topic: str = ""
    audience: str = "board"
    length: str = "one-page"
    ask: str = "decide"
    organisation: str = ""
    figures: str = ""
    options: str = ""
    accent: str = ""
    questions: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    kpis: tuple[str, ...] = ()
    edits: Mapping[str, str] = field(default_factory=dict)

    def request(self, lang: Lang) -> Request:
        """The request in the page's language; raises BriefingError for what cannot be read."""
        made = typed_request(
            self.topic,
            self.audience,
            self.length,
            self.ask,
            lang,
            lang,
            self.organisation,
            self.figures.split("\n"),
            self.options.split("\n"),
            self.questions,
        )
        return replace(made, objectives=self.objectives, kpis=self.kpis)

    def href(self, path: str, lang: Lang) -> str:
        """The address that restores the request (its edits travel in the form alone)."""
        names = ("topic", "audience", "length", "ask", "organisation", "figures", "options")
        fields = [(name, getattr(self, name)) for name in names if getattr(self, name)]
        several = {"q": self.questions, "objective": self.objectives, "kpi": self.kpis}
        fields += [(name, text) for name, texts in several.items() for text in texts]
        return f"{path}?{urlencode([*fields, ('lang', lang)])}"


def filled(request: Request) -> Typed:
    """The form that gives this request."""
    return Typed(
        topic=request.topic,
        audience=request.audience,
        length=request.length,
        ask=request.ask,
        organisation=request.organisation,
        figures="\n".join(f"{each.label}: {each.value}" for each in request.figures),
        options="\n".join(f"{e.name} | {e.cost} | {e.benefit}" for e in request.options),
        questions=request.questions,
        objectives=request.objectives,
        kpis=request.kpis,
    )


def typed(pairs: Sequence[tuple[str, object]]) -> Typed:
    """The form of a query or a body; files are not part of it."""
    found: dict[str, str] = {}
    several: dict[str, list[str]] = {"q": [], "objective": [], "kpi": []}
    edits: dict[str, str] = {}
    for name, value in pairs:
        if not isinstance(value, str):
            continue
        text = value.replace("\r\n", "\n")[:_LONGEST]
        if name in several:
            several[name].append(text[:_LONGEST_QUESTION])
        elif name.startswith((LINE, ADDED)) and len(edits) < _MOST_EDITS:
            edits[name.removeprefix(LINE)] = text
        else:
            found[name] = text
    return Typed(
        **{name: found.get(name, "") for name in _TEXTS},
        audience=found.get("audience") or "board",
        length=found.get("length") or "one-page",
        ask=found.get("ask") or "decide",
        questions=tuple(several["q"][-60:]),
        objectives=tuple(several["objective"][:20]),
        kpis=tuple(several["kpi"][:60]),
        edits=edits,
    )
