"""The pairs of statements and sources: enough of them, whole, and judged as the targets ask."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.evaluation.grounding import FIGURES, judge, table
from assistant.evaluation.grounding_pairs import Pair, all_pairs
from assistant.library import load_library
from assistant.settings import load_settings


@pytest.fixture(scope="module")
def pairs() -> Sequence[Pair]:
    library = load_library(load_settings().knowledge)
    return all_pairs(library, Path(__file__).with_name("grounding.yaml"))


def test_the_set_is_large_and_its_halves_share_no_document(pairs: Sequence[Pair]) -> None:
    halves = [{p.id.split(":")[0] for p in pairs if p.half == half} for half in ("dev", "held-out")]
    assert len(pairs) >= 400
    assert len({p.id for p in pairs}) == len(pairs)
    assert not halves[0] & halves[1]


def test_figures_of_the_held_out_half_are_caught(pairs: Sequence[Pair]) -> None:
    """A sample of the half that nothing was fitted to; `assistant evaluate grounding` takes all."""
    sample = [p for p in pairs if p.half == "held-out" and p.kind in FIGURES][::8]
    missed = [each.pair.id for each in judge(sample) if not each.right]
    assert missed == []


def test_the_table_tells_kinds_languages_and_halves(pairs: Sequence[Pair]) -> None:
    rows = table(judge([p for p in pairs if p.kind == "verbatim"][:12]))
    assert {"fr", "en", "all", "verbatim"} <= {row.slice for row in rows}
    assert {row.rate for row in rows} == {1.0}
