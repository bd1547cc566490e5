"""`assistant settings`, and what the terminal says in which language."""

from __future__ import annotations

import json

import pytest
from running import Run

from assistant.settings import Settings, load_settings
from assistant.terminal import grouped, terminal_language, terminal_wording
from assistant.wording import variables


def test_values_in_force_are_shown(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PORT", "8123")
    rows = {row["name"]: row["value"] for row in json.loads(run("settings", "--json").stdout)}
    assert rows["ASSISTANT_PORT"] == 8123


def test_every_setting_is_listed(run: Run) -> None:
    listed = [line.partition("=")[0] for line in run("settings").stdout.splitlines()[::2]]
    assert sorted(listed) == sorted(f"ASSISTANT_{name.upper()}" for name in Settings.model_fields)


def test_a_malformed_setting_is_told_by_name(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PORT", "http")
    result = run("settings")
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: ASSISTANT_PORT: ")


@pytest.mark.parametrize(
    ("setting", "environment", "lang"),
    [
        pytest.param("auto", {"LANG": "fr_FR.UTF-8"}, "fr", id="locale"),
        pytest.param("auto", {"LC_ALL": "fr_CA", "LANG": "en_GB"}, "fr", id="strongest-locale"),
        pytest.param("auto", {"LANG": "de_DE"}, "en", id="another-language"),
        pytest.param("auto", {}, "en", id="no-locale"),
        pytest.param("fr", {"LANG": "en_GB"}, "fr", id="setting"),
    ],
)
def test_the_terminal_speaks_the_reader_s_language(
    setting: str, environment: dict[str, str], lang: str
) -> None:
    assert terminal_language(load_settings(language=setting), environment) == lang


def test_both_languages_say_the_same_things() -> None:
    prompts = load_settings().prompts
    english, french = (terminal_wording(prompts, lang) for lang in ("en", "fr"))
    assert english.keys() == french.keys()
    for key in sorted(english.keys()):
        both = [variables(str(wording.template(key))) for wording in (english, french)]
        assert both[0] == both[1], key


@pytest.mark.parametrize(("lang", "shown"), [("en", "16,782"), ("fr", "16\u202f782")])
def test_thousands_are_set_apart(lang: str, shown: str) -> None:
    assert grouped(16782, "fr" if lang == "fr" else "en") == shown
