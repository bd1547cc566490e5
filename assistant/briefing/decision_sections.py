"""What is to be done: the ask, options, risks, indicators, reporting, questions, gaps."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.briefing.records import Audience, Line, Origin, OwnOption, Section, Table
from assistant.briefing.writer import Desk
from assistant.language.numbers import figures
from assistant.library import Kpi
from assistant.records import Document, Passage

_AREAS: dict[Audience, frozenset[str]] = {
    "board": frozenset(),
    "executive": frozenset({"revenue", "customer-experience"}),
    "cfo": frozenset({"revenue", "operational-efficiency"}),
    "hr": frozenset({"people"}),
}
_OPTIONS = ("keep", "test", "commit")


def ask(desk: Desk, evidence: Sequence[Line]) -> Section:
    """What is asked, the amount where the organisation gave one, the weight of the evidence."""
    wording, request = desk.wording, desk.request
    lines = [desk.made(f"ask:{request.ask}", wording(f"ask.{request.ask}"))]
    if request.ask == "budget":
        money = [each for each in request.figures if len(each.unit) == 3 and each.unit.isupper()]
        if money:
            text = wording("ask.amount", label=money[0].label, value=money[0].value)
            lines.append(desk.made("ask:amount", text, origin="organisation"))
        else:
            lines.append(desk.made("ask:unknown", wording("ask.unknown")))
    graded = [line for line in evidence if line.strengths]
    if len(graded) > 1:
        count = sum(line.strengths[0] == "independent" for line in graded)
        text = _weight(desk, count, len(graded))
        lines.append(desk.made("ask:weight", text, wording("why.label")))
    return Section("ask", wording("heading.ask"), tuple(lines))


def _weight(desk: Desk, count: int, total: int) -> str:
    if not count:
        return desk.wording("why.none", total=total)
    if count == 1:
        return desk.wording("why.one", total=total)
    return desk.wording("why.several", total=total, count=count)


def options(desk: Desk, kpis: Sequence[Kpi]) -> Section:
    """The organisation's options as it costed them, else three with what is to be estimated."""
    wording = desk.wording
    given = desk.request.options
    rows = [_given(desk, place, each) for place, each in enumerate(given)]
    if not rows:
        kpi = kpis[0].names[desk.lang] if kpis else wording("option.outcome")
        rows = [_template(desk, key, kpi) for key in _OPTIONS[: desk.bounds.options]]
    table = Table(wording.several("option.columns"), tuple(rows))
    return Section("options", wording("heading.options"), table=table)


def _given(desk: Desk, place: int, option: OwnOption) -> tuple[Line, ...]:
    def cell(part: str, value: str) -> Line:
        text = desk.wording("option.costed", value=value) if value else ""
        origin: Origin = "organisation" if value else "template"
        return Line(f"option:{place}:{part}", text or desk.wording("option.missing"), origin=origin)

    name = Line(f"option:{place}", option.name, origin="organisation")
    return (name, cell("cost", option.cost), cell("return", option.benefit))


def _template(desk: Desk, key: str, kpi: str) -> tuple[Line, ...]:
    wording = desk.wording
    benefit = f"option.return.{key}"
    value = wording(benefit) if key == "commit" else wording(benefit, kpi=kpi)
    return (
        desk.made(f"option:{key}", wording(f"option.{key}")),
        desk.made(f"option:{key}:cost", wording(f"option.cost.{key}")),
        desk.made(f"option:{key}:return", value),
    )


