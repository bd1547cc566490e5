"""The index follows the library: only changes are embedded, and a kill leaves a whole index."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import IndexFault
from assistant.index import VectorCache, open_index, write_cache
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
    return values / np.linalg.norm(values)


def passage(name: str, text: str, lang: str = "en") -> Passage:
    return Passage(
        id=f"{name}:{lang}:{hashlib.sha256(text.encode()).hexdigest()[:6]}",
        document=name,
        collection="shelf",
        kind="article",
        lang=lang,
        role="evidence",
        text=text,
    )


SHELF = [
    passage("alpha", "Alpha sold 10 boats."),
    passage("beta", "Beta lost 3 customers."),
    passage("alpha", "Alpha a vendu 10 bateaux.", "fr"),
    passage("beta", "Beta a perdu 3 clients.", "fr"),
]


def ids(index: object) -> set[str]:
    return {p.id for part in index.partitions.values() for p in part.passages}  # type: ignore[attr-defined]


def stored(index: object) -> set[str]:
    parts = index.partitions.values()  # type: ignore[attr-defined]
    held = [part.dense.neighbours.collection.get(include=[])["ids"] for part in parts]
    return {id_ for ids in held for id_ in ids}


def sync(home: Path, shelf: Sequence[Passage], stamp: str, embedder: Geometry | None = None):
    embedder = embedder or Geometry()
    index, report = open_index(home, embedder, stamp, lambda: shelf)
    return index, report, embedder


def test_first_build_holds_every_passage(tmp_path: Path) -> None:
    index, report, _ = sync(tmp_path, SHELF, "one")
    assert ids(index) == stored(index) == {p.id for p in SHELF}
    assert report.rebuilt == "new"


def test_unchanged_library_reads_and_embeds_nothing(tmp_path: Path) -> None:
    sync(tmp_path, SHELF, "one")

    def never() -> Sequence[Passage]:
        raise AssertionError("the library was read although nothing changed")

    embedder = Geometry()
    index, _ = open_index(tmp_path, embedder, "one", never)
    assert (len(index), embedder.seen) == (len(SHELF), [])


def test_edit_embeds_only_the_changed_statement(tmp_path: Path) -> None:
    sync(tmp_path, SHELF, "one")
    edited = passage("beta", "Beta lost 4 customers.")
    _, report, embedder = sync(tmp_path, [SHELF[0], edited, *SHELF[2:]], "two")
    assert embedder.seen == ["Beta lost 4 customers."]
    assert (report.added, report.removed, report.rebuilt) == (1, 1, "")


def test_deletion_leaves_nothing_behind(tmp_path: Path) -> None:
    sync(tmp_path, SHELF, "one")
    left = [p for p in SHELF if p.document == "alpha"]
    index, _, _ = sync(tmp_path, left, "two")
    assert stored(index) == {p.id for p in left}
    assert index.partitions["en"].lexical.scores(["beta"]).sum() == 0


def test_touched_but_equal_files_are_only_restamped(tmp_path: Path) -> None:
    first, _, _ = sync(tmp_path, SHELF, "one")
    second, report, embedder = sync(tmp_path, SHELF, "two")
    assert (second.folder, embedder.seen, report.added) == (first.folder, [], 0)


def test_other_model_rebuilds_everything(tmp_path: Path) -> None:
    sync(tmp_path, SHELF, "one")
    _, report, embedder = sync(tmp_path, SHELF, "one", Geometry("geometry@2"))
    assert report.rebuilt == "embedder changed"
    assert sorted(embedder.seen) == sorted(p.text for p in SHELF)


def flipped(path: Path) -> None:
    """Change bytes within a file, so that its size stays."""
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 8] = bytes(255 - each for each in content[middle : middle + 8])
    path.write_bytes(bytes(content))


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda folder: (folder / "manifest.json").unlink(), id="no-manifest"),
        pytest.param(
            lambda folder: (folder / "vectors-en.npy").write_bytes(b"\x93NUMPY"), id="cut-vectors"
        ),
        pytest.param(
            lambda folder: (folder / "passages-fr.json").write_text("{"), id="cut-passages"
        ),
        pytest.param(lambda folder: flipped(folder / "moments-en.npz"), id="altered-moments"),
        pytest.param(
            lambda folder: (folder.parent / "current").write_text("generation-gone"),
            id="pointer-to-nothing",
        ),
    ],
)
def test_damaged_index_is_rebuilt_with_a_message(
    tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    index, _, _ = sync(tmp_path, SHELF, "one")
    damage(index.folder)
    stages: list[str] = []
    again, report = open_index(
        tmp_path, Geometry(), "one", lambda: SHELF, lambda stage, *_: stages.append(stage)
    )
    assert ids(again) == stored(again) == {p.id for p in SHELF}
    assert (report.rebuilt, stages[0]) == ("damaged", "repair")


def test_build_that_dies_leaves_the_old_index(tmp_path: Path) -> None:
    old, _, _ = sync(tmp_path, SHELF, "one")

    class Dies(Geometry):
        def encode_documents(self, texts: Sequence[str], progress: object = None) -> np.ndarray:
            raise KeyboardInterrupt

    new = [*SHELF, passage("gamma", "Gamma doubled.")]
    with pytest.raises(KeyboardInterrupt):
        open_index(tmp_path, Dies(), "two", lambda: new)
    again, _, _ = sync(tmp_path, SHELF, "one")
    assert (again.folder, ids(again)) == (old.folder, {p.id for p in SHELF})


def test_abandoned_drafts_are_cleared(tmp_path: Path) -> None:
    sync(tmp_path, SHELF, "one")
    abandoned = tmp_path / "index" / "generation-abandoned"
    abandoned.mkdir()
    sync(tmp_path, SHELF[:2], "two")
    assert not abandoned.exists()


def test_two_builders_at_once_build_once(tmp_path: Path) -> None:
    embedders = [Geometry(), Geometry()]
    threads = [
        threading.Thread(target=sync, args=(tmp_path, SHELF, "one", each)) for each in embedders
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(len(each.seen) for each in embedders) == [0, len(SHELF)]


def test_home_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    home = tmp_path / "file"
    home.write_text("not a folder")
    with pytest.raises(IndexFault, match=r"cannot write here.*ASSISTANT_HOME"):
        sync(home, SHELF, "one")


def test_cached_vectors_are_not_embedded_again(tmp_path: Path) -> None:
    cached = SHELF[:3]
    texts = [p.text for p in cached]
    write_cache(tmp_path / "v.npz", "geometry@1", texts, np.stack([vector(t) for t in texts]))
    embedder = Geometry()
    open_index(tmp_path / "home", embedder, "one", lambda: SHELF, cache=tmp_path / "v.npz")
    assert embedder.seen == [SHELF[3].text]


def test_cached_vector_is_close_to_the_full_one(tmp_path: Path) -> None:
    write_cache(tmp_path / "v.npz", "m", ["text"], vector("text")[None])
    kept = VectorCache(tmp_path / "v.npz", "m").get("text")
    assert float(kept @ vector("text")) > 0.9999


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip"], ids=["empty", "garbage"])
def test_damaged_cache_is_ignored(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "v.npz").write_bytes(content)
    assert len(VectorCache(tmp_path / "v.npz", "m")) == 0


def test_cache_of_another_model_is_ignored(tmp_path: Path) -> None:
    write_cache(tmp_path / "v.npz", "m", ["text"], vector("text")[None])
    assert VectorCache(tmp_path / "v.npz", "other").get("text") is None


def test_changed_flags_alone_make_another_passage_but_the_same_text(tmp_path: Path) -> None:
    sync(tmp_path, SHELF, "one")
    marked = replace(SHELF[0], id="alpha:en:marked", flags=("self-reported",))
    index, _, _ = sync(tmp_path, [marked, *SHELF[1:]], "two")
    assert index.partitions["en"].passages[0].flags == ("self-reported",)


def test_a_shipped_vector_serves_the_text_with_the_spaces_of_french_too(tmp_path: Path) -> None:
    path = tmp_path / "vectors.npz"
    write_cache(path, "model", ["Churn : 12 %"], np.asarray([[1.0, 0.0]], dtype=np.float32))
    held = VectorCache(path, "model")
    assert held.get("Churn\u00a0: 12\u202f%") is not None
    assert held.get("Churn : 13 %") is None
