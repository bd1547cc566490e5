"""An answer as Markdown, HTML and data: everything is said, and nothing from outside acts."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from fiction import ANSWER, REFERENCE, citation, passage
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.records import Answer, Sentence
from assistant.render import Labels, inert, load_labels, to_dict, to_markdown, turn_html
from assistant.render.inert import escaped_markdown

AROUND = {"p2": ("Acme opened a page in 2011.", "Acme closed the page in 2014.")}
PAYLOADS = {
    "script": "<script>alert(1)</script>",
    "image": "<img src=x onerror=alert(1)>",
    "attribute": '" onmouseover="alert(1)',
    "single quote": "' autofocus onfocus='alert(1)",
    "entity": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "comment": "<!-- --><svg/onload=alert(1)>",
    "template": "${alert(1)} {{constructor}}",
    "markdown link": "[click](javascript:alert(1))",
    "markdown image": "![x](https://evil.example/p.png)",
    "heading": "# Heading\n\n- item\n\n```\ncode\n```",
    "autolink": "<https://evil.example> www.evil.example a@evil.example",
}


class Tags(HTMLParser):
    """Collects the tags and attributes that a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, tuple[str, ...]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, tuple(name for name, _ in attrs)))


def tags(html: str) -> list[tuple[str, tuple[str, ...]]]:
    return Tags(html).seen


def everywhere(text: str) -> Answer:
    """The answer with the text wherever a text can come from outside."""
    quoted = replace(passage(2, text), text=text)
    source = citation(1, quoted, references=(replace(REFERENCE, title=text, publisher=text),))
    return replace(
        ANSWER,
        question=text,
        interpreted=f"{text}?",
        notice=text,
        warnings=(text,),
        lead=(Sentence(text, (1,)),),
        follow_ups=(text,),
        citations=(replace(source, title=text, flags=(text,), years=text, evidence=text),),
    )


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_payloads_add_no_markup_to_html(payload: str, english: Labels) -> None:
    hostile = tags(turn_html(everywhere(payload), english, "t1", {"p2": (payload, payload)}))
    harmless = tags(turn_html(everywhere("x"), english, "t1", {"p2": ("x", "x")}))
    assert hostile == harmless


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_payloads_add_no_markup_to_markdown(payload: str, english: Labels) -> None:
    reader = MarkdownIt("commonmark", {"html": True})
    hostile = tags(reader.render(to_markdown(everywhere(payload), english)))
    harmless = tags(reader.render(to_markdown(everywhere("x"), english)))
    assert hostile == harmless


@given(st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_no_markup_of_any_question_survives(question: str) -> None:
    from fiction import PROMPTS

    labels = load_labels(PROMPTS, "en")
    asked = tags(turn_html(replace(ANSWER, question=question), labels, "t1", {}))
    assert asked == tags(turn_html(ANSWER, labels, "t1", {}))


@given(st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_markdown_of_any_text_reads_back_as_the_text(text: str) -> None:
    rendered = MarkdownIt("commonmark", {"html": True}).render("a" + escaped_markdown(text) + "z")
    assert [tag for tag, _ in tags(rendered)] == ["p"]


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        pytest.param("a\u202eb", "ab", id="right-to-left override"),
        pytest.param("a\u2066b\u2069", "ab", id="isolate"),
        pytest.param("a\u200bb\ufeff", "ab", id="zero width"),
        pytest.param("a\x00\x1b[31mb\x7f", "a[31mb", id="control and terminal escape"),
        pytest.param("a\ud800b", "a\ufffdb", id="lone surrogate"),
        pytest.param("שלום", "שלום", id="hebrew stays"),
        pytest.param("👩‍💻", "👩‍💻", id="compound emoji stays"),
        pytest.param("12,5\u202f%", "12,5\u202f%", id="narrow space stays"),
    ],
)
def test_disguising_characters_go(raw: str, clean: str) -> None:
    assert inert(raw) == clean


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        pytest.param("https://e.org/a", True, id="https"),
        pytest.param("javascript:alert(1)", False, id="javascript"),
        pytest.param("data:text/html,x", False, id="data"),
        pytest.param("", False, id="none"),
    ],
)
def test_only_web_addresses_become_links(url: str, linked: bool, english: Labels) -> None:
    source = citation(1, passage(2, "x"), references=(replace(REFERENCE, url=url),))
    html = turn_html(replace(ANSWER, citations=(source,)), english, "t1", {})
    assert ('rel="noopener noreferrer"' in html) is linked


@pytest.mark.parametrize(
    ("collection", "address"),
    [
        pytest.param("", "/library/acme?lang=en", id="library"),
        pytest.param("sales", "/documents/sales/acme?lang=en#p-p2", id="own documents"),
    ],
)
def test_a_source_leads_to_where_it_can_be_read(
    collection: str, address: str, english: Labels
) -> None:
    source = citation(1, passage(2, "x"), collection=collection, references=())
    html = turn_html(replace(ANSWER, citations=(source,)), english, "t1", {})
    assert f'<a href="{address}" target="_blank"' in html


def test_every_citation_points_at_a_card_of_its_turn(english: Labels) -> None:
    html = turn_html(ANSWER, english, "t7", AROUND)
    assert all(f'data-cite="t7-s{n}"' in html and f'id="t7-s{n}"' in html for n in (1, 2))


def test_the_quote_is_marked_among_its_neighbours(english: Labels) -> None:
    html = turn_html(ANSWER, english, "t1", AROUND)
    assert (
        '<span class="around">Acme opened a page in 2011.</span>'
        "<mark>Acme sold 12.5% more in 2013.</mark>" in html
    )


@pytest.mark.parametrize(
    ("lang", "phrases"),
    [
        pytest.param(
            "en", ("self-reported", "Independent", "undated", "Acme Press, 2014"), id="en"
        ),
        pytest.param(
            "fr", ("chiffre déclaré", "Preuves indépendantes", "s. d.", "Cité en anglais"), id="fr"
        ),
    ],
)
def test_sources_say_how_far_to_trust_them(lang: str, phrases: tuple[str, ...]) -> None:
    from fiction import PROMPTS

    answer = replace(ANSWER, lang=lang)
    html = turn_html(answer, load_labels(PROMPTS, answer.lang), "t1", {})
    assert all(phrase in html for phrase in phrases)


def test_markdown_numbers_its_sources_as_the_sentences_do(english: Labels) -> None:
    text = to_markdown(ANSWER, english)
    assert "Acme sold 12.5% more in 2013. [1]" in text
    assert "1. **Acme: a fiction** (self-reported)" in text
    assert "[*A study of Acme*](<https://e.org/a>), Ann Doe, Acme Press, 2014" in text


def test_an_incomplete_turn_offers_nothing_to_copy_or_to_ask(english: Labels) -> None:
    html = turn_html(ANSWER, english, "t1", {}, complete=False)
    assert 'data-markdown=""' in html
    assert "data-ask" not in html


def test_data_survives_json_whole() -> None:
    data = json.loads(json.dumps(to_dict(ANSWER)))
    assert data["citations"][0]["references"][0]["year"] == 2014
    assert data["lead"] == [{"text": "Acme sold 12.5% more in 2013.", "citations": [1]}]
    assert data["refused"] is False
