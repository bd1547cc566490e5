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


def test_what_became_of_an_upload_is_told_to_whoever_comes_back(client: TestClient) -> None:
    uploaded(client, NOTE, ("empty.txt", b""))
    page = client.get("/documents?lang=fr").text
    assert "ajoutés 1, déjà présents 0, refusés 1" in page
    assert client.get(f"/documents{page.split('/documents')[-1].split('?')[0]}").status_code == 200


def test_an_upload_into_a_deleted_collection_is_not_told_of(
    client: TestClient, desk: CollectionDesk
) -> None:
    uploaded(client, NOTE)
    uploaded(client, ("empty.txt", b""), collection="Refused")
    desk.delete("Pack")
    page = client.get("/documents?lang=en").text
    assert "Pack" not in page
    assert "Refused" in page


@pytest.mark.parametrize(("lang", "expected"), [("fr", "n’est plus suivi"), ("en", "is no longer")])
def test_an_upload_that_is_forgotten_says_so(client: TestClient, lang: str, expected: str) -> None:
    answer = client.get(f"/documents/jobs/forgotten?lang={lang}")
    assert (answer.status_code, expected in answer.text) == (404, True)


@pytest.mark.parametrize("name", ["Other", "  ", "x" * 300], ids=["in-use", "empty", "long"])
def test_a_name_that_cannot_be_given_stays_in_its_field(
    client: TestClient, desk: CollectionDesk, name: str
) -> None:
    uploaded(client, NOTE)
    uploaded(client, NOTE, collection="Other")
    id = next(each.id for each in desk.all() if each.name == "Pack")
    answer = client.post(f"/documents/{id}/rename?lang=en", data={"name": name})
    assert answer.status_code == 400
    assert "<h1>Pack</h1>" in answer.text
    assert 'role="alert"' in answer.text
    assert f'value="{name}"' in answer.text
    assert sorted(each.name for each in desk.all()) == ["Other", "Pack"]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_address_of_a_form_leads_back_to_its_page(
    client: TestClient, desk: CollectionDesk, lang: str
) -> None:
    uploaded(client, NOTE)
    id = desk.all()[0].id
    for form, page in ((f"/{id}/rename", f"/{id}"), ("/upload", "")):
        answer = client.get(f"/documents{form}?lang={lang}", follow_redirects=False)
        assert answer.headers["location"] == f"/documents{page}?lang={lang}"


def test_a_long_name_keeps_its_beginning_and_its_ending(client: TestClient) -> None:
    name = "Minutes of the committee " + "x" * 200 + ".txt"
    page = uploaded(client, (name, NOTE[1]))
    assert "Minutes of the committee xxx" in page
    assert "….txt" in page


def test_the_same_content_under_another_name_is_told(client: TestClient) -> None:
    page = uploaded(client, NOTE, ("copy.txt", NOTE[1]))
    assert "The same content as note.txt." in page


def test_a_format_is_called_as_readers_call_it(client: TestClient) -> None:
    uploaded(client, ("note.pdf", NOTE[1]))
    address = client.get("/documents?lang=fr").text.split("/documents/jobs/")[1].split("?")[0]
    assert "ce qu’il est\u202f: texte." in client.get(f"/documents/jobs/{address}?lang=fr").text


def test_a_name_that_no_collection_can_have_is_refused_at_once(client: TestClient) -> None:
    sent = {"data": {"collection": "x" * 81}, "files": [("files", NOTE)]}
    answer = client.post("/documents/upload?lang=en", **sent)  # type: ignore[arg-type]
    assert answer.status_code == 400
    assert "Give it a name of 1 to 80 characters." in answer.text
