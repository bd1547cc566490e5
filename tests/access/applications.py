"""Applications behind their gate, and browsers that somebody has signed in with."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from assistant.access import People, Sessions
from assistant.answer.remembered import Recall
from assistant.settings import load_settings

# The made-up library of the chat's tests.
sys.path.insert(0, str(Path(__file__).parents[1] / "web"))

PASSWORD = "correct horse battery"
Served = Callable[..., TestClient]


def mounting_everything() -> object:
    """A service that has whatever a page asks for, so that every address is mounted; requests
    that are refused never reach it."""
    from fiction import FictionalService

    class Everything(FictionalService):
        recall = Recall()

        def __getattr__(self, name: str) -> object:
            if name.startswith("__"):
                raise AttributeError(name)
            return lambda *args, **kwargs: None

    return Everything()


def built(home: Path, service: object, settings: dict[str, Any]) -> Any:
    """The whole application over a service."""
    from assistant.web.mount import build_application
    from assistant.web.opening import Progress

    async def build() -> Any:
        # Gradio opens an event loop of its own, and never closes it, where none runs.
        configured = load_settings(home=home, **settings)
        return build_application(configured, service, Progress())

    return asyncio.run(build())


def signed_in(client: TestClient, name: str) -> TestClient:
    """A client with the cookie of somebody who has signed in."""
    home = Path(client.headers["x-home"])
    people = People(home)
    person = people.get(name)
    assert person is not None
    cookie = Sessions(home, people, 12).begin(person.identity, listed=True)
    client.cookies.set("boardwise-session", cookie)
    return client
