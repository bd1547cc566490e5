"""Nothing is served past the gate: every address, every role, every way to be known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from applications import PASSWORD, Served, signed_in
from starlette.testclient import TestClient

from assistant.access import Keys, People, Sessions
from assistant.web.access.pages import own_address
from assistant.web.access.table import UNKNOWN, rule

HTML = {"accept": "text/html"}
ROLES = ("reader", "author", "admin")
NAMES = {"reader": "rita", "author": "otto", "admin": "ada"}


def mounted(routes: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """(method, template) of every address that an application answers, sub-applications too."""
    for route in routes:
        candidates = getattr(route, "effective_candidates", None)
        if candidates:
            yield from mounted(candidates(), before)
            continue
        inner = getattr(route, "routes", None)
        path = before + (getattr(route, "path", "") or "")
        if inner:
            yield from mounted(inner, path)
        for method in getattr(route, "methods", None) or ():
            yield method, path


def example(template: str) -> str:
    """An address that fits a template."""
    return re.sub(r"\{[^}]*\}", "x", template) or "/"


def test_every_mounted_address_is_refused_to_strangers_and_allowed_by_role(
    users: TestClient,
) -> None:
    found = sorted(set(mounted(users.app.routes)))
    assert ("POST", "/gradio_api/queue/join") in found
    assert {("POST", "/mcp"), ("POST", "/api/v1/ask"), ("GET", "/documents/{id}/{file}")} <= set(
        found
    )
    assert len(found) > 150
    open_, wrong = set(), []
    for method, template in found:
        wanted = rule(method, example(template))
        if wanted.need == "public":
            open_.add(template)
            continue
        answer = users.request(method, example(template))
        if answer.status_code != 401:
            wrong.append((method, template, answer.status_code))
    assert wrong == []
    of_interfaces = {"/embed/assistant-chat.js", "/api/v1/docs", "/api/v1/openapi.json"}
    assert open_ - of_interfaces == {
        "/healthz", "/readyz", "/favicon.ico", "/robots.txt", "/manifest.json", "/pwa_icon",
        "/sign-in", "/sign-in/start", "/sign-in/back", "/sign-out",
    }  # fmt: skip


def test_every_address_of_ours_is_in_the_table(users: TestClient) -> None:
    of_gradio = (
        "/gradio_api",
        "/monitoring",
        "/config/",
        "/login",
        "/logout",
        "/openapi.json",
        "/pwa",
    )
    unknown = {
        (method, template)
        for method, template in mounted(users.app.routes)
        if rule(method, example(template)) == UNKNOWN and not template.startswith(of_gradio)
    }
    assert unknown == set()


@pytest.mark.parametrize("role", ROLES)
def test_every_mounted_address_is_forbidden_below_its_role(users: TestClient, role: str) -> None:
    signed_in(users, NAMES[role])
    above = []
    for method, template in sorted(set(mounted(users.app.routes))):
        wanted = rule(method, example(template))
        if ROLES.index(wanted.role) > ROLES.index(role):
            answer = users.request(method, example(template))
            if answer.status_code != 403:
                above.append((method, template, answer.status_code))
    assert above == []


@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("author", 403), ("admin", 200)])
def test_figures_of_the_process_are_for_admins(users: TestClient, role: str, status: int) -> None:
    assert signed_in(users, NAMES[role]).get("/metrics").status_code == status


@pytest.mark.parametrize(
    "path",
    ["/gradio_api/upload", "/gradio_api/file=/etc/passwd", "/gradio_api/run/x", "/monitoring",
     "/nothing-of-ours", "//documents", "/./documents", "/LIBRARY"],
)  # fmt: skip
def test_what_is_not_in_the_table_is_for_admins(path: str) -> None:
    found = rule("POST", path)
    assert found == UNKNOWN
    assert found.role == "admin"


def test_a_reader_is_led_to_the_form_and_back(users: TestClient) -> None:
    asked = users.get("/library?q=%C3%A9&lang=fr", headers=HTML)
    assert asked.status_code == 303
    assert asked.headers["location"].startswith(
        "/sign-in?next=/library%3Fq%3D%25C3%25A9%26lang%3Dfr"
    )
    form = users.get(asked.headers["location"])
    assert 'value="/library?q=%C3%A9&amp;lang=fr"' in form.text
    sent = users.post(
        "/sign-in", data={"name": "rita", "password": PASSWORD, "next": "/library?q=x"}
    )
    assert sent.headers["location"] == "/library?q=x"
    assert users.get("/", headers=HTML).status_code == 200


@pytest.mark.parametrize(
    "after",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/\tx",
        "",
    ],
)
def test_the_form_leads_to_our_own_pages_only(after: str) -> None:
    assert own_address(after) == "/"


def test_a_wrong_password_and_an_unknown_name_are_told_the_same(users: TestClient) -> None:
    wrong, unknown = (
        users.post("/sign-in", data={"name": name, "password": "x" * 12})
        for name in ("rita", "nina")
    )
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.text.replace("rita", "") == unknown.text.replace("nina", "")
    assert "set-cookie" not in wrong.headers


def test_the_cookie_is_for_the_browser_alone(users: TestClient) -> None:
    sent = users.post("/sign-in", data={"name": "rita", "password": PASSWORD})
    cookie = sent.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie


def test_behind_https_the_cookie_is_secure(serve: Served) -> None:
    client = serve(sign_in="users", trusted_proxies="10.0.0.9", address="10.0.0.9")
    sent = client.post(
        "/sign-in",
        data={"name": "rita", "password": PASSWORD},
        headers={"x-forwarded-proto": "https", "x-forwarded-for": "192.0.2.4"},
    )
    cookie = sent.headers["set-cookie"]
    assert cookie.startswith("__Host-boardwise-session=")
    assert "secure" in cookie.lower()


def test_signing_out_needs_a_form_and_ends_the_session(users: TestClient) -> None:
    signed_in(users, "rita")
    held = users.cookies["boardwise-session"]
    assert users.get("/sign-out").status_code == 200
    assert users.get("/config").status_code == 200
    assert users.post("/sign-out").headers["location"] == "/sign-in"
    users.cookies.clear()
    users.cookies.set("boardwise-session", held)
    assert users.get("/config").status_code == 401


def test_a_role_taken_away_holds_from_the_next_request(users: TestClient, users_home: Path) -> None:
    signed_in(users, "ada")
    assert users.get("/metrics").status_code == 200
    People(users_home).set_role("ada", "reader")
    assert users.get("/metrics").status_code == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({"sec-fetch-site": "same-origin"}, 200, id="our page"),
        pytest.param({"sec-fetch-site": "same-site"}, 403, id="a sister host"),
        pytest.param({"sec-fetch-site": "cross-site"}, 403, id="another site"),
        pytest.param({"origin": "https://evil.example"}, 403, id="old browser, another site"),
    ],
)
def test_forms_of_other_sites_change_nothing(
    users: TestClient, headers: dict[str, str], status: int
) -> None:
    signed_in(users, "rita")
    body = {"data": [], "fn_index": 9999, "session_hash": "s"}
    answer = users.post("/gradio_api/cancel", json={**body, "event_id": "e"}, headers=headers)
    assert answer.status_code == status


def key(home: Path, *scopes: str, **wanted: Any) -> dict[str, str]:
    return {"authorization": "Bearer " + Keys(home).create("k", scopes, **wanted)[1]}


def test_a_key_does_what_its_scopes_say_and_no_more(users: TestClient, users_home: Path) -> None:
    metrics = key(users_home, "metrics", role="admin")
    assert users.get("/metrics", headers=metrics).status_code == 200
    assert users.get("/config", headers=metrics).status_code == 403
    assert users.get("/metrics", headers=key(users_home, "ask", role="admin")).status_code == 403
    assert users.get("/metrics", headers=key(users_home, "metrics")).status_code == 403
    assert users.get("/metrics", headers={"authorization": "Bearer bw_x_y"}).status_code == 401


def test_a_token_for_embedding_opens_nothing_else(users: TestClient, users_home: Path) -> None:
    sessions = Sessions(users_home, People(users_home), 12)
    token = sessions.embed_token("wiki", frozenset(), 60)
    for path in (f"/config?token={token}", "/config", f"/library?token={token}"):
        assert users.get(path, headers={"authorization": f"Bearer {token}"}).status_code == 401


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        pytest.param("10.0.0.9", {"X-Forwarded-User": "zoe"}, 200, id="believed proxy"),
        pytest.param("10.9.9.9", {"X-Forwarded-User": "zoe"}, 401, id="anybody else"),
        pytest.param("127.0.0.1", {"X-Forwarded-User": "zoe"}, 401, id="this machine unlisted"),
        pytest.param("10.0.0.9", {}, 401, id="proxy that names nobody"),
        pytest.param("10.0.0.9", {"X-Forwarded-User": " "}, 401, id="empty name"),
    ],
)
def test_only_a_listed_proxy_is_believed(
    serve: Served, address: str, headers: dict[str, str], status: int
) -> None:
    client = serve(sign_in="proxy", trusted_proxies="10.0.0.0/28", address=address)
    assert client.get("/config", headers=headers).status_code == status


def test_groups_of_the_proxy_give_the_role(serve: Served) -> None:
    client = serve(
        sign_in="proxy", trusted_proxies="10.0.0.9", address="10.0.0.9", admin_groups="it"
    )
    named = {"X-Forwarded-User": "zoe", "X-Forwarded-Groups": "board, it"}
    assert client.get("/metrics", headers=named).status_code == 200
    assert (
        client.get("/metrics", headers={**named, "X-Forwarded-Groups": "board"}).status_code == 403
    )


def test_without_a_sign_in_everything_is_as_before(serve: Served, listed_home: Path) -> None:
    client = serve()
    assert client.get("/config").status_code == 200
    assert client.get("/metrics").status_code == 200
    assert "set-cookie" not in client.get("/", headers=HTML).headers
    assert list((listed_home / "access").iterdir()) == [listed_home / "access" / "people.json"]


def test_a_damaged_list_opens_nothing(users: TestClient, users_home: Path) -> None:
    signed_in(users, "ada")
    (users_home / "access" / "people.json").write_text("{")
    assert users.get("/config").status_code == 500
    assert users.get("/healthz").status_code == 200
