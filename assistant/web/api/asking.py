"""Routes that answer: ask, retrieve, ground, and answers as files."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response, StreamingResponse

from assistant.answer.grounding import Source
from assistant.errors import AssistantError
from assistant.library import Library
from assistant.records import Answer, Evidence, Hit, Lang
from assistant.render import load_labels, to_dict, to_markdown
from assistant.render.grounding import report_plain
from assistant.retrieve.filters import Filters
from assistant.web.api.bodies import AskBody, AskExportBody, GroundBody, RetrieveBody
from assistant.web.api.faults import told
from assistant.web.api.files import FILE, file_response
from assistant.web.api.results import AnswerData, EvidenceData, GroundData, plain
from assistant.web.api.room import Here, Room, Tongue
from assistant.web.events import STREAM, WAITING, event
from assistant.wording import load_wording

router = APIRouter(tags=["answers"])
PRIVATE = {"Cache-Control": "no-store"}
# Seconds of silence after which a comment tells proxies that the stream lives.
SILENCE = 15.0


@router.post(
    "/ask",
    operation_id="ask",
    response_model=AnswerData,
    responses={200: {"content": {STREAM: {"schema": {"type": "string"}}}}},
)
async def ask(request: Request, here: Here, tongue: Tongue, body: AskBody) -> Response:
    """Answer a question; with `Accept: text/event-stream` as it grows.

    Events: `partial` (the answer so far), `answer` (the whole, last), `error`.
    """
    steps = asked(here, body, tongue)
    if STREAM not in request.headers.get("accept", ""):
        answer = await run_in_threadpool(last_of, steps)
        await run_in_threadpool(here.feedback.note, answer)
        return JSONResponse(answer_data(here, answer), headers=PRIVATE)
    # What cannot be asked is refused with its status, before the stream begins.
    first = await run_in_threadpool(next, steps)
    events = _events(here, first, steps, tongue)
    return StreamingResponse(events, media_type=STREAM, headers=PRIVATE)


def asked(here: Room, body: AskBody, tongue: Lang) -> Iterator[Answer]:
    """The answer as it grows; the last one is whole."""
    history = [turn if isinstance(turn, str) else turn.model_dump() for turn in body.history]
    # Of a turn and its reply only the turn counts: twice as many entries hold the latest.
    latest = history[-2 * here.settings.history_limit :] if here.settings.history_limit else []
    return here.service.ask_stream(body.question, latest, body.lang, tongue, body.within)


def last_of(steps: Iterator[Answer]) -> Answer:
    """The whole answer at the end of its growth."""
    *_, last = steps
    return last


def answer_data(here: Room, answer: Answer) -> dict[str, Any]:
    """An answer as the API gives it."""
    labels = load_labels(here.settings.prompts, answer.lang)
    return to_dict(answer) | {"markdown": to_markdown(answer, labels)}


async def _events(
    here: Room, first: Answer, steps: Iterator[Answer], tongue: Lang
) -> AsyncIterator[str]:
    answer = first
    yield event("partial", await run_in_threadpool(answer_data, here, answer))
    while True:
        waiting = asyncio.ensure_future(run_in_threadpool(_next, steps))
        while not (await asyncio.wait({waiting}, timeout=SILENCE))[0]:
            yield WAITING
        try:
            grown = waiting.result()
        except AssistantError as fault:
            # The composed answer that was sent stands; what was to follow did not come.
            response = told(fault, here.settings, tongue)
            yield event("error", json.loads(bytes(response.body)))
            break
        if grown is None:
            break
        answer = grown
        yield event("partial", await run_in_threadpool(answer_data, here, answer))
    await run_in_threadpool(here.feedback.note, answer)
    yield event("answer", await run_in_threadpool(answer_data, here, answer))


def _next(steps: Iterator[Answer]) -> Answer | None:
    return next(steps, None)


@router.post("/ask/export", operation_id="export-answers", responses=FILE, response_class=Response)
def export_answers(here: Here, tongue: Tongue, body: AskExportBody) -> Response:
    """Ask questions one after the other, and give the conversation as a file."""
    answers: list[Answer] = []
    for question in body.questions:
        earlier = [each.question for each in answers]
        answers.append(here.service.ask(question, earlier, body.lang, tongue, body.within))
    lang = body.lang or answers[0].lang
    made = here.service.export_answers(answers, body.format, lang, body.title)
    return file_response(made, body.title or answers[0].question)


@router.post("/retrieve", operation_id="retrieve", response_model=EvidenceData)
def retrieve(here: Here, body: RetrieveBody) -> Response:
    """The ranked evidence alone."""
    fields = body.filters.model_dump()
    years = fields.pop("years")
    filters = Filters(**{name: tuple(each) for name, each in fields.items()}, years=years)
    found = here.service.retrieve(body.question, body.lang, body.count, filters)
    return JSONResponse(evidence_data(here.service.library, found), headers=PRIVATE)


def evidence_data(library: Library, found: Evidence) -> dict[str, Any]:
    """Evidence with the titles of its documents and its publications."""
    return {
        "question": found.question,
        "lang": found.lang,
        "confidence": float(found.confidence),
        "hits": [_hit(library, hit) for hit in found.hits],
        "near_misses": [_hit(library, hit) for hit in found.near_misses],
    }


def _hit(library: Library, hit: Hit) -> dict[str, Any]:
    passage = hit.passage
    document = library.document(passage.document, passage.lang)
    keys = (key for key in passage.references if key in library.references)
    return {
        "passage": plain(passage),
        "title": document.title if document else "",
        "references": [plain(library.references[key]) for key in keys],
        "score": float(hit.score),
        "cosine": float(hit.cosine),
        "lexical": float(hit.lexical),
    }


@router.post("/ground", operation_id="ground", response_model=GroundData)
def ground(here: Here, tongue: Tongue, body: GroundBody) -> Response:
    """Check every sentence of a text against sources, or against the library."""
    sources = None
    if body.sources is not None:
        sources = [Source(each.id, each.text, each.title) for each in body.sources]
    report = here.service.ground(body.text, sources, body.lang)
    words = load_wording(here.settings.prompts, "grounding", tongue)
    data = report.to_dict() | {"text": report_plain(report, words)}
    return JSONResponse(data, headers=PRIVATE)
