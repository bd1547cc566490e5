"""What callers send to have something computed or planned."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from assistant.plan.numbers.periods import Period
from assistant.records import Lang
from assistant.web.api.bodies import Body, Long, Name, Short

Version = Annotated[int, Field(ge=1, le=2**31 - 1)]


class ReturnsBody(Body):
    """The inputs of a returns case, as people type them."""

    inputs: dict[Name, Name] = Field(
        max_length=60,
        description="By name, as in `assistant roi --help`: a value, or low:likely:high.",
        examples=[{"media": "4000:5000:7000", "incremental_revenue": "30000", "margin": "40%"}],
    )
    decimal: Literal["", ",", "."] = Field("", description="Where 1,234 leaves it open.")
    shape: Literal["pert", "triangular"] = "pert"
    draws: int = Field(20_000, ge=1_000, le=200_000)
    seed: int | None = Field(None, ge=0, le=2**31 - 1)
    lang: Lang | None = Field(None, examples=["en"])


class TableBody(Body):
    """A table as the text of a CSV file."""

    name: Name = Field("table.csv", examples=["targets.csv"])
    csv: str = Field(max_length=5_000_000)


TARGETS = "KPI,unit,better,baseline,target,start,due\nLeads,,up,100,200,2026-01-01,2026-12-31\n"
ACTUALS = "date,Leads\n2026-01-01,100\n2026-02-01,112\n2026-03-01,119\n"
REVENUE = "date,Revenue\n2026-01-01,900\n2026-02-01,950\n2026-03-01,990\n"


class ScorecardBody(Body):
    """Indicators with their targets, and what was measured."""

    targets: TableBody = Field(examples=[{"name": "targets.csv", "csv": TARGETS}])
    actuals: list[TableBody] = Field(
        [], max_length=20, examples=[[{"name": "actuals.csv", "csv": ACTUALS}]]
    )
    mapping: dict[Name, Name] = Field({}, max_length=100, description="KPI by column.")
    decimal: Literal["", ",", "."] = ""
    dates: Literal["", "dmy", "mdy"] = ""
    lang: Lang | None = Field(None, examples=["en"])


class SeriesBody(TableBody):
    """A table of which one column of values is read."""

    value: Name = Field("", description="Its column; found out where there is but one.")


class MirrorBody(Body):
    """Two series that are set against each other."""

    first: SeriesBody = Field(examples=[{"name": "leads.csv", "csv": ACTUALS}])
    second: SeriesBody = Field(examples=[{"name": "revenue.csv", "csv": REVENUE}])
    period: Period | None = None
    how: Literal["", "sum", "mean", "last"] = ""
    decimal: Literal["", ",", "."] = ""
    dates: Literal["", "dmy", "mdy"] = ""
    lang: Lang | None = Field(None, examples=["en"])


class OwnKpiBody(Body):
    """An indicator of the organisation's own."""

    name: Short
    formula: Short = ""
    unit: Short = ""
    baseline: Short = ""
    target: Short = ""
    source: Short = ""
    cadence: Short = ""
    owner: Short = ""


class ObjectiveBody(Body):
    """An objective in free text."""

    text: Short = Field(examples=["reduce staff turnover from 18% to 12%"])
    choice: Name = Field("", description="Id of the objective meant, where it is known.")
    weight: Short = Field("", description="Share of the budget beside the others: 1 by default.")
    kpis: list[OwnKpiBody] = Field([], max_length=6)


class ChangeBody(Body):
    """An edit of a drafted part; an empty text undoes one."""

    path: Short = Field(examples=["1/smart"])
    text: Long
    reason: Long = ""


class PlanBody(Body):
    """What a plan is drafted from; values are given as people type them."""

    objectives: list[ObjectiveBody] = Field(min_length=1, max_length=6)
    lang: Lang | None = Field(None, examples=["en"])
    name: Short = Field("", description="Of the organisation.")
    sector: Short = ""
    size: Short = Field("", description="Number of employees.", examples=["250"])
    model: Literal["", "b2b", "b2c", "both"] = ""
    country: Short = ""
    channels: Short = Field("", description="With commas.", examples=["LinkedIn, newsletter"])
    maturity: Literal["", "starting", "regular", "advanced"] = ""
    budget: Short = Field("", description="Such as 50000, 50 k€ or $1.2m.", examples=["50000"])
    horizon: Short = Field("", description="In months, or years such as 2y.", examples=["12"])
    start: Short = Field("", description="First month.", examples=["2027-01"])
    content_share: Short = Field("", description="Percent of the money for content.")
    measurement_share: Short = Field("", description="Percent of the money for measuring.")
    known: dict[Name, Short] = Field(
        {}, max_length=60, description="Where KPIs of the catalogue stand, by id."
    )
    title: Short = ""
    changes: list[ChangeBody] = Field([], max_length=200)

    def typed(self) -> dict[str, str]:
        """The fields by the names that the planner's form has."""
        names = (
            "name", "sector", "size", "model", "country", "channels", "maturity", "budget",
            "horizon", "start", "content_share", "measurement_share", "title",
        )  # fmt: skip
        fields: dict[str, str] = {name: getattr(self, name) for name in names}
        fields |= {f"known.{kpi}": value for kpi, value in self.known.items()}
        for place, wish in enumerate(self.objectives):
            fields[f"wish.{place}"] = wish.text
            fields[f"choice.{place}"] = wish.choice
            fields[f"weight.{place}"] = wish.weight
            for number, kpi in enumerate(wish.kpis):
                own = kpi.model_dump().items()
                fields |= {f"custom.{place}.{number}.{part}": text for part, text in own}
        return fields


class NewPlanBody(PlanBody):
    """A plan to be kept."""

    reason: Long = Field("", description="Noted in its history.")


class EditBody(Body):
    """Edits that make the next version of a plan."""

    base: Version = Field(description="The version that was read; a newer one is a conflict.")
    changes: list[ChangeBody] = Field(min_length=1, max_length=200)
    reason: Long = ""


class ImportBody(Body):
    """An exported plan."""

    file: str = Field(max_length=4_000_000, description="The text of the JSON file.")
    reason: Long = ""


class CopyBody(Body):
    """Which version of a plan is copied; the latest where it is left out."""

    version: Version | None = None
