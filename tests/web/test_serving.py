"""The address, the language of a browser, the opening page, and the start of a real process."""

from __future__ import annotations

import ast
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from importlib.util import find_spec
from pathlib import Path

import pytest
from fiction import PROMPTS
from starlette.testclient import TestClient

from assistant.errors import BusyError, SettingsError
from assistant.settings import Settings
from assistant.web.app import address, listen
from assistant.web.opening import Progress, opening_application
from assistant.web.shell import dressed
from assistant.web.tongue import preferred_language

HERE = Path(__file__).resolve().parent


@pytest.mark.parametrize(
    ("header", "lang"),
    [
        pytest.param("fr-FR,fr;q=0.9,en;q=0.8", "fr", id="french first"),
        pytest.param("en-GB,en;q=0.9,fr;q=0.8", "en", id="english first"),
        pytest.param("de,fr;q=0.4,en;q=0.3", "fr", id="neither first"),
        pytest.param("de-DE", "en", id="neither"),
        pytest.param("", "en", id="nothing"),
        pytest.param("fr;q=abc,en;q=0.1", "en", id="malformed weight"),
    ],
)
def test_language_of_the_browser(header: str, lang: str) -> None:
    assert preferred_language("auto", {"accept-language": header}, {}) == lang


def test_language_precedence() -> None:
    headers, cookies = {"accept-language": "en"}, {"boardwise-language": "fr"}
    assert preferred_language("en", headers, cookies) == "fr"
    assert preferred_language("en", headers, cookies, {"lang": "en"}) == "en"
    assert preferred_language("fr", headers, {"boardwise-language": "xx"}) == "fr"


def test_a_taken_port_is_refused_with_the_remedy() -> None:
    with listen("127.0.0.1", 0) as taken, pytest.raises(BusyError, match="ASSISTANT_PORT"):
        listen("127.0.0.1", taken.getsockname()[1])


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(SettingsError, match="ASSISTANT_HOST"):
        listen("192.0.2.1", 0)


@pytest.mark.parametrize(
    ("host", "url"),
    [
        pytest.param("127.0.0.1", "http://127.0.0.1:7", id="v4"),
        pytest.param("0.0.0.0", "http://127.0.0.1:7", id="any"),
        pytest.param("::1", "http://[::1]:7", id="v6"),
        pytest.param("::", "http://[::1]:7", id="any v6"),
    ],
)
def test_the_address_can_be_opened(host: str, url: str) -> None:
    assert address(host, 7) == url


@pytest.mark.parametrize(
    ("lang", "title"), [("fr", "Ouverture de la bibliothèque"), ("en", "Opening the library")]
)
def test_the_opening_page_speaks_the_browsers_language(lang: str, title: str) -> None:
    client = TestClient(opening_application(Settings(prompts=PROMPTS), Progress()))
    page = client.get("/", headers={"accept-language": lang}).text
    assert f"<h1>{title}</h1>" in page
    assert "%" not in page.split("<body>")[1].split("<script>")[0]


def test_readiness_follows_the_progress() -> None:
    progress = Progress()
    client = TestClient(opening_application(Settings(prompts=PROMPTS), progress))
    progress("index", 3, 10)
    opening = client.get("/readyz")
    progress.ready()
    assert (opening.status_code, opening.json()["done"]) == (503, 3)
    assert client.get("/readyz").status_code == 200
    assert client.get("/healthz").json() == {"status": "ok"}


def test_the_document_carries_our_head_and_no_foreign_marks() -> None:
    spec = find_spec("gradio")
    assert spec is not None
    assert spec.submodule_search_locations
    root = Path(spec.submodule_search_locations[0])
    page = dressed((root / "templates/frontend/index.html").read_text(encoding="utf-8"))
    assert page.index("look.css") < page.index("page.css")
    assert "og:image" not in page
    assert "githubusercontent" not in page


def test_the_first_page_needs_no_heavy_import() -> None:
    code = (
        "import sys, assistant.web.app;"
        "print(sorted({'gradio','torch','fastapi','chromadb'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ast.literal_eval(done.stdout) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
def test_a_process_opens_serves_and_stops(number: signal.Signals, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {**os.environ, "ASSISTANT_HOME": str(tmp_path), "ASSISTANT_PORT": str(port)}
    process = subprocess.Popen(
        [sys.executable, str(HERE / "serve_fiction.py")],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == f"http://127.0.0.1:{port}"
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as page:
            assert "gradio-app" in page.read().decode()
            assert "frame-ancestors 'self'" in page.headers["content-security-policy"]
        process.send_signal(number)
        assert process.wait(timeout=20) == 0
    finally:
        process.kill()
        process.communicate()


def test_a_failed_start_ends_the_process_with_its_remedy(tmp_path: Path) -> None:
    environment = {**os.environ, "ASSISTANT_HOME": str(tmp_path), "ASSISTANT_PORT": "0"}
    done = subprocess.run(
        [sys.executable, str(HERE / "serve_fiction.py"), "fail"],
        env=environment, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert "Rebuild it." in done.stderr