def risks(desk: Desk) -> Section:
    """A failure from the field first, then the risks that the catalogue lists."""
    failures = [
        hit
        for hit in desk.pool.against
        if hit.passage.role in ("brief", "evidence", "failure", "context")
    ]
    lines = desk.choose(failures, max(1, desk.bounds.risks // 2))
    objective = desk.pool.objective
    listed = objective.risks[desk.lang] if objective else ()
    for place, risk in enumerate(listed[: desk.bounds.risks - len(lines)]):
        text = desk.wording("risk.catalogue", risk=risk)
        lines.append(desk.made(f"risk:{place}", text))
    return Section("risks", desk.wording("heading.risks"), tuple(lines))


def chosen_kpis(desk: Desk) -> list[Kpi]:
    """The plan's indicators, else the objective's: those fit for a board and the reader first."""
    library = desk.library
    ids = dict.fromkeys((*desk.request.kpis, *desk.pool.kpis))
    named = [library.kpis[id] for id in ids if id in library.kpis]
    objective = desk.pool.objective
    parts = objective.kpis if objective else ()
    roles = {"lagging": 0, "leading": 1, "guardrail": 2}
    areas = _AREAS[desk.request.audience]
    known = sorted(
        (
            part
            for part in parts
            if part.kpi in library.kpis and library.kpis[part.kpi] not in named
        ),
        key=lambda part: (
            roles.get(part.role, 3),
            library.kpis[part.kpi].business_area not in areas,
            not library.kpis[part.kpi].board_worthy,
        ),
    )
    # A result, an early sign and a guardrail before a second of any of them.
    first = {part.role: part for part in reversed(known)}
    ordered = [*first.values(), *(part for part in known if part not in first.values())]
    ordered.sort(key=lambda part: (part not in first.values(), roles.get(part.role, 3)))
    return [*named, *(library.kpis[part.kpi] for part in ordered)][: desk.bounds.kpis]


def indicators(desk: Desk, kpis: Sequence[Kpi]) -> Section:
    """Each indicator with its definition, its cadence and its owner, from the catalogue."""
    rows = [row for row in (_indicator(desk, kpi) for kpi in kpis) if row]
    if not rows:
        return Section("kpis", desk.wording("heading.kpis"))
    table = Table(desk.wording.several("kpi.columns"), tuple(rows))
    return Section("kpis", desk.wording("heading.kpis"), table=table)


def _indicator(desk: Desk, kpi: Kpi) -> tuple[Line, ...]:
    document = desk.library.document(f"kpi:{kpi.id}", desk.lang)
    definition = document.of_role("definition") if document else ()
    if not definition or not desk.affordable(definition[0]):
        return ()
    desk.keys.update(dict.fromkeys(definition[0].references))
    number = desk.citer.number(definition[0])
    text = kpi.definitions[desk.lang]
    return (
        desk.made(f"kpi:{kpi.id}", kpi.names[desk.lang]),
        Line(f"kpi:{kpi.id}:definition", text, (number,), origin="shelf"),
        desk.made(f"kpi:{kpi.id}:cadence", kpi.cadences[desk.lang]),
        desk.made(f"kpi:{kpi.id}:owner", kpi.owners[desk.lang]),
    )


def reporting(desk: Desk, kpis: Sequence[Kpi]) -> Section:
    """Who reports what how often, the starting values first, the review last."""
    wording = desk.wording
    lines = [desk.made("reporting:baseline", wording("reporting.baseline"))]
    objective = desk.pool.objective
    if objective:
        shortest, longest = objective.horizon
        text = wording("reporting.horizon", shortest=shortest, longest=longest)
        lines.append(desk.made("reporting:horizon", text))
    if not kpis:
        lines = lines[1:]
    return Section("reporting", wording("heading.reporting"), tuple(lines))


def questions(desk: Desk) -> Section:
    """Vetted questions near the topic, each with the cited part of its vetted answer."""
    lines: list[Line] = []
    for document in desk.pool.questions:
        if len(lines) == desk.bounds.questions:
            break
        line = _prepared(desk, document)
        if line:
            lines.append(line)
    return Section("questions", desk.wording("heading.questions"), tuple(lines))


def _prepared(desk: Desk, document: Document) -> Line | None:
    """The answer's first cited sentence, after the uncited one that it bears out, if short."""
    answer = document.of_role("answer")
    cited = [p for p in answer if p.cited and desk.pool.fresh(p)]
    if not cited or len(cited[0].text) > desk.bounds.fallback or not desk.affordable(cited[0]):
        return None
    line = desk.statement(cited[0], document.title)
    before = _opens(answer, cited[0])
    short = before and len(before.text) + len(line.text) <= desk.bounds.fallback
    text = f"{before.text} {line.text}" if before and short else line.text
    return Line(line.id, text, line.citations, line.label, line.strengths, "shelf")


def _opens(answer: Sequence[Passage], cited: Passage) -> Passage | None:
    """The summary that opens the answer, where the cited sentence follows it at once."""
    follows = len(answer) > 1 and answer[1].id == cited.id and not answer[0].cited
    plain = follows and not figures(answer[0].text, answer[0].lang)
    return answer[0] if plain else None


def gaps(desk: Desk, support: Section, against: Section) -> Section:
    """What the draft lacks, said rather than padded."""
    wording = desk.wording
    lines: list[Line] = []
    graded = [line for line in (*support.lines, *against.lines) if line.strengths]
    if graded and all(line.strengths[0] != "independent" for line in graded):
        lines.append(desk.made("gap:independent", wording("gap.independent")))
    if support.empty:
        lines.append(desk.made("gap:support", wording("gap.support")))
    if against.empty:
        lines.append(desk.made("gap:against", wording("gap.against")))
    if not desk.request.figures:
        asked = desk.pool.objective.baseline_questions[desk.lang] if desk.pool.objective else ()
        listed = " ".join(asked[: desk.bounds.gaps])
        text = f"{wording('gap.own')} {listed}" if listed else wording("gap.own").rstrip(":\u202f ")
        lines.append(desk.made("gap:own", text))
    return Section("gaps", wording("heading.gaps"), tuple(lines[: desk.bounds.gaps + 1]))
