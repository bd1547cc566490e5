"""The exercise of a lesson worked on the reader's own numbers."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.errors import AssistantError
from assistant.library.exercises import Exercise, Input, Kind, Result
from assistant.plan.numbers.amounts import LONGEST, Mark, read_amount
from assistant.records import Lang

_THIN = "\u202f"
_MARKS: Mapping[Lang, Mark] = {"fr": ",", "en": "."}
# By input: what was typed, or the places of the boxes ticked.
Typed = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Worksheet:
    """What was typed, what is wrong with it at which input, and what follows from it.

    A result is None where it cannot be computed. `missing` are needed inputs still empty.
    """

    typed: Mapping[str, tuple[str, ...]]
    values: Mapping[str, float | None]
    faults: Mapping[str, AssistantError]
    missing: tuple[str, ...]
    results: tuple[tuple[Result, float | None], ...]
    remarks: tuple[str, ...]

    @property
    def started(self) -> bool:
        """True where something was typed or ticked."""
        return any(self.typed.values())


def work(exercise: Exercise, typed: Typed, lang: Lang) -> Worksheet:
    """Read what was typed, in the formats of a language, and compute; never raises for input."""
    values: dict[str, float | None] = {}
    faults: dict[str, AssistantError] = {}
    kept = {each.id: _kept(each, typed.get(each.id, ())) for each in exercise.inputs}
    started = any(kept.values())
    for each in exercise.inputs:
        try:
            values[each.id] = _value(each, kept[each.id], lang, started)
        except AssistantError as fault:
            values[each.id], faults[each.id] = None, fault
    for rule in exercise.rules:
        if rule.id not in faults and rule.condition.value(values) == 0:
            faults[rule.id] = AssistantError(rule.texts[lang], code="exercise-rule")
    missing = tuple(
        each.id
        for each in exercise.inputs
        if values[each.id] is None and each.id not in faults and not each.optional
    )
    results: list[tuple[Result, float | None]] = []
    for result in exercise.results:
        # A contradiction among the inputs would only be carried on into the results.
        values[result.id] = None if faults else result.formula.value(values)
        results.append((result, values[result.id]))
    remarks = () if faults else _remarks(exercise, values, lang)
    return Worksheet(kept, values, faults, missing, tuple(results), remarks)


def example(exercise: Exercise, lang: Lang) -> dict[str, tuple[str, ...]]:
    """The inputs of the invented illustration, as they would be typed."""
    return {each.id: _example(each, lang) for each in exercise.inputs}


def shown(value: float, kind: Kind, lang: Lang) -> str:
    """A number as people read it: 62.5%, 62,5 %; amounts bear no currency."""
    match kind:
        case "rate":
            return f"{_number(value * 100, 1, lang)}{_THIN if lang == 'fr' else ''}%"
        case "hours":
            return f"{_number(value, 1, lang)}{_THIN if lang == 'fr' else ' '}h"
        case "money":
            small = abs(value) < 100 and abs(value - round(value)) > 1e-9
            return _number(value, 2, lang, fixed=small)
        case _:
            return _number(value, 2, lang)


def _number(value: float, places: int, lang: Lang, fixed: bool = False) -> str:
    text = f"{abs(value):,.{places}f}"
    if not fixed and "." in text:
        text = text.rstrip("0").rstrip(".")
    if lang == "fr":
        text = text.replace(",", _THIN).replace(".", ",")
    return f"−{text}" if value < 0 and text.strip(f"0.,{_THIN}") else text


def _kept(given: Input, typed: Sequence[str]) -> tuple[str, ...]:
    if given.kind == "boxes":
        places = {str(place) for place in range(len(given.options))}
        return tuple(sorted(places & set(typed), key=int))
    text = typed[0].strip()[: LONGEST + 1] if typed else ""
    return (text,) if text else ()


def _value(given: Input, kept: tuple[str, ...], lang: Lang, started: bool) -> float | None:
    """The number typed, None where there is none; raises AssistantError where it is no such."""
    if given.kind == "boxes":
        return float(len(kept)) if started else None
    if not kept:
        return None
    kind = given.kind if given.kind in ("money", "rate") else "number"
    value = read_amount(kept[0], kind, _MARKS[lang], given.id).value
    if value < 0:
        raise _fault("exercise-negative", f"{kept[0]!r} is below zero.", "Type zero or more.")
    if given.kind == "count" and value != int(value):
        raise _fault("exercise-whole", f"{kept[0]!r} is not a whole number.", "Count whole ones.")
    return value


def _fault(code: str, message: str, remedy: str) -> AssistantError:
    return AssistantError(message, remedy, code=code)


def _example(given: Input, lang: Lang) -> tuple[str, ...]:
    if given.example is None:
        return ()
    if isinstance(given.example, tuple):
        return tuple(str(place) for place in given.example)
    return (shown(given.example, given.kind, lang).removesuffix("h").rstrip(f" {_THIN}"),)


def _remarks(exercise: Exercise, values: Mapping[str, float | None], lang: Lang) -> tuple[str, ...]:
    kinds = exercise.kinds()
    said = []
    for remark in exercise.remarks:
        if not remark.condition.holds(values):
            continue
        template = remark.texts[lang]
        names = {name for _, name, _, _ in string.Formatter().parse(template) if name}
        told = {name: values[name] for name in names}
        if None in told.values():
            continue
        said.append(
            template.format(
                **{name: shown(v, kinds[name], lang) for name, v in told.items() if v is not None}
            )
        )
    return tuple(said)
