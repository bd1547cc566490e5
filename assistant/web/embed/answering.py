"""Asks the assistant and renders the answer, for every page that is not the chat itself."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from typing import Protocol, runtime_checkable

from assistant.access import in_force
from assistant.errors import AssistantError, QuestionError
from assistant.library import Library
from assistant.records import Answer, Lang
from assistant.render import Labels, load_labels, turn_html
from assistant.render.inert import inert
from assistant.settings import Settings
from assistant.web.ui.answering import Service, Telling
from assistant.web.ui.context import surroundings
from assistant.web.ui.glosses import Glosses

logger = logging.getLogger(__name__)

# As many as a reader takes in at a glance.
_EXAMPLES = 4


@runtime_checkable
class AskingService(Service, Telling, Protocol):
    """What the embedded pages need of the assistant: what the chat needs, and answers that grow."""


class Asker:
    """Turns a question into answers, and answers into HTML; holds no state of any reader."""

    def __init__(self, settings: Settings, service: AskingService) -> None:
        self._settings = settings
        self._service = service
        self._definitions = Glosses(service)

    def labels(self, lang: Lang) -> Labels:
        """The wording around an answer."""
        return load_labels(self._settings.prompts, lang)

    def taken(self, question: str) -> str:
        """The question as it is asked; raises QuestionError for an empty or over-long one."""
        text, limit = inert(question).strip(), self._settings.question_limit
        if not text:
            raise QuestionError("The question is empty.", code="question-empty")
        if len(text) > limit:
            raise QuestionError(
                f"The question has {len(text)} characters.",
                code="question-too-long",
                length=len(text),
                limit=limit,
            )
        return text

    def answers(
        self, question: str, history: Sequence[str], lang: Lang, collection: str
    ) -> Iterator[Answer]:
        """Answers that grow, the last one final; raises AssistantError and nothing else.

        A token that is held to one collection reads no other, whatever the page asks for.
        """
        asking = in_force()
        collection = (asking.collection if asking else "") or collection
        within = (collection,) if collection else ()
        kept = history[-self._settings.history_limit :] if self._settings.history_limit else ()
        try:
            yield from self._service.ask_stream(question, kept, fallback=lang, within=within)
        except AssistantError:
            raise
        except Exception as error:
            logger.exception("A question could not be answered.")
            raise AssistantError("Something went wrong.") from error

    def html(self, answer: Answer, anchor: str, complete: bool) -> str:
        """One turn as the chat shows it; `complete` adds follow-ups, copying and definitions."""
        around = surroundings(answer, self._service.library)
        definitions = self._definitions() if complete else None
        return turn_html(answer, self.labels(answer.lang), anchor, around, complete, definitions)

    def examples(self, lang: Lang, topic: str = "") -> tuple[str, ...]:
        """Questions to start with: those of a topic where the library has some, else the usual."""
        library = self._service.library
        known = library.of_kind("question", lang) if isinstance(library, Library) else ()
        about = sorted(
            (document for document in known if topic in document.topics),
            key=lambda document: document.topics.index(topic),
        )
        titles = tuple(document.title for document in about)
        return (titles or self._service.examples(lang))[:_EXAMPLES]
