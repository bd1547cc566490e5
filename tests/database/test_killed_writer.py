"""A writer killed at any moment leaves the state before or the one after, on every replica."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from assistant.collections import open_collections, verify
from assistant.database import Database

ROUNDS = 2
HERE = Path(__file__).parent


def killed_after(seconds: float, home: Path, url: str, first: int) -> None:
    environment = {**os.environ, "PYTHONPATH": f"{HERE.parent / 'collections'}:{HERE.parents[1]}"}
    victim = subprocess.Popen(
        [sys.executable, str(HERE / "victim.py"), str(home), url, str(first)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert victim.stdout
    for _ in range(2):
        assert victim.stdout.readline() == "filled\n"
    time.sleep(seconds)
    victim.kill()
    victim.communicate()


def test_a_kill_leaves_the_old_state_or_the_new(
    tmp_path: Path, url: str, database: Database
) -> None:
    store, chance = open_collections(tmp_path / "reader", database), random.Random(20261122)
    sizes = []
    for turn in range(ROUNDS):
        killed_after(chance.uniform(0, 0.4), tmp_path / "writer", url, 1000 * turn)
        assert verify(store) == ()
        (folder,) = store.folders()
        files = folder.read().files
        current = folder.current()
        held: list[str] = []
        if current:
            index = folder.generations().open(current[0], "geometry@1")
            held = [p.document for part in index.partitions.values() for p in part.passages]
        assert sorted(held) == sorted(file.document for file in files for _ in range(8))
        sizes.append(len(files))
    # The work went on from where the last kill had left it.
    assert sizes[-1] > sizes[0] > 0
