"""A plan, from objective to owner: frozen to the end; `render` and `export` only read it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from assistant.plan.indicator import Baseline as Baseline
from assistant.plan.indicator import Input as Input
from assistant.plan.indicator import KpiLine as KpiLine
from assistant.plan.indicator import Target as Target
from assistant.plan.request import Request
from assistant.records import Citation, Lang, Sentence

# Who takes part in the joint roadmap, in the order of its columns.
Team = Literal["management", "marketing", "it", "hr", "service", "sales", "legal"]
TEAMS: tuple[Team, ...] = ("management", "marketing", "it", "hr", "service", "sales", "legal")
Duty = Literal["R", "A", "C", "I"]

# What a text typed as an objective turns out to be.
Reading = Literal["mapped", "unsure", "unmapped", "not-an-objective", "chosen", "custom"]
# Why a text is no objective: a question, a statement of fact, a tactic, a wish for applause,
# something else altogether.
NotObjective = Literal["question", "statement", "action", "vanity", "other", ""]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An objective of the catalogue with the calibrated chance, 0 to 1, that it is meant."""

    objective: str
    name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Interpretation:
    """How a typed objective was read; `candidates` are best first, the first one is taken.

    `objective` is "" where nothing is taken; `why` says in one sentence what was understood.
    """

    text: str
    reading: Reading
    objective: str = ""
    name: str = ""
    confidence: float = 0.0
    candidates: tuple[Candidate, ...] = ()
    not_objective: NotObjective = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do; `origin` is "catalogue" or "articles" (the founding ones)."""

    id: str
    text: str
    team: Team
    origin: str = "catalogue"
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """An anti-pattern that the plan will not carry, with the reason."""

    text: str
    reason: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """What is known about a link of the plan: always cited, its strength said."""

    sentence: Sentence
    strength: str = ""


@dataclass(frozen=True, slots=True)
class Strategy:
    """One objective worked out: strategic → communication → actions → KPIs → risks."""

    objective: str
    said: str
    strategic: str
    smart: str
    communication: str
    rationale: Sentence | None
    actions: tuple[Action, ...]
    kpis: tuple[KpiLine, ...]
    risks: tuple[Sentence, ...]
    refused: tuple[Refused, ...]
    evidence: tuple[EvidenceLine, ...]
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A share of the budget in percent, its amount where a budget was given, and its reason.

    `kind` is content, ads, training or measurement; `objective` "" for what is shared by all.
    """

    kind: Literal["content", "ads", "training", "measurement"]
    label: str
    share: float
    reason: str
    amount: float | None = None
    objective: str = ""
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Budget:
    """The split; shares add up to 100 and amounts to the total, to the cent."""

    lines: tuple[BudgetLine, ...]
    total: float | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A team's duty in a task: responsible, accountable, consulted or informed."""

    team: Team
    duty: Duty


@dataclass(frozen=True, slots=True)
class Task:
    """A row of the joint roadmap, from month `start` to month `end`, counted from 1.

    Exactly one team is accountable, at least one is responsible (it may be the same one).
    """

    id: str
    text: str
    phase: Literal["prepare", "run", "review"]
    start: int
    end: int
    parts: tuple[Part, ...]
    objective: str = ""
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Roadmap:
    """Who does what when; `months` is the length, `first` the first month as (year, month)."""

    months: int
    tasks: tuple[Task, ...]
    first: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two objectives, or two wishes, that pull apart, and how the plan deals with it."""

    between: tuple[str, ...]
    text: str
    resolution: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """A question that the plan must put to the person; `field` is where its answer goes."""

    field: str
    text: str
    options: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know about what was typed into a field, such as how a number was read."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole plan. `questions` are three at most; `shared` are KPIs that serve several
    objectives; `request` is what it was drafted from."""

    title: str
    lang: Lang
    request: Request
    interpretations: tuple[Interpretation, ...]
    strategies: tuple[Strategy, ...]
    budget: Budget
    roadmap: Roadmap
    conflicts: tuple[Conflict, ...] = ()
    questions: tuple[Ask, ...] = ()
    notes: tuple[Note, ...] = ()
    shared: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()


def to_dict(plan: Plan) -> dict[str, Any]:
    """The plan as JSON-ready data."""
    return asdict(plan)
