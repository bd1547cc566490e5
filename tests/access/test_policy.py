"""What a browser is told to refuse, and that nothing typed at the door comes back as markup."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from assistant.settings import load_settings
from assistant.web.door import Door

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</title><script>alert(1)</script>",
    "{{7*7}}${7*7}<%= 7*7 %>",
    '/"autofocus onfocus=alert(1) x="',
)


def headers(path: str, **own: str) -> httpx.Headers:
    async def play() -> httpx.Headers:
        answer = PlainTextResponse("x", headers=own)
        inside = Starlette(routes=[Route("/{path:path}", lambda request: answer)])
        door = Door(inside, load_settings())
        transport = httpx.ASGITransport(door)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return (await client.get(path)).headers

    return asyncio.run(play())


@pytest.mark.parametrize("path", ["/library", "/documents/x", "/sign-in", "/config", "/api/v1/ask"])
def test_our_pages_run_no_script_but_our_files(path: str) -> None:
    found = headers(path)
    policy = dict(part.split(" ", 1) for part in found["content-security-policy"].split("; "))
    assert policy["script-src"] == "'self'"
    assert policy["style-src"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert found["x-content-type-options"] == "nosniff"


def test_the_chat_reaches_no_other_host_and_is_framed_by_none() -> None:
    policy = headers("/")["content-security-policy"]
    assert "connect-src 'self'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "http" not in policy


def test_a_page_may_be_stricter_still() -> None:
    found = headers("/embed", **{"content-security-policy": "default-src 'none'"})
    assert found.get_list("content-security-policy") == ["default-src 'none'"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_typed_at_the_door_comes_back_as_markup(users: TestClient, payload: str) -> None:
    form = users.get("/sign-in", params={"next": payload})
    sent = users.post("/sign-in", data={"name": payload, "password": payload, "next": payload})
    lost = users.get("/library", params={"q": payload}, headers={"accept": "text/html"})
    for answer in (form, sent):
        assert payload not in answer.text
        assert "49" not in answer.text.split("<main", 1)[1]
    assert "<" not in lost.headers["location"]
    assert '"' not in lost.headers["location"]
