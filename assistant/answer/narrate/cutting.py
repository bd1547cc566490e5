"""A stream of a language model cut into sentences as they become whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.library.sentences import split_sentences

# Models that reason aloud do so between these marks; it is not meant for the reader.
_THOUGHT = re.compile(r"<think>.*?</think>", re.DOTALL)
_THINKING = re.compile(r"<think>(?!.*</think>)|<(?:t(?:h(?:i(?:n(?:k)?)?)?)?)?$", re.DOTALL)


class Cutter:
    """Takes pieces of text and gives back whole sentences."""

    def __init__(self) -> None:
        self._rest = ""

    def feed(self, piece: str) -> Iterator[str]:
        """The sentences that this piece completes; a line break completes one as well."""
        text = _THOUGHT.sub(" ", self._rest + piece)
        held = _THINKING.search(text)
        kept, ready = (text[held.start() :], text[: held.start()]) if held else ("", text)
        *lines, tail = ready.split("\n")
        for line in lines:
            yield from split_sentences(line)
        whole = split_sentences(tail)
        if len(whole) > 1:
            yield from whole[:-1]
            tail = whole[-1] + tail[len(tail.rstrip()) :]
        self._rest = tail + kept

    def end(self) -> Iterator[str]:
        """What is left when the stream has ended; an unfinished thought is dropped."""
        text, self._rest = _THOUGHT.sub(" ", self._rest), ""
        text = text.partition("<think>")[0]
        for line in text.split("\n"):
            yield from split_sentences(line)
