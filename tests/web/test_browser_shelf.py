"""The main job in a real Chromium against the real service, over part of the real shelf."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsing import SIZES, Browser, chromium, served, visit
from small_shelf import FIGURES, ROOT, maersk_shelf

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    shelf = maersk_shelf(tmp_path_factory.mktemp("shelf"))
    home = tmp_path_factory.mktemp("home")
    with served(ROOT / "app.py", home, ASSISTANT_KNOWLEDGE=str(shelf)) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("locale", FIGURES)
def test_a_question_is_answered_with_a_figure_and_its_source(
    browser: Browser, url: str, locale: str, size: str
) -> None:
    question, figure = FIGURES[locale]
    with visit(browser, url, locale, size) as reader:
        reader.ask(question)
        plain = reader.page.inner_text("#current .answer").replace("\u00a0", "\u202f")
        assert figure in plain
        reader.page.click("#current .cite >> nth=0")
        assert reader.page.is_visible(".source.chosen .publications a")
        assert (reader.foreign, reader.errors) == ([], [])
