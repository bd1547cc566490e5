"""Replicas share the index of the library: one builds it, the others find it."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.database import Database
from assistant.errors import DatabaseError, IndexFault
from assistant.index import Index, open_index
from assistant.records import Passage

DIMENSION = 16


class Geometry:
    """An embedder of known geometry: a text's vector follows from its letters alone."""

    def __init__(self, identity: str = "geometry@1") -> None:
        self.identity = identity
        self.dimension = DIMENSION
        self.seen: list[str] = []

    def encode_documents(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> np.ndarray:
        self.seen += texts
        return np.stack([vector(text) for text in texts])


def vector(text: str) -> np.ndarray:
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")
    values = np.random.default_rng(seed).normal(size=DIMENSION).astype(np.float32)
    found: np.ndarray = values / np.linalg.norm(values)
    return found


def passage(name: str, text: str, lang: str = "en") -> Passage:
    return Passage(
        id=f"{name}:{lang}:{hashlib.sha256(text.encode()).hexdigest()[:6]}",
        document=name,
        collection="shelf",
        kind="article",
        lang=lang,  # type: ignore[arg-type]
        role="evidence",
        text=text,
    )


SHELF = [
    *(passage(f"doc-{n}", f"Statement number {n} about boats.") for n in range(40)),
    *(passage(f"doc-{n}", f"Phrase numéro {n} sur les bateaux.", "fr") for n in range(30)),
]


def sync(
    home: Path,
    database: Database,
    shelf: Sequence[Passage] = SHELF,
    stamp: str = "one",
    embedder: Geometry | None = None,
    force: bool = False,
) -> tuple[Index, list[str]]:
    embedder = embedder or Geometry()
    index, _ = open_index(home, embedder, stamp, lambda: shelf, force=force, database=database)
    return index, embedder.seen


def ids(index: Index) -> set[str]:
    return {p.id for part in index.partitions.values() for p in part.passages}


def nearest(index: Index, text: str, count: int = 10) -> list[str]:
    part = index.partitions["en"]
    return [part.passages[row].id for row in part.dense.nearest(vector(text), count)]


def test_the_second_replica_embeds_nothing_and_finds_the_same(
    tmp_path: Path, database: Database
) -> None:
    first, seen = sync(tmp_path / "a", database)
    second, nothing = sync(tmp_path / "b", database)
    assert (len(seen), nothing) == (len(SHELF), [])
    assert ids(first) == ids(second) == {p.id for p in SHELF}
    assert nearest(first, "boats") == nearest(second, "boats")
    second.verify()


def test_postgresql_finds_what_comparing_every_row_finds(
    tmp_path: Path, database: Database
) -> None:
    dense = sync(tmp_path, database)[0].partitions["en"].dense
    asked = vector("Statement number 7 about boats.")
    found = dense.neighbours.nearest(asked, 10)
    assert found is not None
    rows = np.argsort(-(np.asarray(dense.vectors, dtype=np.float32) @ asked))
    expected = [SHELF[row].id for row in rows[:10]]
    assert list(found)[:10] == expected


def test_an_edit_embeds_only_what_changed_and_the_old_state_goes_on(
    tmp_path: Path, database: Database
) -> None:
    old, _ = sync(tmp_path / "a", database)
    edited = [passage("doc-0", "Statement that is new."), *SHELF[1:]]
    new, seen = sync(tmp_path / "b", database, edited, "two")
    assert seen == ["Statement that is new."]
    assert SHELF[0].id in nearest(old, SHELF[0].text, 3)
    assert nearest(new, "Statement that is new.", 1) == [edited[0].id]
    assert SHELF[0].id not in nearest(new, SHELF[0].text, 40)
    old.verify()
    new.verify()


def test_two_states_of_the_library_are_served_side_by_side(
    tmp_path: Path, database: Database
) -> None:
    sync(tmp_path / "a", database)
    sync(tmp_path / "b", database, SHELF[1:], "two")
    again, seen = sync(tmp_path / "c", database)
    assert (ids(again), seen) == ({p.id for p in SHELF}, [])


def test_another_model_is_refused_until_it_is_asked_for(tmp_path: Path, database: Database) -> None:
    sync(tmp_path / "a", database)
    with pytest.raises(DatabaseError, match=r"geometry@1, not geometry@2.*--force") as caught:
        sync(tmp_path / "b", database, embedder=Geometry("geometry@2"))
    assert caught.value.code == "database-embedder"
    index, seen = sync(tmp_path / "b", database, embedder=Geometry("geometry@2"), force=True)
    assert len(seen) == len(SHELF)
    index.verify()


def test_a_build_that_dies_leaves_the_old_state(tmp_path: Path, database: Database) -> None:
    old, _ = sync(tmp_path, database)

    class Dies(Geometry):
        def encode_documents(self, texts: Sequence[str], progress: object = None) -> np.ndarray:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sync(tmp_path, database, [*SHELF, passage("new", "New.")], "two", Dies())
    again, seen = sync(tmp_path, database)
    assert (again.folder, seen) == (old.folder, [])


def test_two_replicas_that_start_at_once_build_once(tmp_path: Path, database: Database) -> None:
    embedders = [Geometry(), Geometry()]
    threads = [
        threading.Thread(target=sync, args=(tmp_path / str(n), database, SHELF, "one", each))
        for n, each in enumerate(embedders)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(len(each.seen) for each in embedders) == [0, len(SHELF)]


def test_a_damaged_copy_is_brought_again(tmp_path: Path, database: Database) -> None:
    index, _ = sync(tmp_path, database)
    (index.folder / "vectors-en.npy").write_bytes(b"cut")
    again, seen = sync(tmp_path, database)
    assert (ids(again), seen) == ({p.id for p in SHELF}, [])
    assert again.folder == index.folder


def test_lost_vectors_are_noticed_and_written_again(tmp_path: Path, database: Database) -> None:
    index, _ = sync(tmp_path, database)
    database.change(
        "DELETE FROM langchain_pg_embedding WHERE id LIKE :some", some="library/en/doc-3:%"
    )
    with pytest.raises(IndexFault, match="39 vectors for 40 passages"):
        index.verify()
    again, _ = sync(tmp_path, database, SHELF, "two", force=True)
    again.verify()
