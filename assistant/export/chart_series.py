"""Charts of a scorecard's indicators and of two series in the mirror."""

from __future__ import annotations

from typing import Any

import numpy as np

from assistant.export.charts import SHORT, WIDTH, Drawing, Palette, Theme, drawn, inline, palette_of
from assistant.plan.numbers.correlation import Lag
from assistant.plan.numbers.figures import NONE, Figures
from assistant.plan.numbers.mirror import Mirror
from assistant.plan.numbers.periods import as_date
from assistant.plan.numbers.scorecard import Scorecard, Standing
from assistant.plan.numbers.words import Words


def scorecard_charts(card: Scorecard, t: Words, theme: Theme = "light") -> dict[str, Drawing]:
    """A trend for each indicator with two periods or more, by the names the report gives them."""
    return {
        f"trend{place}": _trend(each, t, theme)
        for place, each in enumerate(card.standings)
        if each.series is not None and len(each.series) > 1
    }


def _trend(each: Standing, t: Words, theme: Theme) -> Drawing:
    import altair as alt

    palette = palette_of(theme)
    assert each.series is not None
    known = each.series.present
    past = [
        {"day": as_date(day).isoformat(), "value": float(value)}
        for day, value in zip(known.days, known.values, strict=True)
    ]
    form: dict[str, Any] = {"format": "~%"} if each.indicator.unit == "%" else {"labelExpr": SHORT}
    y = alt.Y("value:Q", title=None, axis=alt.Axis(**form, tickCount=5),
              scale=alt.Scale(zero=False))  # fmt: skip
    x = alt.X("day:T", title=None, axis=alt.Axis(format="%Y-%m", grid=False, tickCount=6,
                                                 labelOverlap=True))  # fmt: skip
    base = alt.Chart(inline(past), width=WIDTH, height=190)
    layers = [
        *_future(each, palette, x),
        base.mark_line(color=palette.first, strokeWidth=2.5, point=False).encode(x=x, y=y),
        base.mark_circle(color=palette.first, size=42, opacity=1).encode(x=x, y=y),
        *_target(each, palette, t),
    ]
    chart = alt.layer(*layers)
    return drawn(chart, t("chart_trend", name=each.indicator.name), _trend_alt(each, t),
                 t.lang, theme)  # fmt: skip


def _future(each: Standing, palette: Palette, x: Any) -> list[Any]:
    """The band of the forecast, which for a running total is that of a period."""
    import altair as alt

    if each.forecast is None or not len(each.forecast.days) or each.series is None:
        return []
    low, high = each.forecast.band
    last = each.series.present
    start = {"day": as_date(last.days[-1]).isoformat(), "low": float(last.values[-1]),
             "high": float(last.values[-1]), "middle": float(last.values[-1])}  # fmt: skip
    data = [start] + [
        {"day": as_date(day).isoformat(), "low": float(a), "high": float(b), "middle": float(m)}
        for day, a, b, m in zip(each.forecast.days, low, high, each.forecast.middle, strict=True)
    ]
    base = alt.Chart(inline(data))
    return [
        base.mark_area(color=palette.first, opacity=palette.band).encode(
            x=x, y=alt.Y("low:Q", title=None), y2="high:Q"
        ),
        base.mark_line(color=palette.first, strokeDash=[5, 4], strokeWidth=2).encode(
            x=x, y=alt.Y("middle:Q", title=None)
        ),
    ]


def _target(each: Standing, palette: Palette, t: Words) -> list[Any]:
    import altair as alt

    indicator = each.indicator
    if indicator.target is None or indicator.counting == "total":
        return []
    data = inline([{"y": indicator.target, "label": t("target")}])
    base = alt.Chart(data)
    return [
        base.mark_rule(color=palette.second, strokeWidth=1.5).encode(y=alt.Y("y:Q", title=None)),
        base.mark_text(color=palette.second, align="left", dx=4, dy=-7, x=0).encode(
            y=alt.Y("y:Q", title=None), text="label:N"
        ),
    ]


