"""The page /briefing over the real shelf: form, draft, check of edits, files, faults."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assistant.web.briefing import briefing_routes

if TYPE_CHECKING:
    from assistant.service import Assistant

pytestmark = pytest.mark.shelf

ASKED = {"topic": "Employee advocacy", "length": "one-page", "lang": "en"}


@pytest.fixture(scope="module")
def client(assistant: Assistant) -> TestClient:
    return TestClient(Starlette(routes=briefing_routes(assistant.settings, assistant)))


@pytest.mark.parametrize(
    ("lang", "heading"), [("fr", "Note au conseil"), ("en", "Note for the board")]
)
def test_the_form_in_both_languages(client: TestClient, lang: str, heading: str) -> None:
    page = client.get("/briefing", params={"lang": lang})
    assert page.status_code == 200
    assert f"<h1>{heading}</h1>" in page.text


def test_a_draft_from_its_address(client: TestClient) -> None:
    page = client.get("/briefing", params=ASKED)
    assert 'name="line:ask:decide"' in page.text
    assert 'id="source-1"' in page.text
    assert 'value="confluence"' in page.text


def test_an_unsupported_edit_is_flagged_and_kept(client: TestClient, assistant: Assistant) -> None:
    from assistant.briefing import Request

    line = next(
        each
        for each in assistant.brief(Request("Employee advocacy", lang="en")).lines()
        if each.origin == "shelf" and not each.label
    )
    body = ASKED | {f"line:{line.id}": "Our advocates bring 97531 customers."}
    page = client.post("/briefing?lang=en", data=body)
    assert "1 changed line is not carried by its source" in page.text
    assert "97531: not in the cited source" in page.text
    assert "Our advocates bring 97531 customers." in page.text


def test_the_draft_as_a_word_file_with_an_added_line(client: TestClient) -> None:
    body = ASKED | {"format": "docx", "add:risks": "Our union objects."}
    made = client.post("/briefing/export?lang=en", data=body)
    assert 'filename="employee-advocacy.docx"' in made.headers["content-disposition"]
    texts = [p.text for p in docx.Document(io.BytesIO(made.content)).paragraphs]
    assert any(text.startswith("Our union objects. (wording of the organisation") for text in texts)


@pytest.mark.parametrize(
    ("body", "files", "said"),
    [
        ({"format": "exe"}, {}, "No format goes by"),
        ({"format": "docx", "accent": "#FFFFFF"}, {}, "too pale"),
        ({"format": "docx"}, {"template": ("t.docx", b"%PDF-1.7")}, "no DOCX or PPTX"),
        ({"format": "docx"}, {"logo": ("l.png", b"GIF89a")}, "no PNG or JPEG"),
        ({"format": "docx", "figures": "nothing"}, {}, "no label with a figure"),
    ],
    ids=["format", "colour", "template", "logo", "figures"],
)
def test_faults_are_told_and_nothing_is_lost(
    client: TestClient, body: dict[str, str], files: dict[str, tuple[str, bytes]], said: str
) -> None:
    kept = ASKED | body | {"add:risks": "Kept line."}
    page = client.post("/briefing/export?lang=en", data=kept, files=files)
    assert page.status_code == 422
    assert said in page.text
    assert "Employee advocacy" in page.text
    assert body.get("figures") or "Kept line." in page.text


def test_markup_typed_into_the_form_stays_text(client: TestClient) -> None:
    page = client.get("/briefing", params={"topic": "<script>alert(1)</script>", "lang": "en"})
    assert "<script>alert" not in page.text
