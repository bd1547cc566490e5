"""The chat in a real Chromium: what a reader does with keyboard, mouse and phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Browser, Visit, chromium, served, visit

HERE = Path(__file__).resolve().parent
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(HERE / "serve_fiction.py", tmp_path_factory.mktemp("home")) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def reader(browser: Browser, url: str) -> Iterator[Visit]:
    with visit(browser, url) as visitor:
        yield visitor


@pytest.mark.parametrize("size", ["wide", "phone"])
@pytest.mark.parametrize(
    ("locale", "title"),
    [
        ("fr-FR", "Que valent les réseaux sociaux pour votre entreprise\u202f?"),
        ("en-GB", "What is social media worth to your company?"),
    ],
)
def test_a_page_in_the_browsers_language_that_talks_to_nobody_else(
    browser: Browser, url: str, locale: str, title: str, size: str
) -> None:
    with visit(browser, url, locale, size) as reader:
        reader.ask("Why?")
        reader.page.goto(url)
        assert reader.page.wait_for_selector(".hero h1").inner_text() == title
        assert reader.page.evaluate("document.documentElement.lang") == locale[:2]
        assert (reader.foreign, reader.errors) == ([], [])


def test_no_page_scrolls_sideways_on_a_phone(browser: Browser, url: str) -> None:
    with visit(browser, url, size="phone") as reader:
        reader.ask("Why " + "w" * 300)
        assert reader.page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize(("size", "beside"), [("wide", True), ("phone", False)])
def test_sources_stand_beside_or_below(browser: Browser, url: str, size: str, beside: bool) -> None:
    with visit(browser, url, size=size) as reader:
        reader.ask("Why?")
        answer = reader.page.locator("#current .answer").bounding_box()
        sources = reader.page.locator("#current .sources").bounding_box()
        assert answer is not None
        assert sources is not None
        assert (sources["x"] > answer["x"] + answer["width"]) is beside


def test_one_click_asks_an_example(reader: Visit) -> None:
    reader.page.click("text=Why pay?")
    reader.page.wait_for_selector("#current .next")
    assert reader.page.inner_text("#current .question") == "Why pay?"


def test_a_number_opens_its_source_and_the_way_back(reader: Visit) -> None:
    reader.ask("Why?")
    reader.page.focus('#current .evidence [data-cite="t1-s2"]')
    reader.page.keyboard.press("Enter")
    assert reader.page.evaluate("document.activeElement.id") == "t1-s2"
    assert reader.page.is_visible("#t1-s2.chosen .around")
    reader.page.click("#t1-s2 .back")
    assert reader.page.evaluate("document.activeElement.dataset.cite") == "t1-s2"


def test_shift_enter_begins_a_line_and_sends_nothing(reader: Visit) -> None:
    reader.page.fill("#question textarea", "one")
    reader.page.press("#question textarea", "Shift+Enter")
    reader.page.keyboard.type("two")
    assert reader.page.input_value("#question textarea") == "one\ntwo"
    assert reader.page.is_visible(".hero")


def test_escape_stops(reader: Visit) -> None:
    reader.page.fill("#question textarea", "slow")
    reader.page.press("#question textarea", "Enter")
    reader.page.wait_for_selector("#current .is-pending")
    reader.page.wait_for_selector("#stop", state="visible")
    reader.page.keyboard.press("Escape")
    assert "Stopped" in reader.page.wait_for_selector("#current .is-stopped").inner_text()
    assert reader.page.is_visible("#send")


def test_follow_ups_continue_the_conversation(reader: Visit) -> None:
    reader.ask("Why?")
    reader.page.click("#current .next >> text=And in B2B?")
    reader.page.wait_for_selector("#current #t2 .next")
    assert reader.page.inner_text("#earlier #t1 .question") == "Why?"


def test_copy_takes_the_conversation_as_markdown(reader: Visit) -> None:
    reader.ask("Why?")
    reader.ask("What else?")
    reader.page.click('[data-action="copy"]')
    reader.page.wait_for_selector("text=Copied")
    copied = reader.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("# Boardwise: conversation of ")
    assert copied.index("## Why?") < copied.index("## What else?")
    assert "1. **Acme: a fiction** (self-reported)" in copied


def test_download_saves_the_same(reader: Visit) -> None:
    reader.ask("Why?")
    with reader.page.expect_download() as download:
        reader.page.click('[data-action="download"]')
    assert download.value.suggested_filename == "boardwise-conversation.md"
    assert "## Why?" in Path(download.value.path()).read_text(encoding="utf-8")


def test_a_new_conversation_forgets_the_old(reader: Visit) -> None:
    reader.ask("Why?")
    reader.page.click('[data-action="new"]')
    reader.page.wait_for_selector(".hero h1")
    assert reader.page.locator(".turn").count() == 0


def test_the_language_switch_stays_and_keeps_the_conversation(reader: Visit) -> None:
    reader.ask("Why?")
    reader.page.click('[data-language="fr"]')
    reader.page.wait_for_selector("text=Nouvelle conversation")
    assert reader.page.inner_text("#current .question") == "Why?"
    reader.page.goto(reader.url)
    assert "réseaux" in reader.page.wait_for_selector(".hero h1").inner_text()


def test_the_theme_follows_the_system_until_it_is_switched(browser: Browser, url: str) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    with visit(browser, url, scheme="dark") as reader:
        dark = reader.page.evaluate(ground)
        reader.page.click('[data-action="theme"]')
        light = reader.page.evaluate(ground)
        reader.page.goto(url)
        reader.page.wait_for_selector(".hero h1")
        assert (dark, light) == ("rgb(19, 24, 29)", "rgb(250, 248, 244)")
        assert reader.page.evaluate(ground) == light


def test_characters_are_counted_past_the_limit(reader: Visit) -> None:
    reader.page.fill("#question textarea", "x" * 2010)
    assert reader.page.inner_text(".hints .count").startswith("10 characters too many")
    reader.page.press("#question textarea", "Enter")
    reader.page.wait_for_selector(".complaint:has-text('2010 characters')")
    assert len(reader.page.input_value("#question textarea")) == 2010


def test_two_browsers_never_mix(browser: Browser, url: str) -> None:
    with visit(browser, url) as one, visit(browser, url) as two:
        one.ask("Mine?")
        two.ask("Yours?")
        one.ask("Mine again?")
        assert one.page.locator(".question").all_inner_texts() == ["Mine?", "Mine again?"]
        assert two.page.locator(".question").all_inner_texts() == ["Yours?"]


@pytest.mark.parametrize(
    "payload",
    [
        pytest.param("<img src=x onerror=window.hit=1>", id="html"),
        pytest.param("${window.hit=1} {{constructor}}", id="template"),
        pytest.param("[x](javascript:window.hit=1)", id="markdown"),
        pytest.param('"><svg/onload=window.hit=1>', id="attribute"),
    ],
)
def test_a_hostile_question_is_only_text(reader: Visit, payload: str) -> None:
    reader.ask(payload)
    assert reader.page.inner_text("#current .question") == payload
    assert reader.page.evaluate("window.hit") is None


def test_nothing_moves_for_who_asks_for_calm(browser: Browser, url: str) -> None:
    with visit(browser, url) as reader:
        reader.page.emulate_media(reduced_motion="reduce")
        reader.page.fill("#question textarea", "slow")
        reader.page.press("#question textarea", "Enter")
        reader.page.wait_for_selector(".pulse")
        style = "getComputedStyle(document.querySelector('.pulse')).animationName"
        assert reader.page.evaluate(style) == "none"


def test_paper_shows_answer_and_sources_without_controls(reader: Visit) -> None:
    reader.ask("Why?")
    reader.page.emulate_media(media="print")
    assert reader.page.is_visible("#current .sources")
    assert not reader.page.is_visible("#composer")
    assert not reader.page.is_visible("#current .next")
