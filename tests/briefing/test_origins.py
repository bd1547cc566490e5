"""Briefings of what is kept already: a plan, a scorecard, a conversation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assistant.briefing import of_plan, of_scorecard
from assistant.evaluation.briefing_faults import draft_faults
from assistant.plan.following import indicators_of_plan
from assistant.plan.numbers.cards import Card
from assistant.plan.numbers.desk import Numbers
from assistant.plan.numbers.scorecard import Indicator
from assistant.plan.planning import Planning
from assistant.plan.store import PlanStore, Saved
from assistant.records import LANGS, Lang
from assistant.web.briefing import briefing_routes
from assistant.web.numbers.series import example_scorecard

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.service import Assistant

pytestmark = pytest.mark.shelf
WISHES: dict[Lang, str] = {"fr": "Ramener le taux de démission de 18 % à 12 %",
                           "en": "Reduce staff turnover from 18% to 12%"}  # fmt: skip


@dataclass(frozen=True)
class Keeping:
    """The assistant with plans and scorecards of its own."""

    planning: Planning
    numbers: Numbers
    whole: Assistant

    def __getattr__(self, name: str) -> object:
        return getattr(self.whole, name)

    def plan(self, lang: Lang) -> Saved:
        typed = {"wish.0": WISHES[lang], "choice.0": "employee-wellbeing-turnover",
                 "budget": "90000", "horizon": "12", "start": "2026-01"}  # fmt: skip
        return self.planning.save(self.planning.draft(typed, lang))

    def card(self, lang: Lang) -> Card:
        """The plan of that language with four months of turnover."""
        saved = self.plan(lang)
        promised = indicators_of_plan(saved.plan, self.planning.planner.library.kpis)
        turnover = next(each.name for each in promised if each.kpi == "turnover-rate")
        rows = "\n".join(f"2026-0{m};{18 - m / 2} %" for m in range(1, 6))
        table = self.numbers.table(f"Date;{turnover}\n{rows}".encode(), "actuals.csv")
        found = self.numbers.actuals(table, [turnover])
        return self.numbers.cards.create("Turnover", promised, found, saved.id)


@pytest.fixture
def keeping(assistant: Assistant, tmp_path: Path) -> Keeping:
    prompts = assistant.settings.prompts
    planning = Planning(assistant.planning.planner, PlanStore(tmp_path), prompts)
    return Keeping(planning, Numbers(tmp_path), assistant)


@pytest.fixture
def client(keeping: Keeping, assistant: Assistant) -> TestClient:
    return TestClient(Starlette(routes=briefing_routes(assistant.settings, keeping)))  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", LANGS)
def test_a_scorecard_becomes_a_note_with_the_organisations_figures(
    lang: Lang, keeping: Keeping, assistant: Assistant
) -> None:
    card = keeping.card(lang)
    request = of_scorecard(card.name, keeping.numbers.judged(card), lang)
    value, target = {"fr": ("15,5\u202f%", "12\u202f%"), "en": ("15.5%", "12%")}[lang]
    assert [each.value for each in request.figures] == [value, target]
    briefing = assistant.brief(request)
    assert briefing.covered
    said = " ".join(f"{each.label} {each.text}" for each in briefing.lines())
    assert value in said
    own = [each.value for each in request.figures]
    assert list(draft_faults(briefing, assistant.library, own)) == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_plan_becomes_a_note(lang: Lang, keeping: Keeping, assistant: Assistant) -> None:
    briefing = assistant.brief(request := of_plan(keeping.plan(lang).plan))
    assert briefing.covered
    own = [each.value for each in request.figures]
    assert list(draft_faults(briefing, assistant.library, own)) == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", ["plan", "scorecard"])
def test_the_page_opens_with_what_is_kept(
    kind: str, lang: Lang, keeping: Keeping, client: TestClient
) -> None:
    id = keeping.plan(lang).id if kind == "plan" else keeping.card(lang).id
    page = client.get("/briefing", params={kind: id, "lang": lang})
    assert page.status_code == 200
    assert 'class="draft"' in page.text
    # The address restores all of it, and so do the form and its files.
    assert "kpi=turnover-rate" in str(page.url)
    assert 'name="kpi" value="turnover-rate"' in page.text


def test_a_scorecard_without_values_gives_no_figures(keeping: Keeping) -> None:
    judged = keeping.numbers.scorecard((Indicator("Leads: all", 3),), {})
    assert of_scorecard("Leads", judged, "en").figures == ()


def test_an_invented_scorecard_that_the_library_knows_nothing_of_says_so(
    keeping: Keeping, assistant: Assistant
) -> None:
    indicators = (Indicator("Zxcvb", 3), Indicator("Qwfpg", 4))
    judged = keeping.numbers.scorecard(indicators, {})
    assert not assistant.brief(of_scorecard("Mnbvc", judged, "en")).covered


@pytest.mark.parametrize("kind", ["plan", "scorecard"])
def test_what_is_gone_is_told(kind: str, client: TestClient) -> None:
    page = client.get("/briefing", params={kind: "gone", "lang": "en"})
    assert (page.status_code, "gone" in page.text) == (404, True)


def test_an_answer_of_the_chat_leads_to_a_note(assistant: Assistant) -> None:
    from assistant.render import load_labels, turn_html

    answer = assistant.ask("Do employee ambassadors work?", lang="en")
    labels = load_labels(assistant.settings.prompts, "en")
    html = turn_html(answer, labels, "t1", {}, brief=True)
    assert 'href="/briefing?topic=Do+employee+ambassadors+work%3F&amp;lang=en"' in html
    assert "data-brief" not in turn_html(answer, labels, "t1", {})
    declined = assistant.ask("capital of Peru?", lang="en")
    assert "data-brief" not in turn_html(declined, labels, "t1", {}, brief=True)


def test_the_example_scorecard_of_the_page_gives_figures(keeping: Keeping) -> None:
    texts = example_scorecard(False)
    indicators = keeping.numbers.indicators(keeping.numbers.table(texts["targets"].encode(), "t"))
    actuals = keeping.numbers.actuals(
        keeping.numbers.table(texts["actuals"].encode(), "a"), [each.name for each in indicators]
    )
    request = of_scorecard("Example", keeping.numbers.scorecard(indicators, actuals), "en")
    assert len(request.figures) == 6
