"""The wording of the arithmetic, its reports and its charts."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from assistant.export.chart_returns import reallocation_charts, returns_charts
from assistant.export.chart_series import mirror_charts, scorecard_charts
from assistant.export.charts import PALETTES, Drawing, Theme
from assistant.plan.numbers.desk import Numbers
from assistant.plan.numbers.figures import Figures
from assistant.plan.numbers.reallocation import reallocate
from assistant.plan.numbers.series import Reading
from assistant.records import LANGS, Lang
from assistant.render import Labels
from assistant.render.holdout_report import holdout_reading_report
from assistant.render.reallocation_report import reallocation_report
from assistant.render.report import Report, to_markdown, to_plain
from assistant.render.returns_report import returns_report
from assistant.render.scorecard_report import mirror_report, scorecard_report
from assistant.web.numbers.budget import example_channels
from assistant.web.numbers.returns import EXAMPLE
from assistant.web.numbers.series import example_mirror, example_scorecard
from assistant.wording import load_wording, variables

ROOT = Path(__file__).resolve().parents[2]
PROMPTS = ROOT / "prompts"
EN, FR = (load_wording(PROMPTS, "numbers", lang) for lang in ("en", "fr"))
ERRORS = {lang: load_wording(PROMPTS, "errors", lang) for lang in LANGS}
SPACED = re.compile(r"(?<![\u202f&])[;:?!%»](?=\s|$)|«(?!\u202f)")
# Written like a formula, a heading of a file or a value to type.
EXEMPT = ("hint_targets", "hint_channels", "hint_series", "unit_", "period_")
CAUSAL = re.compile(r"\bcause[sd]?\b|\bbecause of\b|\bdue to\b|\bcausent?\b|\bgrâce à\b", re.I)


def test_both_languages_have_the_same_keys() -> None:
    assert EN.keys() == FR.keys()


@pytest.mark.parametrize("key", sorted(EN.keys()))
def test_both_languages_take_the_same_variables(key: str) -> None:
    assert variables(EN.template(key)) == variables(FR.template(key))


@pytest.mark.parametrize(
    "key", sorted(key for key in EN.keys() - {""} if not key.startswith(EXEMPT))
)
def test_french_is_typeset(key: str) -> None:
    text = FR.template(key)
    assert "'" not in text
    assert not SPACED.search(text)


@pytest.mark.parametrize("lang", LANGS)
def test_every_fault_is_worded(lang: Lang) -> None:
    sources = "".join(
        path.read_text("utf-8")
        for folder in ("plan/numbers", "web/numbers")
        for path in (ROOT / "assistant" / folder).glob("*.py")
    )
    codes = set(re.findall(r'NumberFault\(\s*"([a-z-]+)"', sources))
    assert len(codes) > 20
    assert sorted(code for code in codes if f"{code}.message" not in ERRORS[lang]) == []


@pytest.fixture(scope="session")
def numbers(tmp_path_factory: pytest.TempPathFactory) -> Numbers:
    return Numbers(tmp_path_factory.mktemp("home"))


@cache
def results(
    numbers: Numbers, lang: Lang, theme: Theme
) -> dict[str, tuple[Report, dict[str, Drawing]]]:
    """Every report with its charts, from the examples of the pages."""
    t = Labels(lang, load_wording(PROMPTS, "numbers", lang))
    french = lang == "fr"
    returns = numbers.returns(dict(EXAMPLE), draws=2000)
    moved = example_channels(french)
    channels = numbers.channels(numbers.table(moved["channels"].encode(), "c"), Reading())
    move = reallocate(channels, moved["source"], moved["target"], 0.2)
    typed = example_scorecard(french)
    indicators = numbers.indicators(numbers.table(typed["targets"].encode(), "t"))
    actuals = numbers.actuals(numbers.table(typed["actuals"].encode(), "a"),
                              [each.name for each in indicators])  # fmt: skip
    card = numbers.scorecard(indicators, actuals)
    pair = [numbers.series(numbers.table(text.encode(), "m"))
            for text in example_mirror(french).values()]  # fmt: skip
    mirror = numbers.mirror(*pair)
    reading = numbers.read_holdout(9000, 270, 1000, 20)
    return {
        "returns": (returns_report(returns, t), returns_charts(returns, t, theme)),
        "move": (reallocation_report(move, t), reallocation_charts(move, t, theme)),
        "scorecard": (scorecard_report(card, t), scorecard_charts(card, t, theme)),
        "board": (scorecard_report(card, t, False), {}),
        "mirror": (mirror_report(mirror, t), mirror_charts(mirror, t, theme)),
        "reading": (holdout_reading_report(reading, t), {}),
    }


@pytest.mark.parametrize("lang", LANGS)
def test_reports_name_their_charts_and_never_a_cause(numbers: Numbers, lang: Lang) -> None:
    for name, (report, charts) in results(numbers, lang, "page").items():
        named = {block.text for block in report.blocks if block.kind == "chart"}
        assert named == set(charts) or name in ("board", "reading")
        assert to_plain(report, 90)
        assert to_markdown(report).startswith("# ")
        if name in ("mirror", "move"):
            assert not CAUSAL.search(to_plain(report))


@pytest.mark.parametrize("theme", ["light", "page"])
def test_charts_are_pictures_with_their_words(numbers: Numbers, theme: Theme) -> None:
    for _, charts in results(numbers, "fr", theme).values():
        for drawing in charts.values():
            root = ElementTree.fromstring(drawing.svg)
            assert (root.get("role"), root.get("aria-label")) == ("img", drawing.alt)
            literal = re.findall(r'(?:fill|stroke)="(#[0-9a-f]{6})"', drawing.svg)
            assert bool(literal) is (theme != "page")


def test_a_dark_chart_has_the_colours_of_the_dark(numbers: Numbers) -> None:
    returns = numbers.returns({"people": "100", "incremental_revenue": "200", "margin": "50 %"})
    drawing = returns_charts(returns, Labels("en", EN), "dark")["flows"]
    assert PALETTES["dark"].first in drawing.svg
    assert PALETTES["light"].first not in drawing.svg


def test_words_of_users_cannot_leave_a_chart(numbers: Numbers) -> None:
    rows = "\n".join(f"2024-{month:02d};{month % 5}" for month in range(1, 13))
    pair = [numbers.series(numbers.table(f"Date;<script>{name}\n{rows}".encode(), "m"))
            for name in "ab"]  # fmt: skip
    t = Labels("en", EN)
    for drawing in mirror_charts(numbers.mirror(*pair), t, "page").values():
        assert "<script" not in drawing.svg


@pytest.mark.parametrize(
    ("lang", "value", "text"),
    [
        ("fr", 1234567.0, "1\u202f234\u202f567\u202f€"),
        ("en", 1234567.0, "€1,234,567"),
        ("fr", -0.5, "−0,50\u202f€"),
        ("en", -1500.0, "−€1,500"),
        ("en", float("nan"), "—"),
    ],
)
def test_amounts_are_written_as_readers_write_them(lang: Lang, value: float, text: str) -> None:
    assert Figures(lang, "EUR").money(value) == text


@pytest.mark.parametrize(
    ("share", "text"), [(0.0, "< 1%"), (0.5, "50%"), (1.0, "> 99%"), (0.994, "> 99%")]
)
def test_no_chance_is_told_as_certain(share: float, text: str) -> None:
    assert Figures("en").chance(share) == text
