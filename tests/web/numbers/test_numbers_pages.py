"""The pages of the arithmetic: addresses that keep their state, faults at their field, files."""

from __future__ import annotations

import io
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest
from openpyxl import load_workbook
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assistant.plan.numbers.desk import Numbers
from assistant.settings import load_settings
from assistant.watch import LivingAssistant
from assistant.web.numbers import NumbersService, numbers_routes
from assistant.web.numbers.forms import LARGEST

DOCUMENTS = {"docx": b"PK", "pdf": b"%PDF", "pptx": b"PK"}
CASE = {"people": "3000", "incremental_revenue": "4000 : 9000 : 14000", "margin": "50 %"}


@dataclass
class Desk:
    """The part of the service that these pages need, over a home of its own."""

    numbers: Numbers


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    routes = numbers_routes(load_settings(), Desk(Numbers(tmp_path)))
    return TestClient(Starlette(routes=routes))


def test_the_served_assistant_has_what_these_pages_need(tmp_path: Path) -> None:
    # The application leaves the pages out for a service that lacks it, without a word.
    served = LivingAssistant(Desk(Numbers(tmp_path)))  # type: ignore[arg-type]
    assert isinstance(served, NumbersService)


@pytest.mark.parametrize("path", ["/returns", "/returns/holdout", "/returns/budget", "/scorecard",
                                  "/mirror"])  # fmt: skip
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_pages_open_empty_and_with_a_marked_example(
    client: TestClient, path: str, lang: str
) -> None:
    empty = client.get(path, params={"lang": lang})
    example = client.get(path, params={"lang": lang, "example": "1"})
    assert (empty.status_code, example.status_code) == (200, 200)
    assert 'id="result"' not in empty.text
    mark = "invented figures" if lang == "en" else "chiffres inventés"
    assert mark not in empty.text
    assert mark in example.text
    assert 'id="result"' in example.text


def test_an_address_restores_its_case(client: TestClient) -> None:
    page = client.get("/returns", params=CASE | {"lang": "en"}).text
    for typed in CASE.values():
        assert f'value="{typed}"' in page
    assert page == client.get("/returns", params=CASE | {"lang": "en"}).text
    assert "Chance of losing money" in page


def test_faults_stand_at_their_field_and_nothing_is_lost(client: TestClient) -> None:
    answer = client.get("/returns", params=CASE | {"media": "abc", "tools": "1,234", "lang": "en"})
    page = unescape(answer.text)
    assert answer.status_code == 422
    assert 'id="fault-media">“abc” is not a number.' in page
    assert 'id="fault-tools">“1,234” can be read in two ways.' in page
    assert 'value="abc"' in page
    assert f'value="{CASE["incremental_revenue"]}"' in page


def test_what_is_typed_is_inert(client: TestClient) -> None:
    page = client.get("/returns", params={"media": '"><script>alert(1)</script>'}).text
    assert "<script>alert" not in page


def test_the_case_can_be_taken_away(client: TestClient) -> None:
    book = client.get("/returns/file.xlsx", params=CASE | {"lang": "fr"})
    text = client.get("/returns/file.md", params=CASE | {"lang": "fr"})
    assert "in_margin" in load_workbook(io.BytesIO(book.content)).defined_names
    assert text.text.lstrip("-\n").startswith("# Ce que rapportent les réseaux sociaux")


@pytest.mark.parametrize(("format", "start"), DOCUMENTS.items(), ids=DOCUMENTS)
def test_returns_and_mirror_are_taken_away_as_documents(
    client: TestClient, format: str, start: bytes
) -> None:
    case = client.get(f"/returns/file.{format}", params=CASE | {"lang": "fr"})
    series = {"first": ACTUALS, "second": ACTUALS.replace("Sessions", "Sales"), "file": format}
    compared = client.post("/mirror?lang=en", data=series, files={"x": b""})
    for answer in (case, compared):
        assert answer.status_code == 200
        assert answer.headers["content-disposition"].endswith(f'.{format}"')
        assert answer.content.startswith(start)


def test_a_format_that_is_not_there_shows_the_page(client: TestClient) -> None:
    assert "<h1>" in client.get("/returns/file.exe", params=CASE).text


def test_a_finished_test_is_read(client: TestClient) -> None:
    answer = client.get("/returns/holdout", params={"exposed": "9000/450", "held_out": "1000/20",
                                                    "lang": "en"})  # fmt: skip
    assert "larger than chance explains" in answer.text


TARGETS = "KPI;Target;Due\nVisits;200;2026-12-31\n"
ACTUALS = "Date;Sessions\n" + "\n".join(f"2026-{m:02d};{100 + 9 * m}" for m in range(1, 8))


def test_columns_are_mapped_in_the_page_and_remembered(client: TestClient) -> None:
    typed = {"targets": TARGETS, "actuals": ACTUALS}
    first = client.post("/scorecard?lang=en", data=typed, files={"x": b""})
    assert first.status_code == 422
    assert 'name="map-1"' in first.text
    mapped = client.post("/scorecard?lang=en", data=typed | {"map-1": "Visits"}, files={"x": b""})
    assert "Visits · " in mapped.text
    again = client.post("/scorecard?lang=en", data=typed, files={"x": b""})
    assert again.status_code == 200


def test_a_file_can_be_sent_and_is_shown_again(client: TestClient) -> None:
    answer = client.post(
        "/mirror?lang=en",
        data={"second": "date;score\n" + ACTUALS.partition("\n")[2]},
        files={"first": ("visits.csv", ACTUALS.encode())},
    )
    assert 'id="result"' in answer.text
    assert "2026-03;127</textarea>" in answer.text or "2026-03;127\n" in answer.text


def test_one_series_alone_asks_for_the_other(client: TestClient) -> None:
    answer = client.post("/mirror?lang=en", data={"first": ACTUALS}, files={"x": b""})
    assert answer.status_code == 422
    assert 'id="fault-second"' in answer.text


def test_the_scorecard_as_a_workbook(client: TestClient) -> None:
    typed = {"targets": TARGETS, "actuals": ACTUALS, "map-1": "Visits", "file": "xlsx"}
    answer = client.post("/scorecard?lang=en", data=typed, files={"x": b""})
    assert load_workbook(io.BytesIO(answer.content)).worksheets[0]["A4"].value == "Visits"


def test_what_is_too_large_is_refused_before_it_is_read(client: TestClient) -> None:
    answer = client.post(
        "/mirror?lang=en", content=b"x", headers={"content-length": str(LARGEST + 1)}
    )
    assert answer.status_code == 422
    assert "More than 64 MB" in answer.text
