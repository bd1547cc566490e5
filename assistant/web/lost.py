"""What people and programs are told at an address where there is nothing."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.exception_handlers import http_exception_handler
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount

from assistant.settings import Settings
from assistant.web.access.refusals import Refusals, refusal

_CODES = {404: "page-missing", 405: "page-method"}
# What the chat's own script asks for is answered as that script expects it.
_OF_THE_CHAT = "/gradio_api/"


def tell_the_lost(application: FastAPI, settings: Settings) -> None:
    """Answer with a page in the reader's language, or a problem in the one shape.

    Call it once the chat is mounted: it takes every address that nothing else has taken.
    """
    refusals = Refusals(settings)

    async def lost(request: Request, fault: Exception) -> Response:
        assert isinstance(fault, HTTPException)
        code = _CODES.get(fault.status_code)
        if code is None or request.url.path.startswith(_OF_THE_CHAT):
            return await http_exception_handler(request, fault)
        response = await run_in_threadpool(refusals, request, refusal(code))
        response.headers.update(fault.headers or {})
        return response

    chats = (each.app for each in application.routes if isinstance(each, Mount) and not each.path)
    for each in (application, *chats):
        if isinstance(each, FastAPI):
            each.add_exception_handler(HTTPException, lost)
