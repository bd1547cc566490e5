"""The wording of the library is one catalogue in two languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.wording import load_wording, variables

PROMPTS = Path(__file__).resolve().parents[3] / "prompts"
EN = load_wording(PROMPTS, "library", "en")
FR = load_wording(PROMPTS, "library", "fr")
TEMPLATES = PROMPTS.parent / "assistant" / "web" / "library"
SPACED = re.compile(r"(?<![\u202f&])[;:?!%»](?=\s|$)|«(?!\u202f)")
# Built from a prefix and a code that comes from the shelf.
PREFIXES = ("facet_", "kinds_", "strength_", "role_", "ask_", "flag_", "case_", "b2b_",
            "direction_", "timing_", "level_", "vanity_", "kpi_role_", "fact_")  # fmt: skip


def test_both_languages_have_the_same_keys() -> None:
    assert EN.keys() == FR.keys()


@pytest.mark.parametrize("key", sorted(EN.keys()))
def test_both_languages_take_the_same_variables(key: str) -> None:
    assert variables(EN.template(key)) == variables(FR.template(key))


@pytest.mark.parametrize("key", sorted(FR.keys()))
def test_french_is_typeset(key: str) -> None:
    text = FR.template(key)
    assert "'" not in text
    assert not SPACED.search(text)


@pytest.mark.parametrize("key", sorted(EN.keys()))
def test_every_wording_is_used(key: str) -> None:
    sources = "".join(
        path.read_text(encoding="utf-8")
        for path in TEMPLATES.rglob("*")
        if path.suffix in (".py", ".html")
    )
    name = re.sub(r"_(?:one|many)$", "", key)
    assert f'"{name}"' in sources or key.startswith(PREFIXES) or f'"{key}"' in sources