def _trend_alt(each: Standing, t: Words) -> str:
    figures, unit = Figures(t.lang), each.indicator.unit
    target, outlook = each.indicator.target, t("none")
    if each.outlook:
        low, _, high = (figures.in_unit(value, unit) for value in each.outlook)
        outlook = t("between", low=low, high=high)
    return t(
        "chart_trend_alt",
        name=each.indicator.name,
        n=len(each.series.present) if each.series else 0,
        latest=NONE if each.latest is None else figures.in_unit(each.latest, unit),
        target=t("none") if target is None else figures.in_unit(target, unit),
        outlook=outlook,
    )


def mirror_charts(mirror: Mirror, t: Words, theme: Theme = "light") -> dict[str, Drawing]:
    """Both series on one scale, and their correlation at every delay."""
    found = {"mirror": _both(mirror, t, theme)}
    if mirror.levels:
        found["lags"] = _lags(mirror, t, theme)
    return found


def _both(mirror: Mirror, t: Words, theme: Theme) -> Drawing:
    import altair as alt

    palette = palette_of(theme)
    names = [mirror.first.name, mirror.second.name]
    if names[0] == names[1]:
        names = [f"{names[0]} (1)", f"{names[1]} (2)"]
    data = []
    for name, values in zip(names, mirror.values, strict=True):
        width = float(np.nanstd(values)) or 1.0
        for day, value in zip(mirror.days, (values - np.nanmean(values)) / width, strict=True):
            shown = float(value) if np.isfinite(value) else None
            data.append({"day": as_date(day).isoformat(), "value": shown, "name": name})
    chart = (
        alt.Chart(inline(data), width=WIDTH, height=220)
        .mark_line(strokeWidth=2.5, point=False)
        .encode(
            x=alt.X("day:T", title=None, axis=alt.Axis(format="%Y-%m", grid=False, tickCount=6,
                                                       labelOverlap=True)),
            y=alt.Y("value:Q", title=t("axis_scale"), axis=alt.Axis(tickCount=5)),
            color=alt.Color("name:N", scale=alt.Scale(
                domain=names, range=[palette.first, palette.second])),
            strokeDash=alt.StrokeDash("name:N", scale=alt.Scale(
                domain=names, range=[[1, 0], [6, 3]])),
        )
    )  # fmt: skip
    words = t("chart_mirror_alt", first=names[0], second=names[1], n=len(mirror.days))
    return drawn(chart, t("chart_mirror"), words, t.lang, theme)


def _lags(mirror: Mirror, t: Words, theme: Theme) -> Drawing:
    import altair as alt

    palette = palette_of(theme)
    kinds = [t("lag_levels"), t("lag_changes")]
    data = [
        _lag_row(each, kind)
        for kind, lags in zip(kinds, (mirror.levels, mirror.changes), strict=True)
        for each in lags
    ]
    base = alt.Chart(inline(data), width=WIDTH, height=200)
    x = alt.X("lag:O", title=t("axis_lag"), axis=alt.Axis(labelAngle=0, grid=False))
    color = alt.Color("kind:N", scale=alt.Scale(domain=kinds,
                                                range=[palette.first, palette.second]))  # fmt: skip
    offset = alt.XOffset("kind:N", sort=kinds)
    scale = alt.Scale(domain=[-1, 1])
    bars = base.mark_rule(strokeWidth=2, opacity=0.55).encode(
        x=x, xOffset=offset, y=alt.Y("low:Q", title=t("axis_r"), scale=scale), y2="high:Q",
        color=color,
    )  # fmt: skip
    points = base.mark_circle(size=48, opacity=1).encode(
        x=x, xOffset=offset, y=alt.Y("r:Q", scale=scale), color=color
    )
    zero = alt.Chart(inline([{"y": 0}])).mark_rule(color=palette.soft).encode(y="y:Q")
    words = t(
        "chart_lags_alt",
        first=mirror.first.name,
        second=mirror.second.name,
        from_=mirror.levels[0].lag,
        to=mirror.levels[-1].lag,
    )
    return drawn(zero + bars + points, t("chart_lags"), words, t.lang, theme)


def _lag_row(each: Lag, kind: str) -> dict[str, Any]:
    return {"lag": each.lag, "r": each.r, "low": each.low, "high": each.high, "kind": kind}
