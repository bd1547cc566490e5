"""The page of own documents: upload, outcome, rename, read, delete, and who may do it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assistant.collections import CollectionDesk, Store
from assistant.settings import load_settings
from assistant.web.documents import documents_routes
from assistant.web.documents.receiving import MOST_BYTES

sys.path.insert(0, str(Path(__file__).parents[1] / "collections"))
from hand_made import Geometry

PATIENCE = 60  # seconds until an upload that should be over counts as stuck


@dataclass
class Holder:
    """A service of which the page needs nothing else."""

    collections: CollectionDesk


@pytest.fixture
def desk(home: Path) -> CollectionDesk:
    return CollectionDesk(Store(home), Geometry())


@pytest.fixture
def client(desk: CollectionDesk) -> Iterator[TestClient]:
    application = Starlette(routes=documents_routes(load_settings(), Holder(desk)))
    with TestClient(application) as client:
        yield client


def uploaded(client: TestClient, *files: tuple[str, bytes], collection: str = "Pack") -> str:
    """The page of an upload once it is over."""
    sent = [("files", file) for file in files]
    answer = client.post("/documents/upload?lang=en", data={"collection": collection}, files=sent)
    address = answer.url.path
    for _ in range(PATIENCE * 5):
        if client.get(f"{address}.json").json()["over"]:
            break
        time.sleep(0.2)
    return client.get(f"{address}?lang=en").text


NOTE = ("note.txt", b"The customer survey of May found 71 % of members satisfied.")


def test_each_file_is_told_its_outcome_with_a_remedy(client: TestClient) -> None:
    page = uploaded(client, NOTE, ("empty.pdf", b""))
    assert "Taken in" in page
    assert "Refused" in page
    assert "What to do:" in page
    assert "taken in 1, already there 0, refused 1." in page
    assert page.index("empty.pdf: is empty") < page.index(NOTE[0])


def test_no_folder_of_the_server_is_shown(client: TestClient, desk: CollectionDesk) -> None:
    page = uploaded(client, NOTE, ("../../empty.pdf", b""))
    (collection,) = desk.all()
    assert [file.name for file in collection.files] == ["note.txt"]
    assert "boardwise-upload-" not in page


def test_names_from_files_are_escaped(client: TestClient) -> None:
    page = uploaded(client, ("a<img src=x>.txt", NOTE[1]), collection="<b>Pack</b>")
    assert "<b>Pack" not in page
    assert "<img" not in page


def test_two_files_of_one_name_are_both_taken(client: TestClient, desk: CollectionDesk) -> None:
    uploaded(client, NOTE, (NOTE[0], b"Another note that says something else altogether."))
    assert len(desk.all()[0].files) == 2


def test_what_was_read_can_be_opened(client: TestClient, desk: CollectionDesk) -> None:
    uploaded(client, NOTE)
    (collection,) = desk.all()
    page = client.get(f"/documents/{collection.id}/{collection.files[0].document}?lang=fr").text
    assert "71 % of members" in page
    assert "Ce document est le vôtre." in page


def test_renaming_and_deleting(client: TestClient, desk: CollectionDesk) -> None:
    uploaded(client, NOTE)
    (collection,) = desk.all()
    client.post(f"/documents/{collection.id}/rename?lang=en", data={"name": "Autumn"})
    assert [each.name for each in desk.all()] == ["Autumn"]
    asked = client.get(f"/documents/{collection.id}/delete?lang=en").text
    assert "Delete “Autumn” and all its files (1) for good?" in asked
    client.post(f"/documents/{collection.id}/delete?lang=en")
    assert desk.all() == ()


def test_one_file_is_deleted_alone(client: TestClient, desk: CollectionDesk) -> None:
    uploaded(client, NOTE, ("other.txt", b"Another note that says something else altogether."))
    (collection,) = desk.all()
    client.post(f"/documents/{collection.id}/{collection.files[0].document}/delete")
    assert len(desk.all()[0].files) == 1


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin", "origin": "null"}, 200),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({}, 200),
    ],
    ids=["our page, no referrer", "another site", "a neighbour", "old browser", "a program"],
)
def test_forms_of_other_sites_change_nothing(
    client: TestClient, desk: CollectionDesk, headers: dict[str, str], status: int
) -> None:
    uploaded(client, NOTE)
    (collection,) = desk.all()
    answer = client.post(
        f"/documents/{collection.id}/rename", data={"name": "Taken"}, headers=headers
    )
    assert answer.status_code == status
    assert desk.all()[0].name == ("Taken" if status == 200 else "Pack")


def test_too_much_is_refused_before_it_is_read(client: TestClient) -> None:
    headers = {"content-length": str(MOST_BYTES + 1), "content-type": "multipart/form-data"}
    answer = client.post("/documents/upload?lang=en", content=b"", headers=headers)
    assert (answer.status_code, "at once are not taken" in answer.text) == (400, True)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_an_upload_without_files_says_so(client: TestClient, lang: str) -> None:
    answer = client.post(f"/documents/upload?lang={lang}", data={"collection": "Pack"})
    assert answer.status_code == 400
    assert ("No file was chosen" if lang == "en" else "Aucun fichier") in answer.text


def test_an_unknown_collection_is_said_to_be_gone(client: TestClient) -> None:
    answer = client.get("/documents/c-0000000000?lang=en")
    assert (answer.status_code, "There is no collection" in answer.text) == (404, True)
