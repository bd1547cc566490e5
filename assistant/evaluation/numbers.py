"""Speed of the arithmetic: draws of a returns case, and a large file of dated rows."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from assistant.evaluation.benchmark import Measure
from assistant.plan.numbers.series import Reading, series_of
from assistant.plan.numbers.simulate import DRAWS, compute
from assistant.plan.numbers.tables import read_table
from assistant.plan.numbers.typed import read_case

ROWS = 1_000_000
_RANGED = {
    "setup": "20000",
    "media": "4000:5000:7000",
    "people": "3000:3500:4500",
    "incremental_revenue": "20000:35000:50000",
    "margin": "30%:40%:45%",
    "new_customers": "20:40:60",
    "customer_margin": "250:300:350",
    "retention": "60%:70%:80%",
    "ramp": "3:6:9",
    "discount": "6%:8%:10%",
    "horizon": "24",
}


def measure_numbers(rows: int = ROWS) -> Iterator[Measure]:
    """Yield every measure: the fastest of three, for the first one also loads libraries."""
    case = read_case(_RANGED)
    yield Measure("draws", _fastest(lambda: compute(case, DRAWS)), "s", ("<", 1))
    data = _file(rows)
    yield Measure("rows", _fastest(lambda: _imported(data), 2), "s", ("<", 10), rows)


def _file(rows: int) -> bytes:
    """A CSV file as French tools write it: semicolons, days first, decimal commas."""
    lines = ["date;canal;valeur"]
    for place in range(rows):
        day, month, year = place % 28 + 1, place // 28 % 12 + 1, 2015 + place // 336 % 10
        lines.append(f"{day:02d}/{month:02d}/{year};social;{place % 997},{place % 100:02d}")
    return "\n".join(lines).encode()


def _imported(data: bytes) -> None:
    series_of(read_table(data, "rows.csv"), Reading(value="valeur"))


def _fastest(work: Callable[[], object], times: int = 3) -> float:
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return min(taken)
