"""Collections on disk: created, filled, renamed, emptied, deleted; damaged ones mended."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hand_made import Geometry, Pile

from assistant.collections import (
    CollectionDesk,
    CollectionFolder,
    IngestReport,
    Step,
    Store,
    bring_in_step,
    fill,
    repair,
    verify,
)
from assistant.errors import CollectionError, DocumentError
from assistant.index import Index
from assistant.ingest import Outcome, Progress

FILES = {
    "churn.pdf": ["Churn fell to 4 %.", "Renewals rose."],
    "budget.docx": ["The budget is 120,000 euros.", "A tenth is kept for measurement."],
    "minutes.txt": ["The board approved the plan."],
}


@pytest.fixture
def store(home: Path) -> Store:
    return Store(home)


def filled(store: Store, *names: str, embedder: Geometry | None = None) -> IngestReport:
    folder = store.create("Board pack Q3")
    paths = [Path(name) for name in names or FILES]
    return fill(folder, paths, embedder or Geometry(), Pile(FILES))


def texts(folder: CollectionFolder) -> set[str]:
    current = folder.current()
    assert current is not None
    index = Index.open(current[0], "geometry@1")
    return {p.text for part in index.partitions.values() for p in part.passages}


def test_a_mistyped_path_is_named_and_makes_no_collection(store: Store, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="nowhere") as caught:
        CollectionDesk(store, Geometry()).ingest([tmp_path / "nowhere.pdf"], "Board pack Q3")
    assert (caught.value.code, store.collections()) == ("file-missing", ())


def test_files_are_listed_with_what_is_known_of_them(store: Store) -> None:
    filled(store)
    (collection,) = store.collections()
    assert [(f.name, f.title, f.pages, f.passages) for f in collection.files] == [
        ("churn.pdf", "churn", 2, 2),
        ("budget.docx", "budget", 2, 2),
        ("minutes.txt", "minutes", 1, 1),
    ]


def test_every_passage_is_in_the_index(store: Store) -> None:
    filled(store)
    assert texts(store.find("Board pack Q3")) == {t for each in FILES.values() for t in each}


def test_files_already_in_are_passed_over(store: Store) -> None:
    filled(store, "churn.pdf")
    embedder = Geometry()
    report = filled(store, embedder=embedder)
    assert [file.status for file in report.files] == ["already", "added", "added"]
    assert len(embedder.seen) == 3


def test_nothing_new_leaves_the_generation_in_force(store: Store) -> None:
    filled(store)
    before = store.find("Board pack Q3").stamp()
    filled(store)
    assert store.find("Board pack Q3").stamp() == before


@pytest.mark.parametrize(
    "wanted", ["Board pack Q3", "board PACK q3", "  Board  pack Q3 "], ids=["same", "case", "space"]
)
def test_a_collection_is_found_however_it_is_written(store: Store, wanted: str) -> None:
    made = store.create("Board pack Q3")
    assert store.create(wanted).id == store.find(made.id).id == made.id


@pytest.mark.parametrize(
    "name", ["", " \n ", "x" * 81, "\u202e"], ids=["empty", "blank", "long", "bidi"]
)
def test_names_that_cannot_be_given(store: Store, name: str) -> None:
    with pytest.raises(CollectionError) as raised:
        store.create(name)
    assert raised.value.code == "collection-name"


@pytest.mark.parametrize("name", ["../escape", "a/b", ".", "CON", "日本 🎌"])
def test_a_name_is_never_a_path(store: Store, home: Path, name: str) -> None:
    folder = store.create(name)
    assert folder.root.parent == home / "collections"
    assert folder.name() == name


def test_renaming_keeps_the_files(store: Store) -> None:
    filled(store)
    store.rename("Board pack Q3", "Dossier du conseil")
    (collection,) = store.collections()
    assert (collection.name, len(collection.files)) == ("Dossier du conseil", 3)


def test_two_collections_cannot_share_a_name(store: Store) -> None:
    store.create("One")
    store.create("Two")
    with pytest.raises(CollectionError) as raised:
        store.rename("Two", "ONE")
    assert raised.value.code == "collection-exists"


def test_a_deleted_collection_leaves_nothing_behind(store: Store) -> None:
    filled(store)
    store.delete("Board pack Q3")
    assert store.collections() == ()
    assert [path.name for path in store.root.iterdir()] == ["names.lock"]


def test_what_a_kill_left_behind_is_cleared(store: Store) -> None:
    filled(store)
    folder = store.find("Board pack Q3")
    abandoned = [folder.root / "index" / "generation-abandoned", store.root / ".new-abandoned"]
    for path in abandoned:
        path.mkdir()
    store.delete_file(folder.id, "minutes.txt", Geometry())
    store.delete(store.create("Other").id)
    assert [path for path in abandoned if path.exists()] == []


@pytest.mark.parametrize("wanted", ["churn.pdf", "upload-"], ids=["name", "document"])
def test_a_deleted_file_is_found_no_more(store: Store, wanted: str) -> None:
    filled(store)
    folder = store.find("Board pack Q3")
    document = folder.read().files[0].document
    store.delete_file(folder.id, document if wanted == "upload-" else wanted, Geometry())
    assert "Churn fell to 4 %." not in texts(folder)
    assert len(list(folder.documents.kept())) == 2


def test_the_last_file_can_be_deleted(store: Store) -> None:
    filled(store, "minutes.txt")
    folder, _ = store.delete_file("Board pack Q3", "minutes.txt", Geometry())
    assert (texts(folder), verify(store)) == (set(), ())


def test_a_file_that_is_not_there_is_named(store: Store) -> None:
    filled(store)
    with pytest.raises(CollectionError, match=r"holds no file 'gone\.pdf'"):
        store.delete_file("Board pack Q3", "gone.pdf", Geometry())


def test_cancelling_keeps_the_finished_files(store: Store) -> None:
    steps: list[Step] = []

    def second() -> bool:
        return any(step.file == 2 and step.stage == "reading" for step in steps)

    folder = store.create("Board pack Q3")
    report = fill(folder, [Path(n) for n in FILES], Geometry(), Pile(FILES), steps.append, second)
    assert [file.status for file in report.files] == ["added", "cancelled"]
    assert (report.cancelled, [f.name for f in folder.read().files]) == (True, ["churn.pdf"])


def test_progress_never_goes_back(store: Store) -> None:
    steps: list[Step] = []
    folder = store.create("Board pack Q3")
    fill(folder, [Path(n) for n in FILES], Geometry(), Pile(FILES), steps.append)
    shares = [step.share for step in steps]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


class Foreseeing(Geometry):
    """Counts how often it is told that much text is coming."""

    told = 0

    def prepare(self) -> None:
        self.told += 1


@pytest.mark.parametrize(
    ("pages", "expected"), [(300, True), (4, False)], ids=["a long report", "a note"]
)
def test_much_text_is_foreseen_while_it_is_read(store: Store, pages: int, expected: bool) -> None:
    def reader(paths: Sequence[Path], **given: Any) -> Iterator[Outcome]:
        given["progress"](Progress("churn.pdf", 1, 1, 1, pages))
        yield from Pile(FILES)(paths, **given)

    embedder = Foreseeing()
    report = fill(store.create("Board pack Q3"), [Path("churn.pdf")], embedder, reader)
    assert report.files[0].status == "added"
    assert bool(embedder.told) is expected


def test_an_interrupted_batch_is_not_embedded_twice(store: Store) -> None:
    folder = store.create("Board pack Q3")

    class Dies(Geometry):
        def encode_documents(self, texts, progress=None):  # type: ignore[no-untyped-def]
            if "The budget is 120,000 euros." in texts[0]:
                raise MemoryError
            return super().encode_documents(texts)

    with pytest.raises(MemoryError):
        fill(folder, [Path(n) for n in FILES], Dies(), Pile(FILES))
    embedder = Geometry()
    filled(store, embedder=embedder)
    assert not any("Churn" in text for text in embedder.seen)
    assert len(folder.read().files) == 3


def test_another_model_makes_the_index_anew(store: Store) -> None:
    filled(store)
    other = Geometry("geometry@2")
    bring_in_step(store, other, lambda *_: None)
    current = store.find("Board pack Q3").current()
    assert current is not None
    assert (current[1].embedder, len(other.seen)) == ("geometry@2", 5)


def generation(folder: CollectionFolder) -> Path:
    return folder.root / "index" / folder.stamp()


DAMAGE: dict[str, Callable[[CollectionFolder], object]] = {
    "pointer": lambda f: (f.root / "index" / "current").write_text("generation-gone"),
    "manifest": lambda f: (generation(f) / "manifest.json").unlink(),
    "rows": lambda f: (generation(f) / "vectors-en.npy").write_bytes(b"\x93NUMPY"),
    "chroma": lambda f: (generation(f) / "chroma" / "chroma.sqlite3").write_bytes(b"x" * 4096),
    "files": lambda f: (generation(f) / "files.json").write_text("["),
    "copy": lambda f: next(f.documents.folder.glob("*.json")).write_text("{}"),
    "vectors": lambda f: next(f.documents.folder.glob("*.npz")).write_bytes(b"PK"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_damaged_is_found_and_mended(store: Store, damage: str) -> None:
    filled(store)
    folder = store.find("Board pack Q3")
    DAMAGE[damage](folder)
    # Lost vectors cost time, nothing else, so that they are no fault.
    assert bool(verify(store)) == (damage != "vectors")
    assert all(finding.mended for finding in repair(store, Geometry()))
    assert verify(store) == ()
    assert texts(folder) == {t for each in FILES.values() for t in each}


def test_a_file_lost_for_good_is_named(store: Store) -> None:
    filled(store)
    folder = store.find("Board pack Q3")
    DAMAGE["copy"](folder)
    DAMAGE["rows"](folder)
    lost = [finding.file for finding in repair(store, Geometry()) if not finding.mended]
    left = [file.name for file in folder.read().files]
    assert sorted([*lost, *left]) == sorted(FILES)
    assert (len(lost), verify(store)) == (1, ())


@pytest.mark.parametrize("damage", [b"", b"not a name", None], ids=["empty", "garbled", "missing"])
def test_a_collection_that_lost_its_name_is_found_again(store: Store, damage: bytes | None) -> None:
    filled(store)
    folder = store.find("Board pack Q3")
    if damage is None:
        (folder.root / "name.json").unlink()
    else:
        (folder.root / "name.json").write_bytes(damage)
    assert [(each.collection, each.code) for each in verify(store)] == [(folder.id, "name")]
    assert [each.mended for each in repair(store, Geometry())] == [True]
    assert [(each.name, len(each.files)) for each in store.collections()] == [(folder.id, 3)]
    assert verify(store) == ()


@pytest.mark.parametrize("damage", [b"", None], ids=["empty", "missing"])
def test_a_lost_pointer_loses_no_file(store: Store, damage: bytes | None) -> None:
    filled(store)
    folder, _ = store.delete_file("Board pack Q3", "minutes.txt", Geometry())
    pointer = folder.root / "index" / "current"
    pointer.unlink() if damage is None else pointer.write_bytes(damage)
    left = ["budget.docx", "churn.pdf"]
    assert sorted(file.name for file in folder.read().files) == left
    assert [each.code for each in verify(store)] == ["index"]
    # Another batch, of which nothing is taken, must not take the collection for an empty one.
    CollectionDesk(store, Geometry()).add_texts([], "Board pack Q3")
    bring_in_step(store, Geometry(), lambda *_: None)
    assert verify(store) == ()
    assert sorted(file.name for file in folder.read().files) == left


def test_an_altered_part_that_cannot_be_read_is_mended(store: Store) -> None:
    filled(store)
    folder = store.find("Board pack Q3")
    part = next(folder.root.rglob("moments-en.npz"))
    content = bytearray(part.read_bytes())
    content[len(content) // 2] ^= 0x5A
    part.write_bytes(content)
    assert [each.code for each in verify(store)] == ["index"]
    assert all(each.mended for each in repair(store, Geometry()))
    assert verify(store) == ()


def test_a_batch_of_which_nothing_is_taken_leaves_the_collection_of_another(store: Store) -> None:
    store.create("Theirs")
    CollectionDesk(store, Geometry()).add_texts([], "Theirs")
    assert [each.name for each in store.collections()] == ["Theirs"]
