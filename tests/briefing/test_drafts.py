"""Drafts over the real shelf: nothing unsupported, nothing unresolved, in their bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.briefing import (
    LENGTHS,
    Length,
    Request,
    of_conversation,
    read_figures,
    read_options,
)
from assistant.evaluation.briefing_faults import draft_faults, export_faults
from assistant.export import Format
from assistant.records import Lang

if TYPE_CHECKING:
    from assistant.service import Assistant

pytestmark = pytest.mark.shelf

TOPICS: list[tuple[str, Lang]] = [
    ("Employee advocacy", "en"),
    ("Service client sur les réseaux sociaux", "fr"),
    ("Faut-il quitter X ?", "fr"),
    ("Measuring the return on social media", "en"),
]


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize(("topic", "lang"), TOPICS, ids=[topic for topic, _ in TOPICS])
def test_a_draft_states_nothing_unsupported(
    assistant: Assistant, topic: str, lang: Lang, length: Length
) -> None:
    briefing = assistant.brief(Request(topic, length=length, lang=lang))
    assert briefing.covered
    assert list(draft_faults(briefing, assistant.library)) == []
    keys = [section.key for section in briefing.sections]
    assert keys[:2] == ["ask", "context"]
    assert {"support", "against", "options", "kpis", "reporting", "questions"} <= set(keys)


@pytest.mark.parametrize(
    ("length", "format"),
    [("one-page", "pdf"), ("one-page", "docx"), ("three-pages", "pdf"), ("six-slides", "pptx")],
)
def test_the_file_keeps_to_its_length_and_to_the_draft(
    assistant: Assistant, length: Length, format: Format
) -> None:
    briefing = assistant.brief(Request("Avis des clients en ligne", length=length, lang="fr"))
    made = assistant.export_brief(briefing, format)
    assert list(export_faults(made, briefing)) == []


def test_a_topic_without_evidence_says_what_is_missing(assistant: Assistant) -> None:
    briefing = assistant.brief(Request("quantum computing hardware", lang="en"))
    assert not briefing.covered
    assert [section.key for section in briefing.sections] == ["gaps"]
    assert briefing.citations == ()
    assert "no evidence" in briefing.sections[0].lines[0].text
    assert assistant.export_brief(briefing, "pdf").pages == 1


def test_own_figures_are_marked_and_costed_options_replace_ours(assistant: Assistant) -> None:
    figures = read_figures("Annual budget: €120,000\nCall centre: €450,000", "en")
    options = read_options("Close the accounts | €0 | to be seen\nTwo more agents | €90,000", "en")
    request = Request("Customer service on social media", "cfo", "three-pages", "budget", "en")
    request = Request(
        **{
            **{n: getattr(request, n) for n in request.__slots__},
            "figures": figures,
            "options": options,
        }
    )
    briefing = assistant.brief(request)
    own = ["€120,000", "€450,000", "€0", "€90,000", "Two more agents"]
    assert list(draft_faults(briefing, assistant.library, own)) == []
    asked = briefing.section("ask")
    assert asked is not None
    assert "Annual budget, €120,000 (figure supplied by the organisation)" in asked.lines[1].text
    table = briefing.section("options")
    assert table is not None
    assert table.table is not None
    assert [row[0].text for row in table.table.rows] == ["Close the accounts", "Two more agents"]
    assert table.table.rows[1][2].text == "To be estimated by management."
    charts = briefing.section("figures")
    assert charts is not None
    assert [bar.value for bar in charts.charts[0].bars] == [120_000.0, 450_000.0]


def test_a_long_conversation_is_a_short_note(assistant: Assistant) -> None:
    asked = ["Do employee ambassadors work?", "capital of Australia", *["How about B2B?"] * 1500]
    briefing = assistant.brief(
        of_conversation([*asked, "What is employee advocacy worth?"], lang="en")
    )
    assert briefing.covered
    assert list(draft_faults(briefing, assistant.library)) == []
    assert assistant.export_brief(briefing, "pdf").pages == 1


@pytest.mark.parametrize(("audience", "first"), [("hr", "people"), ("cfo", "revenue")])
def test_the_same_topic_for_two_readers(assistant: Assistant, audience: str, first: str) -> None:
    from assistant.briefing import typed_request

    request = typed_request("Employee advocacy", audience, "three-pages", "inform", "en", "en")
    briefing = assistant.brief(request)
    assert f"{'human resources' if first == 'people' else 'financial'}" in briefing.subtitle


def test_an_answer_is_a_document(assistant: Assistant) -> None:
    answers = [assistant.ask("Do employee ambassadors work?"), assistant.ask("capital of Peru?")]
    made = assistant.export_answers(answers, "markdown", "en", "Notes")
    text = made.data.decode("utf-8")
    assert text.startswith("# Notes")
    assert "## Do employee ambassadors work?" in text
    assert "1. " in text
    assert "\\[1\\]" in text


def test_an_edit_that_alters_a_figure_loses_its_citation(assistant: Assistant) -> None:
    briefing = assistant.brief(Request("Employee advocacy", length="three-pages", lang="en"))
    line = next(
        each
        for each in briefing.lines()
        if each.origin == "shelf" and not each.label and "%" in each.text
    )
    wrong = line.text.replace("%", "7%", 1)
    edited = assistant.edit_brief(briefing, {line.id: wrong})
    found = next(each for each in edited.lines() if each.id == line.id)
    assert found.origin == "edited"
    assert found.citations == ()
    assert "not in the cited source" in found.faults[0]
    assert edited.withheld == 1
    assert "wording of the organisation, not from the source" in assistant.export_brief(
        edited, "markdown"
    ).data.decode("utf-8")


def test_removed_and_added_lines(assistant: Assistant) -> None:
    briefing = assistant.brief(Request("Employee advocacy", lang="en"))
    line = next(each for each in briefing.lines() if each.origin == "shelf")
    edited = assistant.edit_brief(briefing, {line.id: " ", "add:risks": "Our union objects."})
    assert line.id not in {each.id for each in edited.lines()}
    risks = edited.section("risks")
    assert risks is not None
    assert risks.lines[-1].text == "Our union objects."
    numbers = sorted({n for each in edited.lines() for n in each.citations})
    assert numbers == list(range(1, len(edited.citations) + 1))


def test_a_plan_is_a_document_and_a_briefing(assistant: Assistant) -> None:
    from assistant.briefing import of_plan
    from assistant.export import export_paper, plan_document

    plan = assistant.planning.draft({"wish.0": "more qualified leads", "budget": "120000"}, "en")
    paper = plan_document(plan, assistant.settings.prompts)
    text = export_paper(paper, "markdown").data.decode("utf-8")
    names = [line.name for line in plan.strategies[0].kpis]
    assert [name for name in names if name not in text] == []
    assert text.startswith("# ")
    request = of_plan(plan)
    assert request.objectives == ("more-qualified-leads",)
    briefing = assistant.brief(request)
    own = [figure.value for figure in request.figures]
    assert list(draft_faults(briefing, assistant.library, own)) == []
    assert "120,000 EUR" in briefing.sections[0].lines[1].text
