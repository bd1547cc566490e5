"""Questions that many people ask at the same time, encoded together.

A pass of the model takes little longer for four short questions than for one, for it reads all
its weights in either case. Whoever asks alone waits for nobody.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Found = TypeVar("Found")

# Texts a pass: more would only make the first of them wait for longer.
_MOST = 8


@dataclass(eq=False)
class _Waiting(Generic[Found]):
    text: str
    over: bool = False
    found: Found | None = None
    fault: BaseException | None = None


class Together(Generic[Found]):
    """One pass at a time; what comes meanwhile goes into the next one, in the order of coming."""

    def __init__(
        self, encode: Callable[[Sequence[str]], Sequence[Found]], most: int = _MOST
    ) -> None:
        """`encode` gives one result a text, in their order; it gets at most `most` texts, each
        of them once."""
        self._encode = encode
        self._most = most
        self._changed = threading.Condition()
        self._waiting: list[_Waiting[Found]] = []
        self._busy = False

    def __call__(self, text: str) -> Found:
        """The result for one text; raises what its pass has raised. Safe for several threads."""
        mine: _Waiting[Found] = _Waiting(text)
        with self._changed:
            self._waiting.append(mine)
        while not mine.over:
            if batch := self._turn(mine):
                self._work(batch)
        if mine.fault is not None:
            raise mine.fault
        assert mine.found is not None
        return mine.found

    def _turn(self, mine: _Waiting[Found]) -> list[_Waiting[Found]]:
        """Wait until there is a result, or a pass to be made by this thread: for those texts."""
        with self._changed:
            self._changed.wait_for(lambda: mine.over or not self._busy)
            if mine.over:
                return []
            self._busy = True
            batch = self._waiting[: self._most]
            del self._waiting[: self._most]
            return batch

    def _work(self, batch: list[_Waiting[Found]]) -> None:
        fault: BaseException | None = None
        found: dict[str, Found] = {}
        texts = list(dict.fromkeys(each.text for each in batch))
        try:
            found = dict(zip(texts, self._encode(texts), strict=True))
        except Exception as error:  # noqa: BLE001 - raised again for each that waits
            fault = error
        with self._changed:
            for each in batch:
                each.over, each.found, each.fault = True, found.get(each.text), fault
            self._busy = False
            self._changed.notify_all()
