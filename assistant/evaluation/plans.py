"""Speed of the planner: typed objectives become whole plans, draws and rows beside them."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.evaluation.benchmark import Measure
from assistant.evaluation.numbers import ROWS, measure_numbers
from assistant.evaluation.objectives import Typed
from assistant.plan.planning import Planning

# What a person adds to an objective; invented, the same in every run.
CONTEXTS: tuple[dict[str, str], ...] = (
    {},
    {"budget": "50000", "currency": "EUR", "horizon": "12", "model": "b2b", "size": "250"},
    {"budget": "1200000", "currency": "CHF", "horizon": "24", "maturity": "advanced",
     "channels": "LinkedIn, YouTube"},
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drafted:
    """Seconds that each draft took, in order of the set."""

    seconds: tuple[float, ...]

    def share(self, part: float) -> float:
        """The seconds below which this part of the drafts stays, 0 to 1."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def drafted(planning: Planning, texts: Sequence[Typed]) -> Drafted:
    """Draft a plan of every text in each context, from typed fields to the finished record.

    The first draft opens the model of the reading and is not counted.
    """
    planning.draft({"wish.0": texts[0].text}, texts[0].lang)
    taken = []
    for text in texts:
        for context in CONTEXTS:
            begun = time.perf_counter()
            planning.draft({"wish.0": text.text, **context}, text.lang)
            taken.append(time.perf_counter() - begun)
    return Drafted(tuple(taken))


def measure_plans(
    planning: Planning, texts: Sequence[Typed], rows: int = ROWS
) -> Iterator[Measure]:
    """Yield median and 95th percentile of a plan, then the draws and the rows."""
    found = drafted(planning, texts)
    yield Measure("plan_p50", found.share(0.5), "s")
    yield Measure("plan_p95", found.share(0.95), "s", ("<", 1))
    yield from measure_numbers(rows)
