"""Processes killed with SIGKILL while they write, and what is found of their work afterwards.

A victim does one kind of work without end and says what it has finished; whatever it has said is
acknowledged. It is killed at a moment drawn at random. Then the state is read as the product
reads it: what was acknowledged must be there, and what is there must be whole.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from assistant.errors import AssistantError
from assistant.evaluation.kill_backups import BackingUp, Restoring
from assistant.evaluation.kill_trials import Changing, Ingest, Plans, Trial, Verdict
from assistant.evaluation.scale import RandomVectors

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkServerContext
    from multiprocessing.process import BaseProcess

    from assistant.settings import Settings

_TRIALS: dict[str, Trial] = {
    each.name: each for each in (Ingest(), Plans(), Changing(), BackingUp(), Restoring())
}
KINDS = tuple(_TRIALS)
SEED = 20261122
# Imported once, before the victims part ways: a round then takes a second instead of ten.
_HEAVY = ("chromadb", "langchain_chroma", "bm25s", "assistant.evaluation.kills")
# A victim says that it begins within this time, on the slowest of machines.
_PATIENCE = 120.0
# A kill comes after so many times the usual time between two acknowledgements, at the latest.
_SPAN, _FIRST_SPAN, _SHORTEST_SPAN = 2.5, 1.0, 0.05


@dataclass(frozen=True, slots=True)
class Killed:
    """All rounds of one kind of work: kills, what was acknowledged, what of it was lost and what
    was found half-written (both must be 0), and each fault in words."""

    kind: str
    rounds: int
    acknowledged: int
    lost: int
    half_written: int
    faults: tuple[str, ...]


def measure_kills(
    settings: Settings,
    rounds: int,
    kinds: Sequence[str] = KINDS,
    seed: int = SEED,
    progress: Callable[[str, int, int], None] | None = None,
) -> Iterator[Killed]:
    """Kill so many victims in all, shared out evenly among the kinds; yields each kind when it
    is done. `progress` hears (kind, rounds done, rounds). Nothing of the settings' home is
    touched: the work is done in a folder that is removed."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(_HEAVY))
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    for place, kind in enumerate(kinds):
        own = rounds // len(kinds) + (place < rounds % len(kinds))
        with tempfile.TemporaryDirectory(prefix="boardwise-kills-") as folder:
            home = Path(folder) / "home"
            trial = _TRIALS[kind]
            given = trial.prepare(home, settings)
            rounds_of = _Rounds(context, trial, home, given, chance)
            for done in range(1, own + 1):
                rounds_of.play()
                if progress:
                    progress(kind, done, own)
            yield rounds_of.result(kind)


class _Rounds:
    """The rounds of one kind, each going on from where the last kill left the work."""

    def __init__(
        self,
        context: ForkServerContext,
        trial: Trial,
        home: Path,
        given: str,
        chance: random.Random,
    ) -> None:
        self._context = context
        self._trial, self._home, self._given = trial, home, given
        self._chance = chance
        self._said: list[dict[str, Any]] = []
        self._gaps: list[float] = []
        self._rounds = 0
        self._verdicts: list[Verdict] = []

    def play(self) -> None:
        """Start a victim, kill it, look at what it left."""
        self._rounds += 1
        said, ended = self._killed()
        self._said += said
        verdict = self._judged()
        if ended:
            verdict = replace(verdict, half=(*verdict.half, ended))
        # Told once: what was lost in one round is missing in all that follow.
        seen = {each for earlier in self._verdicts for each in (*earlier.lost, *earlier.half)}
        lost, half = (
            tuple(each for each in found if each not in seen)
            for found in (verdict.lost, verdict.half)
        )
        self._verdicts.append(Verdict(lost, half))

    def result(self, kind: str) -> Killed:
        """The figures of all rounds."""
        lost = [each for verdict in self._verdicts for each in verdict.lost]
        half = [each for verdict in self._verdicts for each in verdict.half]
        done = sum("begins" not in said for said in self._said)
        return Killed(kind, self._rounds, done, len(lost), len(half), (*lost, *half))

    def _judged(self) -> Verdict:
        """What the trial finds; a state that it cannot even read is not whole."""
        try:
            return self._trial.judge(self._home, self._given, self._said)
        except AssistantError as fault:
            return Verdict((), (fault.message,))

    def _killed(self) -> tuple[list[dict[str, Any]], str]:
        """What a victim said before it was killed; and, where it ended before that, how."""
        here, there = self._context.Pipe(duplex=False)
        victim = self._context.Process(
            target=_victim, args=(self._trial.name, self._home, self._given, there)
        )
        victim.start()
        there.close()
        said: list[dict[str, Any]] = []
        try:
            if not here.poll(_PATIENCE):
                raise RuntimeError(f"{self._trial.name}: the victim never began")
            with suppress(EOFError):
                here.recv_bytes()
            if self._rounds % 2:
                # Half of the kills come after something was acknowledged, half whenever.
                self._await(here, said)
            self._listen(here, said, self._chance.uniform(0, self._span()))
        finally:
            _kill(victim)
        # What it said before it died, and nobody had read yet, was acknowledged too.
        self._listen(here, said, 0.0)
        here.close()
        by_itself = victim.exitcode != -signal.SIGKILL
        return said, f"the victim ended by itself ({victim.exitcode})" if by_itself else ""

    def _await(self, here: Connection, said: list[dict[str, Any]]) -> None:
        """Wait until the victim has done something."""
        until = time.monotonic() + _PATIENCE
        with suppress(EOFError, OSError):
            while here.poll(max(0.0, until - time.monotonic())):
                said.append(orjson.loads(here.recv_bytes()))
                if "begins" not in said[-1]:
                    return

    def _listen(self, here: Connection, said: list[dict[str, Any]], seconds: float) -> None:
        """Read what the victim says for so long, or until its end of the pipe is closed."""
        until, before = time.monotonic() + seconds, time.monotonic()
        # Half a message is none.
        with suppress(EOFError, OSError):
            while here.poll(max(0.0, until - time.monotonic())):
                said.append(orjson.loads(here.recv_bytes()))
                now = time.monotonic()
                if seconds and "begins" not in said[-1]:
                    self._gaps.append(now - before)
                    before = now

    def _span(self) -> float:
        """The latest moment of a kill, in seconds: by then the work has gone round twice."""
        if not self._gaps:
            return _FIRST_SPAN
        return max(_SHORTEST_SPAN, _SPAN * sorted(self._gaps)[len(self._gaps) // 2])


def _victim(name: str, home: Path, given: str, there: Connection) -> None:
    """Work without end, in a process that is going to be killed."""

    def tell(what: Mapping[str, Any]) -> None:
        there.send_bytes(orjson.dumps(what))

    from tqdm import tqdm

    # Its lock of its own would be left behind in the kernel by the kill.
    tqdm.set_lock(threading.RLock())
    there.send_bytes(b"{}")
    _TRIALS[name].work(home, given, RandomVectors(os.getpid()), tell)


def _kill(victim: BaseProcess) -> None:
    """Kill without a word, and wait until it is gone."""
    if victim.pid is not None:
        with suppress(ProcessLookupError):
            os.kill(victim.pid, signal.SIGKILL)
    victim.join(_PATIENCE)
