"""What `assistant benchmark web` measures, on pages that need no model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import served
from click.testing import CliRunner

from assistant.cli import cli
from assistant.errors import AssistantError
from assistant.evaluation.endpoints import measure_endpoints
from assistant.evaluation.pages import PAGES, ScriptMeasure, measure_pages
from assistant.settings import load_settings
from assistant.wording import load_wording

SCRIPT = Path(__file__).with_name("serve_desks.py")
ASKED = {"fr": "Pourquoi ?", "en": "Why?"}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(SCRIPT, tmp_path_factory.mktemp("home")) as address:
        yield address


@pytest.mark.browser
def test_a_page_is_measured_in_both_languages(url: str) -> None:
    found = list(measure_pages(url, ASKED, 1, ("scorecard",)))
    assert {(each.page, each.lang) for each in found} == {("scorecard", "en"), ("scorecard", "fr")}
    for each in found:
        assert each.paint is not None
        assert 0 < each.paint <= (each.largest or each.paint)
        assert each.interactive > 0
        # Page, styles, script and fonts, whole.
        assert each.requests > 5
        assert each.transfer > 50_000


@pytest.mark.browser
def test_an_endpoint_that_does_not_answer_is_named(url: str) -> None:
    with pytest.raises(AssistantError) as caught:
        list(measure_endpoints(url, ["Why?"], 1))
    assert (caught.value.code, caught.value.details["status"]) == ("benchmark-refused", 404)


def test_without_a_browser_the_command_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(AssistantError) as caught:
        list(measure_pages("http://127.0.0.1:9", ASKED, 1))
    assert (caught.value.code, caught.value.details) == ("browser-missing", {"name": "Chromium"})


def test_a_page_that_is_not_known_is_refused() -> None:
    told = CliRunner().invoke(cli, ["benchmark", "web", "--page", "nothing"])
    assert told.exit_code == 2
    assert "scorecard" in told.output


@pytest.mark.parametrize(("plain", "kept"), [(30_720, True), (30_721, False)])
def test_the_embed_script_is_held_to_thirty_kibibytes(plain: int, kept: bool) -> None:
    assert ScriptMeasure(plain, 9_000).kept is kept


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_page_has_a_name(lang: str) -> None:
    words = load_wording(load_settings().prompts, "benchmark_web", lang)  # type: ignore[arg-type]
    assert {f"page.{name}" for name in PAGES} <= words.keys()
