"""Plans leave and enter as JSON files of a published schema."""

from __future__ import annotations

import json
from typing import Any

from assistant.plan.codec import PlanFileError, decode, encode, schema
from assistant.plan.records import Plan
from assistant.plan.request import Request

FORMAT = "boardwise-plan/1"
LARGEST_FILE = 4_000_000


def plan_schema() -> dict[str, Any]:
    """The JSON schema (2020-12) of an exported plan."""
    definitions: dict[str, Any] = {}
    plan = schema(Plan, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Boardwise plan",
        "type": "object",
        "properties": {"format": {"const": FORMAT}, "plan": plan},
        "required": ["format", "plan"],
        "additionalProperties": False,
        "$defs": definitions,
    }


def exported(plan: Plan) -> str:
    """A plan as the text of a JSON file."""
    data = {"format": FORMAT, "plan": encode(plan)}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def imported(text: str) -> Request:
    """The request of an exported plan, from which it is drafted again.

    A file may have been edited by hand: what it quotes is not trusted, the library is asked
    anew. Raises PlanFileError that names the place of what is wrong.
    """
    if len(text) > LARGEST_FILE:
        raise PlanFileError("file", f"larger than {LARGEST_FILE} characters")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise PlanFileError("file", f"is no JSON ({str(error)[:80]})") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise PlanFileError("format", f"must be {FORMAT!r}")
    if unknown := sorted(str(key)[:40] for key in data.keys() - {"format", "plan"}):
        raise PlanFileError("file", f"unknown key {unknown[0]!r}")
    return decode(Plan, data.get("plan")).request
