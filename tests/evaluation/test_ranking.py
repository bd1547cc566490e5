"""Rankings are judged as the measures are defined, and chance is told from difference."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import KnowledgeError
from assistant.evaluation.passage_sets import HALVES, load_passages, load_slices
from assistant.evaluation.ranking import OURS, by_chance, fused, judged, lines

SETS = Path(__file__).parent / "passages"


@pytest.mark.parametrize(
    ("ranked", "right", "expected"),
    [
        (["a", "b"], {"a"}, (1.0, 1.0, 1.0)),
        (["b", "a"], {"a"}, (1 / np.log2(3), 1.0, 0.5)),
        (["b", "c", "d", "e", "f", "a"], {"a"}, (1 / np.log2(7), 0.0, 1 / 6)),
        (["b"], {"a"}, (0.0, 0.0, 0.0)),
        (["a", "x", "b"], {"a", "b"}, (1.5 / (1 + 1 / np.log2(3)), 1.0, 1.0)),
    ],
    ids=["first", "second", "sixth", "missed", "two right"],
)
def test_measures(ranked: list[str], right: set[str], expected: tuple[float, ...]) -> None:
    found = judged(ranked, right)
    assert (found.ndcg, found.recall, found.reciprocal) == pytest.approx(expected)


def test_fusion_prefers_what_both_rank_high() -> None:
    assert fused(["a", "b", "c"], ["b", "c", "d"])[0] == "b"


@pytest.mark.parametrize(
    ("differences", "small"),
    [([0.5] * 20, True), ([0.5, -0.5] * 10, False), ([0.0] * 20, False)],
    ids=["always better", "as often worse", "the same"],
)
def test_chance(differences: list[float], small: bool) -> None:
    assert (by_chance(np.asarray(differences)) < 0.01) is small


@given(st.lists(st.floats(-1, 1), min_size=1, max_size=12))
def test_chance_has_no_side(differences: list[float]) -> None:
    values = np.asarray(differences)
    assert by_chance(values) == pytest.approx(by_chance(-values), abs=0.03)


def test_each_slice_has_every_ranking() -> None:
    found = {OURS: [judged(["a"], {"a"})] * 3, "other": [judged(["b"], {"a"})] * 3}
    told = lines([("all", "fr"), ("all", "fr"), ("all", "en")], found)
    counts = {(line.slice, line.ranking): line.questions for line in told}
    assert counts[("fr", "other")] == 2
    assert len(counts) == 6


def test_the_general_passages_are_many_and_held_apart() -> None:
    general = load_passages(SETS)
    halves = [{p.id for a in general.asked if a.half == half for p in a.pages} for half in HALVES]
    assert len(general.pages) >= 200
    assert len(general.asked) >= 240
    assert not halves[0] & halves[1]
    assert {each.direction for each in general.asked} == {"fr→fr", "en→en", "fr→en", "en→fr"}


def test_each_kind_of_text_has_questions_in_both_halves_and_languages() -> None:
    kinds = load_slices(SETS)
    assert len(kinds) >= 9
    for name, each in kinds.items():
        counts = {half: sum(asked.half == half for asked in each.asked) for half in HALVES}
        assert min(counts.values()) >= 12, name
        assert {asked.lang for asked in each.asked} == {"fr", "en"}, name
        assert len({page.id for page in each.pages}) == len(each.pages), name


@pytest.mark.parametrize(
    "text",
    [
        "tuning: []",
        "[]",
        "tuning: [{asks: [[fr, lay, Question, nowhere]]}]\nheld_out: []",
        "a: b: c",
    ],
    ids=["one half", "no halves", "an answer that is not there", "no YAML"],
)
def test_a_malformed_kind_is_told(text: str, tmp_path: Path) -> None:
    (tmp_path / "slices").mkdir()
    (tmp_path / "slices" / "odd.yaml").write_text(text)
    with pytest.raises(KnowledgeError, match=r"odd\.yaml"):
        load_slices(tmp_path)
