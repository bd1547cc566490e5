"""A returns case as a report in words."""

from __future__ import annotations

import math
from collections.abc import Iterable

from assistant.plan.numbers.figures import NONE, Figures
from assistant.plan.numbers.inputs import INPUTS
from assistant.plan.numbers.simulate import Returns
from assistant.render.labels import Labels
from assistant.render.report import Block, Report, Table

SHARES = frozenset(("roi", "break_even", "roi_last_click", "roi_assisted", "irr"))
PLAIN = frozenset(("payback", "retained", "clv_cac"))
ORDER = (
    "benefit", "cost", "net", "roi", "npv", "irr", "payback", "break_even", "sales", "service",
    "hiring", "retention", "retained", "cac", "clv", "clv_cac",
)  # fmt: skip
ATTRIBUTED = ("roi", "roi_assisted", "roi_last_click")


def result_text(name: str, value: float | None, figures: Figures) -> str:
    """One result in its unit."""
    if value is None or not math.isfinite(value):
        return NONE
    if name in SHARES:
        return figures.percent(value)
    return figures.number(value) if name in PLAIN else figures.money(value)


def input_text(name: str, value: float, figures: Figures) -> str:
    """One input in its unit."""
    kind = INPUTS[name].kind
    if kind == "rate":
        return figures.percent(value)
    return figures.money(value) if kind == "money" else figures.number(value)


def returns_report(returns: Returns, t: Labels) -> Report:
    """The result first, then how sure, what drives it, every input, every formula."""
    figures = Figures(t.lang, returns.case.currency)
    blocks = [
        Block("lead", _lead(returns, t, figures)),
        *_warnings(returns.warnings, t),
        Block("table", table=_results(returns, t, figures)),
        Block("chart", "flows"),
        *_chance(returns, t, figures),
        *_attribution(returns, t, figures),
        Block("heading", t("section_inputs")),
        Block("table", table=_inputs(returns, t, figures)),
        *_notes(returns, t, figures),
        Block("heading", t("section_formulas")),
        Block("table", table=_formulas(returns, t)),
    ]
    return Report(t("title_returns"), tuple(blocks))


def _lead(returns: Returns, t: Labels, figures: Figures) -> str:
    results = returns.results
    return t(
        "returns_gain" if results["net"] >= 0 else "returns_loss",
        cost=figures.money(results["cost"]),
        months=returns.case.horizon,
        benefit=figures.money(results["benefit"]),
        roi=figures.percent(results["roi"]),
        net=figures.money(abs(results["net"])),
    )


def _warnings(codes: Iterable[str], t: Labels) -> list[Block]:
    return [Block("warning", t(f"warn_{code}")) for code in codes]


def _results(returns: Returns, t: Labels, figures: Figures) -> Table:
    rows = []
    for name in ORDER:
        if name == "irr":
            value = "" if returns.irr is not None else t("irr_none")
            rows.append((t("result_irr"), value or figures.percent(returns.irr or 0.0), ""))
        elif name in returns.results and (returns.results[name] or name not in _STREAMS):
            likely = result_text(name, returns.results[name], figures)
            rows.append((t(f"result_{name}"), likely, _range(returns, name, t, figures)))
    head = (t("head_result"), t("head_likely"), t("head_range"))
    return Table(head, tuple(rows), (1, 2))


_STREAMS = frozenset(("sales", "service", "hiring", "retention"))


def _range(returns: Returns, name: str, t: Labels, figures: Figures) -> str:
    found = returns.spreads.get(name)
    if found is None:
        return ""
    low, high = (result_text(name, found.percentiles[p], figures) for p in (5, 95))
    # A payback that is not reached in some draws.
    late = t("beyond")
    if NONE in (low, high):
        return late if low == NONE else t("between", low=low, high=late)
    return t("between", low=low, high=high)


def _chance(returns: Returns, t: Labels, figures: Figures) -> list[Block]:
    if returns.loss is None:
        return []
    said = t(
        "returns_chance",
        loss=figures.chance(returns.loss),
        draws=figures.number(returns.draws),
        seed=returns.seed,
    )
    blocks = [
        Block("heading", t("section_chance")),
        Block("text", said),
        Block("chart", "distribution"),
        Block("fine", t(f"shape_{returns.case.shape}")),
    ]
    if returns.tornado:
        first = returns.tornado[0]
        low, high = figures.money(first.low), figures.money(first.high)
        name = t(f"input_{first.name}")
        driver = t("returns_driver", name=name, low=low, high=high)
        rows = tuple(
            (t(f"input_{each.name}"), figures.money(each.low), figures.money(each.high))
            for each in returns.tornado
        )
        head = (t(f"result_{returns.metric}"), t("head_low"), t("head_high"))
        blocks += [
            Block("heading", t("section_drivers")),
            Block("text", driver),
            Block("chart", "tornado"),
            Block("table", table=Table(head, rows, (1, 2))),
        ]
    return blocks


def _attribution(returns: Returns, t: Labels, figures: Figures) -> list[Block]:
    if not {"roi_assisted", "roi_last_click"} & returns.results.keys():
        return []
    rows = []
    for name in ATTRIBUTED:
        if name in returns.results:
            label = t("attribution_incremental" if name == "roi" else f"result_{name}")
            value = figures.percent(returns.results[name])
            rows.append((label, value, _range(returns, name, t, figures)))
    head = (t("result_roi"), t("head_likely"), t("head_range"))
    return [
        Block("heading", t("section_attribution")),
        Block("table", table=Table(head, tuple(rows), (1, 2))),
        Block("fine", t("attribution_note")),
    ]


def _inputs(returns: Returns, t: Labels, figures: Figures) -> Table:
    rows = []
    for name, each in returns.case.values.items():
        if not each.yours and each.likely == 0:
            continue
        likely = input_text(name, each.likely, figures)
        if each.ranged:
            low, high = (input_text(name, value, figures) for value in (each.low, each.high))
            likely = t("range_of", low=low, likely=likely, high=high)
        whose = t("yours" if each.yours else "ours")
        rows.append((t(f"input_{name}"), likely, whose))
    head = (t("head_input"), t("head_value"), t("head_whose"))
    return Table(head, tuple(rows), (1,))


def _notes(returns: Returns, t: Labels, figures: Figures) -> list[Block]:
    said = [
        t(f"note_{note}", name=t(f"input_{name}"), value=input_text(name, each.likely, figures))
        for name, each in returns.case.values.items()
        for note in each.notes
    ]
    return [Block("list", items=tuple(said))] if said else []


def _formulas(returns: Returns, t: Labels) -> Table:
    shown = [name for name in (*ORDER, *ATTRIBUTED[1:]) if name in returns.results or name == "irr"]
    rows = tuple((t(f"result_{n}"), t(f"formula_{n}"), t(f"source_{n}")) for n in shown)
    return Table((t("head_result"), t("head_formula"), t("head_source")), rows)
