"""Arithmetic written in a knowledge file: parsed once, computed without running any code."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_LONGEST = 200
_OPERATORS: Mapping[type[ast.AST], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_COMPARISONS: Mapping[type[ast.AST], Callable[[float, float], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
_FUNCTIONS: Mapping[str, Callable[..., float]] = {"min": min, "max": max}
# Sums of a few amounts in binary fractions differ in the last digits only.
_EQUAL = 1e-9


@dataclass(frozen=True, slots=True)
class Formula:
    """An expression over named numbers: + - * / ( ), min, max, comparisons joined by `and`."""

    text: str
    names: frozenset[str]
    _tree: ast.expr

    def value(self, values: Mapping[str, float | None]) -> float | None:
        """The result; None where a number is missing, a divisor is zero or nothing finite is left.

        A comparison gives 1 or 0.
        """
        if any(values.get(name) is None for name in self.names):
            return None
        try:
            found = float(_compute(self._tree, values))
        except (ZeroDivisionError, OverflowError):
            return None
        return found if math.isfinite(found) else None

    def holds(self, values: Mapping[str, float | None]) -> bool:
        """True where the condition can be computed and is met."""
        return bool(self.value(values))


def read_formula(text: str) -> Formula:
    """Parse an expression; raises ValueError naming what does not belong in one."""
    if len(text) > _LONGEST:
        raise ValueError(f"formula of {len(text)} characters")
    try:
        tree = ast.parse(text, mode="eval").body
    except SyntaxError:
        raise ValueError(f"formula {text!r} cannot be read") from None
    names: set[str] = set()
    _accept(tree, names, text)
    return Formula(text, frozenset(names), tree)


def _accept(node: ast.expr, names: set[str], text: str) -> None:
    match node:
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            return
        case ast.Name(id=name):
            names.add(name)
            return
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            parts = [left, right]
        case ast.Compare(left=left, ops=ops, comparators=rest) if all(
            type(op) in _COMPARISONS for op in ops
        ):
            parts = [left, *rest]
        case ast.BoolOp(op=ast.And(), values=values):
            parts = values
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in _FUNCTIONS:
            parts = args
        case _:
            raise ValueError(f"formula {text!r} holds {type(node).__name__}")
    for part in parts:
        _accept(part, names, text)


def _compute(node: ast.expr, values: Mapping[str, float | None]) -> float:
    match node:
        case ast.Constant(value=int() | float() as value):
            return value
        case ast.Name(id=name):
            found = values[name]
            assert found is not None  # `value` has looked.
            return found
        case ast.BinOp(left=left, op=op, right=right):
            return _OPERATORS[type(op)](_compute(left, values), _compute(right, values))
        case ast.Compare(left=left, ops=ops, comparators=rest):
            numbers = [_compute(part, values) for part in (left, *rest)]
            pairs = zip(numbers, ops, numbers[1:], strict=False)
            return all(_compared(one, op, other) for one, op, other in pairs)
        case ast.BoolOp(values=parts):
            return all(_compute(part, values) for part in parts)
        case ast.Call(func=ast.Name(id=name), args=args):
            return _FUNCTIONS[name](*(_compute(part, values) for part in args))
        case _:
            raise AssertionError(node)  # `read_formula` accepts nothing else.


def _compared(one: float, op: ast.cmpop, other: float) -> bool:
    if math.isclose(one, other, rel_tol=_EQUAL, abs_tol=_EQUAL):
        other = one
    return _COMPARISONS[type(op)](one, other)
