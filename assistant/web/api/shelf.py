"""Routes of the library: documents, KPIs, objectives, publications."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel
from starlette.responses import JSONResponse, Response

from assistant.library import Library
from assistant.library.catalogue import Kpi, Objective
from assistant.records import Document, Lang, Passage, Reference
from assistant.web.api.faults import missing
from assistant.web.api.paging import Page
from assistant.web.api.results import Paged, plain
from assistant.web.api.room import Here, Tongue

router = APIRouter()
_LIBRARY: list[str | Enum] = ["library"]
Id = Annotated[str, Path(max_length=200)]
Kind = Annotated[str, Query(max_length=60, description="case-study, article, question, lesson…")]
Topic = Annotated[str, Query(max_length=60, description="A topic of the library, such as crisis.")]


class Heading(BaseModel):
    """A document in a list."""

    id: str
    kind: str
    lang: Lang
    title: str
    summary: str
    topics: list[str]
    organisation: str
    sector: str
    country: str
    years: str
    evidence: str


class WholeDocument(Heading):
    """A document with its passages and the publications that they cite."""

    passages: list[Passage]
    references: list[Reference]
    related: list[str]


@router.get(
    "/library/documents",
    operation_id="list-documents",
    response_model=Paged[Heading],
    tags=_LIBRARY,
)
def documents(
    here: Here, tongue: Tongue, page: Page, kind: Kind = "", topic: Topic = ""
) -> Response:
    """The documents of the library in one language, by id."""
    found = [
        each
        for each in here.service.library.documents.values()
        if each.lang == tongue and kind in ("", each.kind) and (not topic or topic in each.topics)
    ]
    found.sort(key=lambda each: each.id)
    return JSONResponse(page.of(found, lambda each: each.id, _heading))


@router.get(
    "/library/documents/{id}",
    operation_id="get-document",
    response_model=WholeDocument,
    tags=_LIBRARY,
)
def document(here: Here, tongue: Tongue, id: Id) -> Response:
    """A document of the library, statement by statement, with its publications."""
    found = here.service.library.document(id, tongue)
    if found is None:
        raise missing("document", id)
    return JSONResponse(document_data(here.service.library, found))


def document_data(library: Library, found: Document) -> dict[str, Any]:
    """A document as the API gives it."""
    known = library.references
    keys = dict.fromkeys(key for passage in found.passages for key in passage.references)
    return _heading(found) | {
        "passages": [plain(each) for each in found.passages],
        "references": [plain(known[key]) for key in keys if key in known],
        "related": list(found.related),
    }


def _heading(found: Document) -> dict[str, Any]:
    return {
        "id": found.id,
        "kind": found.kind,
        "lang": found.lang,
        "title": found.title,
        "summary": found.summary,
        "topics": list(found.topics),
        "organisation": found.organisation,
        "sector": found.sector,
        "country": found.country,
        "years": found.years,
        "evidence": found.evidence,
    }


@router.get("/library/kpis", operation_id="list-kpis", response_model=Paged[Kpi], tags=_LIBRARY)
def kpis(here: Here, page: Page) -> Response:
    """The catalogue's KPIs in both languages, by id."""
    return _listed(here.service.library.kpis, page)


@router.get("/library/kpis/{id}", operation_id="get-kpi", response_model=Kpi, tags=_LIBRARY)
def kpi(here: Here, id: Id) -> Response:
    """A KPI: definition, formula, unit, level, owner, pitfalls, sources."""
    return _one(here.service.library.kpis, "KPI", id)


@router.get(
    "/library/objectives",
    operation_id="list-objectives",
    response_model=Paged[Objective],
    tags=_LIBRARY,
)
def objectives(here: Here, page: Page) -> Response:
    """The catalogue's objectives in both languages, by id."""
    return _listed(here.service.library.objectives, page)


@router.get(
    "/library/objectives/{id}",
    operation_id="get-objective",
    response_model=Objective,
    tags=_LIBRARY,
)
def objective(here: Here, id: Id) -> Response:
    """An objective: actions, KPIs, horizon, risks, evidence."""
    return _one(here.service.library.objectives, "objective", id)


@router.get(
    "/library/references",
    operation_id="list-references",
    response_model=Paged[Reference],
    tags=_LIBRARY,
)
def references(here: Here, page: Page) -> Response:
    """The publications behind the library, by key."""
    return _listed(here.service.library.references, page)


@router.get(
    "/library/references/{id}",
    operation_id="get-reference",
    response_model=Reference,
    tags=_LIBRARY,
)
def reference(here: Here, id: Id) -> Response:
    """A publication."""
    return _one(here.service.library.references, "reference", id)


def _listed(found: Mapping[str, Any], page: Page) -> Response:
    items = sorted(found.items())
    return JSONResponse(page.of(items, lambda item: item[0], lambda item: plain(item[1])))


def _one(found: Mapping[str, Any], what: str, id: str) -> Response:
    if id not in found:
        raise missing(what, id)
    return JSONResponse(plain(found[id]))
