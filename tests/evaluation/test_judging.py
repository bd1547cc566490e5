"""How an answer is judged, and what the table makes of it."""

from __future__ import annotations

import pytest

from assistant.evaluation.answers import judge, refusal_curve, right, table
from assistant.evaluation.questions import Case, contains, first_documents
from assistant.records import Answer, Citation, Lang, Sentence

ASKED = Case("c", "figure", "en", "?", documents=("maersk",), any_of=("1,500%", "37"))
OUTSIDE = Case("o", "off-topic", "fr", "?", refused=True)


def citation(number: int, document: str) -> Citation:
    return Citation(number, f"p{number}", "quote", document, "Title", "article", "en", "evidence")


def answered(
    text: str = "It returned 1,500%.",
    documents: tuple[str, ...] = ("maersk",),
    lang: Lang = "en",
    confidence: float = 0.9,
) -> Answer:
    cited = tuple(citation(n, document) for n, document in enumerate(documents, start=1))
    lead = (Sentence(text, (1,)),)
    return Answer("answer", "?", lang, lead=lead, citations=cited, confidence=confidence)


def declined(lang: Lang = "fr", confidence: float = 0.1) -> Answer:
    return Answer("off-topic", "?", lang, confidence=confidence)


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        pytest.param("It rose by 2% in May.", "2%", True, id="alone"),
        pytest.param("It rose by 42%.", "2%", False, id="end of a longer number"),
        pytest.param("It rose by 1.2%.", "2%", False, id="decimals of a number"),
        pytest.param("It cost 21.985 euros.", "21.98", False, id="start of a longer number"),
        pytest.param("Une hausse de 7,7\u202f%.", "7,7 %", True, id="narrow space"),
        pytest.param("L’image compte.", "l'image", True, id="apostrophe and case"),
        pytest.param("It was 2%.", "2%", True, id="before a full stop"),
        pytest.param("Nothing of the kind.", "2%", False, id="absent"),
    ],
)
def test_contains(text: str, wanted: str, found: bool) -> None:
    assert contains(text, wanted) is found


@pytest.mark.parametrize(
    ("documents", "first"),
    [
        pytest.param((), (), id="none"),
        pytest.param(("a", "a", "b"), ("a", "b"), id="once each"),
        pytest.param(("a", "b", "c", "d"), ("a", "b", "c"), id="three at most"),
    ],
)
def test_first_documents(documents: tuple[str, ...], first: tuple[str, ...]) -> None:
    assert first_documents(answered(documents=documents)) == first


@pytest.mark.parametrize(
    ("case", "answer", "fact", "document", "refused", "language", "all_right"),
    [
        pytest.param(ASKED, answered(), True, True, False, True, True, id="right"),
        pytest.param(ASKED, answered("37 of 60."), True, True, False, True, True, id="any fact"),
        pytest.param(ASKED, answered("Much."), False, True, False, True, False, id="no fact"),
        pytest.param(
            ASKED, answered(documents=("x",)), True, False, False, True, False, id="other document"
        ),
        pytest.param(
            ASKED, answered(lang="fr"), True, True, False, False, False, id="other language"
        ),
        pytest.param(ASKED, declined("en"), False, False, True, True, False, id="wrongly declined"),
        pytest.param(OUTSIDE, declined(), None, None, True, True, True, id="declined"),
        pytest.param(
            OUTSIDE, answered(lang="fr"), None, None, False, True, False, id="not declined"
        ),
        pytest.param(
            OUTSIDE, declined("en"), None, None, True, False, False, id="in another language"
        ),
    ],
)
def test_judge(
    case: Case,
    answer: Answer,
    fact: bool | None,
    document: bool | None,
    refused: bool,
    language: bool,
    all_right: bool,
) -> None:
    verdict = judge(case, answer)
    found = (verdict.fact, verdict.document, verdict.refused, verdict.language, right(verdict))
    assert found == (fact, document, refused, language, all_right)


def test_what_is_not_expected_is_not_measured() -> None:
    verdict = judge(Case("c", "why", "en", "?"), answered())
    assert (verdict.fact, verdict.document) == (None, None)


def test_the_table_has_a_row_a_slice_a_language_and_all() -> None:
    verdicts = [
        judge(ASKED, answered()),
        judge(ASKED, declined("en")),
        judge(OUTSIDE, declined()),
    ]
    rows = {row.slice: row for row in table(verdicts)}
    assert list(rows) == ["figure", "off-topic", "fr", "en", "all"]
    assert (rows["figure"].fact, rows["figure"].wrongly_refused) == (0.5, 0.5)
    assert (rows["off-topic"].fact, rows["off-topic"].refused) == (None, 1.0)
    assert (rows["all"].questions, rows["all"].language) == (3, 1.0)


def test_the_curve_counts_what_lies_below_each_threshold() -> None:
    verdicts = [
        judge(ASKED, answered(confidence=0.35)),
        judge(OUTSIDE, declined(confidence=0.15)),
        judge(OUTSIDE, declined(confidence=0.55)),
    ]
    points = {point.threshold: point for point in refusal_curve(verdicts)}
    assert [
        (p.declined, p.wrongly_declined) for p in map(points.get, (0.1, 0.2, 0.4, 0.6)) if p
    ] == [
        (0.0, 0.0),
        (0.5, 0.0),
        (0.5, 1.0),
        (1.0, 1.0),
    ]
