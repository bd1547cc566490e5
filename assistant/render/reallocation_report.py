"""A reallocation of budget as a report in words."""

from __future__ import annotations

import numpy as np

from assistant.plan.numbers.figures import Figures
from assistant.plan.numbers.reallocation import Move, Reallocation
from assistant.render.labels import Labels
from assistant.render.report import Block, Report, Table


def reallocation_report(found: Reallocation, t: Labels, currency: str = "") -> Report:
    """What the move does, what other shares would do, and how the curves were learned."""
    figures = Figures(t.lang, currency)
    title = t("title_reallocation", source=found.source, target=found.target)
    warnings = [Block("warning", t(f"warn_{code}")) for code in (*found.warnings, "not_cause")]
    rows = tuple(_row(each, t, figures) for each in found.sweep if each.share > 0)
    head = (t("move_share"), t("move_change"), t("head_range_90"), t("move_chance_head"))
    blocks = [
        Block("lead", _lead(found, t, figures)),
        *warnings,
        Block("chart", "sweep"),
        Block("table", table=Table(head, rows, (0, 1, 2, 3))),
        Block("table", table=_curves(found, t, figures)),
        Block("fine", t("curve_form")),
    ]
    return Report(title, tuple(blocks))


def _lead(found: Reallocation, t: Labels, figures: Figures) -> str:
    move, verdict = found.move, found.verdict
    values = {
        "share": figures.percent(move.share),
        "source": found.source,
        "amount": figures.money(move.amount),
    }
    bounds = (move.low, move.high) if verdict != "loss" else (-move.high, -move.low)
    values |= {"low": figures.number(bounds[0]), "high": figures.number(bounds[1])}
    if verdict != "cannot_say":
        values["change"] = figures.number(abs(move.change))
    said = t(f"move_{verdict}", **values)
    if verdict == "cannot_say":
        return said
    return f"{said} {t('move_chance', chance=figures.chance(move.gain))}"


def _row(move: Move, t: Labels, figures: Figures) -> tuple[str, ...]:
    change = figures.signed(figures.number(move.change), move.change)
    between = t("between", low=figures.number(move.low), high=figures.number(move.high))
    return figures.percent(move.share), change, between, figures.chance(move.gain)


def _curves(found: Reallocation, t: Labels, figures: Figures) -> Table:
    rows = []
    for curve in found.curves.values():
        more = curve.response(np.asarray([curve.mean_spend, curve.mean_spend + 100]))
        rows.append(
            (
                curve.name,
                figures.money(curve.mean_spend),
                figures.number(float(more[1] - more[0])),
                figures.percent(curve.explained, 0),
            )
        )
    head = (t("curve_table"), t("curve_mean"), t("curve_next"), t("curve_explained"))
    return Table(head, tuple(rows), (1, 2, 3))
