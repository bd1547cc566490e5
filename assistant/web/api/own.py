"""Routes of the company's own documents: files in, collections, what was read."""

from __future__ import annotations

import hashlib
import json
import shutil
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from assistant.collections import Collection, FileReport, StoredFile
from assistant.collections.store import LONGEST_NAME, named
from assistant.database import database_of
from assistant.errors import DocumentError
from assistant.terminal_ingest import refusal
from assistant.web.api.asking import PRIVATE
from assistant.web.api.bodies import NameBody
from assistant.web.api.faults import missing, told
from assistant.web.api.gate import replay
from assistant.web.api.paging import Page
from assistant.web.api.replays import Kept, Replays, key_of
from assistant.web.api.results import (
    CollectionData,
    FilePassages,
    JobData,
    Paged,
    WholeCollection,
    plain,
)
from assistant.web.api.room import Here, Room, Tongue
from assistant.web.documents.jobs import Job
from assistant.web.documents.receiving import Upload, receive

router = APIRouter(tags=["own documents"])
Id = Annotated[str, Path(max_length=200)]
_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "files": {
                            "type": "array",
                            "items": {"type": "string", "format": "binary"},
                        },
                        "collection": {"type": "string", "maxLength": LONGEST_NAME},
                    },
                    "required": ["files", "collection"],
                }
            }
        },
    }
}


@router.post(
    "/ingest",
    operation_id="ingest",
    response_model=JobData,
    status_code=202,
    openapi_extra=_FORM,
)
async def ingest(request: Request, here: Here, tongue: Tongue) -> Response:
    """Take files into a collection, in the background; ask for the job to follow it."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise DocumentError(
            "The body is no multipart form.", "Send multipart/form-data.", code="api-form"
        )
    key = key_of(request.headers, "POST", request.scope["path"])
    upload = await receive(request)
    return await run_in_threadpool(_begun, here, tongue, upload, key)


def _begun(here: Room, tongue: Any, upload: Upload, key: str) -> Response:
    """Begin the job, once for each key."""
    replays = Replays(here.settings.home, database_of(here.settings))
    begun = False
    try:
        if not upload.paths or not upload.collection:
            raise DocumentError(
                "There are no files, or no collection is named.",
                "Send both fields.",
                code="api-upload-empty",
            )
        # A name that cannot be given is refused at once, not at the end of a job.
        named(upload.collection)
        if key and (kept := replays.claim(key, _digest(upload))):
            return replay(kept)
        job = here.jobs.begin(upload.folder, upload.paths, upload.collection)
        begun = True
        response = _job(here, job, tongue, 202)
        if key:
            replays.keep(key, Kept(202, "application/json", bytes(response.body)))
        return response
    finally:
        if not begun:
            shutil.rmtree(upload.folder, ignore_errors=True)


def _digest(upload: Upload) -> str:
    digest = hashlib.sha256(upload.collection.encode("utf-8"))
    for path in upload.paths:
        digest.update(b"\0" + path.name.encode("utf-8") + b"\0")
        with path.open("rb") as handle:
            digest.update(hashlib.file_digest(handle, "sha256").digest())
    return digest.hexdigest()


@router.get("/ingest/{id}", operation_id="get-job", response_model=JobData)
def job(here: Here, tongue: Tongue, id: Id) -> Response:
    """How far a job is, and what became of each file."""
    return _job(here, _found(here, id), tongue)


@router.delete("/ingest/{id}", operation_id="cancel-job", response_model=JobData)
def cancel(here: Here, tongue: Tongue, id: Id) -> Response:
    """Ask a job to stop; what is finished stays."""
    found = _found(here, id)
    found.cancel.set()
    return _job(here, found, tongue)


def _found(here: Room, id: str) -> Job:
    found = here.jobs.get(id)
    if found is None:
        raise missing("job", id)
    return found


def _job(here: Room, job: Job, tongue: Any, status: int = 200) -> JSONResponse:
    error = None
    if job.fault:
        # The message alone: this is no failure of the request that asks.
        error = _error(here, job, tongue)
    files = [_outcome(here, each, tongue) for each in job.report.files] if job.report else []
    data = {
        "id": job.id,
        "collection": job.collection,
        "state": job.state,
        "over": job.over,
        "step": plain(job.step),
        "files": files,
        "cancelled": job.cancel.is_set(),
        "error": error,
    }
    headers = PRIVATE | ({"Location": f"/api/v1/ingest/{job.id}"} if status == 202 else {})
    return JSONResponse(data, status, headers)


def _outcome(here: Room, file: FileReport, tongue: Any) -> dict[str, Any]:
    """What became of a file, a refusal in the reader's language."""
    fields: dict[str, Any] = plain(file)
    message, remedy = refusal(file, here.settings.prompts, tongue)
    return fields | {"message": message, "remedy": remedy}


def _error(here: Room, job: Job, tongue: Any) -> dict[str, Any]:
    assert job.fault is not None
    body: dict[str, Any] = json.loads(bytes(told(job.fault, here.settings, tongue).body))
    error: dict[str, Any] = body["error"]
    return error


@router.get("/collections", operation_id="list-collections", response_model=Paged[CollectionData])
def collections(here: Here, page: Page) -> Response:
    """The collections of own documents, by name."""
    found = here.service.collections.all()
    return JSONResponse(page.of(found, lambda each: each.id, _collection), headers=PRIVATE)


@router.get("/collections/{id}", operation_id="get-collection", response_model=WholeCollection)
def collection(here: Here, id: Id) -> Response:
    """A collection with its files."""
    found = here.service.collections.show(id)
    files = [_file(each) for each in found.files]
    return JSONResponse(_collection(found) | {"contents": files}, headers=PRIVATE)


@router.patch("/collections/{id}", operation_id="rename-collection", response_model=CollectionData)
def rename(here: Here, id: Id, body: NameBody) -> Response:
    """Give a collection another name."""
    return JSONResponse(_collection(here.service.collections.rename(id, body.name)))


@router.delete(
    "/collections/{id}",
    operation_id="delete-collection",
    status_code=204,
    response_class=Response,
)
def delete(here: Here, id: Id) -> Response:
    """Erase a collection with all its files."""
    here.service.collections.delete(id)
    return Response(status_code=204)


@router.get("/collections/{id}/files/{file}", operation_id="get-file", response_model=FilePassages)
def file(here: Here, id: Id, file: Id) -> Response:
    """What was read of a file, passage by passage."""
    stored, passages = here.service.collections.document(id, file)
    data = {"file": _file(stored), "passages": [plain(each) for each in passages]}
    return JSONResponse(data, headers=PRIVATE)


@router.delete(
    "/collections/{id}/files/{file}",
    operation_id="delete-file",
    status_code=204,
    response_class=Response,
)
def delete_file(here: Here, id: Id, file: Id) -> Response:
    """Take a file out of a collection."""
    here.service.collections.delete_file(id, file)
    return Response(status_code=204)


def _collection(found: Collection) -> dict[str, Any]:
    return {
        "id": found.id,
        "name": found.name,
        "files": len(found.files),
        "passages": found.passages,
        "changed_at": found.changed_at,
    }


def _file(stored: StoredFile) -> dict[str, Any]:
    fields: dict[str, Any] = plain(stored)
    del fields["sketch"]
    return fields
