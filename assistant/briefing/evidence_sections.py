"""What is known: context, evidence for and against, figures and charts."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.lead import opening
from assistant.briefing import charts
from assistant.briefing.records import Chart, Line, Section
from assistant.briefing.writer import Desk
from assistant.records import Hit, Passage


def context(desk: Desk) -> Section:
    """The vetted answer to the nearest question, else the best account of a study."""
    lines: list[Line] = []
    vetted = desk.pool.vetted
    for passage in opening(vetted) if vetted else ():
        fits = passage.cited and len(passage.text) <= desk.bounds.fallback
        if fits and desk.pool.fresh(passage) and len(lines) < desk.bounds.context:
            lines.append(desk.statement(passage))
    missing = desk.bounds.context - len(lines)
    if missing > 0 and not lines:
        brief = [hit for hit in desk.pool.support if hit.passage.role in ("brief", "answer")]
        lines += desk.choose(brief or desk.pool.support, missing)
    return Section("context", desk.wording("heading.context"), tuple(lines))


def support(desk: Desk) -> Section:
    """Statements in favour, best first, at most two a document."""
    lines = desk.choose(desk.pool.support, desk.bounds.support, _each(desk))
    return Section("support", desk.wording("heading.support"), tuple(lines))


def against(desk: Desk) -> Section:
    """Failures, contrary evidence and limits: from the vetted question first, then the field."""
    own = desk.pool.vetted.of_role("evidence-against") if desk.pool.vetted else ()
    first = [Hit(passage, 0.0) for passage in own if passage.cited]
    hits = [*first[:1], *desk.pool.against] if len(first) == 1 else [*first, *desk.pool.against]
    lines = desk.choose(hits, desk.bounds.against, _each(desk))
    return Section("against", desk.wording("heading.against"), tuple(lines))


def _each(desk: Desk) -> int:
    return 2 if desk.bounds.support > 3 else 1


def figures(desk: Desk, evidence: Sequence[Line]) -> Section:
    """The organisation's figures, and charts of figures that can be compared."""
    own = desk.request.figures[: desk.bounds.figures]
    lines = tuple(
        Line(
            f"own:{place}",
            desk.wording("supplied_line", value=each.value),
            label=each.label,
            origin="organisation",
        )
        for place, each in enumerate(own)
    )
    return Section(
        "figures", desk.wording("heading.figures"), lines, charts=_charts(desk, evidence)
    )


def _charts(desk: Desk, evidence: Sequence[Line]) -> tuple[Chart, ...]:
    if not desk.bounds.charts:
        return ()
    made = [charts.of_figures(desk.request.figures, desk.wording), _of_shelf(desk)]
    made.append(charts.of_strength(evidence, desk.wording))
    found = [chart for chart in made if chart is not None]
    return tuple(found[: desk.bounds.charts])


def _of_shelf(desk: Desk) -> Chart | None:
    """The first statement near the topic whose list of shares can be drawn."""
    hits = [*desk.pool.support[:40], *desk.pool.against[:20]]
    for passage in (hit.passage for hit in hits):
        if len(passage.text) > desk.bounds.fallback or not _drawable(desk, passage):
            continue
        trial = charts.of_statement(passage, 0, desk.wording)
        if trial is None or not charts.supported(trial, passage, desk.lang):
            continue
        desk.keys.update(dict.fromkeys(passage.references))
        desk.pool.said.append(passage)
        return charts.of_statement(passage, desk.citer.number(passage), desk.wording)
    return None


def _drawable(desk: Desk, passage: Passage) -> bool:
    return desk.affordable(passage) and desk.pool.fresh(passage)
