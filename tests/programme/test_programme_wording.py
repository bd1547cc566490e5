"""The wording of the programme: both languages alike, and nothing that no page uses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.records import LANGS
from assistant.settings import load_settings
from assistant.wording import load_wording, variables

ROOT = Path(__file__).resolve().parents[2]
PROMPTS = load_settings().prompts
SOURCES = "\n".join(
    path.read_text("utf-8")
    for folder in ("assistant/programme", "assistant/web/programme", "assistant/cli")
    for path in (ROOT / folder).rglob("*.*")
    if path.suffix in (".py", ".html")
)
ENGLISH = load_wording(PROMPTS, "programme", "en")
FRENCH = load_wording(PROMPTS, "programme", "fr")


def test_both_languages_have_the_same_keys() -> None:
    assert ENGLISH.keys() == FRENCH.keys()


@pytest.mark.parametrize("key", sorted(ENGLISH.keys()))
def test_both_languages_take_the_same_variables(key: str) -> None:
    texts = [w.template(key) for w in (ENGLISH, FRENCH)]
    one, other = (" ".join(text) if isinstance(text, list) else str(text) for text in texts)
    assert variables(one) == variables(other)


@pytest.mark.parametrize("key", sorted(ENGLISH.keys()))
def test_every_wording_is_used(key: str) -> None:
    stem = re.sub(r"_(one|many)$", "", key)
    made = key.rpartition(".")[0] + "."
    assert f'"{stem}"' in SOURCES or f'"{made}" ~' in SOURCES or f'f"{made}' in SOURCES


@pytest.mark.parametrize("lang", LANGS)
def test_typography(lang: str) -> None:
    text = (PROMPTS / f"programme.{lang}.yaml").read_text("utf-8")
    values = [line for line in text.splitlines() if not line.startswith("#")]
    assert [line for line in values if re.search(r"[^\W\d]'[^\W\d]", line)] == []
    if lang == "fr":
        said = [line.partition(': "')[2] or line.partition('- "')[2] for line in values]
        assert [line for line in said if re.search(r"[ \u00a0][;:?!%»]|«[ \u00a0]", line)] == []
