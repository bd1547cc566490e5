"""What callers are given: the product's own records, and what wraps them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, Generic, Literal, TypeVar, get_type_hints

from pydantic import BaseModel, Field, create_model

from assistant.answer.grounding import Status
from assistant.briefing import Briefing
from assistant.collections import FileReport, Step, StoredFile
from assistant.plan.comparing import Difference
from assistant.plan.records import Plan
from assistant.records import Answer, Lang, Passage, Reference

T = TypeVar("T")


def plain(value: Any) -> Any:
    """A record, or what holds records, as dictionaries and lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


class Paged(BaseModel, Generic[T]):
    """A page of a list."""

    items: list[T]
    total: int = Field(description="How many there are in all.")
    next_cursor: str | None = Field(description="Of the next page; null on the last one.")


def model_of(
    record: type, name: str, /, leave: tuple[str, ...] = (), **added: Any
) -> type[BaseModel]:
    """A frozen record as a model, with fields added and others left out."""
    hints = get_type_hints(record)
    own: dict[str, Any] = {
        each.name: (hints[each.name], ... if each.default is MISSING else each.default)
        for each in fields(record)
        if each.name not in leave
    }
    doc = " ".join((record.__doc__ or "").split())
    return create_model(name, __doc__=doc, **(own | added))


_MARKDOWN = (str, Field(description="The same, whole, as Markdown with its sources."))

AnswerData = model_of(Answer, "AnswerData", refused=(bool, ...), markdown=_MARKDOWN)
PlanData = model_of(Plan, "PlanData", markdown=_MARKDOWN)
BriefingData = model_of(Briefing, "BriefingData")


class HitData(BaseModel):
    """A passage and how well it fits."""

    passage: Passage
    title: str = Field(description="Of its document.")
    references: list[Reference]
    score: float = Field(description="Orders the list: 0 is an ordinary passage of the library.")
    cosine: float
    lexical: float


class EvidenceData(BaseModel):
    """The evidence for a question; no hits below the bar, and that is an answer."""

    question: str
    lang: Lang
    confidence: float = Field(description="Calibrated chance, 0 to 1, that it can be answered.")
    hits: list[HitData]
    near_misses: list[HitData]


class CheckedData(BaseModel):
    """One sentence of a checked text."""

    text: str
    start: int
    end: int
    status: Status
    lang: Lang
    citations: list[str]
    reasons: list[dict[str, str]]
    source: str
    quote: str
    span: list[int]
    confidence: float


class GroundData(BaseModel):
    """A text, checked sentence by sentence."""

    lang: Lang
    passed: bool
    counts: dict[str, int]
    sentences: list[CheckedData]
    text: str = Field(description="The same in words.")


class ReturnsData(BaseModel):
    """A returns case computed."""

    currency: str
    shape: str
    inputs: dict[str, dict[str, Any]]
    results: dict[str, float | None]
    distributions: dict[str, dict[str, Any]]
    metric: str
    chance_of_loss: float | None
    drivers: list[dict[str, Any]]
    draws: int
    seed: int
    warnings: list[str]
    markdown: str


class ScorecardData(BaseModel):
    """Indicators judged, the most pressing first."""

    as_of: str | None
    indicators: list[dict[str, Any]]
    markdown: str


class MirrorData(BaseModel):
    """Two series set against each other."""

    first: str
    second: str
    period: str
    days: list[str]
    values: list[list[float | None]]
    missing: list[int]
    outside: int
    verdict: str
    best: dict[str, Any] | None
    levels: list[dict[str, Any]]
    changes: list[dict[str, Any]]
    stretches: list[dict[str, Any]]
    warnings: list[str]
    markdown: str


class SavedPlan(BaseModel):
    """A version of a plan that is kept; `at` is UTC."""

    id: str
    version: int
    at: str
    reason: str
    plan: PlanData  # type: ignore[valid-type]


class Differences(BaseModel):
    """What changed between two versions."""

    differences: list[Difference]


class CollectionData(BaseModel):
    """A collection of own documents."""

    id: str
    name: str
    files: int
    passages: int
    changed_at: str


FileData = model_of(StoredFile, "FileData", leave=("sketch",))


class WholeCollection(CollectionData):
    """A collection with its files."""

    contents: list[FileData]  # type: ignore[valid-type]


class FilePassages(BaseModel):
    """What was read of a file, in order."""

    file: FileData  # type: ignore[valid-type]
    passages: list[Passage]


class JobData(BaseModel):
    """Files on their way into a collection."""

    id: str
    collection: str
    state: Literal["waiting", "running", "done", "failed"]
    over: bool
    step: Step
    files: list[FileReport] = Field(description="What became of each, once it is over.")
    cancelled: bool
    error: dict[str, Any] | None = None
