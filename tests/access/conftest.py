"""The web application as it is served, over a made-up library, behind its gate."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.access import People, Sessions
from assistant.settings import load_settings

# The made-up library of the chat's tests.
sys.path.insert(0, str(Path(__file__).parents[1] / "web"))

PASSWORD = "correct horse battery"
# Tries to sign in are counted by address: each test has its own.
_ADDRESSES = count(1)
Served = Callable[..., TestClient]


@pytest.fixture(scope="session")
def people_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """People of each role, hashed once: a hash is slow on purpose."""
    home = tmp_path_factory.mktemp("people")
    people = People(home)
    people.add("rita", PASSWORD, "reader", ["board"])
    people.add("otto", PASSWORD, "author", ["marketing"])
    people.add("ada", PASSWORD, "admin")
    return home / "access" / "people.json"


@pytest.fixture
def listed_home(home: Path, people_file: Path) -> Path:
    """A home whose list holds rita (reader), otto (author) and ada (admin)."""
    (home / "access").mkdir(parents=True)
    (home / "access" / "people.json").write_bytes(people_file.read_bytes())
    return home


def mounting_everything() -> object:
    """A service that has whatever a page asks for, so that every address is mounted; requests
    that are refused never reach it."""
    from fiction import FictionalService

    class Everything(FictionalService):
        def __getattr__(self, name: str) -> object:
            if name.startswith("__"):
                raise AttributeError(name)
            return lambda *args, **kwargs: None

    return Everything()


def built(home: Path, service: object, settings: dict[str, Any]) -> Any:
    from assistant.web.mount import build_application
    from assistant.web.opening import Progress

    async def build() -> Any:
        # Gradio opens an event loop of its own, and never closes it, where none runs.
        configured = load_settings(home=home, **settings)
        return build_application(configured, service, Progress())

    return asyncio.run(build())


@pytest.fixture
def serve(listed_home: Path) -> Served:
    """Build the application with settings; a client of it that follows no redirection."""

    from fiction import FictionalService

    def build(service: object = None, address: str = "127.0.0.1", **settings: Any) -> TestClient:
        application = built(listed_home, service or FictionalService(), settings)
        return TestClient(application, follow_redirects=False, client=(address, 5))

    return build


@pytest.fixture(scope="session")
def users_application(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Path]:
    """An application whose people sign in with a password, and its home."""
    home = tmp_path_factory.mktemp("served") / "home"
    settings = {"sign_in": "users", "requests_per_minute": 0}
    return built(home, mounting_everything(), settings), home


@pytest.fixture
def users(users_application: tuple[Any, Path], people_file: Path) -> TestClient:
    """A browser that nobody has signed in with; everybody is on the list, no key was made."""
    application, home = users_application
    (home / "access").mkdir(parents=True, exist_ok=True)
    (home / "access" / "keys.json").unlink(missing_ok=True)
    (home / "access" / "people.json").write_bytes(people_file.read_bytes())
    address = f"192.0.2.{next(_ADDRESSES)}"
    client = TestClient(application, follow_redirects=False, client=(address, 5))
    client.headers["x-home"] = str(home)
    return client


@pytest.fixture
def users_home(users: TestClient) -> Path:
    """The home of `users`."""
    return Path(users.headers["x-home"])


def signed_in(client: TestClient, name: str) -> TestClient:
    """A client with the cookie of somebody who has signed in."""
    home = Path(client.headers["x-home"])
    people = People(home)
    person = people.get(name)
    assert person is not None
    cookie = Sessions(home, people, 12).begin(person.identity, listed=True)
    client.cookies.set("boardwise-session", cookie)
    return client
