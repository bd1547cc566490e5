"""A first batch that is killed leaves no empty collection, and can be taken up again."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from first_batch import COLLECTION, killed_in_its_first_batch
from hand_made import Geometry

from assistant.collections import CollectionDesk, Store, open_collections, verify
from assistant.errors import CollectionError


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two files, in the order in which they are read."""
    texts = {"a.txt": "The board approved 400 euros.", "b.txt": "Churn fell to 3 per cent."}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    return [tmp_path / name for name in texts]


def test_a_first_batch_that_is_killed_leaves_nothing_and_is_taken_up_again(
    home: Path, files: list[Path]
) -> None:
    store = Store(home)
    listed: list[str] = []
    killed_in_its_first_batch(
        home, files, lambda: listed.extend(each.name for each in store.collections())
    )
    # As long as it is being filled it is there, then it never was.
    assert listed == [COLLECTION]
    assert store.collections() == ()
    assert verify(store) == ()
    with pytest.raises(CollectionError):
        store.find(COLLECTION)
    embedder = Geometry()
    report = CollectionDesk(store, embedder).ingest(files, COLLECTION)
    assert [each.status for each in report.files] == ["added", "added"]
    # What had been read before the kill is not embedded again.
    assert len(embedder.seen) == 1
    assert [(each.name, len(each.files)) for each in store.collections()] == [(COLLECTION, 2)]


def test_what_nobody_takes_up_again_is_deleted_after_a_day(home: Path, files: list[Path]) -> None:
    killed_in_its_first_batch(home, files, lambda: None)
    (left,) = Store(home).kept()
    CollectionDesk(Store(home), Geometry()).ingest(files[:1], "Another")
    assert left.exists
    yesterday = time.time() - 25 * 3600
    os.utime(left.root, (yesterday, yesterday))
    CollectionDesk(Store(home), Geometry()).ingest(files[:1], "A third")
    assert not left.root.exists()


def test_who_takes_nothing_leaves_the_collection_that_another_is_filling(
    home: Path, files: list[Path], tmp_path: Path
) -> None:
    (tmp_path / "none.txt").write_bytes(b"")
    store = open_collections(home, None)
    left: list[str] = []

    def refused() -> None:
        desk = CollectionDesk(store, Geometry())
        assert desk.ingest([tmp_path / "none.txt"], COLLECTION).count("refused") == 1
        left.extend(each.name for each in store.collections())

    killed_in_its_first_batch(home, files, refused)
    assert left == [COLLECTION]


class Deletes(Geometry):
    """While it embeds, somebody deletes the collection."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store

    def encode_documents(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> np.ndarray:
        self._store.delete(COLLECTION)
        return super().encode_documents(texts, progress)


def test_a_collection_deleted_while_it_is_filled_is_told_as_gone(
    home: Path, files: list[Path]
) -> None:
    store = Store(home)
    with pytest.raises(CollectionError, match=COLLECTION):
        CollectionDesk(store, Deletes(store)).ingest(files[:1], COLLECTION)
    assert (store.kept(), verify(store)) == ((), ())
