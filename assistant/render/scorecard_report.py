"""A scorecard, and the mirror of two series, as reports in words."""

from __future__ import annotations

from assistant.plan.numbers.correlation import Lag
from assistant.plan.numbers.figures import NONE, Figures
from assistant.plan.numbers.forecast import LEAST_POINTS
from assistant.plan.numbers.mirror import Mirror
from assistant.plan.numbers.scorecard import Scorecard, Standing
from assistant.render.labels import Labels
from assistant.render.report import Block, Report, Table

GOOD = ("reached", "on_track")
WATCH = ("uncertain", "too_early")
BAD = ("off_track", "missed")
NOTHING = ("no_target", "no_data")


def scorecard_report(card: Scorecard, t: Labels, whole: bool = True) -> Report:
    """One line an indicator, then each with its trend; without `whole` the board's one page."""
    figures = Figures(t.lang)
    counts = {
        name: sum(each.status in statuses for each in card.standings)
        for name, statuses in (("good", GOOD), ("watch", WATCH), ("bad", BAD), ("none", NOTHING))
    }
    blocks = [Block("lead", t("card_lead", total=len(card.standings), **counts))]
    blocks.append(Block("table", table=_overview(card, t, figures)))
    day = t("card_as_of", day=figures.day(card.as_of)) if card.as_of else t("card_no_data")
    blocks.append(Block("fine", day))
    if whole:
        for place, each in enumerate(card.standings):
            blocks += _detail(each, place, t, figures)
    else:
        blocks += _decisions(card, t)
    return Report(t("title_scorecard"), tuple(blocks))


def _overview(card: Scorecard, t: Labels, figures: Figures) -> Table:
    rows = []
    for each in card.standings:
        unit = each.indicator.unit
        target = each.indicator.target
        rows.append(
            (
                each.indicator.name,
                t(f"status_{each.status}"),
                NONE if each.latest is None else figures.in_unit(each.latest, unit),
                NONE if target is None else figures.in_unit(target, unit),
                NONE if each.chance is None else figures.chance(each.chance),
            )
        )
    names = ("kpi", "status", "latest", "target", "chance")
    return Table(tuple(t(f"card_head_{name}") for name in names), tuple(rows), (2, 3, 4))


def _detail(each: Standing, place: int, t: Labels, figures: Figures) -> list[Block]:
    unit = each.indicator.unit
    blocks = [Block("heading", f"{each.indicator.name} · {t(f'status_{each.status}')}")]
    said = _said(each, t, figures)
    if said:
        blocks.append(Block("text", " ".join(said)))
    if each.series is not None and len(each.series) > 1:
        blocks.append(Block("chart", f"trend{place}"))
    if each.outlook:
        low, middle, high = (figures.in_unit(value, unit) for value in each.outlook)
        value = f"{middle} ({t('between', low=low, high=high)})"
        blocks.append(Block("figures", pairs=((t("card_head_outlook"), value),)))
    blocks.append(Block("list", items=tuple(t(f"step_{step}") for step in each.steps)))
    if each.read_as:
        blocks.append(Block("fine", t(f"card_read_{each.read_as}")))
    if each.forecast:
        blocks.append(Block("fine", t(f"card_method_{each.forecast.method}")))
    return blocks


def _said(each: Standing, t: Labels, figures: Figures) -> list[str]:
    indicator, said = each.indicator, []
    unit = indicator.unit
    if each.progress is not None and indicator.target is not None:
        start = 0.0 if indicator.counting == "total" else indicator.baseline or 0.0
        progress = figures.percent(each.progress, 0)
        baseline, target = (figures.in_unit(value, unit) for value in (start, indicator.target))
        said.append(t("card_progress", progress=progress, baseline=baseline, target=target))
    if each.expected is not None:
        said.append(t("card_ahead", expected=figures.in_unit(each.expected, unit)))
    if each.forecast and each.series:
        slope, low, high = (_step(value, unit, t, figures) for value in each.forecast.slope)
        period = t(f"period_{each.series.period}")
        said.append(t("card_slope", period=period, slope=slope, low=low, high=high))
    elif each.series is not None and len(each.series.present) < LEAST_POINTS:
        said.append(t("card_points", n=len(each.series.present), least=LEAST_POINTS))
    return said


