"""Links: every KPI, objective, topic and document that is named exists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from assistant.library.entries import GLOSSARY, KPIS, OBJECTIVES
from assistant.library.problems import Problem
from assistant.library.reading import Reading
from assistant.library.shelf import READINESS, Library
from assistant.library.topics import TOPICS


def document_links(library: Library, reading: Reading) -> Iterator[Problem]:
    """The topics, objectives and KPIs of a front matter are in their catalogues."""
    known = (("topics", TOPICS), ("objectives", library.objectives), ("kpis", library.kpis))
    for page in reading.pages:
        for key, catalogue in known:
            names = page.front.get(key) or ()
            line = page.line_of(f"{key}:")
            yield from _unknown(page.path, line, key.rstrip("s"), names, catalogue.keys())


def related_documents(library: Library, reading: Reading) -> Iterator[Problem]:
    """`related` names documents of the shelf, and never the document itself."""
    ids = {id for id, _ in library.documents}
    for page in reading.pages:
        line = page.line_of("related:")
        names = page.front.get("related") or ()
        yield from _unknown(page.path, line, "related document", names, ids)
        if isinstance(names, list) and page.front["id"] in names:
            message = "is related to itself."
            yield Problem(page.path, line, message, "Remove its own id.", "related")


def catalogue_links(library: Library, reading: Reading) -> Iterator[Problem]:
    """Objectives name known KPIs, terms known KPIs and topics, KPIs known levels."""
    for objective in library.objectives.values():
        line = reading.line(OBJECTIVES, objective.id)
        names = [each.kpi for each in objective.kpis]
        yield from _unknown(OBJECTIVES, line, "kpi", names, library.kpis)
    for kpi in library.kpis.values():
        line = reading.line(KPIS, kpi.id)
        yield from _unknown(KPIS, line, "level", [kpi.level], library.levels)
    for term in library.terms:
        line = reading.line(GLOSSARY, term.id)
        yield from _unknown(GLOSSARY, line, "kpi", [term.kpi] if term.kpi else [], library.kpis)
        yield from _unknown(GLOSSARY, line, "topic", [term.topic], TOPICS)


def programme_links(library: Library, reading: Reading) -> Iterator[Problem]:
    """The readiness check names known lessons and dimensions."""
    if library.readiness is None:
        return
    lessons = {id for id, _ in library.lessons}
    dimensions = {each.id for each in library.readiness.dimensions}
    for dimension in library.readiness.dimensions:
        line = reading.line(READINESS, dimension.id)
        yield from _unknown(READINESS, line, "lesson", dimension.lessons, lessons)
    for question in library.readiness.questions:
        line = reading.line(READINESS, question.id)
        yield from _unknown(READINESS, line, "dimension", [question.dimension], dimensions)


def _unknown(
    path: str, line: int, what: str, names: object, known: Collection[str] | Iterable[str]
) -> Iterator[Problem]:
    if not isinstance(names, list | tuple):
        message = f"has a {what} list that is not a list: {names!r}."
        yield Problem(path, line, message, "Write [one, two].", f"unknown {what}")
        return
    known = set(known)
    # A catalogue that could not be read is one fault, not one for every name that leads to it.
    for name in names if known else ():
        if str(name) not in known:
            message = f"names an unknown {what} {name!r}."
            remedy = f"Correct it or remove it{_near(str(name), known)}."
            yield Problem(path, line, message, remedy, f"unknown {what}")


def _near(name: str, known: Iterable[str]) -> str:
    """A hint for the commonest slip, a singular for a plural or a shortened id."""
    near = sorted(each for each in known if each.startswith(name[:5]) and len(name) > 4)[:3]
    return f" (near: {', '.join(near)})" if near else ""
