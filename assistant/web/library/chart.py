"""Where the bars of the evidence chart stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.library.browse import EVIDENCE_ORDER, HISTORICAL_AFTER
from assistant.library.timeline import Year

STEP, BAR, HEIGHT, TOP, LEFT, RIGHT, BOTTOM = 26, 18, 120, 24, 26, 10, 24
LABEL_EVERY = 3


@dataclass(frozen=True)
class Bar:
    """One strength in one year, in the units of the drawing."""

    strength: str
    count: int
    x: float
    y: float
    height: float


@dataclass(frozen=True)
class Chart:
    """A drawing, and the figures that it shows; `old` is the x up to which all is historical."""

    width: int
    height: int
    floor: int
    years: tuple[Year, ...]
    bars: tuple[Bar, ...]
    labels: tuple[tuple[float, int], ...]
    grid: tuple[tuple[float, int], ...]
    old: float | None
    strengths: tuple[str, ...] = EVIDENCE_ORDER

    @property
    def total(self) -> int:
        """Documents in the chart."""
        return sum(year.total for year in self.years)

    @property
    def peak(self) -> Year:
        """The year with the most documents, the latest where several have."""
        return max(self.years, key=lambda year: (year.total, year.year))


def build_chart(years: Sequence[Year], today: int) -> Chart | None:
    """Lay out stacked bars, None where there is no year to show; `today` is the present year."""
    if not years:
        return None
    most = max(year.total for year in years)
    unit = HEIGHT / max(most, 1)
    floor = TOP + HEIGHT
    bars: list[Bar] = []
    for place, year in enumerate(years):
        y = float(floor)
        for strength, count in zip(EVIDENCE_ORDER, year.counts, strict=True):
            if count:
                y -= count * unit
                bars.append(Bar(strength, count, LEFT + place * STEP, y, count * unit))
    recent = today - HISTORICAL_AFTER
    old = LEFT + (recent - years[0].year) * STEP - (STEP - BAR) / 2
    last = len(years) - 1
    return Chart(
        width=max(LEFT + len(years) * STEP + RIGHT, 300),
        height=floor + BOTTOM,
        floor=floor,
        years=tuple(years),
        bars=tuple(bars),
        labels=tuple(
            (LEFT + place * STEP + BAR / 2, year.year)
            for place, year in enumerate(years)
            if (last - place) % LABEL_EVERY == 0
        ),
        grid=tuple((floor - count * unit, count) for count in _ticks(most)),
        old=old if years[0].year < recent <= years[-1].year else None,
    )


def _ticks(most: int) -> tuple[int, ...]:
    """Two or three round counts up to the highest bar."""
    step = next((s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500) if most / s <= 4), 1000)
    return tuple(range(step, most + 1, step))
