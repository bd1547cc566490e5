"""What every test starts from: a home of its own, no network, and the real assistant if asked."""

from __future__ import annotations

import ipaddress
import logging
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from filelock import FileLock
from hypothesis import settings as hypothesis_settings

if TYPE_CHECKING:
    from assistant.service import Assistant

# How long an example takes says how busy the machine is, not whether the code is right.
hypothesis_settings.register_profile("boardwise", deadline=None)
hypothesis_settings.load_profile("boardwise")

# The shelf is read, the model unpacked and the index built once for all workers of a session.
_BUILD_SECONDS = 1800


class _Loggers(dict[str, Any]):
    """Python's loggers by name, of which new ones may come while someone goes through them."""

    def values(self) -> Any:
        """A copy, taken in one step."""
        return list(super().values())


def pytest_configure() -> None:
    """pytest goes through all loggers before each test, while a thread of the product may be
    importing Chroma, whose modules add some ("dictionary changed size during iteration")."""
    manager = logging.root.manager
    manager.loggerDict = _Loggers(manager.loggerDict)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test in a real browser may be tried twice: a busy machine lets Chromium miss a moment.

    The report counts it as rerun, so that one that needs it often is seen.
    """
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(autouse=True, scope="session")
def bare_environment() -> Iterator[None]:
    """No setting and no language comes from the developer's shell."""
    patch = pytest.MonkeyPatch()
    for name in list(os.environ):
        if name.startswith(("ASSISTANT_", "LC_", "LANG")):
            patch.delenv(name)
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An ASSISTANT_HOME that no other test sees."""
    folder = tmp_path / "home"
    monkeypatch.setenv("ASSISTANT_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Any connection that leaves this machine is an error, in every test."""
    patch = pytest.MonkeyPatch()
    for name in ("connect", "connect_ex"):
        original = getattr(socket.socket, name)

        def guarded(self: socket.socket, address: Any, original: Any = original) -> Any:
            if self.family != socket.AF_UNIX and not _loopback(address):
                raise AssertionError(f"A test wants to connect to {address!r}.")
            return original(self, address)

        patch.setattr(socket.socket, name, guarded)
    yield
    patch.undo()


def _loopback(address: Any) -> bool:
    host = str(address[0])
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session")
def shelf_home(bare_environment: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose index holds the whole shelf, shared by the workers of this session."""
    from assistant.service import start
    from assistant.settings import load_settings

    base = tmp_path_factory.getbasetemp()
    # Each worker of pytest-xdist has a folder of its own below the session's.
    shared = base.parent if base.name.startswith("popen-") else base
    folder = shared / "shelf-home"
    with FileLock(shared / "shelf-home.lock", timeout=_BUILD_SECONDS):
        start(load_settings(home=folder))
    return folder


@pytest.fixture(scope="session")
def assistant(shelf_home: Path) -> Assistant:
    """The real service over the whole shelf; do not change what it holds."""
    from assistant.service import start
    from assistant.settings import load_settings

    return start(load_settings(home=shelf_home))
