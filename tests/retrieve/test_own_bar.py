"""Own documents are quoted where they answer, also beside a long report that is near to anything;
the bar is fitted on one half and told on both."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.collections.texts import Text
from assistant.evaluation.large_upload import large_upload
from assistant.evaluation.own_documents import SETS, Sample, measure
from assistant.evaluation.own_fit import fit, weighed
from assistant.retrieve.bar import Bar
from assistant.service import Assistant

_PARAGRAPHS = 150


@pytest.fixture(scope="module")
def beside(service: Assistant) -> Iterator[Assistant]:
    """The service with a long generated report beside the general passages."""
    texts = [
        Text(f"{each['title']}-{place}", "\n\n".join(each["text"]), each["title"], each["lang"])
        for place, each in enumerate(large_upload(_PARAGRAPHS))
    ]
    service.collections.add_texts(texts, "Yearbook")
    yield service
    service.collections.delete("Yearbook")


@pytest.mark.parametrize(
    ("question", "lang", "quoted"),
    [
        ("Should I keep my baguette in the fridge?", "en", "stale"),
        ("Mon levain dort au frigo, comment le relancer ?", "fr", "levain"),
        ("Comment obtenir une croûte bien croustillante ?", "fr", "crust"),
    ],
    ids=["en-en", "fr-fr", "fr-en"],
)
def test_what_answers_is_quoted_first(
    question: str, lang: str, quoted: str, beside: Assistant
) -> None:
    found = beside.own.documents.quotes(question, "fr" if lang == "fr" else "en")
    hits = [each.quote.hit for each in found[:1]]
    assert [hit.collection.files[hit.passage.document].name for hit in hits] == [quoted]


@pytest.mark.parametrize(
    ("question", "lang"),
    [
        ("What is the capital of Australia?", "en"),
        ("Who won the last US presidential election?", "en"),
        ("Écris-moi un poème sur l'automne", "fr"),
    ],
)
def test_a_long_report_is_not_quoted_for_other_things(
    question: str, lang: str, beside: Assistant
) -> None:
    found = beside.own.documents.quotes(question, "fr" if lang == "fr" else "en")
    assert [each.quote.text for each in found] == []


def sample(kind: str, value: float, right: bool, part: str = "dev") -> Sample:
    return Sample(
        set=SETS[0],
        part=part,
        kind=kind,  # type: ignore[arg-type]
        question="?",
        foreign=value > 2,
        first=True,
        right=right,
        signals=(value, 1.0),
        confidence=0.0,
    )


RIGHT = [sample("ask", 2.0 + n / 10, True) for n in range(20)]
OTHER = [sample("other things", n / 10, False) for n in range(40)]


def test_the_threshold_lets_few_other_things_through(tmp_path: Path) -> None:
    bar = fit([*RIGHT, *OTHER], tmp_path / "bar.json")
    told = measure(weighed([*RIGHT, *OTHER], bar), bar.threshold)[0]
    assert told.other_things is not None
    assert told.other_things <= 0.05
    assert bar.asked_for <= bar.threshold
    assert told.answers == len(RIGHT)
    assert told.silent is None


def test_only_one_half_is_fitted_on(tmp_path: Path) -> None:
    far = [replace(each, part="held-out", signals=(-9.0, 1.0)) for each in RIGHT]
    alone = fit([*RIGHT, *OTHER], tmp_path / "one.json")
    assert fit([*RIGHT, *OTHER, *far], tmp_path / "two.json") == alone


def test_what_is_not_known_counts_as_ordinary() -> None:
    bar = Bar((1.0, 5.0), (1.0, 2.0), (1.0, 3.0), 0.0, 0.5, 0.3)
    assert bar.chance((1.0, math.nan)) == bar.chance((1.0, 5.0)) == 0.5
