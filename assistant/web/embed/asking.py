"""Reads the question that the script of `/embed` posts, and nothing else."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

# A question, the questions before it, and room for what JSON adds to accented letters.
_LARGEST = 65_536
_MOST_TURNS = 1_000_000
_KNOWN = {"question": str, "history": list, "collection": str, "turn": int}


@dataclass(frozen=True)
class Asking:
    """A question with the questions before it, oldest first, and the number of its turn."""

    question: str
    history: tuple[str, ...] = ()
    collection: str = ""
    turn: int = 1


class Misunderstood(Exception):
    """A body that no page of ours sends; `status` is that of HTTP."""

    def __init__(self, status: int, code: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.status, self.code, self.remedy = status, code, remedy


async def read_asking(request: Request) -> Asking:
    """Read the body; raises Misunderstood where it is too large, not JSON or of another shape."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Misunderstood(415, "content-type", "The body is not JSON.", "Send application/json.")
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST:
            remedy = f"Send at most {_LARGEST} bytes."
            raise Misunderstood(413, "too-large", "The body is too large.", remedy)
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError):
        raise Misunderstood(
            400, "malformed", "The body is not well-formed JSON.", "Correct it and send it again."
        ) from None
    return _checked(fields)


def _checked(fields: Any) -> Asking:
    if not isinstance(fields, dict) or not fields.keys() <= _KNOWN.keys():
        names = ", ".join(_KNOWN)
        raise Misunderstood(422, "fields", "The fields are not those known.", f"Known: {names}.")
    for name, value in fields.items():
        # To Python, true is a whole number.
        if not isinstance(value, _KNOWN[name]) or isinstance(value, bool):
            remedy = f"{name} is of type {_KNOWN[name].__name__}."
            raise Misunderstood(422, "field", f"{name} has another type.", remedy)
    history = fields.get("history", [])
    if not all(isinstance(each, str) for each in history):
        raise Misunderstood(422, "field", "history holds something else than text.", "Send texts.")
    turn = min(max(fields.get("turn", 1), 1), _MOST_TURNS)
    return Asking(fields.get("question", ""), tuple(history), fields.get("collection", ""), turn)
