"""Routes of plans: drafted, kept, edited, compared, exported."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from starlette.responses import JSONResponse, Response

from assistant.export import FORMATS, export_paper, format_of, plan_document
from assistant.plan import to_dict
from assistant.plan.records import Plan
from assistant.plan.request import Change
from assistant.plan.store import Entry, Saved
from assistant.records import Lang
from assistant.render.plan_markdown import plan_markdown
from assistant.web.api.asking import PRIVATE
from assistant.web.api.bodies_numbers import (
    CopyBody,
    EditBody,
    ImportBody,
    NewPlanBody,
    PlanBody,
    Version,
)
from assistant.web.api.files import FILE, file_response, named
from assistant.web.api.paging import Page
from assistant.web.api.results import Differences, Paged, PlanData, SavedPlan, plain
from assistant.web.api.room import Here, Room, Tongue

router = APIRouter(prefix="/plans", tags=["plans"])
Id = Annotated[str, Path(max_length=60)]
Which = Annotated[Version | None, Query(description="A version; the latest where it is left out.")]


@router.post("/draft", operation_id="draft-plan", response_model=PlanData)
def draft(here: Here, tongue: Tongue, body: PlanBody) -> Response:
    """Draft a plan; nothing is kept."""
    return JSONResponse(_data(here, _drafted(here, tongue, body)), headers=PRIVATE)


@router.post("", operation_id="keep-plan", response_model=SavedPlan, status_code=201)
def keep(here: Here, tongue: Tongue, body: NewPlanBody) -> Response:
    """Draft a plan and keep it as version 1."""
    kept = here.service.planning.save(_drafted(here, tongue, body), body.reason)
    return _kept(here, kept, 201)


@router.get("", operation_id="list-plans", response_model=Paged[Entry])
def listed(here: Here, page: Page) -> Response:
    """The plans that are kept, the one saved last first."""
    entries = here.service.planning.list()
    return JSONResponse(page.of(entries, lambda each: each.id, plain), headers=PRIVATE)


@router.post("/import", operation_id="import-plan", response_model=SavedPlan, status_code=201)
def take(here: Here, body: ImportBody) -> Response:
    """Keep an exported plan; it is drafted anew with what the library says today."""
    return _kept(here, here.service.planning.take(body.file, body.reason), 201)


@router.get("/{id}", operation_id="get-plan", response_model=SavedPlan)
def get(here: Here, id: Id, version: Which = None) -> Response:
    """A plan that is kept."""
    return _kept(here, here.service.planning.store.get(id, version))


@router.get("/{id}/versions", operation_id="list-plan-versions", response_model=Paged[Entry])
def versions(here: Here, page: Page, id: Id) -> Response:
    """Every version of a plan, the latest first."""
    entries = here.service.planning.store.history(id)
    return JSONResponse(page.of(entries, lambda each: str(each.version), plain), headers=PRIVATE)


@router.post("/{id}/versions", operation_id="edit-plan", response_model=SavedPlan, status_code=201)
def edit(here: Here, id: Id, body: EditBody) -> Response:
    """Change parts of a plan, and keep the result as its next version."""
    changes = [Change(each.path, each.text, each.reason) for each in body.changes]
    return _kept(here, here.service.planning.edit(id, body.base, changes, body.reason), 201)


@router.post("/{id}/copies", operation_id="copy-plan", response_model=SavedPlan, status_code=201)
def copy(here: Here, id: Id, body: CopyBody) -> Response:
    """Keep a copy of a plan as a plan of its own."""
    return _kept(here, here.service.planning.duplicate(id, body.version), 201)


@router.get("/{id}/diff", operation_id="compare-plan", response_model=Differences)
def diff(
    here: Here, id: Id, first: Annotated[Version, Query()], second: Annotated[Version, Query()]
) -> Response:
    """What changed between two versions of a plan."""
    found = here.service.planning.difference(id, first, second)
    return JSONResponse({"differences": [plain(each) for each in found]}, headers=PRIVATE)


@router.get("/{id}/export", operation_id="export-plan", responses=FILE, response_class=Response)
def export(
    here: Here,
    id: Id,
    format: Annotated[
        Literal["json", *FORMATS],  # type: ignore[valid-type]
        Query(description='"json" can be imported again.'),
    ] = "json",
    version: Which = None,
) -> Response:
    """A plan as a file."""
    if format == "json":
        return named(
            here.service.planning.export(id, version), "application/json", f"plan-{id}.json"
        )
    plan = here.service.planning.store.get(id, version).plan
    paper = plan_document(plan, here.settings.prompts)
    return file_response(export_paper(paper, format_of(format)), plan.title)


@router.delete("/{id}", operation_id="delete-plan", status_code=204, response_class=Response)
def delete(here: Here, id: Id) -> Response:
    """Erase a plan with all its versions."""
    here.service.planning.store.delete(id)
    return Response(status_code=204)


def _drafted(here: Room, tongue: Lang, body: PlanBody) -> Plan:
    changes = [Change(each.path, each.text, each.reason) for each in body.changes]
    return here.service.planning.draft(body.typed(), body.lang or tongue, changes)


def _data(here: Room, plan: Plan) -> dict[str, Any]:
    return to_dict(plan) | {"markdown": plan_markdown(plan, here.settings.prompts)}


def _kept(here: Room, saved: Saved, status: int = 200) -> Response:
    data = {
        "id": saved.id,
        "version": saved.version,
        "at": saved.at,
        "reason": saved.reason,
        "plan": _data(here, saved.plan),
    }
    headers = dict(PRIVATE)
    if status == 201:
        headers["Location"] = f"/api/v1/plans/{saved.id}"
    return JSONResponse(data, status, headers)
