"""A chat that was restricted to a collection which somebody deletes says so on the screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fiction import Streaming

from assistant.collections import Collection, StoredFile
from assistant.records import Lang
from assistant.render import load_labels
from assistant.settings import load_settings
from assistant.web.ui.conversation import Conversation
from assistant.web.ui.opinions import Opinions
from assistant.web.ui.page import Page

PACK = Collection("c-1", "Board pack", (StoredFile("0" * 64, "upload-1", "a.txt", "A", "en"),))


@dataclass
class Desk:
    """The collections that there are."""

    there: list[Collection] = field(default_factory=lambda: [PACK])

    def all(self) -> tuple[Collection, ...]:
        return tuple(self.there)


class Own(Streaming):
    """The fiction, with collections."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.collections = desk


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def page(desk: Desk) -> Page:
    """What the events call, without the components: Gradio leaves open what it makes them with."""
    settings = load_settings(home=Path("nowhere"))
    made = object.__new__(Page)
    made.settings = settings
    made.conversation = Conversation(Own(desk), settings.prompts, 500, pause=0)
    made.opinions = Opinions(settings.home, settings.prompts, keep_questions=False)
    return made


def asked_for(**query: str) -> Any:
    return SimpleNamespace(query_params=query, headers={}, cookies={})


def said(page: Page, lang: Lang) -> str:
    return load_labels(page.settings.prompts, lang)("within_gone").split("\u202f")[0]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_page_opened_on_a_deleted_collection_says_so(page: Page, desk: Desk, lang: Lang) -> None:
    there = page.opened(asked_for(within="c-1", lang=lang))
    assert (there[-1]["value"], said(page, lang) in there[-2]) == ("c-1", False)
    desk.there.clear()
    gone = page.opened(asked_for(within="c-1", lang=lang))
    assert (gone[-1]["value"], said(page, lang) in gone[-2]) == ("", True)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_so_does_a_page_whose_language_is_changed(page: Page, desk: Desk, lang: Lang) -> None:
    desk.there.clear()
    event: Any = SimpleNamespace(language=lang)
    assert said(page, lang) in page.switched((), "c-1", event)[-2]
    assert said(page, lang) not in page.switched((), "", event)[-2]


def test_a_link_with_a_question_leaves_it_to_the_reader_to_ask_of_everything(
    page: Page, desk: Desk
) -> None:
    request = asked_for(q="Why pay?", within="c-1")
    service: Any = page.conversation._service
    list(page.ask_linked((), "en", "c-1", request))
    assert service.within == ("c-1",)
    desk.there.clear()
    service.histories.clear()
    (shown,) = page.ask_linked((), "en", "", request)
    assert (shown[1], service.histories) == ("Why pay?", [])


def test_a_question_to_a_collection_that_goes_meanwhile_is_not_answered_from_everything(
    page: Page, desk: Desk
) -> None:
    """The page still has its id: the service is asked for that one, and says that it is gone."""
    desk.there.clear()
    service: Any = page.conversation._service
    list(page.ask("Why pay?", (), "en", "c-1"))
    assert service.within == ("c-1",)
