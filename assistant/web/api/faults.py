"""What goes wrong, as callers of the API are told it: one shape, the right status."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, Field

from assistant.errors import (
    AssistantError,
    BriefingError,
    BusyError,
    CollectionError,
    DatabaseError,
    DocumentError,
    ExportError,
    IndexFault,
    ModelError,
    QuestionError,
)
from assistant.plan.codec import PlanFileError
from assistant.plan.numbers.faults import InputFaults, NumberFault, faults_of
from assistant.plan.store import PlanMissing, PlanStale
from assistant.records import Lang
from assistant.settings import Settings
from assistant.web.problem import ProblemResponse
from assistant.web.problem import problem as shaped
from assistant.wording import explain, load_wording

log = logging.getLogger(__name__)

# By code first, then by family; what neither names is our own fault.
_OF_CODE: Mapping[str, int] = {
    "collection-unknown": 404,
    "file-unknown": 404,
    "collection-exists": 409,
    "collection-name": 422,
    "document_damaged": 500,
    "collection_damaged": 500,
    "api-form": 415,
    "api-upload-empty": 422,
    "feedback-unknown": 404,
    "feedback-part": 422,
    "upload": 400,
    "upload-large": 413,
    "home": 503,
    "feedback-store": 503,
    "export-tool": 503,
    "export-slow": 503,
    "export-failed": 500,
    "draft-empty": 422,
    "draft-too-long": 422,
    "sources-empty": 422,
    "sources-too-long": 422,
    "sources-unreadable": 422,
}
_OF_FAMILY: tuple[tuple[type[AssistantError], int], ...] = (
    (PlanMissing, 404),
    (PlanStale, 409),
    (PlanFileError, 422),
    (QuestionError, 422),
    (BriefingError, 422),
    (NumberFault, 422),
    (InputFaults, 422),
    (DocumentError, 422),
    (ExportError, 422),
    (CollectionError, 422),
    (BusyError, 503),
    (IndexFault, 503),
    (DatabaseError, 503),
    (ModelError, 503),
)
RETRY_SECONDS = 5


class ApiFault(AssistantError):
    """A request that the API does not take; `status` is that of the response."""

    def __init__(
        self, status: int, code: str, message: str, remedy: str = "", **details: object
    ) -> None:
        super().__init__(message, remedy, code, **details)
        self.status = status


class FieldFault(BaseModel):
    """What is wrong with one field of a request."""

    field: str = Field(description="Where it stands, as in history.0.content.")
    code: str
    message: str
    remedy: str = ""


class Fault(BaseModel):
    """What went wrong and what to do about it."""

    code: str = Field(description="A word for programs; it does not change with the language.")
    message: str
    remedy: str
    fields: list[FieldFault] | None = Field(
        None, description="Where several fields are at fault: each of them."
    )


class Problem(BaseModel):
    """The one shape of every response that is no success."""

    error: Fault = Field(
        examples=[
            {
                "code": "question-empty",
                "message": "There is no question.",
                "remedy": "Type one, or pick an example.",
            }
        ]
    )


def missing(what: str, id: str) -> ApiFault:
    """The fault of an address under which nothing lies."""
    return ApiFault(404, "api-missing", f"There is no {what} {id[:60]!r}.", "", id=id[:60])


def status_of(fault: AssistantError) -> int:
    """The HTTP status of a fault."""
    if isinstance(fault, ApiFault):
        return fault.status
    if fault.code in _OF_CODE:
        return _OF_CODE[fault.code]
    return next((status for family, status in _OF_FAMILY if isinstance(fault, family)), 500)


def told(fault: AssistantError, settings: Settings, lang: Lang) -> ProblemResponse:
    """The response that tells a fault in the reader's language.

    A fault of ours is told without its details, which go to the log.
    """
    status = status_of(fault)
    if status == 500:
        log.error("A request failed: %s", fault, exc_info=fault)
        fault = AssistantError("Something went wrong on our side.", "Look at the log.")
    message, remedy = explain(fault, settings.prompts, lang)
    error: dict[str, Any] = {"code": fault.code, "message": message, "remedy": remedy}
    if fields := faults_of(fault):
        error["fields"] = [_field(each, settings, lang) for each in fields]
    return problem(status, error)


def problem(status: int, error: Mapping[str, Any]) -> ProblemResponse:
    """A response in the one shape, which says when it is worth trying again."""
    again = {"Retry-After": str(RETRY_SECONDS)} if status in (429, 503) else {}
    return shaped(status, error, again)


def _field(fault: NumberFault, settings: Settings, lang: Lang) -> dict[str, str]:
    message, remedy = explain(fault, settings.prompts, lang)
    return {"field": fault.field, "code": fault.code, "message": message, "remedy": remedy}


def invalid(errors: Iterable[Mapping[str, Any]], settings: Settings, lang: Lang) -> ProblemResponse:
    """The response to a request whose fields do not fit; `errors` are pydantic's.

    What was sent is not repeated: it may be long, or private.
    """
    found = list(errors)
    if any(each["type"] == "json_invalid" for each in found):
        fault = ApiFault(400, "api-malformed", "The body is not JSON.", "Send valid JSON.")
        return told(fault, settings, lang)
    words = load_wording(settings.prompts, "api", lang)
    fields = []
    for each in found[:20]:
        place = ".".join(str(part) for part in each["loc"][1:] or each["loc"])
        key = f"invalid.{each['type']}"
        text = words(key if key in words else "invalid.other")
        fields.append({"field": place[:200], "code": each["type"], "message": text, "remedy": ""})
    fault = ApiFault(422, "api-invalid", "The request does not fit.", "Correct the fields named.")
    message, remedy = explain(fault, settings.prompts, lang)
    return problem(
        422, {"code": fault.code, "message": message, "remedy": remedy, "fields": fields}
    )
