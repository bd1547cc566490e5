"""Whatever is typed, uploaded or sent comes out of every page as text: nothing of it acts.

The whole application over a small shelf. Every form of every page that it links to is filled with
the payloads and sent; a page, form or field that is added later is found by itself.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import pytest
from applications import built
from bs4 import BeautifulSoup
from httpx import Response
from payloads import HANDLERS, PAYLOADS, SCRIPTS, acting, chunks
from starlette.testclient import TestClient
from test_gate import example, mounted

from assistant.service import Assistant, start
from assistant.settings import load_settings

KNOWLEDGE = Path(__file__).resolve().parents[1] / "knowledge"
OURS = "http://127.0.0.1"
HTML = {"accept": "text/html"}
MOST_PAGES = 60
# Gradio's own, a stream without end, and what is no page.
_ELSEWHERE = ("/gradio_api", "/config", "/svelte", "/static", "/assets", "/monitoring", "/login",
              "/logout", "/theme", "/boardwise", "/api/v1", "/metrics", "/manifest", "/pwa",
              "/openapi", "/readyz", "/healthz", "/favicon", "/robots", "/mcp")  # fmt: skip


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return start(load_settings(home=tmp_path_factory.mktemp("payloads"), knowledge=KNOWLEDGE))


@pytest.fixture(scope="module")
def client(service: Assistant) -> Iterator[TestClient]:
    application = built(
        service.settings.home, service, {"knowledge": KNOWLEDGE, "requests_per_minute": 0}
    )
    with TestClient(application, OURS, headers=HTML, raise_server_exceptions=False) as running:
        yield running


def checked(answer: Response) -> Response:
    """The answer, once nothing in it acts and no fault is shown."""
    kind = answer.headers.get("content-type", "")
    about = (str(answer.request.method), str(answer.url)[:200])
    assert answer.status_code < 500, about
    if kind.startswith("text/html"):
        assert acting(answer.text) == [], about
    elif kind.startswith(("application/json", "application/problem+json")):
        for fragment in fragments(answer.json()):
            assert acting(fragment) == [], about
    else:
        served = kind.startswith(("text/css", "text/javascript", "image/", "font/"))
        held = "attachment" in answer.headers.get("content-disposition", "")
        assert served or held or kind.startswith(("text/plain", "application/x-ndjson")), about
    return answer


def fragments(found: Any) -> Iterator[str]:
    """Every text that a script of ours puts into a page as markup."""
    if isinstance(found, dict):
        for key, value in found.items():
            if isinstance(value, str) and key.endswith("html"):
                yield value
            yield from fragments(value)
    elif isinstance(found, list):
        for each in found:
            yield from fragments(each)


def forms(page: Response) -> Iterator[tuple[str, str, dict[str, str], list[str]]]:
    """(method, address, fields as they stand, fields that can be typed into) of each form."""
    soup = BeautifulSoup(page.text, "lxml")
    for form in soup.find_all("form"):
        address = urljoin(str(page.url), str(form.get("action") or "")).partition("#")[0]
        given: dict[str, str] = {}
        typed: list[str] = []
        for field in form.find_all(["input", "textarea", "select", "button"]):
            name, kind = str(field.get("name") or ""), str(field.get("type") or "text")
            if not name or kind in ("file", "submit", "checkbox", "radio"):
                continue
            given[name] = str(field.get("value") or "")
            typed.append(name)
        yield str(form.get("method") or "get").lower(), address, given, typed


def submitted(client: TestClient, form: Any, text: str, alone: bool) -> Iterator[Response]:
    """The form with the text in all its fields, or in each alone."""
    method, address, given, typed = form
    for names in [[each] for each in typed] if alone else [typed]:
        filled = given | dict.fromkeys(names, text)
        if method == "get":
            yield client.get(address.partition("?")[0], params=filled)
        else:
            yield client.post(address, data=filled)


def ours(client: TestClient) -> list[str]:
    """Every address of a page without parameters, from the mounted application itself."""
    found = {path for method, path in mounted(client.app.routes) if method == "GET"}
    return sorted(
        path for path in found if "{" not in path and not path.startswith(_ELSEWHERE) and path
    )


def linked(page: Response) -> Iterator[str]:
    for anchor in BeautifulSoup(page.text, "lxml").find_all("a", href=True):
        address = urlsplit(urljoin(str(page.url), str(anchor["href"])))
        if address.hostname == "127.0.0.1" and not address.path.startswith(_ELSEWHERE):
            yield address.path


def crawled(client: TestClient) -> Iterator[Response]:
    """The pages that there are, from the mounted addresses along their links."""
    waiting, seen = ours(client), set[str]()
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        page = client.get(path)
        if page.headers.get("content-type", "").startswith("text/html"):
            yield page
            waiting += [each for each in linked(page) if each not in seen]


def test_the_payloads_are_many_and_each_would_be_noticed() -> None:
    assert len(set(PAYLOADS)) >= 60
    unseen = [each for each in (*SCRIPTS, *HANDLERS) if not acting(f"<p>{each}</p>")]
    assert unseen == []
    assert acting('<p title="&lt;script>">ok</p><a href="/library?q=javascript:1">x</a>') == []


def test_every_form_of_every_page_takes_them_as_text(client: TestClient) -> None:
    tried: set[tuple[str, str]] = set()
    for page in crawled(client):
        checked(page)
        if page.url.path == "/":
            continue
        for form in forms(page):
            method, address, _, typed = form
            path = urlsplit(address).path
            if not typed or (method, path) in tried:
                continue
            tried.add((method, path))
            for chunk in chunks(34):
                for answer in submitted(client, form, " ".join(chunk), alone=False):
                    checked(answer)
            # A field that is refused at once must not hide the others.
            for answer in submitted(client, form, " ".join(chunks(34)[0][:3]), alone=True):
                checked(answer)
    paths = {path for _, path in tried}
    assert {"/library", "/plan", "/briefing", "/check", "/scorecard", "/mirror", "/returns",
            "/documents/upload", "/programme/boards", "/embed", "/sign-out"} - paths <= {
            "/embed", "/sign-out"}  # fmt: skip
    assert len(tried) >= 15


@pytest.mark.parametrize("place", range(len(chunks(34))))
def test_addresses_and_queries_take_them_as_text(client: TestClient, place: int) -> None:
    text = " ".join(chunks(34)[place])[:1500]
    names = ("q", "lang", "topic", "collection", "theme", "kind", "next", "objective",
             "within", "id", "code", "name", "turn", "format")  # fmt: skip
    found = {path for method, path in mounted(client.app.routes) if method == "GET"}
    for template in sorted(found):
        if template.startswith(_ELSEWHERE) or not template:
            continue
        path = example(template).replace("x", quote(text[:300], safe=""), 1)
        checked(
            client.get(path if "{" in template else template, params=dict.fromkeys(names, text))
        )


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_files_their_names_and_their_collection_are_text(client: TestClient, lang: str) -> None:
    sent = [
        ("files", (f"{payload.replace('/', '_')[:60]}.md", f"# {payload}\n\n{text}\n".encode()))
        for payload, text in ((each, " ".join(PAYLOADS)) for each in PAYLOADS[13:19])
    ]
    sent.append(("files", ("<img src=x onerror=window.hit=1>.exe", b"MZ<script>")))
    named = {"collection": '"><img src=x onerror=window.hit=1>', "description": SCRIPTS[0]}
    begun = checked(client.post(f"/documents/upload?lang={lang}", data=named, files=sent))
    job = begun.url.path
    for _ in range(300):
        if client.get(f"{job}.json").json()["over"]:
            break
        time.sleep(0.2)
    checked(client.get(f"{job}.json"))
    told = checked(client.get(f"{job}?lang={lang}"))
    assert "onerror" in told.text
    overview = checked(client.get(f"/documents?lang={lang}"))
    pages = sorted({path for path in linked(overview) if path.startswith("/documents/c-")})
    assert pages
    for path in pages:
        page = checked(client.get(path))
        for inner in sorted({each for each in linked(page) if each.startswith(path + "/")})[:6]:
            checked(client.get(inner))


def test_interfaces_give_them_back_as_data(client: TestClient) -> None:
    for chunk in chunks(51):
        text = " ".join(chunk)[:1900]
        for path, body in (
            ("/api/v1/ask", {"question": text}),
            ("/api/v1/ask", {"question": "Do foghorns sell?", "history": [text]}),
            ("/api/v1/retrieve", {"question": text}),
            ("/api/v1/ground", {"text": text}),
            ("/api/v1/briefings", {"topic": text}),
            ("/v1/chat/completions",
             {"model": text, "messages": [{"role": "user", "content": text}]}),
            ("/embed/ask", {"question": text}),
            ("/mcp", {"jsonrpc": "2.0", "id": 1, "method": "tools/call",
                      "params": {"name": "ask", "arguments": {"question": text}}}),
        ):  # fmt: skip
            answer = client.post(
                path, json=body, headers={"accept": "application/json, text/event-stream"}
            )
            assert answer.status_code < 500, (path, answer.text[:500])
            assert not answer.headers["content-type"].startswith("text/html"), path
            for line in answer.text.splitlines():
                if line.startswith("{"):
                    for fragment in fragments(json.loads(line)):
                        assert acting(fragment) == [], path


def test_the_name_that_a_proxy_gives_is_text(service: Assistant) -> None:
    application = built(
        service.settings.home, service,
        {"sign_in": "proxy", "trusted_proxies": "127.0.0.1", "requests_per_minute": 0},
    )  # fmt: skip
    client = TestClient(application, OURS, headers=HTML, client=("127.0.0.1", 5))
    for payload in PAYLOADS:
        if payload.isascii() and payload.isprintable() and payload == payload.strip():
            named = {"X-Forwarded-User": payload, "X-Forwarded-Groups": payload}
            checked(client.get("/sign-out", headers=named))
    checked(client.get("/library", headers={"X-Forwarded-User": SCRIPTS[0]}))
