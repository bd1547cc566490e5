"""Every catalogue of wording is one catalogue in two languages, and its French is typeset."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.wording import load_wording, variables

PROMPTS = Path(__file__).resolve().parents[1] / "prompts"
TASKS = sorted({path.name.split(".")[0] for path in PROMPTS.glob("*.yaml")})
# A mark without its narrow space, or a quotation mark with none inside; & ends an entity.
UNSPACED = re.compile(r"(?<=[^\u202f&])[;:?!%»](?=\s|$)|«(?!\u202f)")


def lines(template: object) -> list[str]:
    """The texts of an entry: itself, or those of a list."""
    return [str(each) for each in template] if isinstance(template, list) else [str(template)]


@pytest.mark.parametrize("task", TASKS)
def test_both_languages_have_the_same_keys(task: str) -> None:
    english, french = (load_wording(PROMPTS, task, lang).keys() for lang in ("en", "fr"))
    assert sorted(english ^ french) == []


@pytest.mark.parametrize("task", TASKS)
def test_both_languages_take_the_same_variables(task: str) -> None:
    english, french = (load_wording(PROMPTS, task, lang) for lang in ("en", "fr"))
    differing = [
        key
        for key in sorted(english.keys() & french.keys())
        if {n for t in lines(english.template(key)) for n in variables(t)}
        != {n for t in lines(french.template(key)) for n in variables(t)}
    ]
    assert differing == []


@pytest.mark.parametrize("task", TASKS)
def test_french_is_typeset(task: str) -> None:
    french = load_wording(PROMPTS, task, "fr")
    wrong = [
        f"{key}: {text}"
        for key in sorted(french.keys())
        for text in lines(french.template(key))
        if "'" in text or UNSPACED.search(text)
    ]
    assert wrong == []
