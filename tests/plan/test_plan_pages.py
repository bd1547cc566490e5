"""The page: read, draft, keep, change, conflict, copy, export, import; faults at their fields."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assistant.plan.intake import WISHES
from assistant.plan.planning import Planning
from assistant.settings import load_settings
from assistant.web.plan import plan_routes
from assistant.web.plan.form import Form, form_of, read_form, with_percent
from assistant.wording import load_wording, variables

PROMPTS = Path(__file__).resolve().parents[2] / "prompts"
FIELDS = {
    "wish.0": "Reduce churn from 12% to 9%",
    "choice.0": "customer-retention",
    "budget": "50 k€",
    "horizon": "18",
    "known.nps": "31",
    "sector": "Bank",
}


@dataclass(frozen=True)
class Service:
    """What the page needs."""

    planning: Planning


@pytest.fixture
def client(planning: Planning, home: Path) -> TestClient:
    settings = load_settings(home=home, prompts=PROMPTS)
    return TestClient(Starlette(routes=plan_routes(settings, Service(planning))))


def kept(client: TestClient, **more: str) -> str:
    """Save a plan; its address."""
    response = client.post(
        "/plan?lang=en", data=FIELDS | {"do": "save"} | more, follow_redirects=False
    )
    assert response.status_code == 303
    return response.headers["location"].partition("?")[0]


@pytest.mark.parametrize(
    ("lang", "heading"), [("en", "objective to KPI"), ("fr", "objectif au plan")]
)
def test_the_empty_page_speaks_the_readers_language(
    lang: str, heading: str, client: TestClient
) -> None:
    page = client.get(f"/plan?lang={lang}")
    assert (page.status_code, heading in page.text) == (200, True)


def test_an_address_with_an_objective_shows_its_plan(client: TestClient) -> None:
    page = client.get("/plan", params={"lang": "fr", "objective": "réduire le turnover"})
    assert "Taux de rotation du personnel" in page.text


def test_what_is_no_objective_is_said_and_nothing_is_drafted(client: TestClient) -> None:
    page = client.get("/plan", params={"lang": "en", "objective": "Get 10,000 followers"})
    assert "counts applause" in page.text
    assert 'id="roadmap"' not in page.text


def test_a_fault_is_told_at_its_field_and_nothing_is_lost(client: TestClient) -> None:
    typed = FIELDS | {"budget": "-5", "horizon": "soon"}
    page = client.post("/plan?lang=en", data=typed)
    assert page.status_code == 422
    for name in ("budget", "horizon"):
        assert f'id="fault-{name}"' in page.text
    for text in typed.values():
        assert html.escape(text, quote=False) in page.text


def test_a_kept_plan_is_opened_and_changed_with_a_reason(client: TestClient) -> None:
    address = kept(client)
    page = client.get(f"{address}?lang=en")
    assert "Reduce churn from 12% to 9%" in page.text
    id = address.rpartition("/")[2]
    edit = {"id": id, "base": "1", "do": "save", "version_reason": "March board"}
    edit |= {"edit.kpi/churn-rate/target": "8%", "reason.kpi/churn-rate/target": "asked for"}
    client.post("/plan?lang=en", data=FIELDS | edit)
    page = client.get(f"{address}?lang=en&compare=1")
    assert page.text.count("8%") >= 2
    assert "March board" in page.text
    assert "Changed by you: asked for" in page.text


def test_the_second_writer_sees_both_and_decides(client: TestClient) -> None:
    address = kept(client)
    id = address.rpartition("/")[2]
    for title, status in (("Theirs", 200), ("Mine", 409)):
        data = FIELDS | {"id": id, "base": "1", "do": "save", "title": title}
        page = client.post("/plan?lang=en", data=data)
        assert page.status_code == status
    assert "<del>Theirs</del>" in page.text
    assert 'value="over"' in page.text
    base = re.search(r'name="base" value="(\d+)"', page.text)
    assert base is not None
    data = FIELDS | {"id": id, "base": base[1], "do": "over", "title": "Mine"}
    assert "Mine" in client.post("/plan?lang=en", data=data).text


def test_a_plan_is_copied_exported_imported_and_deleted(client: TestClient) -> None:
    address = kept(client)
    copied = client.post(f"{address}/copy?lang=en", follow_redirects=False).headers["location"]
    assert not copied.startswith(address)
    file = client.get(f"{address}.json")
    assert json.loads(file.text)["format"] == "boardwise-plan/1"
    assert client.get(f"{address}.md").text.startswith("# Plan")
    taken = client.post("/plan/import?lang=en", files={"file": ("plan.json", file.content)})
    assert (taken.status_code, "Reduce churn" in taken.text) == (200, True)
    client.post(f"{address}/delete?lang=en")
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("content", [b"", b"no json", b"\xff\xfe", b'{"format": "x"}'])
def test_a_file_that_is_no_plan_is_told(content: bytes, client: TestClient) -> None:
    page = client.post("/plan/import?lang=en", files={"file": ("x.json", content)})
    assert (page.status_code, "This file is no plan" in page.text) == (422, True)


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "\u202eabc"],
)
def test_hostile_text_stays_text(text: str, client: TestClient) -> None:
    data = FIELDS | {"wish.0": text, "sector": text, "title": text, "edit.0/smart": text}
    page = client.post("/plan?lang=en", data=data).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert ">49<" not in page


def test_a_form_filled_from_a_plan_gives_the_same_plan(planning: Planning) -> None:
    typed = FIELDS | {"known.churn-rate": "0.5 %", "content_share": "30", "start": "2027-03"}
    typed |= {"wish.1": "Keep our word", "choice.1": "custom", "custom.1.0.name": "Words kept"}
    plan = planning.draft(typed, "en")
    form = with_percent(form_of(plan.request, "en"), plan, frozenset({"churn-rate"}))
    assert planning.draft(form.typed, "en", form.changes).request == plan.request


def test_a_field_more_than_filled_is_offered_up_to_the_most() -> None:
    assert Form().wishes == 1
    assert read_form({f"wish.{n}": "x" for n in range(WISHES)}).wishes == WISHES


@pytest.mark.parametrize("task", ["plan", "plan_page"])
def test_both_languages_word_the_same_things(task: str) -> None:
    english, french = (load_wording(PROMPTS, task, lang) for lang in ("en", "fr"))
    assert english.keys() == french.keys()
    for key in english.keys():  # noqa: SIM118
        one, other = english.template(key), french.template(key)
        assert variables(str(one)) == variables(str(other)), key


@pytest.mark.parametrize("format", ["docx", "pdf", "xlsx"])
def test_a_kept_plan_is_taken_away_from_its_page(format: str, client: TestClient) -> None:
    address = kept(client)
    assert f"{address}/file?format={format}" in client.get(f"{address}?lang=en").text
    file = client.get(f"{address}/file?format={format}&lang=en")
    assert (file.status_code, file.content[:2]) == (200, b"%P" if format == "pdf" else b"PK")
    assert f".{format}" in file.headers["content-disposition"]


def test_a_format_that_there_is_not_is_told_on_the_plans_page(client: TestClient) -> None:
    page = client.get(f"{kept(client)}/file?format=exe&lang=en")
    assert (page.status_code, "No format goes by" in page.text) == (422, True)
