"""The program of the confined process: one fork for each file, so that none meets another.

It reads one job a line from its standard input and answers on its standard output: lines
`{"page": …}` from the fork, then `{"exit": …}` or `{"signal": …}` once the fork has ended.
Libraries are loaded here, before the fork; nothing of a file ever is.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import select
import signal
import struct
import sys
from pathlib import Path
from typing import Any

from assistant.ingest.confine.lock import lock_down
from assistant.ingest.confine.seccomp import end_with_parent
from assistant.ingest.records import Limits

# By the ending of a file's name, only to have the libraries ready; what is read is sniffed.
_LIBRARIES = {
    ".pdf": ("pypdfium2",),
    ".docx": ("lxml.etree", "zipfile"),
    ".pptx": ("pptx",),
    ".xlsx": ("openpyxl",),
    ".html": ("lxml.html",),
    ".epub": ("lxml.html",),
    ".md": ("markdown_it",),
}
# Page and pages, as two unsigned numbers of four bytes: written whole, read whole.
_PROGRESS = struct.Struct("II")
# The most memory a process held is counted in kilobytes, on macOS in bytes.
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024


def main() -> None:
    """Take jobs until the other side is gone."""
    answers = os.dup(1)
    # What a library prints must not be taken for an answer.
    quiet = os.open(os.devnull, os.O_RDWR)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    importlib.import_module("assistant.ingest.conversion")
    for line in sys.stdin:
        job = json.loads(line)
        for name in _LIBRARIES.get(Path(job["name"]).suffix.casefold(), ()):
            importlib.import_module(name)
        _write(answers, _run(job, answers))


def _run(job: dict[str, Any], answers: int) -> dict[str, int]:
    """Fork, do the job there, pass on its progress, and say how the fork ended."""
    heard, told = os.pipe()
    child = os.fork()
    if not child:
        # A reader gone astray must not speak in the foreman's name.
        os.close(answers)
        os.close(heard)
        _work(job, told)
    os.close(told)
    # The pipe closes when the fork ends; standard input speaks only when the application is gone.
    while True:
        ready, _, _ = select.select([heard, sys.stdin], [], [])
        if heard not in ready:
            os.kill(child, signal.SIGKILL)
            break
        said = os.read(heard, _PROGRESS.size)
        if len(said) < _PROGRESS.size:
            break
        page, pages = _PROGRESS.unpack(said)
        _write(answers, {"page": page, "pages": pages})
    os.close(heard)
    _, status, used = os.wait4(child, 0)
    if os.WIFSIGNALED(status):
        return {"signal": os.WTERMSIG(status), "memory": used.ru_maxrss * _RSS_UNIT}
    return {"exit": os.WEXITSTATUS(status)}


def _work(job: dict[str, Any], told: int) -> None:
    """In the fork: lock the doors, do the job, leave without going back."""
    code = 1
    try:
        end_with_parent()
        signal.signal(signal.SIGXCPU, signal.SIG_DFL)
        limits, out = Limits(**job["limits"]), Path(job["out"])
        conversion = importlib.import_module("assistant.ingest.conversion")
        lock_down(limits, out, programs=job["task"] == "recognise")

        def progress(page: int, pages: int) -> None:
            os.write(told, _PROGRESS.pack(page, pages))

        conversion.do(job, limits, progress)
        code = 0
    except MemoryError:
        code = 2
    finally:
        with contextlib.suppress(BaseException):
            sys.stdin = None
        os._exit(code)


def _write(answers: int, message: dict[str, int]) -> None:
    os.write(answers, json.dumps(message).encode() + b"\n")
