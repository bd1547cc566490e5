"""Definitions in answers follow the library that is in force."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.library import Library, load_library
from assistant.web.ui.glosses import Glosses

FICTION = Path(__file__).parents[1] / "knowledge"


@dataclass
class Holder:
    library: object


def test_definitions_are_made_once() -> None:
    glosses = Glosses(Holder(load_library(FICTION)))
    assert glosses() is glosses()


def test_definitions_are_made_anew_for_another_library() -> None:
    holder = Holder(Library())
    glosses = Glosses(holder)
    empty = glosses()
    holder.library = load_library(FICTION)
    assert glosses() is not empty


def test_a_service_without_a_glossary_has_no_definitions() -> None:
    assert Glosses(Holder(object()))() is None
