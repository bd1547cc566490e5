"""The whole programme walked from end to end in a real Chromium, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import SIZES, chromium, served
from playwright.sync_api import Browser, Page

from assistant.library import Library, load_library
from assistant.programme import Course
from assistant.records import LANGS, Lang
from assistant.settings import load_settings

pytestmark = pytest.mark.browser
SCRIPT = Path(__file__).with_name("serve_programme.py")
START = {"en": "Begin with lesson 1", "fr": "Commencer par la leçon 1"}
SCORE = {"en": "6 right answers of 6", "fr": "6 bonnes réponses sur 6"}
DONE = {"en": "9 lessons of 9 completed", "fr": "9 leçons terminées sur 9"}
ADVISED = {"en": "advised by the readiness check", "fr": "conseillée par le diagnostic"}


@pytest.fixture(scope="module")
def shelf() -> Library:
    return load_library(load_settings().knowledge)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(SCRIPT, tmp_path_factory.mktemp("home")) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def reader(browser: Browser, size: str, script: bool = True) -> tuple[Page, list[str]]:
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, java_script_enabled=script
    )
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    return page, errors


def fits(page: Page, size: str) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0])


@pytest.mark.parametrize(("lang", "size"), [("fr", "phone"), ("en", "wide")])
def test_from_the_first_lesson_to_the_last(
    browser: Browser, url: str, shelf: Library, lang: Lang, size: str
) -> None:
    page, errors = reader(browser, size)
    page.goto(f"{url}/programme?lang={lang}")
    assert fits(page, size)
    page.click(f"text={START[lang]}")
    steps = Course(shelf).steps(lang)
    for step in steps:
        assert page.inner_text("h1") == step.document.title
        page.click("button[value=example]")
        page.click("button[value=exercise]")
        assert page.locator(".outcome-sheet dd.how").count() == len(step.exercise.results)  # type: ignore[union-attr]
        for place, question in enumerate(step.lesson.quiz):
            page.check(f"input[name=q{place}][value='{question.correct}']")
        page.click("button[value=quiz]")
        assert SCORE[lang] in page.inner_text("#quiz .score")
        assert page.locator("#quiz .explained .cite").count() >= 6
        assert fits(page, size), step.id
        if step is not steps[-1]:
            page.click(".lesson > .actions a.primary")
    page.click(".lesson > .actions a.secondary")
    assert DONE[lang] in page.inner_text("main").replace("\u202f", " ")
    assert errors == []
    page.context.close()


@pytest.mark.parametrize("lang", LANGS)
def test_readiness_and_board_without_script_on_a_phone(
    browser: Browser, url: str, shelf: Library, lang: Lang
) -> None:
    assert shelf.readiness is not None
    address = ""
    for score in (0, 1, 3):
        page, _ = reader(browser, "phone", script=False)
        page.goto(address or f"{url}/programme/readiness?lang={lang}")
        if address:
            page.click(".panel a.primary")
        for question in shelf.readiness.questions:
            page.check(f"input[name='{question.id}'][value='{score}']")
        page.click("form.quiz button")
        page.click("button[value=add]" if address else "#together form button")
        address = address or page.url
        if score == 3:
            assert page.locator(".scores tbody tr").count() == len(shelf.readiness.dimensions)
        page.goto(f"{url}/programme?lang={lang}")
        assert (ADVISED[lang] in page.inner_text("main")) == (score < 3)
        page.context.close()


def test_what_is_typed_survives_leaving_the_page(browser: Browser, url: str) -> None:
    page, errors = reader(browser, "phone")
    page.goto(f"{url}/programme/reading-a-kpi?lang=en")
    page.fill("#x-saving", "12,000")
    page.goto(f"{url}/programme?lang=en")
    page.goto(f"{url}/programme/reading-a-kpi?lang=en")
    assert page.input_value("#x-saving") == "12,000"
    assert errors == []
    page.context.close()
