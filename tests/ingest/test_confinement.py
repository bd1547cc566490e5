"""What the process that reads a file may not do, tried for real, and how it is ended."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import makers
import pytest

from assistant.errors import DocumentError
from assistant.ingest import Limits, Outcome, read_files
from assistant.ingest.confine.chamber import Cancelled, Chamber

LINUX = sys.platform == "linux"

# Locks itself down as the reader of a file does, then tries one thing and says what came of it.
ATTEMPT = """
import ctypes, os, resource, socket, subprocess, sys
from pathlib import Path
from assistant.ingest.confine.lock import lock_down
from assistant.ingest.records import Limits
out = Path(sys.argv[1])
lock_down(Limits(memory=400 * 2**20, processor_seconds=2), out)
try:
    {attempt}
except MemoryError:
    print("memory")
except OSError as error:
    print("refused", error.errno)
else:
    print("done")
"""

REFUSED = [
    pytest.param("socket.socket()", id="socket"),
    pytest.param("socket.create_connection(('127.0.0.1', 9))", id="connection"),
    pytest.param("subprocess.run(['/bin/true'])", id="program"),
    pytest.param("os.system('true')", id="shell"),
    pytest.param("os.fork()", id="fork"),
]
# Past Python, straight to the kernel: what a reader taken over by a file would do.
RAW = [
    pytest.param("libc.socket(2, 1, 0)", id="socket"),
    pytest.param("libc.execv(b'/bin/true', (ctypes.c_char_p * 2)(b'true', None))", id="program"),
    pytest.param("libc.fork()", id="fork"),
    pytest.param("libc.kill(os.getppid(), 0)", id="kill"),
    pytest.param(
        f"libc.open({str(Path.home() / 'x').encode()!r}, os.O_CREAT | os.O_WRONLY)", id="write"
    ),
]
_RAW = (
    "libc = ctypes.CDLL(None, use_errno=True); got = {call};"
    " exec('raise OSError(ctypes.get_errno(), 0)') if got == -1 else None"
)


def tried(attempt: str, out: Path) -> str:
    code = ATTEMPT.format(attempt=attempt)
    done = subprocess.run(
        [sys.executable, "-c", code, str(out)], capture_output=True, text=True, check=False
    )
    return done.stdout.strip()


@pytest.mark.parametrize("attempt", REFUSED)
def test_python_may_not(attempt: str, tmp_path: Path) -> None:
    assert tried(attempt, tmp_path).startswith("refused")


@pytest.mark.skipif(not LINUX, reason="the kernel's filters are Linux's")
@pytest.mark.parametrize("call", RAW)
def test_the_kernel_refuses(call: str, tmp_path: Path) -> None:
    assert tried(_RAW.format(call=call), tmp_path) in ("refused 1", "refused 13")


def test_it_may_write_in_its_own_folder(tmp_path: Path) -> None:
    assert tried("(out / 'result').write_text('x')", tmp_path) == "done"


def test_memory_has_an_end(tmp_path: Path) -> None:
    assert tried("bytearray(2**30)", tmp_path) == "memory"


def test_processor_time_has_an_end(tmp_path: Path) -> None:
    code = ATTEMPT.format(attempt="sum(iter(int, 1))")
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert -done.returncode in (signal.SIGXCPU, signal.SIGKILL)


def test_the_filter_is_in_force_here() -> None:
    code = "from assistant.ingest.confine.seccomp import filter_calls; print(filter_calls(True))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(LINUX)


def test_the_clock_ends_a_reader_that_sleeps(tmp_path: Path) -> None:
    """A pipe that no one writes to keeps a reader waiting without using the processor."""
    import os

    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    job = {
        "task": "read",
        "path": str(pipe),
        "name": "pipe.txt",
        "sha256": "",
        "collection": "",
        "described": {},
        "ocr": False,
        "out": str(tmp_path),
    }
    with Chamber(Limits(seconds=1)) as chamber:
        with pytest.raises(DocumentError) as caught:
            chamber.run(job)
        assert caught.value.code == "file-too-slow"
        with pytest.raises(Cancelled):
            chamber.run(job, cancelled=lambda: True)


def test_a_reader_that_uses_its_time_is_ended(tmp_path: Path) -> None:
    path = tmp_path / "pages.pdf"
    path.write_bytes(makers.pdf(400))
    (outcome,) = read_files([path], limits=Limits(processor_seconds=0, seconds=30))
    assert outcome.refusal is not None
    assert outcome.refusal.code == "file-too-slow"


def test_the_file_after_a_fall_is_read(tmp_path: Path) -> None:
    names = ("a.pdf", "b.txt", "c.pdf")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "b.txt").write_text(makers.ENGLISH)
    (tmp_path / "c.pdf").write_bytes(makers.pdf(1))
    found = [each.status for each in read_files([tmp_path / name for name in names])]
    assert found == ["refused", "read", "read"]


def test_cancelling_stops_at_once(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"{makers.ENGLISH} {name}")
    seen: list[Outcome] = []
    stop = threading.Event()
    for outcome in read_files([tmp_path], cancelled=stop.is_set):
        seen.append(outcome)
        stop.set()
    assert len(seen) == 1


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    path = tmp_path / "pack.zip"
    path.write_bytes(makers.archive({"a.txt": makers.ENGLISH, "b.txt": makers.FRENCH}))
    assert [each.status for each in read_files([path])] == ["read", "read"]
    assert list((tmp_path / "temporary").iterdir()) == []


def test_no_page_of_the_web_is_asked(tmp_path: Path) -> None:
    """A server of our own hears nothing from a page and a workbook that name it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x"
        body = (
            f"<img src='{address}'><link rel='stylesheet' href='{address}'><p>{makers.ENGLISH}</p>"
        )
        (tmp_path / "page.html").write_bytes(makers.page(body))
        sheet = f'=WEBSERVICE("{address}")'
        (tmp_path / "book.xlsx").write_bytes(makers.xlsx([["Name", "Value"], ["Call", sheet]]))
        assert [each.status for each in read_files([tmp_path])] == ["read", "read"]
        with pytest.raises(TimeoutError):
            server.accept()


def test_answers_of_a_process_gone_astray_are_a_fault(tmp_path: Path) -> None:
    """What comes out of the process has to have the shape of an extract."""
    from assistant.ingest.exchange import extract, read_result

    for result in ({"extract": {"blocks": [{}]}}, {"extract": []}, {"extract": None}):
        with pytest.raises(DocumentError):
            extract(result, "x")
    for text in ("", "[]", "{" * 100_000, json.dumps("x")):
        (tmp_path / "result.json").write_text(text)
        with pytest.raises(DocumentError):
            read_result(tmp_path, "x")
