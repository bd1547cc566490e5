"""A process killed at any moment leaves the state before or the one after, never one between."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.collections import Store, verify
from assistant.index import Index

ROUNDS = 12


@pytest.fixture
def zygote() -> Iterator[subprocess.Popen[str]]:
    here = Path(__file__).parent
    environment = {**os.environ, "PYTHONPATH": f"{here}:{here.parents[1]}"}
    process = subprocess.Popen(
        [sys.executable, str(here / "victim.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    yield process
    process.communicate("end\n", timeout=60)


def killed_after(zygote: subprocess.Popen[str], home: Path, seconds: float) -> None:
    assert zygote.stdin
    assert zygote.stdout
    zygote.stdin.write(f"{home}\n")
    zygote.stdin.flush()
    victim = int(zygote.stdout.readline())
    time.sleep(seconds)
    os.kill(victim, signal.SIGKILL)
    assert zygote.stdout.readline() == "dead\n"


@pytest.fixture
def step(zygote: subprocess.Popen[str], tmp_path: Path) -> float:
    """Seconds that this machine, as busy as it is, needs to take a first file in."""
    trial, began = tmp_path / "trial", time.monotonic()
    assert zygote.stdin
    assert zygote.stdout
    zygote.stdin.write(f"{trial}\n")
    zygote.stdin.flush()
    victim = int(zygote.stdout.readline())
    while not any(folder.current() for folder in Store(trial).folders()):
        time.sleep(0.01)
    seconds = time.monotonic() - began
    os.kill(victim, signal.SIGKILL)
    assert zygote.stdout.readline() == "dead\n"
    return seconds


def test_a_kill_leaves_the_old_state_or_the_new(
    zygote: subprocess.Popen[str], home: Path, step: float
) -> None:
    store, chance = Store(home), random.Random(20261122)
    sizes = []
    for _ in range(ROUNDS):
        killed_after(zygote, home, chance.uniform(0.1, 2.5) * step)
        assert verify(store) == ()
        for folder in store.folders():
            current = folder.current()
            if current is None:
                assert folder.stamp() == ""
                continue
            index = Index.open(current[0], "geometry@1")
            files = {file.document for file in folder.read().files}
            indexed = [p for part in index.partitions.values() for p in part.passages]
            assert {p.document for p in indexed} == files
            assert len(indexed) == 8 * len(files)
            sizes.append(len(files))
    # The work went on from where the last kill had left it.
    assert sizes[-1] > 2
