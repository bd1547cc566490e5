"""The pages of the holdout test and of moving budget between channels."""

from __future__ import annotations

import math
import random
from typing import Any

from assistant.plan.numbers.amounts import read_amount
from assistant.plan.numbers.series import Reading
from assistant.plan.numbers.typed import read_counts, read_design
from assistant.render.holdout_report import holdout_reading_report, holdout_report
from assistant.render.reallocation_report import reallocation_report
from assistant.render.report import Report
from assistant.web.numbers.forms import Sheet, links
from assistant.web.numbers.place import Place

DESIGN = ("baseline", "lift", "audience", "weekly", "share", "power", "alpha", "cluster", "icc")
DEFAULTS = {"share": "10 %", "power": "80 %", "alpha": "5 %"}


def holdout_context(place: Place, sheet: Sheet) -> dict[str, Any]:
    """A test to plan, or one to read."""
    if sheet.texts.pop("example", ""):
        sheet.texts = {"baseline": "2 %", "lift": "15 %", "weekly": "20000"}
        return {**_planned(place, sheet), "example": True}
    if sheet["exposed"] or sheet["held_out"]:
        report = sheet.attempt(lambda: _read(place, sheet))
        return {"design": DESIGN, "defaults": DEFAULTS, "report": report, "reading": True}
    return _planned(place, sheet)


def _planned(place: Place, sheet: Sheet) -> dict[str, Any]:
    report = None
    if any(sheet[name] for name in DESIGN):
        typed = {name: sheet[name] for name in DESIGN}
        t = place.labels(sheet.lang)
        report = sheet.attempt(
            lambda: holdout_report(place.numbers.holdout(read_design(typed, sheet.mark)), t)
        )
    return {"design": DESIGN, "defaults": DEFAULTS, "report": report, "reading": False}


def _read(place: Place, sheet: Sheet) -> Report:
    counts = [read_counts(sheet[name], name) for name in ("exposed", "held_out")]
    reading = place.numbers.read_holdout(*counts[0], *counts[1])
    return holdout_reading_report(reading, place.labels(sheet.lang))


def move_context(place: Place, sheet: Sheet) -> dict[str, Any]:
    """Spend and response typed or sent, and what a move would do."""
    example = bool(sheet.texts.pop("example", ""))
    if example:
        sheet.texts = example_channels(sheet.lang == "fr")
    t = place.labels(sheet.lang)
    table = sheet.table(place.numbers, "channels")
    report, charts, names = None, {}, []
    if table:
        reading = Reading(mark=sheet.mark)
        channels = sheet.attempt(lambda: place.numbers.channels(table, reading), "channels") or []
        names = [each.name for each in channels]
        source, target = sheet["source"], sheet["target"]
        if channels and source and target:
            found = sheet.attempt(
                lambda: place.numbers.reallocate(
                    channels, source, target,
                    read_amount(sheet["share"] or "10 %", "rate", sheet.mark, "share").value,
                )
            )  # fmt: skip
            if found:
                from assistant.export.chart_returns import reallocation_charts

                report = reallocation_report(found, t)
                charts = links(reallocation_charts(found, t, "page"))
    return {"names": names, "report": report, "charts": charts, "example": example}


def example_channels(french: bool) -> dict[str, str]:
    """Two invented channels over thirty weeks, the same at every visit."""
    noise = random.Random(11)  # noqa: S311
    names = ("Recherche", "Social") if french else ("Search", "Social")
    rows = ["canal;dépense;résultat" if french else "channel;spend;response"]
    for _ in range(30):
        for name, base, ceiling, scale in ((names[0], 25, 90, 700), (names[1], 10, 220, 3500)):
            spend = noise.randrange(300, 3000, 50)
            brought = base + ceiling * (1 - math.exp(-spend / scale)) + noise.gauss(0, 5)
            rows.append(f"{name};{spend};{round(brought)}")
    return {"channels": "\n".join(rows), "source": names[0], "target": names[1], "share": "20 %"}
