"""What a process gives up, for good, before it opens a file from outside."""

from __future__ import annotations

import contextlib
import resource
import sys
from pathlib import Path

from assistant.ingest.confine.seccomp import filter_calls, write_only_below
from assistant.ingest.records import Limits

_OPEN_FILES = 256
# What a reader's own program never does; the kernel refuses the same where it can.
_FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.spawn", "os.posix_spawn")
_FORKS = ("os.fork", "os.forkpty", "pty.spawn")


class Refused(PermissionError):
    """A confined process tried what it may not."""


def lock_down(limits: Limits, out: Path, programs: bool = False) -> None:
    """Give up memory, time, large files, network, programs and writing outside `out`.

    `programs` keeps the right to start a program (for Tesseract), which inherits the rest.
    Limits that a platform does not know are left out: macOS has no address-space limit.
    """
    _limit("RLIMIT_AS", limits.memory)
    _limit("RLIMIT_CPU", limits.processor_seconds, 2)
    _limit("RLIMIT_FSIZE", limits.archive_bytes)
    _limit("RLIMIT_NOFILE", _OPEN_FILES)
    _limit("RLIMIT_CORE", 0)
    if not programs:
        sys.addaudithook(_refuse)
    with contextlib.suppress(OSError, AttributeError):
        write_only_below([out, Path("/dev/null")])
    with contextlib.suppress(OSError, AttributeError):
        filter_calls(programs)


def _limit(name: str, value: int, more: int = 0) -> None:
    """Lower one limit, the hard one `more` above the soft; never above what is in force."""
    kind = getattr(resource, name, None)
    if kind is None:
        return
    _, ceiling = resource.getrlimit(kind)
    if ceiling != resource.RLIM_INFINITY:
        value = min(value, ceiling)
        more = min(more, ceiling - value)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(kind, (value, value + more))


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(_FORBIDDEN) or event in _FORKS:
        raise Refused(f"A file's reader may not use {event}.")
