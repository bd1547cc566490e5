"""One indicator of a plan, with where it stands and what it must reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.records import Sentence


@dataclass(frozen=True, slots=True)
class Input:
    """A quantity that a formula takes, its unit and where it is usually read."""

    name: str
    label: str
    unit: str
    source: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """Where a KPI stands today; unknown is said so, with how to measure it first."""

    status: Literal["given", "unknown"]
    text: str
    value: float | None = None
    how: str = ""


# Where a target comes from: the person's own words, their baseline with a stated change,
# a published value, holding what is measured (guardrails), the first measurement to come,
# an edit with a reason.
TargetBasis = Literal["stated", "derived", "benchmark", "hold", "after-measurement", "changed"]


@dataclass(frozen=True, slots=True)
class Target:
    """What a KPI must reach, and the reasoning; never a number from nowhere.

    `text` is what is shown; `value` is set where the target is one number; `citations` carry
    a benchmark. `by` is the month number of the plan by which it must be reached.
    """

    basis: TargetBasis
    text: str
    reasoning: str
    value: float | None = None
    by: int | None = None
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class KpiLine:
    """One indicator of the plan; `kpi` is its id in the catalogue, "" for one of their own.

    `role` is leading, lagging or guardrail; `level` a rung from input to impact; `direction`
    higher_is_better, lower_is_better or target_band; `objectives` all those that it serves.
    """

    kpi: str
    name: str
    role: str
    level: str
    definition: str
    formula: str
    inputs: tuple[Input, ...]
    unit: str
    direction: str
    baseline: Baseline
    target: Target
    source: str
    cadence: str
    owner: str
    why: str = ""
    pitfalls: str = ""
    reference: Sentence | None = None
    citations: tuple[int, ...] = ()
    objectives: tuple[str, ...] = ()
