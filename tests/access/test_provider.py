"""Signing in through an OpenID provider that runs as a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
import pytest
from applications import built
from openid_provider import CLIENT, SECRET
from starlette.testclient import TestClient

HERE = Path(__file__).resolve().parent
PUBLIC = "http://boardwise.example"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    script = [sys.executable, str(HERE / "openid_provider.py")]
    with subprocess.Popen(script, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def configured(home: Path, issuer: str, **settings: Any) -> Any:
    from fiction import FictionalService

    wanted = {
        "sign_in": "oidc", "oidc_issuer": issuer, "oidc_client": CLIENT, "oidc_secret": SECRET,
        "public_url": PUBLIC, "admin_groups": "it", "author_groups": "marketing",
    }  # fmt: skip
    return built(home, FictionalService(), {**wanted, **settings})


@pytest.fixture(scope="module")
def application(issuer: str, tmp_path_factory: pytest.TempPathFactory) -> Any:
    return configured(tmp_path_factory.mktemp("oidc"), issuer)


@pytest.fixture
def browser(application: Any) -> TestClient:
    return TestClient(application, PUBLIC, follow_redirects=False)


def through(browser: TestClient, after: str = "/", fault: str = "", **who: Any) -> str:
    """Go to the provider and come back; the address at which it sends the reader back."""
    start = browser.get(f"/sign-in/start?next={quote(after)}")
    asked = f"{start.headers['location']}&fault={fault}&who={quote(json.dumps(who))}"
    back = urlsplit(httpx.get(asked, follow_redirects=False).headers["location"])
    assert f"{back.scheme}://{back.netloc}" == PUBLIC
    return f"{back.path}?{back.query}"


@pytest.mark.parametrize(
    ("groups", "metrics"), [(["board"], 403), (["marketing"], 403), (["it"], 200), ("it", 403)]
)
def test_groups_of_the_provider_give_the_role(
    browser: TestClient, groups: Any, metrics: int
) -> None:
    sent = browser.get(through(browser, "/library?q=x", groups=groups))
    assert (sent.status_code, sent.headers["location"]) == (303, "/library?q=x")
    assert browser.get("/config").status_code == 200
    assert browser.get("/metrics").status_code == metrics


def test_signing_out_ends_it(browser: TestClient) -> None:
    browser.get(through(browser))
    browser.post("/sign-out")
    assert browser.get("/config").status_code == 401


@pytest.mark.parametrize("fault", ["issuer", "audience", "expired", "nonce", "key", "unsigned"])
def test_a_token_that_is_not_for_this_sign_in_lets_nobody_in(
    browser: TestClient, fault: str
) -> None:
    answer = browser.get(through(browser, fault=fault))
    assert answer.status_code == 401
    assert "did not confirm" in answer.text
    assert browser.get("/config").status_code == 401


def test_what_comes_back_to_another_browser_lets_nobody_in(
    browser: TestClient, application: Any
) -> None:
    back = through(browser)
    assert TestClient(application, PUBLIC, follow_redirects=False).get(back).status_code == 401


def test_a_code_counts_once(browser: TestClient) -> None:
    back = through(browser)
    assert browser.get(back).status_code == 303
    browser.cookies.clear()
    assert browser.get(back).status_code == 401


def test_a_provider_that_is_away_is_named(home: Path) -> None:
    application = configured(home, "http://127.0.0.1:1")
    client = TestClient(application, PUBLIC, follow_redirects=False)
    answer = client.get("/sign-in/start", headers={"accept": "text/html"})
    assert answer.status_code == 502
    assert "127.0.0.1:1" in answer.text
