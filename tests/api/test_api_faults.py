"""Bad input: the right status, one shape, no stack trace."""

from __future__ import annotations

import asyncio
import socket
from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.testclient import TestClient

from assistant.errors import AssistantError
from assistant.service import Assistant
from assistant.web.api.faults import status_of
from assistant.web.api.gate import LARGEST_BODY, Gate
from assistant.web.api.replays import Replays
from assistant.web.api.scopes import CHAT_ROOT, ROOT

pytestmark = pytest.mark.shelf

ASK = "Do social media sell?"

JSON = {"content-type": "application/json"}
FORM = {"content-type": "application/x-www-form-urlencoded"}

CASES = [
    ("unknown-route", "GET", "/nothing", {}, 404, "api-route"),
    ("line-break", "GET", "/plans/a%0Ab", {}, 404, "plan-missing"),
    ("unknown-id", "GET", "/library/kpis/nothing", {}, 404, "api-missing"),
    ("unknown-plan", "GET", "/plans/nothing", {}, 404, "plan-missing"),
    ("unknown-collection", "GET", "/collections/nothing", {}, 404, "collection-unknown"),
    ("unknown-job", "GET", "/ingest/nothing", {}, 404, "api-missing"),
    ("wrong-method", "PUT", "/ask", {}, 405, "api-method"),
    ("no-json", "POST", "/ask", {"content": b"{", "headers": JSON}, 400, "api-malformed"),
    ("not-utf-8", "POST", "/ask", {"content": b'"\xff"', "headers": JSON}, 400, "api-malformed"),
    ("deep", "POST", "/ask", {"content": b"[" * 200_000, "headers": JSON}, 400, "api-malformed"),
    ("a-form", "POST", "/ask", {"content": b"q=1", "headers": FORM}, 415, "api-media"),
    ("no-type", "POST", "/ask", {"content": b"{}"}, 415, "api-media"),
    ("no-body", "POST", "/ask", {}, 422, "api-invalid"),
    ("unknown-field", "POST", "/ask", {"json": {"question": ASK, "x": 1}}, 422, "api-invalid"),
    ("a-list", "POST", "/ask", {"json": []}, 422, "api-invalid"),
    (
        "half-a-letter",
        "POST",
        "/ask",
        {"content": b'{"question": "\\ud800"}', "headers": JSON},
        422,
        "api-invalid",
    ),
    ("not-a-number", "POST", "/returns", {"json": {"inputs": {"media": "x"}}}, 422, None),
    ("empty", "POST", "/ask", {"json": {"question": ""}}, 422, "question-empty"),
    ("too-long", "POST", "/ask", {"json": {"question": "a" * 9000}}, 422, "question-too-long"),
    ("no-files", "POST", "/ingest", {"data": {"collection": "x"}}, 415, "api-form"),
    ("bad-cursor", "GET", "/plans?cursor=x", {}, 422, "api-cursor"),
    ("bad-limit", "GET", "/plans?limit=0", {}, 422, "api-invalid"),
    ("bad-language", "GET", "/library/documents?lang=de", {}, 422, "api-invalid"),
]


def told(response: Any) -> dict[str, Any]:
    """The fault in a response, which has the one shape and shows nothing of the inside."""
    assert response.headers["content-type"] == "application/problem+json"
    assert set(response.json()) == {"error"}
    error: dict[str, Any] = response.json()["error"]
    assert set(error) - {"fields"} == {"code", "message", "remedy"}
    assert "Traceback" not in response.text
    assert ".py" not in response.text
    return error


@pytest.mark.parametrize(
    ("method", "path", "sent", "status", "code"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_what_cannot_be_taken_is_told_in_one_shape(
    client: TestClient, method: str, path: str, sent: Any, status: int, code: str | None
) -> None:
    response = client.request(method, ROOT + path, **sent)
    assert response.status_code == status, response.text
    assert code in (None, told(response)["code"])


def test_a_fault_names_every_field_in_the_callers_language(client: TestClient) -> None:
    body = {"inputs": {"media": "x", "margin": "y"}}
    headers = {"accept-language": "fr"}
    error = told(client.post(f"{ROOT}/returns", json=body, headers=headers))
    assert {each["field"] for each in error["fields"]} == {"media", "margin"}
    assert all("n’est pas un nombre" in each["message"] for each in error["fields"])


def test_what_was_sent_is_not_repeated(client: TestClient) -> None:
    response = client.post(f"{ROOT}/ask", json={"question": ["my secret"]})
    assert "secret" not in response.text


@pytest.mark.parametrize("announced", [True, False], ids=["announced", "chunked"])
def test_an_oversized_body_is_refused(client: TestClient, announced: bool) -> None:
    body = b'"' + b"x" * LARGEST_BODY + b'"'
    chunks = iter([body[:1_000_000]] * 12)
    content: Any = body if announced else chunks
    response = client.post(f"{ROOT}/ask", content=content, headers=JSON)
    assert response.status_code == 413
    assert told(response)["code"] == "api-large"


@pytest.mark.parametrize("hits", ["", "x", "null", "\x00", "1e999", "../../etc/passwd", "é" * 50])
def test_hostile_ids_and_queries_are_no_failure(client: TestClient, hits: str) -> None:
    for path in ("/plans", "/library/documents", "/collections", "/feedback"):
        response = client.get(ROOT + path, params={"cursor": hits, "kind": hits, "lang": "en"})
        assert response.status_code in (200, 422)
    assert client.get(f"{CHAT_ROOT}/models/{hits!r}").status_code == 404


def test_a_slow_client_is_not_waited_for_for_ever(service: Assistant) -> None:
    async def inside(scope: Any, receive: Any, send: Any) -> None:
        raise AssertionError("never reached")

    def tell(fault: AssistantError, request: Request) -> Response:
        return JSONResponse({"code": fault.code}, status_of(fault))

    async def slow() -> Any:
        await asyncio.sleep(30)

    async def one() -> list[Any]:
        sent: list[Any] = []

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {"type": "http", "method": "POST", "path": f"{ROOT}/ask", "headers": []}
        gate = Gate(inside, tell, Replays(service.settings.home), patience=0.05)
        await gate(scope, slow, send)
        return sent

    messages = asyncio.run(one())
    assert messages[0]["status"] == 408
    assert b"api-slow" in messages[1]["body"]


def test_a_stream_whose_client_leaves_costs_nothing_else(address: str, client: TestClient) -> None:
    place = urlsplit(address)
    body = b'{"question": "Do social media sell?"}'
    head = (
        f"POST {ROOT}/ask HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Type: application/json\r\n"
        f"Accept: text/event-stream\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode()
    for _ in range(5):
        with socket.create_connection((place.hostname or "", place.port or 0)) as line:
            line.sendall(head + body)
            line.recv(20)
    assert client.post(f"{ROOT}/ask", json={"question": ASK}).status_code == 200


def test_a_failure_of_ours_is_told_without_its_inside(service: Assistant) -> None:
    from assistant.web.api import api_routes

    class Broken:
        def __getattr__(self, name: str) -> Any:
            raise RuntimeError("secret inside")

    client = TestClient(Starlette(routes=list(api_routes(service.settings, Broken()))))
    response = client.get(f"{ROOT}/plans")
    assert response.status_code == 500
    assert told(response)["code"] == "internal"
    assert "secret" not in response.text
