"""Saying whether an answer helped, in a real Chromium."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import chromium, served, visit
from playwright.sync_api import expect

from assistant.feedback import Feedback

HERE = Path(__file__).resolve().parent
pytestmark = pytest.mark.browser


def test_an_opinion_and_its_reason_reach_the_editors(tmp_path: Path) -> None:
    with (
        served(HERE / "serve_fiction.py", tmp_path) as url,
        chromium() as browser,
        visit(browser, url, size="phone") as reader,
    ):
        reader.ask("Why pay?")
        said = reader.page.locator(".opinion .said")
        reader.page.click(".opinion [data-verdict=down]")
        expect(said).not_to_be_empty()
        first = said.inner_text()
        reader.page.fill(".opinion textarea", "Too old.")
        reader.page.click(".opinion [data-reason]")
        expect(said).not_to_have_text(first)
        pressed = reader.page.locator(".opinion [aria-pressed=true]").get_attribute("data-verdict")
        assert pressed == "down"
        assert (reader.errors, reader.foreign) == ([], [])
    (found,) = Feedback(tmp_path).all()
    assert (found.verdict, found.reason, found.question) == ("down", "Too old.", "Why pay?")
