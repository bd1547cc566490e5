"""Whoever is refused is told so in one shape: a page for people, a problem for programs."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
from applications import Served
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from assistant.settings import load_settings
from assistant.web.access.names import NamedOnly
from assistant.web.door import Door

PAGE = {"accept": "text/html,application/xhtml+xml", "accept-language": "fr"}
FOREIGN = {"sec-fetch-site": "cross-site"}


def answered(path: str, method: str = "GET", host: str = "127.0.0.1", **sent: Any) -> Any:
    """What a served process that is still opening answers."""

    async def play() -> httpx.Response:
        opening = Starlette(routes=[Route("/{path:path}", lambda _: PlainTextResponse("opening"))])
        settings = load_settings()
        transport = httpx.ASGITransport(NamedOnly(Door(opening, settings), settings))
        async with httpx.AsyncClient(transport=transport, base_url=f"http://{host}") as client:
            return await client.request(method, path, **sent)

    return asyncio.run(play())


@pytest.mark.parametrize(
    ("path", "told", "status", "code"),
    [
        pytest.param("/api/v1/ask", {"method": "POST", "headers": FOREIGN}, 403, "foreign-form",
                     id="another site"),
        pytest.param("/check", {"method": "POST", "headers": FOREIGN}, 403, "foreign-form",
                     id="another site, no page wanted"),
        pytest.param("/v1/models", {"host": "evil.example"}, 421, "foreign-name", id="other name"),
        pytest.param("/api/v1/ask", {"method": "POST"}, 503, "opening", id="still opening"),
    ],
)  # fmt: skip
def test_a_program_is_told_a_problem_in_the_one_shape(
    path: str, told: dict[str, Any], status: int, code: str
) -> None:
    answer = answered(path, **told)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    error = answer.json()["error"]
    assert (set(error), error["code"]) == ({"code", "message", "remedy"}, code)
    assert ("retry-after" in answer.headers) is (status == 503)


@pytest.mark.parametrize(
    ("told", "status", "words"),
    [
        pytest.param({"method": "POST", "headers": PAGE | FOREIGN}, 403, "rien n’a été modifié",
                     id="another site"),
        pytest.param({"host": "evil.example", "headers": PAGE}, 421, "ne répond à ce nom",
                     id="other name"),
    ],
)  # fmt: skip
def test_people_are_told_by_a_page_in_their_language(
    told: dict[str, Any], status: int, words: str
) -> None:
    answer = answered("/check", **told)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert '<html lang="fr">' in answer.text
    assert words in answer.text


@pytest.mark.parametrize(
    ("method", "path"),
    [
        pytest.param("GET", "/nothing", id="page"),
        pytest.param("GET", "/returns/a/b", id="below a page"),
        pytest.param("DELETE", "/help", id="method"),
    ],
)
def test_where_there_is_nothing_both_are_told_so(serve: Served, method: str, path: str) -> None:
    client = serve()
    page = client.request(method, path, headers=PAGE)
    assert page.status_code == 404
    assert '<html lang="fr">' in page.text
    assert "<h1>Impossible</h1>" in page.text
    told = client.request(method, path)
    assert told.headers["content-type"] == "application/problem+json"
    assert told.json()["error"]["code"] == "page-missing"


def test_the_chat_hears_of_what_is_not_there_as_its_script_expects(serve: Served) -> None:
    assert serve().get("/gradio_api/nothing").json() == {"detail": "Not Found"}


def test_a_page_of_the_opening_is_still_shown() -> None:
    assert answered("/library").text == "opening"
