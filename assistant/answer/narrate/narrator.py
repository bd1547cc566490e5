"""Retells the lead of a composed answer; what is not carried by its statements is withheld."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answer.conversation import user_turns
from assistant.answer.grounding.ground import Encoder
from assistant.answer.narrate.asking import messages_of
from assistant.answer.narrate.cutting import Cutter
from assistant.answer.narrate.exchange import Broken, Exchanges
from assistant.answer.narrate.material import material, narratable
from assistant.answer.narrate.oath import Oath
from assistant.answer.narrate.rewrite import completed
from assistant.answer.narrate.standing import Narration, stands
from assistant.errors import AssistantError
from assistant.records import LANGS, Answer, Lang
from assistant.wording import Wording, load_wording

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

log = logging.getLogger(__name__)

# Sentences kept, sentences in all and characters after which a model that goes on is broken off.
_KEPT, _SENTENCES, _CHARACTERS = 3, 4, 1200
_TASKS = ("answers", "grounding", "narrator")

Ask = Callable[[str], Answer]


class Narrator:
    """Writes leads with a language model, which is built at the first use."""

    def __init__(
        self,
        build: Callable[[], BaseChatModel],
        prompts: Path,
        embedder: Encoder | None,
        seconds: float = 60,
        at_once: int = 4,
        reads_ahead: bool = False,
    ) -> None:
        """`seconds` is the longest time of one narration; `build` may raise AssistantError.

        `reads_ahead` is for a model of our own, which keeps what it has read.
        """
        self._reads_ahead = reads_ahead
        self._build = build
        self._embedder = embedder
        self._seconds = seconds
        self._at_once = at_once
        self._wordings: Mapping[Lang, Mapping[str, Wording]] = {
            lang: {task: load_wording(prompts, task, lang) for task in _TASKS} for lang in LANGS
        }
        self._lock = threading.Lock()
        self._open: tuple[str, Exchanges] | None = None

    def tell(self, answer: Answer, history: Sequence[object], ask: Ask) -> Iterator[Answer]:
        """The composed answer at once, then with the lead as it is retold; the last is final.

        `ask` composes the answer to a question that stands alone. A declined answer is
        returned as it is.
        """
        earlier = user_turns(history)
        leaning = bool(earlier) and (bool(answer.interpreted) or answer.kind == "uncovered")
        if not narratable(answer) and not leaning:
            yield answer
            return
        yield replace(answer, narration="writing")
        try:
            name, exchanges = self._opened()
            # Loading a model happens once, and is not the time of this answer.
            until = time.monotonic() + self._seconds
            if leaning:
                answer = self._understood(answer, earlier, ask, exchanges, until)
            if narratable(answer):
                yield from self._narrated(answer, name, exchanges, until)
            else:
                yield answer
        except Broken as broken:
            yield replace(answer, narration=broken.code)
        except AssistantError as fault:
            log.warning("%s", fault)
            yield replace(answer, narration="failed")

    def prepare(self) -> None:
        """Build the model and let one of our own read its instructions, so that the first reader
        does not wait for it; a fault is told in the log only."""
        try:
            _, exchanges = self._opened()
            for lang in LANGS if self._reads_ahead else ():
                messages = messages_of("", (), self._wordings[lang]["narrator"])
                pieces = exchanges.stream(messages, time.monotonic() + self._seconds)
                next(pieces, "")
                # Closed by us, so that the model stops writing now.
                pieces.close()  # type: ignore[attr-defined]
        except (AssistantError, Broken) as fault:
            log.warning("The language model is not ready: %s", fault)

    def _opened(self) -> tuple[str, Exchanges]:
        """The model's name and the way to it; raises AssistantError where it cannot be built."""
        with self._lock:
            if self._open is None:
                model = self._build()
                name = str(getattr(model, "model_name", "") or type(model).__name__)
                self._open = name, Exchanges(model, self._at_once)
            return self._open

    def _understood(
        self, answer: Answer, earlier: Sequence[str], ask: Ask, exchanges: Exchanges, until: float
    ) -> Answer:
        """The answer to the question as the model completes it, where that is sound and better."""
        wording = self._wordings[answer.lang]["narrator"]
        try:
            whole = completed(answer.question, earlier, answer.lang, exchanges, wording, until)
        except Broken as broken:
            log.info("The question was not completed: %s", broken.code)
            return answer
        if not whole:
            return answer
        other = ask(whole)
        if other.refused or (not answer.refused and other.confidence <= answer.confidence):
            return answer
        return replace(other, question=answer.question, interpreted=whole)

    def _narrated(
        self, answer: Answer, name: str, exchanges: Exchanges, until: float
    ) -> Iterator[Answer]:
        statements = material(answer)
        question = answer.interpreted or answer.question
        quotes = [each.quote for each in statements]
        messages = messages_of(question, quotes, self._wordings[answer.lang]["narrator"])
        pieces = exchanges.stream(messages, until)
        oath = Oath(statements, answer.lang, self._embedder, self._wordings[answer.lang])
        told = Narration(answer, name)
        shown = 0
        try:
            for raw in _sentences(pieces):
                for judged in oath.judge(raw):
                    told.add(judged)
                if len(told.kept) > shown and stands(told.kept, answer):
                    shown = len(told.kept)
                    yield told.so_far()
                if len(told.kept) >= _KEPT or told.heard >= _SENTENCES:
                    break
        except Broken as broken:
            yield told.broken(broken.code)
            return
        finally:
            pieces.close()  # type: ignore[attr-defined]
        yield told.final()


def _sentences(pieces: Iterator[str]) -> Iterator[str]:
    """The reply by whole sentences, no longer than a lead can be."""
    cutter, length = Cutter(), 0
    for piece in pieces:
        yield from cutter.feed(piece)
        length += len(piece)
        if length > _CHARACTERS:
            return
    yield from cutter.end()
