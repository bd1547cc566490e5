"""The web application as it is served, over a made-up library, behind its gate."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any

import pytest
from applications import PASSWORD, Served, built, mounting_everything
from starlette.testclient import TestClient

from assistant.access import People

# Tries to sign in are counted by address: each test has its own.
_ADDRESSES = count(1)


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
