"""When an own document and the library are said to give different figures, and when not."""

from __future__ import annotations

import pytest

from assistant.answer.disagree import differing
from assistant.records import Passage

SHELF = "In 2024, 69 % of chief executives set no quantified goals for their marketing director."


def shelf(text: str = SHELF) -> Passage:
    return Passage("s", "d", "shelf", "article", "en", "evidence", text, references=("k",))


def test_another_figure_for_the_same_thing_is_told() -> None:
    own = "55 % of chief executives set no quantified goals for their marketing director."
    assert differing(own, own, shelf()) == ("55 %", "69 %")


@pytest.mark.parametrize(
    "own",
    [
        pytest.param(SHELF.replace("In 2024, ", ""), id="same-figure"),
        pytest.param(SHELF.replace("69 %", "69.4 %"), id="rounded"),
        pytest.param(SHELF.replace("69 %", "55 %").replace("2024", "2019"), id="another-year"),
        pytest.param(SHELF.replace("69 %", "55 million"), id="another-unit"),
        pytest.param(
            "In 2024, 55 % of Acme chief executives set no quantified goals for their marketing "
            "director.",
            id="another-company",
        ),
        pytest.param("Monthly churn fell to 2.3 % in 2024.", id="another-subject"),
        pytest.param(
            "Few chief executives set quantified goals for their marketing director.", id="none"
        ),
    ],
)
def test_what_may_be_no_contradiction_is_left_alone(own: str) -> None:
    assert differing(own, own, shelf()) is None
