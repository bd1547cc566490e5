"""Records to JSON-ready data and back, and the JSON schema that describes them."""

from __future__ import annotations

import types
from dataclasses import MISSING, asdict, fields, is_dataclass
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from assistant.errors import AssistantError

T = TypeVar("T")
LONGEST_TEXT, LONGEST_LIST = 20_000, 2_000


class PlanFileError(AssistantError):
    """A file that is no plan: what is wrong, and where in it."""

    code = "plan-file"

    def __init__(self, place: str, wrong: str) -> None:
        super().__init__(
            f"{place}: {wrong}.",
            "Export the plan again, or check it against `assistant plan schema`.",
            place=place,
            wrong=wrong,
        )


def encode(record: Any) -> Any:
    """A record as JSON-ready data."""
    return asdict(record)


def decode(wanted: type[T], data: Any, place: str = "plan") -> T:
    """The record that the data describes; PlanFileError names the place of what is wrong:
    a missing or unknown key, another type, a text or list beyond bounds."""
    return cast(T, _decode(wanted, data, place))


def _decode(wanted: Any, data: Any, place: str) -> Any:
    origin = get_origin(wanted)
    if is_dataclass(wanted):
        return _record(wanted, data, place)
    if origin is tuple:
        return _tuple(get_args(wanted), data, place)
    if origin in (Union, types.UnionType):
        inner = [each for each in get_args(wanted) if each is not type(None)]
        return None if data is None else _decode(inner[0], data, place)
    if origin is Literal:
        if data not in get_args(wanted):
            raise PlanFileError(place, f"{str(data)[:40]!r} is none of {list(get_args(wanted))}")
        return data
    return _plain(wanted, data, place)


def _plain(wanted: Any, data: Any, place: str) -> Any:
    if wanted is float and isinstance(data, int | float) and not isinstance(data, bool):
        if data != data or data in (float("inf"), float("-inf")):
            raise PlanFileError(place, "the number is not finite")
        return float(data)
    if not isinstance(data, wanted) or (isinstance(data, bool) and wanted is not bool):
        raise PlanFileError(place, f"must be {_NAMES.get(wanted, wanted.__name__)}")
    if isinstance(data, str) and len(data) > LONGEST_TEXT:
        raise PlanFileError(place, f"the text exceeds {LONGEST_TEXT} characters")
    return data


def _record(wanted: Any, data: Any, place: str) -> Any:
    if not isinstance(data, dict):
        raise PlanFileError(place, "must be an object")
    hints = get_type_hints(wanted)
    names = {each.name for each in fields(wanted)}
    if unknown := sorted(str(name)[:40] for name in data.keys() - names):
        raise PlanFileError(place, f"unknown key {unknown[0]!r}")
    values = {}
    for each in fields(wanted):
        if each.name in data:
            values[each.name] = _decode(hints[each.name], data[each.name], f"{place}.{each.name}")
        elif each.default is MISSING and each.default_factory is MISSING:
            raise PlanFileError(place, f"the key {each.name!r} is missing")
    return wanted(**values)


def _tuple(kinds: tuple[Any, ...], data: Any, place: str) -> tuple[Any, ...]:
    if not isinstance(data, list | tuple) or len(data) > LONGEST_LIST:
        raise PlanFileError(place, f"must be a list of at most {LONGEST_LIST}")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_decode(kinds[0], each, f"{place}[{n}]") for n, each in enumerate(data))
    if len(data) != len(kinds):
        raise PlanFileError(place, f"must be a list of {len(kinds)}")
    return tuple(
        _decode(kind, each, f"{place}[{n}]")
        for n, (kind, each) in enumerate(zip(kinds, data, strict=True))
    )


_NAMES = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}
_JSON = {str: "string", int: "integer", float: "number", bool: "boolean"}


def schema(wanted: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """The JSON schema of a type; records go to `definitions` and are referred to."""
    origin = get_origin(wanted)
    if is_dataclass(wanted):
        return _record_schema(wanted, definitions)
    if origin is tuple:
        kinds = get_args(wanted)
        if len(kinds) == 2 and kinds[1] is Ellipsis:
            items = schema(kinds[0], definitions)
            return {"type": "array", "items": items, "maxItems": LONGEST_LIST}
        return {
            "type": "array",
            "prefixItems": [schema(kind, definitions) for kind in kinds],
            "minItems": len(kinds),
            "maxItems": len(kinds),
        }
    if origin in (Union, types.UnionType):
        inner = [each for each in get_args(wanted) if each is not type(None)]
        return {"anyOf": [schema(inner[0], definitions), {"type": "null"}]}
    if origin is Literal:
        return {"enum": list(get_args(wanted))}
    return {"type": _JSON[wanted]}


def _record_schema(wanted: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    name = wanted.__name__
    if name not in definitions:
        definitions[name] = {}
        hints = get_type_hints(wanted)
        required = [
            each.name
            for each in fields(wanted)
            if each.default is MISSING and each.default_factory is MISSING
        ]
        definitions[name] = {
            "type": "object",
            "description": " ".join((wanted.__doc__ or "").split()),
            "properties": {
                each.name: schema(hints[each.name], definitions) for each in fields(wanted)
            },
            "required": required,
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}
