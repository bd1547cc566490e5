"""A whole serving process, measured from outside: its pages, an answer, its memory."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from pydantic import SecretStr

from assistant.errors import BusyError
from assistant.settings import Settings

_PATIENCE = 120.0
_PAUSE = 0.05
_QUESTION = "Do social networks sell?"


@dataclass(frozen=True, slots=True)
class Served:
    """Seconds from the command to the first page, to readiness and to the first answer;
    bytes resident after it."""

    page: float
    ready: float
    answered: float
    resident: int


def measure_serving(settings: Settings) -> Served:
    """Start `assistant serve` on a free port, ask it one question, stop it.

    Raises BusyError where it does not get that far within two minutes.
    """
    import psutil

    begun = time.perf_counter()
    with _serving(settings) as (process, url):
        await_answer(process, f"{url}/")
        page = time.perf_counter() - begun
        await_answer(process, f"{url}/readyz")
        ready = time.perf_counter() - begun
        ask(url, _QUESTION)
        answered = time.perf_counter() - begun
        server = psutil.Process(process.pid)
        family = [server, *server.children(recursive=True)]
        resident = sum(member.memory_info().rss for member in family)
    return Served(page, ready, answered, resident)


@contextmanager
def ready_serving(settings: Settings) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A serving process that answers, and its address; it is stopped at the end.

    Raises BusyError where it does not become ready within two minutes.
    """
    with _serving(settings) as (process, url):
        await_answer(process, f"{url}/readyz")
        yield process, url


@contextmanager
def _serving(settings: Settings) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    port = free_port()
    with started(settings, port) as process:
        try:
            yield process, f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def started(
    settings: Settings, port: int, more: Mapping[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """Start `assistant serve` on a port; `more` are environment variables for what `settings`
    must not tell, such as an address with a password."""
    variables = {
        f"ASSISTANT_{name.upper()}": str(value)
        for name, value in settings.model_dump().items()
        # A secret would be handed on as asterisks; the process has it from where this one has.
        if not isinstance(value, SecretStr)
    }
    code = "from assistant.cli import main; main()"
    command = [sys.executable, "-c", code, "serve", "--host", "127.0.0.1"]
    return subprocess.Popen(  # noqa: S603 - our own interpreter and code
        [*command, "--port", str(port)],
        env={**os.environ, **variables, **(more or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def await_answer(process: subprocess.Popen[bytes], url: str) -> None:
    """Return once the address answers with success; raises BusyError where it does not."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=_PATIENCE):  # noqa: S310 - our own server
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(_PAUSE)
    raise BusyError(
        "The serving process did not become ready.", "Run `assistant serve` to see why."
    )


def ask(url: str, question: str) -> str:
    """Put a question through the queue of the page, as a browser does; its last event."""
    call = _call(json.loads(_get(f"{url}/config")), question)
    session = {"session_hash": "benchmark"}
    body = json.dumps({**call, **session}).encode()
    request = urllib.request.Request(  # noqa: S310
        f"{url}/gradio_api/queue/join", body, {"content-type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=_PATIENCE):  # noqa: S310
        pass
    events = _get(f"{url}/gradio_api/queue/data?session_hash=benchmark")
    last = events.strip().rpartition("data: ")[2]
    for event in events.splitlines():
        if '"process_completed"' in event and '"success":false' in event.replace(" ", ""):
            raise BusyError("The served page could not answer.", "Look at the server's log.")
    return last


def _call(config: dict[str, Any], question: str) -> dict[str, Any]:
    """The event that takes the typed question, with its inputs."""
    typed = next(
        part["id"] for part in config["components"] if part["props"].get("elem_id") == "question"
    )
    event = next(
        event
        for event in config["dependencies"]
        if typed in event["inputs"] and event["backend_fn"]
    )
    data = [question if part == typed else None for part in event["inputs"]]
    return {"fn_index": event["id"], "data": data}


def _get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=_PATIENCE) as response:  # noqa: S310
        return str(response.read().decode())
