"""Typed objectives are read right: the founding article's, and whole sets, by the real model."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.evaluation.objectives import NONE, judge, load_typed, table
from assistant.library import Library
from assistant.plan.interpret.fitting import PHRASINGS
from assistant.plan.interpret.mapper import Mapper
from assistant.plan.interpret.model import ReadingModel
from assistant.records import Lang
from assistant.service import Assistant

SETS = Path(__file__).resolve().parents[1] / "evaluation"

# (language, text, reading, objective or what it is instead)
CASES: list[tuple[Lang, str, str, str]] = [
    ("fr", "Augmenter les leads et les conversions", "mapped", "more-qualified-leads"),
    (
        "fr",
        "Améliorer le bien-être des employés et leur productivité",
        "mapped",
        "employee-wellbeing-turnover",
    ),
    ("fr", "Augmenter la qualité des leads", "mapped", "lead-quality"),
    ("en", "Increase the quality of leads", "mapped", "lead-quality"),
    ("en", "How can we keep our customers longer?", "mapped", "customer-retention"),
    ("en", "Which companies have succeeded on TikTok?", "not-an-objective", "question"),
    ("fr", "Notre page LinkedIn compte 3 400 abonnés.", "not-an-objective", "statement"),
    ("en", "Post three times a week", "not-an-objective", "action"),
    ("fr", "Atteindre 100 000 fans", "not-an-objective", "vanity"),
    ("en", "zxcvb nmlkj", "not-an-objective", "other"),
    ("fr", "…", "not-an-objective", "other"),
]


@pytest.mark.parametrize(("lang", "text", "reading", "wanted"), CASES, ids=[c[1] for c in CASES])
def test_an_objective_is_told_from_what_is_none(
    lang: Lang, text: str, reading: str, wanted: str, assistant: Assistant
) -> None:
    read = assistant.planning.interpret(text, lang)
    assert (read.reading, read.objective or read.not_objective) == (reading, wanted)
    assert read.why


# (set, top 1 at least, top 3 at least, recognised as none at least)
RATES = [("objectives.yaml", 0.95, 0.98, 0.85), ("objectives_held_out.yaml", 0.92, 0.98, 0.9)]


@pytest.mark.parametrize(("name", "first", "three", "none"), RATES, ids=[r[0] for r in RATES])
def test_sets_of_objectives_are_read(
    name: str, first: float, three: float, none: float, assistant: Assistant
) -> None:
    rows = {
        row.slice: row
        for row in table(judge(load_typed(SETS / name), assistant.planning.interpret))
    }
    assert rows["all"].first >= first
    assert (rows["all"].three or 0) >= three
    assert rows[NONE].first >= none


@pytest.mark.parametrize("name", ["objectives.yaml", "objectives_held_out.yaml"])
def test_nothing_that_is_measured_was_learnt_from(name: str) -> None:
    taught = PHRASINGS.read_text("utf-8").casefold()
    copied = [t.text for t in load_typed(SETS / name) if f'"{t.text.casefold()}"' in taught]
    assert copied == []


def test_every_objective_of_the_catalogue_can_be_read(library: Library) -> None:
    model = ReadingModel.load()
    for heads in (model.objectives[True], model.objectives[False]):
        assert set(heads.classes) == set(library.objectives)


def test_names_and_aliases_are_read_without_a_model(library: Library) -> None:
    mapper = Mapper(library, None, "")
    for objective in library.objectives.values():
        for lang in ("fr", "en"):
            for text in (objective.names[lang], *objective.aliases[lang]):  # type: ignore[index]
                assert mapper.read(text, lang).reading == "mapped", text  # type: ignore[arg-type]


def test_a_choice_stands(library: Library) -> None:
    mapper = Mapper(library, None, "")
    assert mapper.read("Post every day", "en", "lead-quality").objective == "lead-quality"
    assert mapper.read("Save the whales", "en", "custom").reading == "custom"
