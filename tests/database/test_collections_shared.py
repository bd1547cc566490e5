"""Collections in the database: what is done on one replica is there on every other."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.access import Identity, acting_as
from assistant.collections import CollectionFolder, Store, fill, open_collections, repair, verify
from assistant.database import Database
from assistant.errors import CollectionError, DatabaseError
from assistant.retrieve.own_index import OpenCollections

sys.path.insert(0, str(Path(__file__).parents[1] / "collections"))

from hand_made import Geometry, Pile

FILES = {
    "pack.txt": ["Sales rose by 4 percent.", "Costs fell by 2 percent."],
    "minutes.txt": ["The board met in March.", "It will meet again in June."],
}


@pytest.fixture
def here(tmp_path: Path, database: Database) -> Store:
    return open_collections(tmp_path / "here", database)


@pytest.fixture
def there(tmp_path: Path, url: str) -> Iterator[Store]:
    """Another replica: another home, other connections."""
    connections = Database(url)
    yield open_collections(tmp_path / "there", connections)
    connections.close()


def filled(store: Store, name: str = "Board pack", *files: str) -> CollectionFolder:
    folder = store.create(name)
    fill(folder, [Path(each) for each in files or FILES], Geometry(), Pile(FILES))
    return folder


def documents(store: Store) -> dict[str, list[str]]:
    return {each.name: [file.name for file in each.files] for each in store.collections()}


def texts(opened: OpenCollections) -> list[str]:
    parts = [part for each in opened() for part in each.index.partitions.values()]
    return sorted(p.text for part in parts for p in part.passages)


def test_what_one_replica_takes_in_every_other_finds(here: Store, there: Store) -> None:
    opened = OpenCollections(there, "geometry@1")
    assert texts(opened) == []
    filled(here)
    assert texts(opened) == sorted(text for each in FILES.values() for text in each)
    assert documents(there) == {"Board pack": ["pack.txt", "minutes.txt"]}
    assert verify(there) == verify(here) == ()


def test_both_replicas_add_to_the_same_collection(here: Store, there: Store) -> None:
    filled(here, "Board pack", "pack.txt")
    filled(there, "board pack", "minutes.txt")
    assert documents(here) == documents(there) == {"Board pack": ["pack.txt", "minutes.txt"]}


def test_a_new_name_and_a_deleted_file_are_seen_everywhere(here: Store, there: Store) -> None:
    folder = filled(here)
    opened = OpenCollections(there, "geometry@1")
    assert len(texts(opened)) == 4
    there.rename("Board pack", "Q3")
    there.delete_file("Q3", "pack.txt", Geometry())
    assert documents(here) == {"Q3": ["minutes.txt"]}
    assert texts(opened) == sorted(FILES["minutes.txt"])
    assert list(folder.documents.kept()) == [here.collections()[0].files[0].sha256]


def test_nothing_is_left_of_a_deleted_collection(
    here: Store, there: Store, database: Database
) -> None:
    filled(here)
    opened = OpenCollections(there, "geometry@1")
    assert texts(opened)
    copies = list(there.root.glob("c-*/generation-*"))
    assert copies
    here.delete("Board pack")
    assert (texts(opened), documents(there)) == ([], {})
    assert not any(copy.exists() for copy in copies)
    for table in ("boardwise_document", "boardwise_file", "langchain_pg_embedding"):
        assert database.rows(f"SELECT count(*) FROM {table}")[0][0] == 0, table


def test_a_name_is_given_once_whichever_replica_is_asked(here: Store, there: Store) -> None:
    assert here.create("Q3").id == there.create("q3").id
    filled(here, "Q4")
    with pytest.raises(CollectionError) as caught:
        there.rename("Q4", "Q3")
    assert caught.value.code == "collection-exists"


def test_files_for_a_collection_deleted_elsewhere_are_refused(here: Store, there: Store) -> None:
    folder = filled(here, "Board pack", "pack.txt")
    there.delete("Board pack")
    with pytest.raises(CollectionError, match="no collection"):
        fill(folder, [Path("minutes.txt")], Geometry(), Pile(FILES))


def test_a_limit_set_on_one_replica_holds_on_all(here: Store, there: Store) -> None:
    folder = filled(here)
    here.limited.limit(folder.id, ["board"])
    assert there.folders() == ()
    with acting_as(Identity("anna", "reader", frozenset({"board"}))):
        assert [each.name() for each in there.folders()] == ["Board pack"]
    assert there.limited.groups(folder.id) == {"board"}


def test_lost_vectors_of_a_collection_are_found_and_mended(
    here: Store, there: Store, database: Database
) -> None:
    folder = filled(here)
    database.change(
        "DELETE FROM langchain_pg_embedding WHERE id LIKE :some", some=f"{folder.id}/en/%:0"
    )
    (found,) = verify(there)
    assert (found.collection, found.code) == ("Board pack", "index")
    assert [each.mended for each in repair(there, Geometry())] == [True]
    assert verify(here) == ()


def test_files_are_not_embedded_with_another_model_than_the_library(
    tmp_path: Path, here: Store, database: Database
) -> None:
    from assistant.index import open_index

    open_index(tmp_path, Geometry("geometry@2"), "one", tuple, database=database)
    with pytest.raises(DatabaseError, match="geometry@2, not geometry@1"):
        filled(here)
    assert documents(here) == {"Board pack": []}
