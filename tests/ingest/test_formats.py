"""Each format gives its words, in order, with their places, and says who wrote them and when."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import makers
import pytest

from assistant.ingest import Outcome, read_files
from assistant.ingest.finish import text_of


@dataclass(frozen=True)
class Case:
    name: str
    data: bytes
    title: str
    # Texts of blocks that must be there, with the locator of their passage.
    holds: tuple[tuple[str, str], ...]
    format: str = ""
    lang: str = "en"
    author: str = ""
    date: str = ""
    lacks: tuple[str, ...] = ()


MARKDOWN = f"""---
title: Customer panel
author: Claire Martin
date: 2024-03-05
---
# Decision
{makers.ENGLISH}

- Recruit **two hundred** customers
- Ask [them](https://example.com/x) twice

| Quarter | Cost |
|---|---|
| Q1 | 12,400 |
"""
TEXT = f"CUSTOMER PANEL\n\n{makers.FRENCH}\n\n- Recruter deux cents clients\n- Les interroger\n"
PAGE = makers.page(
    f"<nav>Home | About</nav><main><h1>Results</h1><p>{makers.ENGLISH}</p>"
    "<ul><li>First<ul><li>Nested</li></ul></li></ul>"
    "<table><tr><th>Quarter</th><th>Cost</th></tr><tr><td>Q1</td><td>12,400</td></tr></table>"
    '<p style="display:none">unseen words</p><p hidden>hidden words</p></main>'
    "<footer>Imprint</footer>",
    '<title>Customer panel</title><meta name="author" content="Claire Martin">'
    '<meta property="article:published_time" content="2024-03-05T09:00:00Z">',
)
CSV = "Canal;Coût;Part\nPanel;12400;34,5 %\nEnquête;900;2,5 %\n".encode("cp1252")
TABLE = "Quarter | Cost\nQ1 | 12"

JSON_LINES = "\n".join(
    json.dumps(each)
    for each in (
        {"id": 1, "text": makers.FRENCH, "tags": ["panel", "prix"]},
        {"id": 2, "text": makers.FRENCH},
    )
).encode()
CASES = [
    Case(
        "panel.md",
        MARKDOWN.encode(),
        "Customer panel",
        (
            ("Recruit two hundred customers", "section:Decision"),
            ("Ask them twice", "section:Decision"),
            (f"{TABLE},400", "section:Decision"),
        ),
        "markdown",
        author="Claire Martin",
        date="2024-03-05",
        lacks=("https://", "**", "Claire"),
    ),
    Case(
        "panel.txt",
        TEXT.encode("utf-16"),
        "CUSTOMER PANEL",
        (("Les interroger", "section:CUSTOMER PANEL"),),
        "text",
        "fr",
    ),
    Case(
        "panel.html",
        PAGE,
        "Customer panel",
        (
            (makers.ENGLISH, "section:Results"),
            ("Nested", "section:Results"),
            (f"{TABLE},400", "section:Results"),
        ),
        "html",
        author="Claire Martin",
        date="2024-03-05",
        lacks=("unseen", "hidden words", "Imprint", "Home |"),
    ),
    Case(
        "panel.docx",
        makers.docx(),
        "Customer panel",
        (
            ("Recruit two hundred customers", "section:Decision"),
            (f"{TABLE} 400 €", "section:Decision"),
        ),
        "docx",
        author="Claire Martin",
        lacks=("CONFIDENTIAL",),
    ),
    Case(
        "panel.pptx",
        makers.pptx(),
        "Customer panel",
        (
            (makers.ENGLISH, "slide:1"),
            (f"{TABLE},400 euros", "slide:2"),
            ("Say that the cost is per quarter.", "slide:2"),
        ),
        "pptx",
    ),
    Case(
        "budget.xlsx",
        makers.xlsx(),
        "budget",
        (("Channel | Cost | Share\nPanel | 12400 | 34.5%", "sheet:2-3:Budget"),),
        "xlsx",
    ),
    Case(
        "budget.csv",
        CSV,
        "budget",
        (("Canal | Coût | Part\nPanel | 12400 | 34,5 %", "row:2-3"),),
        "csv",
        "fr",
    ),
    Case(
        "answers.jsonl",
        JSON_LINES,
        "answers",
        (
            (f"id | text | tags\n1 | {makers.FRENCH} | panel; prix", "row:1"),
            (f"id | text | tags\n2 | {makers.FRENCH} | ", "row:2"),
        ),
        "json",
        "fr",
    ),
    Case(
        "note.json",
        b'{"a": {"b": "Ten words of a note", "c": [1, {"d": null}]}}',
        "note",
        (("a.b | a.c.1\nTen words of a note | 1", "row:1"),),
        "json",
    ),
    Case(
        "exact.json",
        b'[{"note": "what the panel said of the price", "share": 12.50, "paid": true},'
        b' {"note": "nothing", "share": 100000000000000000001, "paid": null}]',
        "exact",
        (
            ("note | share | paid\nwhat the panel said of the price | 12.50 | true", "row:1-2"),
            ("nothing | 100000000000000000001 | ", "row:1-2"),
        ),
        "json",
    ),
    Case(
        "deep.json",
        b'{"note": "ten words of a note", "deep": ' + b'{"a":' * 60 + b"7" + b"}" * 61,
        "deep",
        (("ten words of a note", "row:1"),),
        "json",
    ),
    Case(
        "deeper.json",
        b'{"note": "ten words of a note", "deep": ' + b"[" * 50_000,
        "deeper",
        (("ten words of a note", ""),),
        "json",
    ),
    Case(
        "loose.json",
        b'{"a": 1} and words that follow it',
        "loose",
        (("and words that follow it", ""),),
        "json",
    ),
    Case(
        "panel.odt",
        makers.odt(),
        "Customer panel",
        (
            (makers.ENGLISH, "section:Customer panel"),
            (f"{TABLE} 400 €", "section:Customer panel"),
        ),
        "odt",
    ),
    Case(
        "panel.epub",
        makers.epub(),
        "Customer panel",
        (
            (f"Opening. {makers.ENGLISH}", "section:First words"),
            (makers.ENGLISH, "section:Last words"),
        ),
        "epub",
        author="Claire Martin",
        date="2024-05",
    ),
    Case(
        "panel.eml",
        makers.email(f"{makers.FRENCH}\n\n> Earlier words\n-- \nSignature"),
        "Customer panel",
        (("Earlier words", ""),),
        "eml",
        "fr",
        "Claire Martin <claire@example.com>",
        "2024-03-05",
        ("Signature",),
    ),
    Case(
        "panel.pdf",
        makers.pdf(2, makers.FRENCH, lang="fr"),
        "panel",
        ((f"Part 2. {makers.FRENCH}", "page:2"),),
        "pdf",
        "fr",
    ),
]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """All the cases, read in one batch as a folder."""
    folder = tmp_path_factory.mktemp("formats") / "pack"
    folder.mkdir()
    for case in CASES:
        (folder / case.name).write_bytes(case.data)
    return {Path(each.name).name: each for each in read_files([folder], collection="pack")}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_format_is_read(case: Case, outcomes: dict[str, Outcome]) -> None:
    outcome = outcomes[case.name]
    assert outcome.status == "read", outcome.refusal
    extract = outcome.extract
    assert extract is not None
    found = (extract.format, extract.title, extract.lang, extract.author)
    assert found == (case.format, case.title, case.lang, case.author)
    if case.date:
        assert extract.date == case.date


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_words_are_in_the_passage_of_their_place(case: Case, outcomes: dict[str, Outcome]) -> None:
    passages = outcomes[case.name].passages
    for text, locator in case.holds:
        places = [each.locator for each in passages if text in each.text]
        assert locator in places, (text, [(p.locator, p.text) for p in passages])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_not_content_is_left_out(case: Case, outcomes: dict[str, Outcome]) -> None:
    extract = outcomes[case.name].extract
    assert extract is not None
    text = "\n".join(text_of(block) for block in extract.blocks)
    assert [words for words in case.lacks if words in text] == []


@pytest.mark.parametrize("name", ["panel.docx", "panel.pptx"])
def test_when_a_program_s_template_was_made_is_no_date(
    name: str, outcomes: dict[str, Outcome]
) -> None:
    extract = outcomes[name].extract
    assert extract is not None
    assert extract.date == ""


def test_passages_are_marked_as_uploads(outcomes: dict[str, Outcome]) -> None:
    marks = {(p.kind, p.role, p.collection) for o in outcomes.values() for p in o.passages}
    assert marks == {("upload", "page", "pack")}


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "mac_roman", "cp850"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_any_encoding_of_french_is_read(encoding: str, read: Callable[..., Outcome]) -> None:
    text = makers.FRENCH.replace("’", "'")
    assert read("note.txt", text.encode(encoding)).passages[0].text == text
