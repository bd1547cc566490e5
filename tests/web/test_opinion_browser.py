"""Saying whether an answer helped, in a real Chromium."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import chromium, served, visit

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
        reader.page.wait_for_function("document.querySelector('.opinion .said').textContent")
        first = said.inner_text()
        reader.page.fill(".opinion textarea", "Too old.")
        reader.page.click(".opinion [data-reason]")
        reader.page.wait_for_function(
            "(first) => document.querySelector('.opinion .said').textContent !== first", arg=first
        )
        pressed = reader.page.locator(".opinion [aria-pressed=true]").get_attribute("data-verdict")
        assert pressed == "down"
        assert (reader.errors, reader.foreign) == ([], [])
    (found,) = Feedback(tmp_path).all()
    assert (found.verdict, found.reason, found.question) == ("down", "Too old.", "Why pay?")
