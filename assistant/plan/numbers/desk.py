"""All the arithmetic behind one door: what service, command line and pages call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from assistant.plan.numbers.amounts import Mark
from assistant.plan.numbers.cards import Card, CardStore
from assistant.plan.numbers.channels import read_channels
from assistant.plan.numbers.faults import NumberFault
from assistant.plan.numbers.holdout import (
    HoldoutDesign,
    HoldoutPlan,
    HoldoutReading,
    plan_holdout,
    read_holdout,
)
from assistant.plan.numbers.inputs import Case, Shape
from assistant.plan.numbers.merging import merged
from assistant.plan.numbers.mirror import Mirror, compare
from assistant.plan.numbers.periods import Period
from assistant.plan.numbers.reallocation import Reallocation, reallocate
from assistant.plan.numbers.response import ChannelData
from assistant.plan.numbers.scorecard import Indicator, Scorecard, judge
from assistant.plan.numbers.series import Reading, Series, series_of
from assistant.plan.numbers.simulate import DRAWS, SEED, Returns, compute
from assistant.plan.numbers.tables import Table, read_table
from assistant.plan.numbers.targets import (
    Memory,
    Remembered,
    actuals_of,
    indicators_of,
    suggested,
)
from assistant.plan.numbers.typed import read_case


class Numbers:
    """Returns, holdout tests, reallocation, scorecard and mirror; `home` keeps what is remembered.

    Every method raises NumberFault, or InputFaults with several, at the field that is wrong.
    """

    def __init__(self, home: Path) -> None:
        self.memory = Memory(home)
        self.cards = CardStore(home)

    def returns(
        self,
        typed: Mapping[str, str],
        mark: Mark = "",
        shape: Shape = "pert",
        draws: int = DRAWS,
        seed: int = SEED,
    ) -> Returns:
        """Compute a returns case from typed inputs; ranges are "low : likely : high"."""
        return self.compute(read_case(typed, mark, shape), draws, seed)

    def compute(self, case: Case, draws: int = DRAWS, seed: int = SEED) -> Returns:
        """Compute a returns case that was read."""
        return compute(case, draws, seed)

    def holdout(self, design: HoldoutDesign) -> HoldoutPlan:
        """Size a holdout test, or find the lift that an audience lets one see."""
        return plan_holdout(design)

    def read_holdout(
        self, exposed: int, exposed_conversions: int, held_out: int, held_out_conversions: int
    ) -> HoldoutReading:
        """Compare the two groups of a finished test."""
        return read_holdout(exposed, exposed_conversions, held_out, held_out_conversions)

    def table(self, data: bytes, name: str) -> Table:
        """Read a CSV or XLSX file."""
        return read_table(data, name)

    def series(self, table: Table, reading: Reading | None = None) -> Series:
        """Read one column of a table by its days."""
        return series_of(table, reading or Reading())

    def mirror(self, first: Series, second: Series, period: Period | None = None) -> Mirror:
        """Set two series against each other."""
        return compare(first, second, period)

    def reallocate(
        self, channels: Sequence[ChannelData], source: str, target: str, share: float
    ) -> Reallocation:
        """What moving a share of one channel's spend to another does."""
        return reallocate(channels, source, target, share)

    def channels(self, table: Table, reading: Reading, response: str = "") -> list[ChannelData]:
        """Spend and response of every channel in a long table: day, channel, spend, response."""
        return read_channels(table, reading, response)

    def indicators(self, table: Table, mark: Mark = "") -> tuple[Indicator, ...]:
        """Read a list of indicators with their targets."""
        return indicators_of(table, mark)

    def actuals(
        self,
        table: Table,
        names: Sequence[str],
        reading: Reading | None = None,
        mapping: Mapping[str, str] | None = None,
    ) -> dict[str, Series]:
        """Read actuals; columns are mapped as asked, as last time, or by their names.

        The mapping used is remembered for files with the same headings.
        """
        remembered = self.memory.recall(table)
        chosen = suggested(table, tuple(names), remembered.columns) | dict(mapping or {})
        reading = reading or Reading()
        full = Reading(
            reading.day or (remembered.day if remembered.day in table.header else ""),
            "",
            reading.mark or remembered.mark,
            reading.order or remembered.order,
            reading.how,
        )
        found = actuals_of(table, chosen, full)
        if not found:
            raise NumberFault(
                "actuals-none",
                f"{table.name}: no column leads to an indicator.",
                "Map a column to an indicator.",
                "map",
                name=table.name,
                columns=", ".join(table.header[:12]),
            )
        self.memory.keep(table, Remembered(chosen, full.day, full.mark, full.order))
        return found

    def scorecard(
        self, indicators: Sequence[Indicator], actuals: Mapping[str, Series]
    ) -> Scorecard:
        """Judge indicators against their targets."""
        return judge(indicators, actuals)

    def judged(self, card: Card) -> Scorecard:
        """Judge a scorecard that is kept, as its actuals stand."""
        return judge(card.indicators, card.actuals)

    def add(
        self,
        card: Card,
        actuals: Mapping[str, Series],
        indicators: Sequence[Indicator] = (),
    ) -> Card:
        """Add actuals to a kept scorecard as it was read; see `CardStore.extend`.

        Raises what judging it would raise, so that nothing is kept that cannot be opened.
        """
        both = {name: merged(card.actuals.get(name), new) for name, new in actuals.items()}
        judge(indicators or card.indicators, {**card.actuals, **both})
        return self.cards.extend(card.id, card.version, actuals, indicators)
