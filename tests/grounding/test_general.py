"""News and encyclopaedic sentences: most that are altered are withheld, most faithful are kept."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from assistant.answer.grounding import ground

SET = Path(__file__).parents[1] / "evaluation" / "grounding_general.yaml"
ENTRIES = yaml.safe_load(SET.read_text("utf-8"))


@pytest.mark.parametrize(("label", "faithful", "least"), [
    ("faithful", True, 0.92), ("altered", False, 0.95),
])  # fmt: skip
def test_general_sentences_are_judged_rightly(label: str, faithful: bool, least: float) -> None:
    judged = [
        ground(text, [entry["source"]]).passed == faithful
        for entry in ENTRIES
        for text in entry[label]
    ]
    assert sum(judged) / len(judged) >= least
