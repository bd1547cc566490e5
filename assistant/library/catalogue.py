"""The KPI catalogue and the objectives, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.library.bilingual import Lists, Texts, as_text, lists, texts


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A reference key, with how the catalogue words the publication."""

    reference: str
    published: str


@dataclass(frozen=True, slots=True)
class KpiInput:
    """A quantity that a formula takes; `name` is the one written in the formula."""

    name: str
    labels: Texts
    units: Texts
    usual_sources: Texts


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A published value of a KPI, for whom and when it holds."""

    values: Texts
    segments: Texts
    years: Texts
    source: SourceNote
    notes: Texts


@dataclass(frozen=True, slots=True)
class Kpi:
    """One indicator: what it is, how it is computed, how it misleads.

    `asks` are the questions of people who do not know its name.
    """

    id: str
    abbreviation: str
    names: Texts
    definitions: Texts
    formulas: Texts
    inputs: tuple[KpiInput, ...]
    units: Texts
    direction: str
    level: str
    timing: str
    business_area: str
    data_sources: Lists
    cadences: Texts
    owners: Texts
    pitfalls: Texts
    vanity_risk: str
    board_worthy: bool
    board_worthy_why: Texts
    benchmarks: tuple[Benchmark, ...]
    sources: tuple[SourceNote, ...]
    asks: Lists


@dataclass(frozen=True, slots=True)
class Level:
    """A rung of the ladder from input to impact."""

    id: str
    definitions: Texts
    sources: tuple[SourceNote, ...]


@dataclass(frozen=True, slots=True)
class ObjectiveKpi:
    """A KPI's part in an objective: `role` is leading, lagging or guardrail."""

    kpi: str
    role: str
    why: Texts


@dataclass(frozen=True, slots=True)
class Finding:
    """What is known about an objective, and how strong it is."""

    texts: Texts
    strengths: Texts
    source: SourceNote


@dataclass(frozen=True, slots=True)
class Objective:
    """A business objective, the KPIs that follow it, what it needs and where it goes wrong.

    `horizon` is (shortest, longest) in months.
    """

    id: str
    names: Texts
    aliases: Lists
    rationales: Texts
    actions: Lists
    kpis: tuple[ObjectiveKpi, ...]
    horizon: tuple[int, int]
    baseline_questions: Lists
    risks: Lists
    evidence: tuple[Finding, ...]
    evidence_gaps: Lists
    anti_patterns: Lists


def read_kpi(item: Mapping[str, Any]) -> Kpi:
    """One entry of `kpis.yaml`; raises KeyError, TypeError or ValueError where it is malformed."""
    return Kpi(
        id=str(item["id"]),
        abbreviation=as_text(item.get("abbreviation")),
        names=texts(item, "name"),
        definitions=texts(item, "definition"),
        formulas=texts(item, "formula"),
        inputs=tuple(_input(each) for each in item.get("inputs") or ()),
        units=texts(item, "unit"),
        direction=as_text(item.get("direction")),
        level=as_text(item.get("level")),
        timing=as_text(item.get("leading_or_lagging")),
        business_area=as_text(item.get("business_area")),
        data_sources=lists(item, "data_sources"),
        cadences=texts(item, "cadence"),
        owners=texts(item, "typical_owner"),
        pitfalls=texts(item, "pitfalls"),
        vanity_risk=as_text(item.get("vanity_risk")),
        board_worthy=bool(item.get("board_worthy")),
        board_worthy_why=texts(item, "board_worthy_why"),
        benchmarks=tuple(_benchmark(each) for each in item.get("benchmarks") or ()),
        sources=_sources(item),
        asks=lists(item, "asks"),
    )


def read_level(item: Mapping[str, Any]) -> Level:
    """One rung; raises KeyError or TypeError where it is malformed."""
    return Level(str(item["id"]), texts(item, "definition"), _sources(item))


def read_objective(item: Mapping[str, Any]) -> Objective:
    """One entry of `objectives.yaml`; raises KeyError, TypeError or ValueError if malformed."""
    months = item["typical_horizon_months"]
    return Objective(
        id=str(item["id"]),
        names=texts(item, "name"),
        aliases=lists(item, "aliases"),
        rationales=texts(item, "board_rationale"),
        actions=lists(item, "actions"),
        kpis=tuple(
            ObjectiveKpi(str(each["kpi_id"]), as_text(each.get("role")), texts(each, "why"))
            for each in item["kpis"]
        ),
        horizon=(int(months["min"]), int(months["max"])),
        baseline_questions=lists(item, "baseline_questions"),
        risks=lists(item, "risks"),
        evidence=tuple(
            Finding(texts(each, "finding"), texts(each, "strength"), _source(each.get("source")))
            for each in item.get("evidence") or ()
        ),
        evidence_gaps=lists(item, "evidence_gaps"),
        anti_patterns=lists(item, "anti_patterns"),
    )


def _input(item: Mapping[str, Any]) -> KpiInput:
    labels = texts({"label": str(item["name"]).replace("_", " "), **item}, "label")
    return KpiInput(str(item["name"]), labels, texts(item, "unit"), texts(item, "usual_source"))


def _benchmark(item: Mapping[str, Any]) -> Benchmark:
    return Benchmark(
        values=texts(item, "value"),
        segments=texts(item, "segment"),
        years=texts(item, "year"),
        source=_source(item.get("source")),
        notes=texts(item, "note"),
    )


def _source(item: Mapping[str, Any] | None) -> SourceNote:
    return SourceNote(as_text((item or {}).get("ref")), as_text((item or {}).get("published")))


def _sources(item: Mapping[str, Any]) -> tuple[SourceNote, ...]:
    return tuple(_source(each) for each in item.get("sources") or ())
