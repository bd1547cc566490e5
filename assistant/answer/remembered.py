"""Answers given a moment ago, given again to whoever asks the same in the same conversation.

Kept is what the library says and nothing else: what own documents add is looked up anew for
each person, so that nobody is answered from what only another one may read. The answers are
those of one state of the library: another state begins with none.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answer.conversation import user_turns
from assistant.records import Answer, Lang
from assistant.tracing import Span, span


@dataclass(frozen=True, slots=True)
class Recall:
    """How many questions came, and how many were answered from memory."""

    asked: int = 0
    known: int = 0


class RememberedAnswers:
    """The latest answers, in memory only; safe for several threads."""

    def __init__(self, most: int) -> None:
        """`most` is how many are kept; 0 keeps none."""
        self._most = most
        self._answers: OrderedDict[bytes, Answer] = OrderedDict()
        self._lock = threading.Lock()
        self._asked = self._known = 0

    @property
    def recall(self) -> Recall:
        """What became of the questions so far."""
        with self._lock:
            return Recall(self._asked, self._known)

    def answer(
        self,
        question: str,
        history: Sequence[object],
        lang: Lang | None,
        fallback: Lang,
        make: Callable[[], Answer],
    ) -> Answer:
        """The answer to a question in its conversation: kept, or made and kept.

        Raises what `make` raises, which is then not kept.
        """
        key = _key(question, user_turns(history), lang, fallback)
        with span("ask") as told:
            if (held := self._held(key)) is not None:
                _tell(told, held, remembered=True)
                return held
            answer = make()
            _tell(told, answer, remembered=False)
        with self._lock:
            self._answers[key] = answer
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
        return answer

    def _held(self, key: bytes) -> Answer | None:
        with self._lock:
            self._asked += 1
            if (held := self._answers.get(key)) is not None:
                self._answers.move_to_end(key)
                self._known += 1
            return held


def _tell(told: Span, answer: Answer, remembered: bool) -> None:
    told.tell(remembered=remembered, kind=answer.kind, intent=answer.intent, lang=answer.lang)


def _key(question: str, turns: Sequence[str], lang: Lang | None, fallback: Lang) -> bytes:
    """A hash of all that an answer depends on: long conversations are not held."""
    parts = (lang or "", fallback, question, *turns)
    text = "\0".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
