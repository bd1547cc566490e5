"""The interactive exercise of each lesson: what is asked, what is computed, how it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

from assistant.library.bilingual import Texts, typeset_texts
from assistant.library.formula import Formula, read_formula

# A rate is a share, 0.4 for 40 %; boxes are counted by how many are ticked; hours are decimal.
Kind = Literal["count", "money", "rate", "hours", "boxes"]


@dataclass(frozen=True, slots=True)
class Input:
    """One number, or a set of boxes to tick, that only the reader's company knows.

    `example` belongs to the invented illustration: a number, or the places of ticked boxes.
    """

    id: str
    kind: Kind
    texts: Texts
    options: tuple[Texts, ...] = ()
    example: float | tuple[int, ...] | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """A number computed from inputs and earlier results, with its formula as people read it."""

    id: str
    kind: Kind
    texts: Texts
    formula: Formula
    shown: Texts


@dataclass(frozen=True, slots=True)
class Rule:
    """What inputs must satisfy together; what is wrong is told at the field `id`."""

    id: str
    condition: Formula
    texts: Texts


@dataclass(frozen=True, slots=True)
class Remark:
    """How to read the results where a condition holds; {names} stand for inputs and results."""

    condition: Formula
    texts: Texts


@dataclass(frozen=True, slots=True)
class Exercise:
    """The exercise of one lesson."""

    lesson: str
    inputs: tuple[Input, ...]
    results: tuple[Result, ...]
    rules: tuple[Rule, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def kinds(self) -> dict[str, Kind]:
        """What each named number is."""
        given = {each.id: each.kind for each in self.inputs}
        return given | {each.id: each.kind for each in self.results}


def read_exercise(item: Mapping[str, Any]) -> Exercise:
    """One entry of `exercises.yaml`; raises KeyError, TypeError or ValueError if malformed."""
    exercise = Exercise(
        lesson=str(item["id"]),
        inputs=tuple(_input(each) for each in item["inputs"]),
        results=tuple(_result(each) for each in item["results"]),
        rules=tuple(
            Rule(str(each["id"]), read_formula(each["must"]), typeset_texts(each))
            for each in item.get("rules", ())
        ),
        remarks=tuple(
            Remark(read_formula(each["when"]), typeset_texts(each))
            for each in item.get("remarks", ())
        ),
    )
    _look_for_unknown_names(exercise)
    return exercise


def _input(item: Mapping[str, Any]) -> Input:
    kind = _kind(item["kind"])
    example = item.get("example")
    options = tuple(typeset_texts(each) for each in item.get("options", ()))
    if kind == "boxes" and not options:
        raise ValueError(f"input {item['id']!r} has no options")
    return Input(
        id=str(item["id"]),
        kind=kind,
        texts=typeset_texts(item),
        options=options,
        example=tuple(example) if isinstance(example, list) else example,
        optional=bool(item.get("optional", False)),
    )


def _result(item: Mapping[str, Any]) -> Result:
    return Result(
        id=str(item["id"]),
        kind=_kind(item["kind"]),
        texts=typeset_texts(item),
        formula=read_formula(str(item["formula"])),
        shown=typeset_texts(item, "shown"),
    )


def _kind(value: object) -> Kind:
    if value not in get_args(Kind):
        raise ValueError(f"kind {value!r} is not one of {', '.join(get_args(Kind))}")
    return cast(Kind, value)


def _look_for_unknown_names(exercise: Exercise) -> None:
    """Raise ValueError where a formula names what is neither an input nor an earlier result."""
    known = {each.id for each in exercise.inputs}
    for result in exercise.results:
        _only(result.formula, known)
        known.add(result.id)
    for rule in exercise.rules:
        _only(rule.condition, known)
    for remark in exercise.remarks:
        _only(remark.condition, known)


def _only(formula: Formula, known: set[str]) -> None:
    unknown = sorted(formula.names - known)
    if unknown:
        raise ValueError(f"formula {formula.text!r} names {', '.join(unknown)}")
