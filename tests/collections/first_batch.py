"""A process that takes two files into a new collection and never ends the second.

It prints a line for each file that is about to be embedded; arguments are the home, the address
of a database or "", and the files.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from hand_made import Geometry

from assistant.collections import CollectionDesk, open_collections
from assistant.database import Database

COLLECTION = "Board pack"


class Stuck(Geometry):
    """Embeds one file, then works for ever."""

    def encode_documents(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> np.ndarray:
        print("embedding", flush=True)
        if self.seen:
            time.sleep(600)
        return super().encode_documents(texts, progress)


def killed_in_its_first_batch(
    home: Path, files: Sequence[Path], meanwhile: Callable[[], None], url: str = ""
) -> None:
    """Start the process, look at it from outside, and kill it within the second file."""
    here = Path(__file__).parent
    process = subprocess.Popen(
        [sys.executable, __file__, str(home), url, *map(str, files)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": f"{here}:{here.parents[1]}"},
    )
    assert process.stdout
    try:
        assert [process.stdout.readline() for _ in files] == ["embedding\n"] * len(files)
        meanwhile()
    finally:
        process.kill()
        process.communicate()


if __name__ == "__main__":
    home, url, *paths = sys.argv[1:]
    store = open_collections(Path(home), Database(url) if url else None)
    CollectionDesk(store, Stuck()).ingest([Path(each) for each in paths], COLLECTION)
