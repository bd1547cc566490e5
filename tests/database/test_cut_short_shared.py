"""A replica that is killed in a first batch leaves no empty collection on the others."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from assistant.collections import CollectionDesk, open_collections, verify
from assistant.database import Database

sys.path.append(str(Path(__file__).parents[1] / "collections"))

from first_batch import COLLECTION, killed_in_its_first_batch
from hand_made import Geometry

# PostgreSQL notices that a client is gone when it next looks.
PATIENCE = 15.0


def test_a_replica_that_is_killed_leaves_nothing_and_another_takes_it_up(
    tmp_path: Path, url: str, database: Database
) -> None:
    files = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path in files:
        path.write_text(f"What {path.stem} says of the board.", "utf-8")
    store = open_collections(tmp_path / "reader", database)
    listed: list[str] = []
    killed_in_its_first_batch(
        tmp_path / "writer",
        files,
        lambda: listed.extend(each.name for each in store.collections()),
        url,
    )
    assert listed == [COLLECTION]
    end = time.monotonic() + PATIENCE
    while store.collections() and time.monotonic() < end:
        time.sleep(0.1)
    assert store.collections() == verify(store) == ()
    embedder = Geometry()
    report = CollectionDesk(store, embedder).ingest(files, COLLECTION)
    assert (report.count("added"), len(embedder.seen)) == (2, 1)
    assert [(each.name, len(each.files)) for each in store.collections()] == [(COLLECTION, 2)]
