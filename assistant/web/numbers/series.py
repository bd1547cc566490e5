"""The pages of the scorecard and of the mirror."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.export import Export
from assistant.plan.numbers.faults import NumberFault
from assistant.plan.numbers.indicator import Indicator
from assistant.plan.numbers.mirror import Mirror
from assistant.plan.numbers.periods import PERIODS, Period
from assistant.plan.numbers.scorecard import Scorecard
from assistant.plan.numbers.series import Reading, Series
from assistant.plan.numbers.sources import How, day_column
from assistant.plan.numbers.tables import Table
from assistant.render.report_paper import REPORT_FILES, report_file
from assistant.render.scorecard_report import mirror_report, scorecard_report
from assistant.web.numbers.forms import Sheet, links
from assistant.web.numbers.place import Place

HOWS: tuple[How, ...] = ("sum", "mean", "last")
MOST_MAPPED = 40
# Place of a column in its file, its heading, the indicator that it leads to.
Mapped = tuple[int, str, str]


@dataclass(frozen=True)
class Read:
    """What a form gives: indicators, their actuals, the card where both can be read, and the
    columns of the actuals with the indicator of each."""

    indicators: tuple[Indicator, ...] = ()
    actuals: Mapping[str, Series] = field(default_factory=dict)
    card: Scorecard | None = None
    mapping: Sequence[Mapped] = ()

    def context(self, place: Place, sheet: Sheet) -> dict[str, Any]:
        """What the template of the scorecard is given."""
        t = place.labels(sheet.lang)
        charts: dict[str, Any] = {}
        board = bool(sheet["board"])
        if self.card and not board:
            from assistant.export.chart_series import scorecard_charts

            charts = links(scorecard_charts(self.card, t, "page"))
        return {
            "report": scorecard_report(self.card, t, not board) if self.card else None,
            "charts": charts,
            "mapping": self.mapping,
            "names": tuple(each.name for each in self.indicators),
            "kept": place.numbers.cards.list(),
        }


def scorecard_context(place: Place, sheet: Sheet) -> dict[str, Any]:
    """Targets and actuals, the card where both can be read, and the scorecards that are kept."""
    example = bool(sheet.texts.pop("example", ""))
    if example:
        sheet.texts = example_scorecard(sheet.lang == "fr")
    return read_card(place, sheet).context(place, sheet) | {"example": example}


def scorecard_file(place: Place, sheet: Sheet) -> bytes | None:
    """The card as a workbook; None where it cannot be read."""
    card = read_card(place, sheet).card
    if card is None:
        return None
    from assistant.export.workbook import scorecard_workbook

    return scorecard_workbook(card, place.labels(sheet.lang))


def read_card(place: Place, sheet: Sheet) -> Read:
    """Read the targets and actuals of a form; what cannot be taken is told on the sheet."""
    targets = sheet.table(place.numbers, "targets")
    if targets is None:
        return Read()
    read = sheet.attempt(lambda: place.numbers.indicators(targets, sheet.mark), "targets")
    if read is None:
        return Read()
    names = tuple(each.name for each in read)
    actuals = sheet.table(place.numbers, "actuals")
    found: dict[str, Series] | None = {}
    mapping: list[Mapped] = []
    if actuals:
        asked = {
            column: sheet[f"map-{i}"]
            for i, column in enumerate(actuals.header)
            if f"map-{i}" in sheet.texts
        }
        reading = Reading(mark=sheet.mark, order=sheet.order)
        found = sheet.attempt(
            lambda: place.numbers.actuals(actuals, names, reading, asked), "actuals"
        )
        mapping = _mapping(place, actuals, names, asked)
    if found is None:
        return Read(read, {}, None, mapping)
    card = sheet.attempt(lambda: place.numbers.scorecard(read, found), "actuals")
    return Read(read, found, card, mapping)


def _mapping(
    desk: Place, table: Table, names: tuple[str, ...], asked: dict[str, str]
) -> list[Mapped]:
    """Every column but the days, with the indicator it leads to; none for a long table."""
    from assistant.plan.numbers.targets import is_long, suggested

    if is_long(table):
        return []
    chosen = suggested(table, names, desk.numbers.memory.recall(table).columns) | asked
    day = day_column(table.header)
    columns = [(place, each) for place, each in enumerate(table.header) if each != day]
    return [(place, each, chosen.get(each, "")) for place, each in columns][:MOST_MAPPED]


def mirror_context(place: Place, sheet: Sheet) -> dict[str, Any]:
    """Two series and what goes together."""
    example = bool(sheet.texts.pop("example", ""))
    if example:
        sheet.texts = example_mirror(sheet.lang == "fr")
    t = place.labels(sheet.lang)
    found, report, charts = _mirrored(place, sheet), None, {}
    if found:
        from assistant.export.chart_series import mirror_charts

        report, charts = mirror_report(found, t), links(mirror_charts(found, t, "page"))
    return {
        "report": report, "charts": charts, "example": example, "periods": PERIODS, "hows": HOWS,
        "files": REPORT_FILES,
    }  # fmt: skip


def mirror_file(place: Place, sheet: Sheet, wanted: str) -> Export | None:
    """The comparison as a document; None where it cannot be made, or not in that format."""
    found = _mirrored(place, sheet)
    if found is None:
        return None
    from assistant.export.chart_series import mirror_charts

    t = place.labels(sheet.lang)
    charts = mirror_charts(found, t)
    return sheet.attempt(lambda: report_file(mirror_report(found, t), t.lang, charts, wanted))


def _mirrored(place: Place, sheet: Sheet) -> Mirror | None:
    first, second = (_series(place, sheet, name) for name in ("first", "second"))
    if first is None or second is None:
        return None
    period = _period(sheet["period"])
    return sheet.attempt(lambda: place.numbers.mirror(first, second, period))


def _series(place: Place, sheet: Sheet, name: str) -> Series | None:
    table = sheet.table(place.numbers, name)
    if table is None:
        other = "second" if name == "first" else "first"
        if name not in sheet.faults and (sheet[other].strip() or other in sheet.files):
            sheet.attempt(lambda: _missing(name), name)
        return None
    how = next((each for each in HOWS if each == sheet["how"]), "")
    reading = Reading("", sheet[f"{name}-column"].strip(), sheet.mark, sheet.order, how)  # type: ignore[arg-type]
    return sheet.attempt(lambda: place.numbers.series(table, reading), name)


def _missing(name: str) -> None:
    raise NumberFault("series-missing", "Nothing was given here.", "Paste or choose it.", name)


def _period(text: str) -> Period | None:
    return next((each for each in PERIODS if each == text), None)


def example_scorecard(french: bool) -> dict[str, str]:
    """Three invented indicators over nine months."""
    noise = random.Random(5)  # noqa: S311
    names = ("Leads qualifiés", "Taux d’engagement", "Délai de réponse (h)") if french else (
        "Qualified leads", "Engagement rate", "Response time (h)")  # fmt: skip
    head = ("KPI;Unité;Sens;Départ;Cible;Échéance" if french
            else "KPI;Unit;Better;Baseline;Target;Due")  # fmt: skip
    up, down = ("hausse", "baisse") if french else ("up", "down")
    targets = [
        head,
        f"{names[0]};;{up};120;200;2026-12-31",
        f"{names[1]};%;{up};2 %;4 %;2026-12-31",
        f"{names[2]};;{down};9;4;2026-12-31",
    ]
    rows = [";".join(("Date", *names))]
    for month in range(1, 10):
        values = (
            f"{120 + 7 * month + noise.gauss(0, 8):.0f}",
            f"{2 + 0.08 * month + noise.gauss(0, 0.15):.1f} %",
            f"{9 - 0.52 * month + noise.gauss(0, 0.3):.1f}",
        )
        line = ";".join((f"2026-{month:02d}", *values))
        rows.append(line.replace(".", ",") if french else line)
    return {"targets": "\n".join(targets), "actuals": "\n".join(rows)}


def example_mirror(french: bool) -> dict[str, str]:
    """An invented share of favourable mentions, and a survey that follows it by two months."""
    noise = random.Random(8)  # noqa: S311
    mood = [0.0]
    for _ in range(40):
        mood.append(0.75 * mood[-1] + noise.gauss(0, 1))
    names = ("Mentions favorables", "Recommandation") if french else ("Favourable mentions",
                                                                     "Recommendation")  # fmt: skip
    first, second = [f"Date;{names[0]}"], [f"Date;{names[1]}"]
    for month in range(36):
        day = f"{2023 + month // 12}-{month % 12 + 1:02d}"
        season = math.sin(month / 6 * math.pi)
        first.append(f"{day};{58 + 3 * mood[month + 2] + season:.0f}")
        if month != 17:
            second.append(f"{day};{31 + 2.2 * mood[month] + noise.gauss(0, 0.8):.0f}")
    return {"first": "\n".join(first), "second": "\n".join(second)}
