"""A process that fills a collection without end, until it is killed.

Started once, it imports what is slow, then forks a victim for each line on its standard input
(the home) and prints the victim's process id; "end" ends it.
"""

from __future__ import annotations

import os
import sys
import time
from itertools import count
from pathlib import Path

import chromadb  # noqa: F401 - so that a victim need not
import langchain_chroma  # noqa: F401
from hand_made import Geometry, Pile

from assistant.collections import Store, fill


def work(home: Path) -> None:
    """Add file after file, each in force before the next; every third one is deleted again."""
    store = Store(home)
    folder = store.create("Killed")
    for number in count(time.time_ns()):
        name = f"file-{number}.txt"
        pile = Pile({name: [f"Statement {number} of page {page}." for page in range(8)]})
        fill(folder, [Path(name)], Geometry(), pile)
        if number % 3 == 2:
            store.delete_file(folder.id, folder.read().files[0].sha256, Geometry())


for line in sys.stdin:
    if line.strip() == "end":
        break
    victim = os.fork()
    if not victim:
        work(Path(line.strip()))
    print(victim, flush=True)
    os.waitpid(victim, 0)
    print("dead", flush=True)
