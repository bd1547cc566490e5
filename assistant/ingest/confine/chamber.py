"""The application's side of the confined process: starts it, watches the clock, ends it."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any

import assistant
from assistant.ingest.faults import fault
from assistant.ingest.records import Limits

_START = (
    "import sys; sys.path.append(sys.argv[1]); "
    "from assistant.ingest.confine.foreman import main; main()"
)
_KEPT = ("PATH", "TESSDATA_PREFIX", "SYSTEMROOT")
# How often the clock and the wish to stop are looked at, in seconds.
_TICK = 0.1
_LONGEST_LINE = 1 << 16
_OUT_OF_MEMORY = 2
_FULL = 0.6

OnPage = Callable[[int, int], None]


class Cancelled(Exception):
    """The user wants no more."""


class Chamber:
    """A confined process, started when first needed and again after each violent end."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._unread = b""

    def __enter__(self) -> Chamber:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def run(
        self,
        job: dict[str, Any],
        on_page: OnPage | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        """Do a job (see `conversion.do`), whose result it leaves in its folder `out`.

        Raises DocumentError "file-too-slow", "file-too-heavy" or "file-damaged" where the
        process had to be ended or fell, and Cancelled as soon as `cancelled()` says so.
        """
        seconds = self._limits.seconds * (10 if job["task"] == "recognise" else 1)
        line = json.dumps({**job, "limits": asdict(self._limits)}).encode() + b"\n"
        try:
            self._send(line)
            for message in self._answers(time.monotonic() + seconds, cancelled):
                if "page" in message:
                    if on_page:
                        on_page(message["page"], message["pages"])
                    continue
                # After anything but a clean end, the next file gets a fresh process.
                if message.get("exit") != 0:
                    self.close()
                return _judge(message, job["name"], self._limits)
        except OSError:
            # The process was ended from outside, between two files.
            self.close()
            raise fault("file-damaged", job["name"]) from None
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End the process and everything it started."""
        process, self._process, self._unread = self._process, None, b""
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream:
                with contextlib.suppress(OSError):
                    stream.close()

    def _send(self, line: bytes) -> None:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = _started()
        stdin = self._process.stdin
        assert stdin is not None
        stdin.write(line)
        stdin.flush()

    def _answers(
        self, deadline: float, cancelled: Callable[[], bool] | None
    ) -> Iterator[dict[str, Any]]:
        """The messages of the process, until it is silent past the deadline."""
        assert self._process is not None
        assert self._process.stdout is not None
        pipe = self._process.stdout.fileno()
        with selectors.DefaultSelector() as waiting:
            waiting.register(pipe, selectors.EVENT_READ)
            while True:
                if cancelled and cancelled():
                    raise Cancelled
                if time.monotonic() > deadline:
                    yield {"slow": True}
                    return
                if not waiting.select(_TICK):
                    continue
                read = os.read(pipe, _LONGEST_LINE)
                if not read:
                    yield {"signal": signal.SIGKILL}
                    return
                yield from self._lines(read)

    def _lines(self, read: bytes) -> Iterator[dict[str, Any]]:
        *lines, self._unread = (self._unread + read).split(b"\n")
        if len(self._unread) > _LONGEST_LINE:
            yield {"signal": signal.SIGSYS}
        for line in lines:
            try:
                message = json.loads(line)
            except ValueError:
                message = None
            yield message if isinstance(message, dict) else {"signal": signal.SIGSYS}


def _started() -> subprocess.Popen[bytes]:
    """A fresh process: isolated interpreter, bare environment, a session of its own."""
    root = str(Path(assistant.__file__).resolve().parents[1])
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return subprocess.Popen(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-I", "-c", _START, root],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=tempfile.gettempdir(),
        env={**kept, "LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "2"},
        start_new_session=True,
    )


def _judge(message: dict[str, Any], name: str, limits: Limits) -> None:
    """Raise DocumentError where the end was not a good one."""
    if message.get("exit") == 0:
        return
    if "slow" in message or message.get("signal") == signal.SIGXCPU:
        raise fault("file-too-slow", name, seconds=limits.seconds)
    # A library that gets no more memory seldom says so: it just falls.
    fell_full = "signal" in message and message.get("memory", 0) > _FULL * limits.memory
    if fell_full or message.get("exit") == _OUT_OF_MEMORY:
        raise fault("file-too-heavy", name)
    raise fault("file-damaged", name)
