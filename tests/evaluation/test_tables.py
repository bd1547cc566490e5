"""Tables for a terminal, and limits in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.cli.evaluation_text import benchmark_text
from assistant.evaluation.benchmark import Measure, spread
from assistant.evaluation.tables import aligned, decimal, share
from assistant.records import Lang
from assistant.terminal import terminal_wording

PROMPTS = Path(__file__).parents[2] / "prompts"


def test_columns_are_aligned() -> None:
    table = aligned(["slice", "n"], [["a", "1"], ["longer", "1000"]])
    assert table.splitlines() == ["slice      n", "a          1", "longer  1000"]


@pytest.mark.parametrize(
    ("value", "lang", "text"),
    [(0.5, "en", "0.500"), (1, "fr", "1,000"), (None, "fr", "–")],
    ids=["english", "french", "absent"],
)
def test_share(value: float | None, lang: str, text: str) -> None:
    assert share(value, "fr" if lang == "fr" else "en") == text


def test_decimals_are_rounded() -> None:
    assert decimal(1.256, 2, "fr") == "1,26"


@pytest.mark.parametrize(
    ("limit", "value", "kept"),
    [
        pytest.param(None, 1.0, None, id="none"),
        pytest.param(("<", 400.0), 399.0, True, id="below"),
        pytest.param(("<", 400.0), 400.0, False, id="at the bound"),
        pytest.param(("≥", 0.85), 0.85, True, id="at least"),
        pytest.param(("≥", 0.85), 0.8, False, id="too little"),
    ],
)
def test_a_limit_is_kept(limit: tuple[str, float] | None, value: float, kept: bool | None) -> None:
    assert Measure("ratio", value, "", limit).kept is kept


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "Ratio of the two   1.47        ≥ 0.85 ✓"),
        ("fr", "Rapport des deux    1,47         ≥ 0,85 ✓"),
    ],
)
def test_the_benchmark_is_told_in_both_languages(lang: str, line: str) -> None:
    spoken: Lang = "fr" if lang == "fr" else "en"
    measures = [Measure("ratio", 1.471, "", ("≥", 0.85))]
    text = benchmark_text(measures, terminal_wording(PROMPTS, spoken), spoken)
    assert text.splitlines()[1].split() == line.split()


@pytest.mark.parametrize(
    ("count", "taken"),
    [(2, ["a", "c"]), (9, ["a", "b", "c", "d"]), (4, ["a", "b", "c", "d"])],
    ids=["half", "more than there are", "all"],
)
def test_a_sample_is_spread_evenly(count: int, taken: list[str]) -> None:
    assert spread(["a", "b", "c", "d"], count) == taken
