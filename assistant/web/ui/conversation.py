"""A conversation, and what each step of asking shows; knows nothing of Gradio."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError, QuestionError
from assistant.records import Answer, Lang
from assistant.render import Labels, load_labels, turn_html
from assistant.render.definitions import Definitions
from assistant.render.inert import inert
from assistant.render.sections import SECTIONS
from assistant.web.ui.answering import Service, Telling, Watched
from assistant.web.ui.context import Flaw, named_collections, surroundings
from assistant.web.ui.view import complaint, fault_html, hero_html, pending_html, stopped_html

__all__ = ["Conversation", "Service", "Turn", "View", "anchor", "reveal"]

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Turn:
    """A question and what became of it: an answer, a fault, or neither where it was stopped."""

    question: str
    answer: Answer | None = None
    fault: AssistantError | None = None


@dataclass(frozen=True)
class View:
    """What changes on the page; None leaves a part as it is."""

    turns: tuple[Turn, ...] | None = None
    question: str | None = None
    earlier: str | None = None
    current: str | None = None
    status: str | None = None
    complaint: str | None = None
    busy: bool | None = None


class Conversation:
    """Turns questions into views; holds no state of any reader."""

    def __init__(
        self,
        service: Service,
        prompts: Path,
        limit: int,
        pause: float = 0.04,
        definitions: Callable[[], Definitions | None] = lambda: None,
    ) -> None:
        """`limit` is in characters, `pause` in seconds between sentences that appear."""
        self._definitions = definitions
        self._service = service
        self._prompts = prompts
        self._limit = limit
        self._pause = pause

    def labels(self, lang: Lang) -> Labels:
        """Return the wording in one language."""
        return load_labels(self._prompts, lang)

    def collections(self) -> tuple[tuple[str, str], ...]:
        """Id and name of each collection of the company's own documents."""
        return named_collections(self._service)

    def ask(
        self, question: str, turns: tuple[Turn, ...], lang: Lang, within: str = ""
    ) -> Iterator[View]:
        """Yield the page while a question is answered, sentence by sentence.

        `within` is the id of a collection to which the answer is restricted.
        """
        labels = self.labels(lang)
        text = inert(question).strip()
        refusal = self._refusal(text)
        if refusal:
            yield View(complaint=complaint(refusal, labels), busy=False)
            return
        waiting = Turn(text)
        yield View(
            turns=(*turns, waiting),
            question="",
            earlier=self.earlier(turns, lang),
            current=pending_html(text, labels, anchor(len(turns))),
            status=labels("searching"),
            complaint="",
            busy=True,
        )
        for number, turn in enumerate(self._answered(waiting, turns, lang, within)):
            if isinstance(turn.fault, QuestionError):
                yield self._given_back(text, turn.fault, turns, lang)
                return
            if not number:
                yield from self._revealed((*turns, turn), lang)
            yield self._shown((*turns, turn), lang)

    def _given_back(
        self, question: str, fault: QuestionError, turns: tuple[Turn, ...], lang: Lang
    ) -> View:
        """The question back in its box, with what is wrong with it."""
        return View(
            turns=turns,
            question=question,
            earlier=self.earlier(turns[:-1], lang),
            current=self.current(turns, lang),
            status="",
            complaint=complaint(fault, self.labels(lang)),
            busy=False,
        )

    def _revealed(self, turns: tuple[Turn, ...], lang: Lang) -> Iterator[View]:
        """Reveal the last turn; the state comes first, so that stopping loses nothing."""
        answer = turns[-1].answer
        first = True
        for partial in reveal(answer) if answer else ():
            html = self._turn_html(replace(turns[-1], answer=partial), len(turns) - 1, lang, False)
            yield View(turns=_settled(turns) if first else None, current=html)
            first = False
            self._rest()

    def _shown(self, turns: tuple[Turn, ...], lang: Lang) -> View:
        """The last turn as a whole; the page is busy while a language model writes."""
        answer = turns[-1].answer
        writing = answer is not None and answer.narration == "writing"
        return View(
            turns=_settled(turns),
            current=self.current(turns, lang),
            status=None if writing else self._done(answer, self.labels(lang)),
            busy=writing,
        )

    def stop(self, turns: tuple[Turn, ...], lang: Lang) -> View:
        """Return the page after a stop: the whole answer where it was already found."""
        return View(current=self.current(turns, lang), status="", busy=False)

    def current(self, turns: tuple[Turn, ...], lang: Lang) -> str:
        """Return the last turn as HTML, or the welcome where there is none."""
        if not turns:
            return hero_html(self.labels(lang), self._service.examples(lang))
        return self._turn_html(turns[-1], len(turns) - 1, lang)

    def earlier(self, turns: tuple[Turn, ...], lang: Lang) -> str:
        """Return all the given turns as HTML, oldest first."""
        return "".join(self._turn_html(turn, index, lang) for index, turn in enumerate(turns))

    def problems(self, lang: Lang) -> str:
        """Return the warning about files that are left out or held back, if any."""
        held = self._service.held if isinstance(self._service, Watched) else ()
        told = (("problems", self._service.library.problems), ("held", held))
        return " ".join(self._named(key, flaws, lang) for key, flaws in told if flaws)

    def _named(self, key: str, flaws: Sequence[Flaw], lang: Lang) -> str:
        files = sorted({flaw.path for flaw in flaws})
        named = ", ".join(files[:5]) + (" …" if len(files) > 5 else "")
        return self.labels(lang).count(key, len(files), files=named)

    def _refusal(self, text: str) -> QuestionError | None:
        if not text:
            return QuestionError("The question is empty.", code="question-empty")
        if len(text) > self._limit:
            return QuestionError(
                f"The question has {len(text)} characters.",
                code="question-too-long",
                length=len(text),
                limit=self._limit,
            )
        return None

    def _answered(
        self, turn: Turn, turns: tuple[Turn, ...], lang: Lang, within: str
    ) -> Iterator[Turn]:
        """The turn with its answer, again as that grows, or with its fault."""
        history = tuple(earlier.question for earlier in turns if earlier.answer)
        only: dict[str, Any] = {"within": (within,)} if within else {}
        service = self._service
        try:
            if isinstance(service, Telling):
                for answer in service.ask_stream(turn.question, history, fallback=lang, **only):
                    yield replace(turn, answer=answer)
            else:
                answer = service.ask(turn.question, history, fallback=lang, **only)
                yield replace(turn, answer=answer)
        except AssistantError as fault:
            yield replace(turn, fault=fault)
        except Exception:
            logger.exception("A question could not be answered.")
            yield replace(turn, fault=AssistantError("Something went wrong."))

    def _turn_html(self, turn: Turn, index: int, lang: Lang, complete: bool = True) -> str:
        if turn.fault:
            return fault_html(turn.question, turn.fault, self.labels(lang), anchor(index))
        if not turn.answer:
            return stopped_html(turn.question, self.labels(lang), anchor(index))
        around = surroundings(turn.answer, self._service.library)
        labels = self.labels(turn.answer.lang)
        define = self._definitions()
        return turn_html(turn.answer, labels, anchor(index), around, complete, define, brief=True)

    def _done(self, answer: Answer | None, labels: Labels) -> str:
        count = len(answer.citations) if answer else 0
        return labels("answered", sources=labels.count("sources_count", count)) if answer else ""

    def _rest(self) -> None:
        if self._pause:
            time.sleep(self._pause)


def _settled(turns: tuple[Turn, ...]) -> tuple[Turn, ...]:
    """The turns as they stand if the reader stops now: nothing is being written any more."""
    answer = turns[-1].answer
    if answer is None or answer.narration != "writing":
        return turns
    still = replace(answer, narration="narrated" if answer.composed else "")
    return (*turns[:-1], replace(turns[-1], answer=still))


def anchor(index: int) -> str:
    """Return the id of a turn on the page."""
    return f"t{index + 1}"


def reveal(answer: Answer) -> Iterator[Answer]:
    """Yield the answer as it grows, one sentence at a time; sources appear when first cited."""
    parts = ("lead", *SECTIONS)
    shown: dict[str, tuple[object, ...]] = dict.fromkeys(parts, ())
    cited: set[int] = set()
    build: Callable[..., Answer] = replace
    for name in parts:
        for sentence in getattr(answer, name):
            shown[name] = (*shown[name], sentence)
            cited.update(sentence.citations)
            sources = tuple(c for c in answer.citations if c.number in cited)
            yield build(answer, **shown, citations=sources, follow_ups=())
