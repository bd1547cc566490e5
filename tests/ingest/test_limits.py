"""The settings that users have are the limits that reading keeps."""

from __future__ import annotations

import pytest

from assistant.ingest import Limits, limits_of
from assistant.settings import load_settings


def test_the_defaults_are_the_same() -> None:
    assert limits_of(load_settings()) == Limits()


def test_a_setting_is_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_UPLOAD_MEGABYTES", "7")
    monkeypatch.setenv("ASSISTANT_UPLOAD_PAGES", "8")
    monkeypatch.setenv("ASSISTANT_UPLOAD_SECONDS", "90")
    limits = limits_of(load_settings())
    assert (limits.file_bytes, limits.pages, limits.seconds) == (7 * 2**20, 8, 90)
    assert limits.processor_seconds == 45
