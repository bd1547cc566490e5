"""A database that is away, comes back, or cannot be used is told by name and with its remedy."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from assistant.database import Database, database_of
from assistant.errors import DatabaseError, SettingsError
from assistant.settings import load_settings
from assistant.wording import explain

PROMPTS = Path(__file__).parents[2] / "prompts"


def newer_format(url: str) -> str:
    database = Database(url)
    database.change("UPDATE boardwise_format SET version = 99")
    database.close()
    return url


def other_user(extension: bool) -> Callable[[str], str]:
    """A user who may connect, but neither make tables nor switch extensions on."""

    def prepared(url: str) -> str:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("DROP ROLE IF EXISTS guest")
            connection.execute("CREATE ROLE guest LOGIN")
            if extension:
                connection.execute("CREATE EXTENSION vector")
        return url.replace("postgres:@", "guest:@")

    return prepared


@pytest.mark.parametrize(
    ("prepared", "code"),
    [
        pytest.param(lambda _: "postgresql://u@127.0.0.1:1/x", "database-away", id="no-server"),
        pytest.param(lambda url: url.replace("/test", "/none"), "database-away", id="no-database"),
        pytest.param(other_user(False), "database-extension", id="no-extension"),
        pytest.param(other_user(True), "database-rights", id="no-rights"),
        pytest.param(newer_format, "database-format", id="other-version"),
    ],
)
def test_a_database_that_cannot_be_used_is_told(
    url: str, prepared: Callable[[str], str], code: str
) -> None:
    database = Database(prepared(url))
    with pytest.raises(DatabaseError) as caught:
        database.rows("SELECT 1")
    database.close()
    assert caught.value.code == code
    english, french = (explain(caught.value, PROMPTS, lang) for lang in ("en", "fr"))
    assert all(english)
    assert all(french)
    assert english[1] != french[1]


def test_a_lost_database_is_told_and_found_again(server: Any, database: Database) -> None:
    assert database.rows("SELECT 1") == [(1,)]
    server.stop()
    try:
        for _ in range(2):
            with pytest.raises(DatabaseError) as caught:
                database.rows("SELECT 1")
            assert caught.value.code == "database-away"
    finally:
        server.ensure_postgres_running()
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            assert database.rows("SELECT 1") == [(1,)]
            return
        except DatabaseError:
            time.sleep(0.1)
    raise AssertionError("the database was not found again")


def test_what_fails_inside_a_transaction_leaves_nothing(database: Database) -> None:
    def twice() -> None:
        with database.transaction():
            for name in ("one", "two"):
                database.change(
                    "INSERT INTO boardwise_collection (id, name) VALUES ('c-1', :name)", name=name
                )

    with pytest.raises(DatabaseError) as caught:
        twice()
    assert caught.value.code == "database-refused"
    assert database.rows("SELECT count(*) FROM boardwise_collection") == [(0,)]


@pytest.mark.parametrize("scheme", ["mysql", "http"])
def test_another_kind_of_url_is_refused_without_its_password(
    scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_DATABASE_URL", f"{scheme}://board:s3cret@host/name")
    with pytest.raises(SettingsError, match="ASSISTANT_DATABASE_URL") as caught:
        load_settings()
    assert "s3cret" not in str(caught.value)


def test_without_a_url_there_is_no_database() -> None:
    assert database_of(load_settings()) is None


def test_the_password_is_not_shown_with_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_DATABASE_URL", "postgresql://board:s3cret@host/name")
    settings = load_settings()
    assert "s3cret" not in f"{settings!r}{settings.model_dump(mode='json')}"