def _step(value: float, unit: str, t: Labels, figures: Figures) -> str:
    """A change: that of a percentage is in points."""
    if unit == "%":
        return t("points", n=figures.number(value * 100, 2))
    return figures.in_unit(value, unit)


def _decisions(card: Scorecard, t: Labels) -> list[Block]:
    pressing = [each for each in card.standings if each.status in (*BAD, "uncertain")]
    items = tuple(
        f"{each.indicator.name} ({t(f'status_{each.status}')}). {t(f'step_{each.steps[0]}')}"
        for each in pressing
        if each.steps
    )
    return [Block("heading", t("section_next")), Block("list", items=items)] if items else []


def mirror_report(mirror: Mirror, t: Labels) -> Report:
    """What goes together and what that does not prove."""
    figures = Figures(t.lang)
    first, second = mirror.first.name, mirror.second.name
    pairs = [
        (t("mirror_periods"), figures.number(len(mirror.days))),
        (t("mirror_missing", name=first), figures.number(mirror.missing[0])),
        (t("mirror_missing", name=second), figures.number(mirror.missing[1])),
        (t("mirror_outside"), figures.number(mirror.outside)),
    ]
    if mirror.best:
        pairs.append((t("mirror_effective"), figures.number(mirror.best.effective, 0)))
    blocks = [
        Block("lead", _reading(mirror, t, figures)),
        Block("text", t("mirror_why")),
        *[Block("warning", t(f"warn_{code}")) for code in mirror.warnings],
        Block("chart", "mirror"),
        Block("figures", pairs=tuple(pairs)),
        *_stretches(mirror, t, figures),
    ]
    if mirror.levels:
        blocks += [
            Block("heading", t("section_lags")),
            Block("chart", "lags"),
            Block("table", table=_lags(mirror, t, figures)),
            Block("fine", t("mirror_lags_note", first=first)),
        ]
    return Report(t("title_mirror", first=first, second=second), tuple(blocks))


def _reading(mirror: Mirror, t: Labels, figures: Figures) -> str:
    best = mirror.best
    if best is None:
        return t("mirror_cannot_say")
    bounds = {"r": best.r, "low": best.low, "high": best.high}
    values = {key: figures.number(value, 2) for key, value in bounds.items()}
    values["lag"] = _delay(best, mirror, t)
    if mirror.verdict in ("together", "opposite"):
        values["period"] = t(f"period_{mirror.period}")
    return t(f"mirror_{mirror.verdict}", **values)


def _delay(best: Lag, mirror: Mirror, t: Labels) -> str:
    if best.lag == 0:
        return ""
    which, name = ("first", mirror.first.name) if best.lag > 0 else ("second", mirror.second.name)
    if abs(best.lag) == 1:
        return t(f"mirror_lag_{which}_one", **{which: name})
    return t(f"mirror_lag_{which}", **{which: name, "n": abs(best.lag)})


def _stretches(mirror: Mirror, t: Labels, figures: Figures) -> list[Block]:
    items = []
    for each in mirror.stretches:
        start, end = (figures.period(day, mirror.period) for day in (each.start, each.end))
        if each.kind == "agree":
            items.append(t("stretch_agree", start=start, end=end, n=each.periods))
        else:
            values = {"start": start, "end": end, "n": each.periods, "higher": each.higher}
            items.append(t("stretch_apart", **values))
    if not items:
        return []
    return [Block("heading", t("section_stretches")), Block("list", items=tuple(items))]


def _lags(mirror: Mirror, t: Labels, figures: Figures) -> Table:
    changes = {each.lag: each for each in mirror.changes}
    rows = tuple(
        (
            figures.number(each.lag),
            _with_bounds(each, t, figures),
            _with_bounds(changes.get(each.lag), t, figures),
        )
        for each in mirror.levels
    )
    return Table((t("lag_head"), t("lag_levels"), t("lag_changes")), rows, (0, 1, 2))


def _with_bounds(lag: Lag | None, t: Labels, figures: Figures) -> str:
    if lag is None:
        return NONE
    r, low, high = (figures.number(value, 2) for value in (lag.r, lag.low, lag.high))
    return f"{r} ({t('between', low=low, high=high)})"
