"""A plan as Markdown: objectives, indicators, budget, roadmap, and numbered sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from assistant.language.typography import typeset
from assistant.plan.records import TEAMS, Interpretation, KpiLine, Plan, Strategy, Task
from assistant.plan.values import money, number
from assistant.records import Answer, Citation, Lang, Reference, Sentence
from assistant.render.inert import escaped_markdown
from assistant.render.labels import Labels, load_labels
from assistant.render.sections import imprint, qualities, safe_link
from assistant.wording import load_wording


def plan_labels(prompts: Path, lang: Lang) -> Labels:
    """The wording of plans in one language."""
    return Labels(lang, load_wording(prompts, "plan", lang))


def plan_markdown(plan: Plan, prompts: Path) -> str:
    """Return the whole plan as CommonMark with pipe tables."""
    say, shared = plan_labels(prompts, plan.lang), load_labels(prompts, plan.lang)
    blocks = [f"# {_text(plan.title)}", f"*{say('document.made')}*"]
    blocks += _section(say("document.meant"), (_meant(each) for each in plan.interpretations))
    blocks += _section(say("document.open"), (_text(each.text) for each in plan.questions))
    blocks += _section(say("document.notes"), (_text(each.text) for each in plan.notes))
    for strategy in plan.strategies:
        blocks += _strategy(strategy, say)
    blocks += _clashes(plan, say)
    blocks += _budget(plan, say)
    blocks += _roadmap(plan, say)
    if plan.citations:
        lines = (_source(each, shared) for each in plan.citations)
        blocks += [f"## {say('document.sources')}", "\n".join(lines)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _text(text: str) -> str:
    return escaped_markdown(text)


def _cell(text: str) -> str:
    return escaped_markdown(text).replace("|", "\\|")


def _cited(sentence: Sentence) -> str:
    return _text(sentence.text) + _marks(sentence.citations)


def _marks(numbers: Iterable[int]) -> str:
    return "".join(f" [{number}]" for number in numbers)


def _section(heading: str, bullets: Iterable[str]) -> list[str]:
    listed = "\n".join(f"- {each}" for each in bullets)
    return [f"## {heading}", listed] if listed else []


def _meant(each: Interpretation) -> str:
    return f"{_text(each.text)} → {_text(each.why)}"


def _strategy(strategy: Strategy, say: Labels) -> Iterator[str]:
    yield f"## {_text(strategy.strategic)}"
    yield f"**{_text(strategy.smart)}**"
    yield _line(say("document.communication"), strategy.communication, say)
    if strategy.rationale:
        yield _cited(strategy.rationale)
    yield from _list(say("document.actions"), (
        f"{_text(each.text)} ({_text(say(f'team.{each.team}'))}){_marks(each.citations)}"
        for each in strategy.actions
    ))  # fmt: skip
    yield f"### {say('document.kpis')}"
    yield _table(_head(say), (_row(each, say) for each in strategy.kpis))
    yield "\n".join(_detail(each, say) for each in strategy.kpis)
    yield from _list(say("document.risks"), (_cited(each) for each in strategy.risks))
    yield from _list(say("document.refused"), (
        f"{_text(each.text)} {_text(each.reason)}{_marks(each.citations)}"
        for each in strategy.refused
    ))  # fmt: skip
    yield from _list(say("document.evidence"), (
        f"{_cited(each.sentence)}" + (f" ({_text(each.strength)})" if each.strength else "")
        for each in strategy.evidence
    ))  # fmt: skip
    yield from _list(say("document.gaps"), (_text(each) for each in strategy.gaps))


def _line(label: str, text: str, say: Labels) -> str:
    return typeset(f"**{label} :** {_text(text)}", "fr") if say.lang == "fr" else (
        f"**{label}:** {_text(text)}"
    )  # fmt: skip


def _list(heading: str, bullets: Iterable[str]) -> Iterator[str]:
    listed = "\n".join(f"- {each}" for each in bullets)
    if listed:
        yield f"### {heading}"
        yield listed


def _head(say: Labels) -> tuple[str, ...]:
    keys = ("kpi", "role", "level", "baseline", "target", "cadence", "source", "owner")
    return tuple(say(f"document.{key}") for key in keys)


def _row(line: KpiLine, say: Labels) -> tuple[str, ...]:
    return (
        _cell(line.name) + _marks(line.citations),
        say(f"role.{line.role}"),
        say(f"level.{line.level}"),
        _cell(line.baseline.text),
        _cell(line.target.text) + _marks(line.target.citations),
        _cell(line.cadence),
        _cell(line.source),
        _cell(line.owner),
    )


def _detail(line: KpiLine, say: Labels) -> str:
    parts = [f"- **{_text(line.name)}** — {_text(line.target.reasoning)}"]
    inputs = "; ".join(
        f"{each.label} ({each.unit})" if each.unit else each.label for each in line.inputs
    )
    for key, text in (
        ("formula", line.formula),
        ("inputs", inputs),
        ("unit", line.unit),
        ("how", line.baseline.how if line.baseline.status == "unknown" else ""),
        ("pitfall", line.pitfalls),
    ):
        if text:
            parts.append("  " + _line(say(f"document.{key}"), text, say))
    if line.reference:
        parts.append(f"  {_cited(line.reference)}")
    return "\\\n".join(parts)


def _clashes(plan: Plan, say: Labels) -> list[str]:
    bullets = [
        f"{_text(each.text)} *{say('document.resolution')}* — {_text(each.resolution)}"
        f"{_marks(each.citations)}"
        for each in plan.conflicts
    ]
    blocks = _section(say("document.conflicts"), bullets)
    if plan.shared:
        names = {line.kpi: line.name for each in plan.strategies for line in each.kpis}
        kpis = ", ".join(names[kpi] for kpi in plan.shared)
        line = _text(say("document.shared_line", kpis=kpis))
        blocks += [f"## {say('document.shared')}", line]
    return blocks


def _budget(plan: Plan, say: Labels) -> list[str]:
    if not plan.strategies:
        return []
    head = [say(f"document.{key}") for key in ("line", "share", "amount", "reason")]
    currency = plan.budget.currency
    rows = [
        (
            _cell(each.label),
            typeset(f"{number(each.share, plan.lang)} %", plan.lang),
            "" if each.amount is None else money(each.amount, currency, plan.lang),
            _cell(each.reason) + _marks(each.citations),
        )
        for each in plan.budget.lines
    ]
    if plan.budget.total:
        total = money(plan.budget.total, currency, plan.lang)
        rows.append((say("document.total"), typeset("100 %", plan.lang), total, ""))
    note = "" if plan.budget.total else say("document.no_budget")
    return [f"## {say('document.budget')}", note, _table(head, rows)]


def _roadmap(plan: Plan, say: Labels) -> list[str]:
    if not plan.strategies:
        return []
    head = (say("document.task"), say("document.when"), *(say(f"team.{team}") for team in TEAMS))
    rows = [_task(each, say) for each in plan.roadmap.tasks]
    legend = ", ".join(f"{letter} = {say(f'duty.{letter}')}" for letter in "RACI")
    return [f"## {say('document.roadmap')}", _text(legend), _table(head, rows)]


def _task(task: Task, say: Labels) -> tuple[str, ...]:
    when = (
        say("document.month", month=task.start)
        if task.start == task.end
        else say("document.months", start=task.start, end=task.end)
    )
    duties = {
        team: "/".join(part.duty for part in task.parts if part.team == team) for team in TEAMS
    }
    text = _cell(task.text) + _marks(task.citations)
    return (text, when, *(duties[team] for team in TEAMS))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def _source(citation: Citation, shared: Labels) -> str:
    marks = qualities(citation, Answer("answer", "", shared.lang), shared)
    told = " · ".join(_text(text) for _, text in marks)
    quoted = shared("quotation", text=_text(citation.quote))
    head = f"{citation.number}. **{_text(citation.title)}**" + (f" ({told})" if told else "")
    indent = " " * (len(str(citation.number)) + 2)
    published = (f"{indent}- {_publication(each, shared)}" for each in citation.references)
    return "\n".join((head, f"{indent}{quoted}", *published))


def _publication(reference: Reference, shared: Labels) -> str:
    title = f"*{_text(reference.title)}*"
    if link := safe_link(reference.url):
        title = f"[{title}](<{quote(link, safe=':/?#@!$&()*+,;=%~-._')}>)"
    return f"{title}, {_text(imprint(reference, shared))}"
