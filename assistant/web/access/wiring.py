"""Puts the gate before an application, and the pages of signing in into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.access import acting_as
from assistant.settings import Settings
from assistant.web.access.crowd import Crowd
from assistant.web.access.doorman import Doorman
from assistant.web.access.gate import KEY, Gate
from assistant.web.access.metrics import Metrics, Remembers
from assistant.web.access.pages import sign_in_routes

if TYPE_CHECKING:
    from fastapi import FastAPI


def guard(
    application: FastAPI, settings: Settings, chat: Any, service: Remembers | None = None
) -> None:
    """Let every request to the application pass the gate; `chat` is Gradio's Blocks, `service`
    tells the metrics how many answers were given again.

    Call it last: what is mounted or wrapped later would stand outside.
    """
    crowd = Crowd(settings.requests_at_once, settings.requests_waiting)
    metrics = Metrics(crowd, service)
    doorman = Doorman(settings)
    # Before the chat, which takes every address that nothing else has taken.
    application.router.routes[:0] = [*sign_in_routes(settings, doorman), *metrics.routes()]
    application.state.crowd = crowd
    _in_the_askers_name(chat, crowd)
    application.add_middleware(
        Gate, settings=settings, doorman=doorman, crowd=crowd, metrics=metrics
    )


def _in_the_askers_name(chat: Any, crowd: Crowd) -> None:
    """Run what the chat does in the name of whoever sent the event.

    Gradio works its queue off in a task of its own, which knows nothing of the request; every
    step of every event passes through `process_api` with it.
    """
    process = chat.process_api

    async def named(*args: Any, **kwargs: Any) -> Any:
        asked = kwargs.get("request")
        asked = asked[0] if isinstance(asked, list) and asked else asked
        scope = getattr(getattr(asked, "request", None), "scope", None) or {}
        with acting_as(scope.get(KEY)), crowd.chat():
            return await process(*args, **kwargs)

    chat.process_api = named
