"""A reader's way through the library in a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import SIZES, chromium, served, visit
from playwright.sync_api import Browser, expect

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("home")
    shelf = str(ROOT / "tests" / "knowledge")
    with served(ROOT / "app.py", home, ASSISTANT_KNOWLEDGE=shelf) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.mark.parametrize("size", SIZES)
def test_browse_filter_open_switch_ask(browser: Browser, url: str, size: str) -> None:
    with visit(browser, url, "fr-FR", size) as reader:
        page = reader.page
        page.click('.places a[href^="/library"]')
        page.wait_for_selector("#browse")
        if not page.is_visible("#f-evidence"):
            page.click(".filters summary")
        page.select_option("#f-evidence", "independent")
        page.wait_for_url("**evidence=independent**")
        expect(page.locator(".card")).to_have_count(1)
        page.click(".card h2 a")
        page.wait_for_selector(".document h1")
        page.click(".switch a:not([aria-current])")
        page.wait_for_selector("html[lang=en] .document h1")
        assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]
        page.click("a.primary")
        page.wait_for_selector("#current [data-action=copy-turn]")
        assert "foghorns are heard" in page.inner_text("#current .question")
        assert (reader.foreign, reader.errors) == ([], [])


def test_results_follow_the_typing_and_back_returns(browser: Browser, url: str) -> None:
    with visit(browser, url) as reader:
        page = reader.page
        page.goto(f"{url}/library?lang=en")
        page.locator("#q").press_sequentially("brume")
        page.wait_for_url("**q=brume**")
        expect(page.locator(".total")).to_contain_text("brume")
        page.go_back()
        expect(page.locator(".total")).not_to_contain_text("brume")
        assert page.input_value("#q") == ""


def test_a_definition_shows_on_focus_and_escape_closes_it(browser: Browser, url: str) -> None:
    with visit(browser, url) as reader:
        page = reader.page
        page.goto(f"{url}/library/foghorn-study?lang=en")
        page.focus(".term >> nth=0")
        assert page.is_visible(".term:focus .definition")
        page.keyboard.press("Escape")
        assert not page.is_visible(".term:focus .definition")


def test_a_source_is_copied_as_bibtex(browser: Browser, url: str) -> None:
    with visit(browser, url) as reader:
        page = reader.page
        page.goto(f"{url}/library/foghorn-study?lang=en")
        page.click("#note-1 [data-copy] >> nth=1")
        expect(page.locator("#note-1 [data-copy]").nth(1)).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()").startswith("@article{foghorn-2013,")


def test_filters_work_without_script(browser: Browser, url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{url}/library?lang=en")
    page.click(".filters summary")
    page.select_option("#f-evidence", "independent")
    page.click(".apply")
    assert page.locator(".card").count() == 1
    context.close()
