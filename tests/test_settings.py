"""Settings: read from the environment, frozen, and told by name when wrong."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from assistant.errors import SettingsError
from assistant.settings import Settings, load_settings


def test_every_field_is_described() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_the_environment_wins_over_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PORT", "8000")
    assert load_settings().port == 8000


def test_an_argument_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PORT", "8000")
    assert load_settings(port=9000).port == 9000


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("ASSISTANT_PORT", "http", id="not-a-number"),
        pytest.param("ASSISTANT_PORT", "70000", id="out-of-range"),
        pytest.param("ASSISTANT_LANGUAGE", "de", id="not-a-choice"),
        pytest.param("ASSISTANT_QUESTION_LIMIT", "1", id="too-small"),
    ],
)
def test_a_wrong_value_is_told_by_name(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name) as caught:
        load_settings()
    assert caught.value.remedy


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        load_settings().port = 1


@pytest.mark.parametrize("folder", ["knowledge", "prompts"])
def test_the_shipped_folders_exist(folder: str) -> None:
    assert getattr(load_settings(), folder).is_dir()
