"""Kept scorecards in the browser: kept, reopened, extended, taken from a plan, taken away."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest
from docx import Document
from pypdfium2 import PdfDocument
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assistant.library import Library, load_library
from assistant.plan.drafting import Planner
from assistant.plan.interpret import Mapper
from assistant.plan.numbers.desk import Numbers
from assistant.plan.planning import Planning
from assistant.plan.store import PlanStore
from assistant.render.card_files import CARD_FILES
from assistant.settings import load_settings
from assistant.web.numbers import numbers_routes
from assistant.web.numbers.series import example_scorecard

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Desk:
    """The part of the service that these pages need, over a home of its own."""

    numbers: Numbers
    planning: Planning


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(ROOT / "knowledge")


@pytest.fixture
def desk(library: Library, tmp_path: Path) -> Desk:
    planner = Planner(library, Mapper(library, None, ""), ROOT / "prompts")
    planning = Planning(planner, PlanStore(tmp_path), ROOT / "prompts")
    return Desk(Numbers(tmp_path), planning)


@pytest.fixture
def client(desk: Desk) -> TestClient:
    return TestClient(Starlette(routes=numbers_routes(load_settings(), desk)))


def kept(client: TestClient, lang: str = "en") -> str:
    """Keep the example; its address."""
    sent = example_scorecard(lang == "fr") | {"card_name": "Board 2026"}
    made = client.post(f"/scorecard/keep?lang={lang}", data=sent, follow_redirects=False)
    assert made.status_code == 303
    return made.headers["location"].partition("?")[0]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_scorecard_is_kept_and_found_again(lang: str, client: TestClient) -> None:
    address = kept(client, lang)
    listed = client.get(f"/scorecard?lang={lang}").text
    assert f'href="{address}?lang={lang}"' in listed
    page = client.get(f"{address}?lang={lang}")
    assert (page.status_code, "<h1>Board 2026</h1>" in page.text) == (200, True)
    assert page.text.count("<figure") == 3


def test_new_values_are_added_to_those_kept(client: TestClient, desk: Desk) -> None:
    address = kept(client)
    text = client.get(f"{address}?lang=en").text
    targets = re.search(r'name="targets"[^>]*>\n(.*?)</textarea>', text, re.S)
    assert targets is not None
    sent = {"base": "1", "targets": unescape(targets[1]),
            "actuals": "Date;Qualified leads\n2026-10;205\n2026-11;210"}  # fmt: skip
    page = client.post(f"{address}?lang=en", data=sent)
    card = desk.numbers.cards.get(address.rpartition("/")[2])
    assert (page.status_code, card.version) == (200, 2)
    assert len(card.actuals["Qualified leads"]) == 11
    assert [each.target for each in card.indicators] == [200, 0.04, 4]


def test_the_second_writer_is_told_and_keeps_what_was_typed(client: TestClient, desk: Desk) -> None:
    address = kept(client)
    targets = example_scorecard(False)["targets"]
    for value, status in (("205", 200), ("999", 409)):
        sent = {
            "base": "1",
            "targets": targets,
            "actuals": f"Date;Qualified leads\n2026-10;{value}",
        }
        page = client.post(f"{address}?lang=en", data=sent)
        assert page.status_code == status
    assert "Someone changed this scorecard" in page.text
    assert "2026-10;999" in page.text
    assert 'name="base" value="2"' in page.text
    card = desk.numbers.cards.get(address.rpartition("/")[2])
    assert card.actuals["Qualified leads"].values[-1] == 205


@pytest.mark.parametrize(
    ("actuals", "told"),
    [
        ("Date;Qualified leads\n2026-10;abc", "abc"),
        ("Date;Other\n2026-10;5", "no column leads"),
        ("Date;Qualified leads\n2026-10;5 %", "the target is in 1, the values in %"),
    ],
    ids=["no-number", "no-indicator", "other-unit"],
)
def test_what_cannot_be_taken_is_told_and_nothing_is_kept(
    actuals: str, told: str, client: TestClient, desk: Desk
) -> None:
    address = kept(client)
    sent = {"base": "1", "targets": example_scorecard(False)["targets"], "actuals": actuals}
    page = client.post(f"{address}?lang=en", data=sent)
    assert page.status_code == 422
    assert told.casefold() in unescape(page.text).casefold()
    assert actuals.splitlines()[1] in unescape(page.text)
    assert desk.numbers.cards.get(address.rpartition("/")[2]).version == 1


@pytest.mark.parametrize("wanted", CARD_FILES)
def test_a_kept_scorecard_is_taken_away(wanted: str, client: TestClient) -> None:
    file = client.get(f"{kept(client)}/file?format={wanted}&lang=en")
    assert file.status_code == 200
    if wanted.endswith("pdf"):
        pages = PdfDocument(file.content)
        assert (len(pages) == 1) == wanted.startswith("board")
        said = "".join(page.get_textpage().get_text_bounded() for page in pages)
    elif wanted.endswith("docx"):
        document = Document(io.BytesIO(file.content))
        said = "\n".join(c.text for t in document.tables for r in t.rows for c in r.cells)
    else:
        said = "" if file.content[:2] == b"PK" else file.text
    assert "Response time" in said or file.content[:2] == b"PK"


def test_a_plan_is_followed_in_a_scorecard(client: TestClient, desk: Desk) -> None:
    typed = {"wish.0": "Reduce churn from 12% to 9%", "choice.0": "customer-retention",
             "horizon": "12", "start": "2027-01"}  # fmt: skip
    plan = desk.planning.save(desk.planning.draft(typed, "en"))
    page = client.post("/scorecard/of-plan?lang=en", data={"plan": plan.id})
    assert page.status_code == 200
    assert f'href="/plan/{plan.id}?lang=en"' in page.text
    card = desk.numbers.cards.get(desk.numbers.cards.list(plan.id)[0].id)
    churn = next(each for each in card.indicators if each.kpi == "churn-rate")
    assert (churn.baseline, churn.target, churn.unit, churn.better) == (0.12, 0.09, "%", "down")
    assert (str(churn.start), str(churn.due)) == ("2027-01-01", "2027-12-31")
    assert len(card.indicators) == len({line.name for s in plan.plan.strategies for line in s.kpis})


def test_a_deleted_scorecard_is_missing(client: TestClient) -> None:
    address = kept(client)
    client.post(f"{address}/delete?lang=en")
    page = client.get(f"{address}?lang=fr")
    assert (page.status_code, "n’existe pas" in page.text) == (404, True)


def test_hostile_names_stay_text(client: TestClient) -> None:
    sent = example_scorecard(False) | {"card_name": "<script>alert(1)</script>"}
    page = client.post("/scorecard/keep?lang=en", data=sent)
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;" in page.text
