"""The one shape in which anything that goes wrong is told to a program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.responses import JSONResponse

# RFC 9457: a problem document, whose member of ours is `error`.
PROBLEM = "application/problem+json"


class ProblemResponse(JSONResponse):
    """A response that is no success."""

    media_type = PROBLEM


def problem(
    status: int, error: Mapping[str, Any], headers: Mapping[str, str] | None = None
) -> ProblemResponse:
    """`{"error": {code, message, remedy}}`, kept by nobody on the way."""
    return ProblemResponse(
        {"error": dict(error)}, status, {"Cache-Control": "no-store", **(headers or {})}
    )
