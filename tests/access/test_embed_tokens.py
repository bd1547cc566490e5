"""Tokens for embedding: made by the command, held to site, collection and time."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from applications import Served, signed_in
from click.testing import CliRunner, Result
from fiction import Streaming
from starlette.testclient import TestClient

from assistant.access import OWNER, LimitedCollections, People, Sessions, acting_as
from assistant.cli import cli
from assistant.collections import Store

WIKI, OTHER = "https://wiki.example.org", "https://other.example.org"
SITES = f"{WIKI} {OTHER} https://*.brume.example"
HTML = {"accept": "text/html"}


@pytest.fixture
def signing_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings of a server where people sign in and some sites are allowed."""
    monkeypatch.setenv("ASSISTANT_SIGN_IN", "users")
    monkeypatch.setenv("ASSISTANT_EMBED_ORIGINS", SITES)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ("embed", "token", *arguments))


def issued(*arguments: str) -> dict[str, Any]:
    told = run(*arguments, "--json")
    assert told.exit_code == 0, told.output
    return dict(json.loads(told.stdout))


@pytest.fixture
def client(serve: Served, service: Streaming) -> TestClient:
    return serve(service, sign_in="users", embed_origins=SITES, requests_per_minute=0)


@pytest.fixture
def service() -> Streaming:
    return Streaming()


def ancestors(client: TestClient, token: str, path: str = "/embed") -> str:
    answer = client.get(path, params={"token": token}, headers=HTML)
    assert answer.status_code == 200
    return answer.headers["content-security-policy"].partition("frame-ancestors ")[2]


@pytest.mark.usefixtures("signing_in")
@pytest.mark.parametrize("path", ["/embed", "/card"])
def test_what_a_token_opens_is_framed_by_its_own_site_only(client: TestClient, path: str) -> None:
    assert ancestors(client, issued("--origin", WIKI)["token"], path) == f"'self' {WIKI}"
    # A site with its slash and in capitals is the same site.
    assert ancestors(client, issued("--origin", f"{WIKI.upper()}/")["token"], path).endswith(WIKI)


@pytest.mark.usefixtures("signing_in")
def test_a_site_that_is_allowed_no_more_frames_nothing(serve: Served, service: Streaming) -> None:
    token = issued("--origin", OTHER)["token"]
    later = serve(service, sign_in="users", embed_origins=WIKI)
    assert ancestors(later, token) == "'self'"


@pytest.mark.usefixtures("signing_in")
def test_a_replayed_token_works_until_it_ends_and_never_after(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = issued("--origin", WIKI, "--minutes", "5")["token"]
    asked = {"question": "Did Acme sell more?"}
    for _ in range(2):
        assert client.post("/embed/ask", params={"token": token}, json=asked).status_code == 200
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 301)
    late = client.post("/embed/ask", params={"token": token}, json=asked)
    assert late.status_code == 401
    assert late.json()["error"].keys() == {"code", "message", "remedy"}
    assert client.get("/embed", params={"token": token}).status_code == 401


@pytest.mark.usefixtures("signing_in")
def test_an_altered_token_opens_nothing(client: TestClient) -> None:
    token = issued("--origin", WIKI)["token"]
    for wrong in (token[:-1], token + "x", token.swapcase(), ""):
        assert client.get("/embed", params={"token": wrong}).status_code == 401


@pytest.mark.usefixtures("signing_in")
def test_a_token_held_to_a_collection_answers_from_it_whatever_is_asked(
    client: TestClient, service: Streaming, listed_home: Path
) -> None:
    with acting_as(OWNER):
        folder = Store(listed_home).create("Sales")
    made = issued("--origin", WIKI, "--collection", "sales")
    assert made["collection"] == folder.id
    asked = {"question": "Did Acme sell more?", "collection": "c-another"}
    client.post("/embed/ask", params={"token": made["token"]}, json=asked)
    assert service.within == (folder.id,)
    client.get("/card", params={"token": made["token"], "q": "Did Acme sell more?"})
    assert service.within == (folder.id,)


@pytest.mark.usefixtures("signing_in")
def test_a_limited_collection_takes_a_token_of_its_group(listed_home: Path) -> None:
    with acting_as(OWNER):
        id = Store(listed_home).create("Board papers").id
    LimitedCollections(listed_home).limit(id, ["board"])
    wanted = ("--origin", WIKI, "--collection", "Board papers")
    refused = run(*wanted, "--group", "it")
    assert refused.exit_code == 2
    assert "board" in refused.output
    token = issued(*wanted, "--group", "board")["token"]
    found = Sessions(listed_home, People(listed_home), 12).embedded(token)
    assert found is not None
    assert (found.groups, found.collection, found.role) == ({"board"}, id, "reader")


@pytest.mark.usefixtures("signing_in")
@pytest.mark.parametrize(
    "origin",
    [
        pytest.param("https://evil.example", id="not named"),
        pytest.param("http://wiki.example.org", id="other scheme"),
        pytest.param("https://x;script-src *.brume.example", id="more than a host"),
        pytest.param("", id="empty"),
    ],
)
def test_a_site_that_is_not_allowed_gets_no_token(home: Path, origin: str) -> None:
    told = run("--origin", origin)
    assert told.exit_code == 2
    assert "ASSISTANT_EMBED_ORIGINS" in told.output


def test_without_a_sign_in_no_token_is_needed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_EMBED_ORIGINS", SITES)
    told = run("--origin", WIKI)
    assert (told.exit_code, "no token" in told.output) == (2, True)


@pytest.mark.usefixtures("signing_in", "home")
def test_the_lines_to_paste_carry_the_token_and_the_language() -> None:
    made = issued("--origin", WIKI, "--lang", "fr", "--server", "https://ask.example.org/")
    assert f'token="{made["token"]}"' in made["snippet"]
    assert '<assistant-chat lang="fr"' in made["snippet"]
    assert "https://ask.example.org/embed/assistant-chat.js" in made["snippet"]


@pytest.mark.parametrize(("sign_in", "shown"), [("users", True), ("none", False)])
def test_the_page_of_snippets_says_how_a_token_is_made(
    serve: Served, service: Streaming, listed_home: Path, sign_in: str, shown: bool
) -> None:
    client = serve(service, sign_in=sign_in, embed_origins=SITES)
    if sign_in == "users":
        client.headers["x-home"] = str(listed_home)
        signed_in(client, "rita")
    page = client.get("/embedding?lang=en&language=fr", headers=HTML).text
    command = f"assistant embed token --origin {WIKI} --lang fr --minutes 60"
    assert (command in page) is shown
