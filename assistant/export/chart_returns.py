"""Charts of a returns case and of a reallocation."""

from __future__ import annotations

import numpy as np

from assistant.export.charts import SHORT, WIDTH, Drawing, Theme, drawn, inline, palette_of, rows
from assistant.plan.numbers.figures import Figures
from assistant.plan.numbers.reallocation import Reallocation
from assistant.plan.numbers.returns import monthly_flows
from assistant.plan.numbers.simulate import Returns
from assistant.plan.numbers.words import Words


def returns_charts(returns: Returns, t: Words, theme: Theme = "light") -> dict[str, Drawing]:
    """Every chart that a returns report names: flows, and distribution and tornado of ranges."""
    found = {"flows": _flows(returns, t, theme)}
    if returns.metric in returns.spreads:
        found["distribution"] = _distribution(returns, t, theme)
    if returns.tornado:
        found["tornado"] = _tornado(returns, t, theme)
    return found


def _distribution(returns: Returns, t: Words, theme: Theme) -> Drawing:
    import altair as alt

    palette = palette_of(theme)
    figures = Figures(t.lang, returns.case.currency)
    found = returns.spreads[returns.metric]
    edges = np.asarray(found.edges)
    middles = (edges[:-1] + edges[1:]) / 2
    names = [t("loss") if middle < 0 else t("gain") for middle in middles]
    data = rows(start=edges[:-1].tolist(), end=edges[1:].tolist(), n=found.counts, kind=names)
    bars = (
        alt.Chart(inline(data), width=WIDTH, height=200)
        .mark_bar(binSpacing=1)
        .encode(
            x=alt.X("start:Q", title=t(f"result_{returns.metric}"),
                    axis=alt.Axis(grid=False, labelExpr=SHORT, tickCount=8)),
            x2="end:Q",
            y=alt.Y("n:Q", title=t("axis_draws"), axis=alt.Axis(tickCount=4)),
            y2=alt.datum(0),
            color=alt.Color("kind:N", scale=alt.Scale(
                domain=[t("loss"), t("gain")], range=[palette.bad, palette.first])),
        )
    )  # fmt: skip
    middle = alt.Chart(inline([{"x": found.percentiles[50]}])).mark_rule(
        color=palette.ink, strokeDash=[4, 3], strokeWidth=1.5
    )
    words = t(
        "chart_distribution_alt",
        metric=t(f"result_{returns.metric}"),
        draws=figures.number(returns.draws),
        median=figures.money(found.percentiles[50]),
        low=figures.money(found.percentiles[5]),
        high=figures.money(found.percentiles[95]),
        loss=figures.chance(returns.loss or 0.0),
    )
    return drawn(bars + middle.encode(x="x:Q"), t("chart_distribution"), words, t.lang, theme)


def _tornado(returns: Returns, t: Words, theme: Theme) -> Drawing:
    import altair as alt

    palette = palette_of(theme)
    shown = returns.tornado[:10]
    labels = [t(f"input_{each.name}") for each in shown]
    likely = returns.results[returns.metric]
    low, high = t("head_low"), t("head_high")
    data = [
        {"name": label, "x": likely, "to": value, "kind": kind}
        for label, each in zip(labels, shown, strict=True)
        for kind, value in ((low, each.low), (high, each.high))
    ]
    bars = (
        alt.Chart(inline(data), width=WIDTH - 220, height=30 * len(shown))
        .mark_bar(height=16)
        .encode(
            y=alt.Y("name:N", sort=labels, title=None, axis=alt.Axis(ticks=False, domain=False)),
            x=alt.X("x:Q", title=t(f"result_{returns.metric}"),
                    axis=alt.Axis(labelExpr=SHORT, tickCount=6)),
            x2="to:Q",
            color=alt.Color("kind:N", scale=alt.Scale(
                domain=[low, high], range=[palette.second, palette.first])),
        )
    )  # fmt: skip
    rule = alt.Chart(inline([{"x": likely}])).mark_rule(color=palette.ink)
    words = t("chart_tornado_alt", names=", ".join(labels))
    return drawn(bars + rule.encode(x="x:Q"), t("chart_tornado"), words, t.lang, theme)


def _flows(returns: Returns, t: Words, theme: Theme) -> Drawing:
    import altair as alt

    palette = palette_of(theme)
    figures = Figures(t.lang, returns.case.currency)
    so_far = np.cumsum(monthly_flows(returns.case.likely()))
    data = rows(month=list(range(len(so_far))), money=so_far.tolist())
    base = alt.Chart(inline(data), width=WIDTH, height=180)
    x = alt.X("month:Q", title=t("axis_month"), axis=alt.Axis(grid=False, tickMinStep=1),
              scale=alt.Scale(nice=False))  # fmt: skip
    y = alt.Y("money:Q", title=None, axis=alt.Axis(labelExpr=SHORT, tickCount=5))
    line = base.mark_line(color=palette.first, strokeWidth=2.5).encode(x=x, y=y)
    zero = alt.Chart(inline([{"y": 0}])).mark_rule(color=palette.soft).encode(y="y:Q")
    words = t(
        "chart_flows_alt",
        months=returns.case.horizon,
        first=figures.money(float(so_far[0])),
        last=figures.money(float(so_far[-1])),
    )
    return drawn(zero + line, t("chart_flows"), words, t.lang, theme)


def reallocation_charts(
    found: Reallocation, t: Words, theme: Theme = "light"
) -> dict[str, Drawing]:
    """The effect of every share moved, with its interval."""
    import altair as alt

    palette = palette_of(theme)
    figures = Figures(t.lang)
    data = [
        {"share": each.share, "change": each.change, "low": each.low, "high": each.high}
        for each in found.sweep
    ]
    x = alt.X("share:Q", title=t("axis_share"), axis=alt.Axis(format="%", grid=False))
    base = alt.Chart(inline(data), width=WIDTH, height=220)
    band = base.mark_area(color=palette.first, opacity=palette.band).encode(
        x=x, y=alt.Y("low:Q", title=t("axis_change")), y2="high:Q"
    )
    line = base.mark_line(color=palette.first, strokeWidth=2.5).encode(x=x, y="change:Q")
    zero = alt.Chart(inline([{"y": 0}])).mark_rule(color=palette.soft).encode(y="y:Q")
    last = found.sweep[-1]
    words = t(
        "chart_sweep_alt",
        source=found.source,
        target=found.target,
        low=figures.number(last.low),
        high=figures.number(last.high),
    )
    return {"sweep": drawn(band + zero + line, t("chart_sweep"), words, t.lang, theme)}
