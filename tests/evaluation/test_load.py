"""What people who ask over HTTP count, and how it is told."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from assistant.cli.benchmark_askers import errors_told
from assistant.cli.benchmark_load import _told
from assistant.evaluation.askers import Tally, asking
from assistant.evaluation.load import Load
from assistant.settings import load_settings

ANSWERS = {
    "composed": (200, {"narrator": "composer"}),
    "narrated": (200, {"narrator": "qwen"}),
    "busy": (503, {"error": {"code": "too-busy"}}),
    "broken": (500, None),
}


class _Desk(BaseHTTPRequestHandler):
    """Answers a question that names its answer."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        status, told = ANSWERS[body["question"]]
        sent = b"<html>" if told is None else json.dumps(told).encode()
        self.send_response(status)
        self.send_header("content-length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def desk() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Desk) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def asked_once(url: str, question: str) -> Tally:
    """One asker, who reads until the time is over."""
    return asyncio.run(asking(url, [question], 1, 60, 60))


@pytest.mark.parametrize(
    ("question", "answered", "narrated", "errors"),
    [
        ("composed", 1, 0, {}),
        ("narrated", 1, 1, {}),
        ("busy", 0, 0, {"503 too-busy": 1}),
        ("broken", 0, 0, {"0 JSONDecodeError": 1}),
    ],
)
def test_every_question_is_counted_once_with_its_fate(
    desk: str, question: str, answered: int, narrated: int, errors: dict[str, int]
) -> None:
    tally = asked_once(desk, question)
    assert (tally.asked, len(tally.took), tally.narrated) == (1, answered, narrated)
    assert tally.errors == errors
    assert bool(tally.first) == bool(errors)


def test_nobody_there_is_an_error_not_a_crash() -> None:
    assert asked_once("http://127.0.0.1:9", "composed").errors == {"0 ConnectError": 1}


@pytest.mark.parametrize(
    ("took", "waited"),
    [
        pytest.param([], (0.0, 0.0, 0.0), id="no answer"),
        pytest.param([0.5], (0.5, 0.5, 0.5), id="one"),
        pytest.param([float(n) for n in range(101)], (50.0, 95.0, 100.0), id="many"),
    ],
)
def test_how_long_they_waited(took: list[float], waited: tuple[float, ...]) -> None:
    assert Tally(took=took).waited() == pytest.approx(waited)


@pytest.mark.parametrize(
    ("errors", "told"),
    [({}, "0"), ({"503 busy": 2, "0 ReadTimeout": 1}, "3 (2 × 503 busy, 1 × 0 ReadTimeout)")],
)
def test_questions_without_an_answer_are_told_by_status(errors: dict[str, int], told: str) -> None:
    assert errors_told(errors) == told


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        (
            "en",
            ("each reading for 3.0 s", "1,000 (366 different ones)", "12.5%", "2 × 503 too-busy"),
        ),
        ("fr", ("lit 3,0 s", "366 différentes", "12,5\u202f%", "2 × 503 too-busy")),
    ],
)
def test_think_time_memory_and_the_first_fault_are_told(lang: str, lines: tuple[str, ...]) -> None:
    found = Load(
        askers=50, pause=3.0, asked=1000, different=366, errors={"503 too-busy": 2},
        first="the whole response", remembered=0.125, narrated=0, duration=60, median=0.4,
        p95=1.2, slowest=2.0, processor=0.06, memory_start=500, memory_end=501, growth=0.1,
    )  # fmt: skip
    text = _told(found, load_settings(), lang)  # type: ignore[arg-type]
    assert [line for line in lines if line not in text] == []
    assert text.endswith("the whole response")
