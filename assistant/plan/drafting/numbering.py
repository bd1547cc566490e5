"""Citations of a plan numbered in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from assistant.plan.records import Plan, Strategy
from assistant.plan.request import Request
from assistant.records import Citation

T = TypeVar("T")


def renumbered(plan: Plan) -> Plan:
    """The plan with citations 1, 2, 3… as they appear; what nothing cites is left out."""
    numbers: dict[int, int] = {}
    for number in _met(plan):
        numbers.setdefault(number, len(numbers) + 1)
    by_number = {each.number: each for each in plan.citations}
    cited = tuple(replace(by_number[old], number=new) for old, new in numbers.items())
    return replace(_mapped(replace(plan, citations=()), numbers), citations=cited)


def _met(plan: Plan) -> Iterator[int]:
    for strategy in plan.strategies:
        yield from _of_strategy(strategy)
    for part in (plan.conflicts, plan.budget, plan.roadmap):
        yield from _all(part)


def _of_strategy(strategy: Strategy) -> Iterator[int]:
    yield from _all(strategy.rationale)
    yield from _all(strategy.actions)
    for line in strategy.kpis:
        yield from (*line.citations, *line.target.citations)
    for part in (
        tuple(line.reference for line in strategy.kpis),
        strategy.risks,
        strategy.refused,
        strategy.evidence,
    ):
        yield from _all(part)


def _all(value: Any) -> Iterator[int]:
    """Every citation number below a value, in the order of its fields."""
    if isinstance(value, tuple):
        for each in value:
            yield from _all(each)
    elif is_dataclass(value):
        for field in fields(value):
            inner = getattr(value, field.name)
            yield from (inner if field.name == "citations" else _all(inner))


def _mapped(value: T, numbers: dict[int, int]) -> T:
    """The same value with its citation numbers replaced."""
    if isinstance(value, Request | Citation):
        return value
    if isinstance(value, tuple):
        return tuple(_mapped(each, numbers) for each in value)  # type: ignore[return-value]
    if not is_dataclass(value):
        return value
    changed: dict[str, Any] = {}
    for each in fields(value):
        inner = getattr(value, each.name)
        if each.name == "citations":
            changed[each.name] = tuple(numbers[number] for number in inner)
        elif isinstance(inner, tuple) or is_dataclass(inner):
            changed[each.name] = _mapped(inner, numbers)
    return replace(value, **changed)  # type: ignore[type-var]
