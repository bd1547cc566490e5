"""The local chat model, served by llama.cpp inside this process on this machine's own address."""

from __future__ import annotations

import logging
import os
import secrets
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import ModelError
from assistant.models.gguf import NAME, Progress, assemble

log = logging.getLogger(__name__)

# Room for a few statements, the instructions and the lead, for two readers at once.
_CONTEXT = 6144
_AT_ONCE = 2

_lock = threading.Lock()
_running: dict[tuple[Path, int], LocalServer] = {}


@dataclass(frozen=True)
class LocalServer:
    """A running server: its OpenAI-compatible base URL and the key that only we know."""

    url: str
    key: str
    model: str
    # Held so that it lives; it stops when the process ends.
    engine: Any


def local_server(home: Path, threads: int = 0, progress: Progress | None = None) -> LocalServer:
    """The server of this process, started at the first call.

    `threads` 0 takes two processors, or all but one where there are more: the engine waits
    actively, and would starve the rest of the application. Raises ModelError where the extra is
    not installed or the engine does not start, and what `assemble` raises.
    """
    processors = os.cpu_count() or 2
    engines = threads or max(min(processors, 2), processors - 1)
    with _lock:
        known = _running.get((home, engines))
        if known is None:
            known = _running[home, engines] = _started(assemble(home, progress), engines)
        return known


def _started(path: Path, threads: int) -> LocalServer:
    try:
        import xllamacpp
    except ImportError as error:
        raise ModelError(
            "The engine of the local chat model is not installed.",
            'Install it: pip install "boardwise-assistant[local-llm]", or run make run-local-llm.',
            "chat-model-missing",
        ) from error
    key = secrets.token_urlsafe(24)
    try:
        engine = xllamacpp.Server(_parameters(xllamacpp, path, threads, key))
    except RuntimeError as error:
        raise ModelError(
            f"The local chat model cannot be started ({error}).",
            "Check that 2 GB of memory are free.",
            "chat-model-start",
        ) from error
    log.info("The local chat model listens on %s", engine.listening_address)
    return LocalServer(f"{engine.listening_address}/v1", key, NAME, engine)


def _parameters(xllamacpp: Any, path: Path, threads: int, key: str) -> Any:
    """What the engine is told: loopback only, a key of its own, no page, no log."""
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(path)
    parameters.model_alias = {NAME}
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    # Any page in a browser of this machine could otherwise talk to it.
    parameters.api_keys = [key]
    parameters.ui = False
    parameters.endpoint_slots = False
    parameters.verbosity = -1
    parameters.offline = True
    parameters.n_ctx = _CONTEXT
    parameters.n_parallel = _AT_ONCE
    parameters.cpuparams.n_threads = threads
    parameters.cpuparams_batch.n_threads = threads
    return parameters
