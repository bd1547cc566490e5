"""Which language a browser is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from assistant.records import LANGS, Lang

COOKIE = "boardwise-language"


def preferred_language(
    setting: Literal["auto", "fr", "en"],
    headers: Mapping[str, str],
    cookies: Mapping[str, str],
    query: Mapping[str, str] | None = None,
) -> Lang:
    """Return the language of the address, else the reader's choice, the setting, the browser's."""
    for chosen in ((query or {}).get("lang"), cookies.get(COOKIE), setting):
        for lang in LANGS:
            if chosen == lang:
                return lang
    return _accepted(headers.get("accept-language", ""))


def _accepted(header: str) -> Lang:
    """Read Accept-Language: of French and English the one with the higher weight, else English."""
    best: Lang = "en"
    best_weight = 0.0
    for part in header.split(","):
        tag, _, weight_text = part.partition(";")
        weight = _weight(weight_text)
        for lang in LANGS:
            if tag.strip().lower().split("-")[0] == lang and weight > best_weight:
                best, best_weight = lang, weight
    return best


def _weight(text: str) -> float:
    try:
        return float(text.strip().removeprefix("q=")) if text.strip() else 1.0
    except ValueError:
        return 0.0
