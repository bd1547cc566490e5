"""The main job in a real Chromium against the real service, over part of the real shelf."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import SIZES, Browser, chromium, served, visit

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.browser
EMPTY = {
    "glossary.yaml": "[]\n",
    "kpi-frameworks/kpis.yaml": "levels: []\nkpis: []\n",
    "kpi-frameworks/objectives.yaml": "objectives: []\n",
}
CASES = {
    "fr-FR": ("Quel ROI Maersk Line a-t-il calculé pour sa page Facebook ?", "1\u202f500\u202f%"),
    "en-GB": ("What return did Maersk Line compute for its Facebook page?", "1,500%"),
}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    # A few documents: embedding the whole shelf takes minutes.
    shelf = tmp_path_factory.mktemp("shelf") / "knowledge"
    shutil.copytree(ROOT / "knowledge", shelf, ignore=_all_but_maersk)
    for name, content in EMPTY.items():
        (shelf / name).write_text(content, encoding="utf-8")
    home = tmp_path_factory.mktemp("home")
    with served(ROOT / "app.py", home, ASSISTANT_KNOWLEDGE=str(shelf)) as address:
        yield address


def _all_but_maersk(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name.endswith(".md") and not name.startswith("maersk")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("locale", CASES)
def test_a_question_is_answered_with_a_figure_and_its_source(
    browser: Browser, url: str, locale: str, size: str
) -> None:
    question, figure = CASES[locale]
    with visit(browser, url, locale, size) as reader:
        reader.ask(question)
        plain = reader.page.inner_text("#current .answer").replace("\u00a0", "\u202f")
        assert figure in plain
        reader.page.click("#current .cite >> nth=0")
        assert reader.page.is_visible(".source.chosen .publications a")
        assert (reader.foreign, reader.errors) == ([], [])
