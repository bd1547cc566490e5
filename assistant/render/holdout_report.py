"""Holdout tests, planned and finished, as reports in words."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.plan.numbers.figures import Figures
from assistant.plan.numbers.holdout import HoldoutPlan, HoldoutReading
from assistant.render.labels import Labels
from assistant.render.report import Block, Report


def _warnings(codes: Iterable[str], t: Labels) -> list[Block]:
    return [Block("warning", t(f"warn_{code}")) for code in codes]


def holdout_report(plan: HoldoutPlan, t: Labels) -> Report:
    """What a planned test needs and can see."""
    figures, design = Figures(t.lang), plan.design
    lead = t(
        "holdout_lead",
        held_out=figures.number(plan.held_out),
        exposed=figures.number(plan.exposed),
        lift=figures.percent(plan.detectable),
        power=figures.percent(design.power, 0),
    )
    if plan.weeks and design.weekly:
        weekly = figures.number(design.weekly)
        lead += " " + t("holdout_weeks", weekly=weekly, weeks=plan.weeks)
    pairs = [
        (t("holdout_people"), figures.number(plan.total)),
        (t("holdout_exposed"), figures.number(plan.exposed)),
        (t("holdout_held"), figures.number(plan.held_out)),
        (t("holdout_mde"), figures.percent(plan.detectable)),
        (t("holdout_baseline"), figures.percent(design.baseline)),
        (t("holdout_share"), figures.percent(design.share)),
        (t("holdout_power"), figures.percent(design.power)),
        (t("holdout_alpha"), figures.percent(design.alpha)),
    ]
    if plan.weeks:
        pairs.insert(1, (t("holdout_duration"), figures.number(plan.weeks)))
    if plan.design_effect != 1:
        pairs.append((t("holdout_effect"), figures.number(plan.design_effect)))
    blocks = [
        Block("lead", lead),
        *_warnings(plan.warnings, t),
        Block("figures", pairs=tuple(pairs)),
        Block("text", t("holdout_how")),
        Block("fine", t("holdout_formula")),
    ]
    return Report(t("title_holdout"), tuple(blocks))


def holdout_reading_report(reading: HoldoutReading, t: Labels) -> Report:
    """What a finished test says."""
    figures = Figures(t.lang)
    extra, low, high = reading.extra
    if not reading.shown:
        key = "read_not_shown"
        said = t(key, low=figures.number(low, 0), high=figures.number(high, 0))
    else:
        bounds = (low, high) if extra > 0 else (-high, -low)
        numbers = [figures.number(each, 0) for each in (abs(extra), *bounds)]
        key = "read_shown" if extra > 0 else "read_fewer"
        said = t(key, extra=numbers[0], low=numbers[1], high=numbers[2])
    difference = [figures.number(each * 100, 2) for each in reading.difference]
    pairs = [
        (t("read_exposed"), figures.percent(reading.exposed_rate, 2)),
        (t("read_held"), figures.percent(reading.held_out_rate, 2)),
        (t("read_difference"), _with_interval(difference, t)),
    ]
    if reading.lift:
        lift = [figures.percent(each, 0) for each in reading.lift]
        pairs.append((t("read_lift"), _with_interval(lift, t)))
    pairs.append((t("read_p"), figures.chance(reading.p_value)))
    blocks = (Block("lead", said), *_warnings(reading.warnings, t),
              Block("figures", pairs=tuple(pairs)))  # fmt: skip
    return Report(t("title_holdout_read"), blocks)


def _with_interval(texts: list[str], t: Labels) -> str:
    return f"{texts[0]} ({t('between', low=texts[1], high=texts[2])})"
