"""The tokenizer of multilingual-e5-small, twice over: as `tokenizer.json` for the `tokenizers`
library, and as a small pure-Python reader of the same vocabulary.

The Rust library takes 1.4 s to build its trie of 250,000 pieces, which is too long before a
first answer; a dictionary takes a tenth of that, and a question is short. Both give the same
numbers for the same text, which the tests check.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from assistant.models.e5s1 import Vocabulary

PIECES = "pieces.txt"
SCORES = "scores.npy"

_WORD_START = "\u2581"
# What a character outside the vocabulary costs, below the rarest piece; as in SentencePiece.
_UNKNOWN_PENALTY = 10.0
_BOS, _EOS, _UNKNOWN = 0, 2, 3
_MARKERS = re.compile(r"<(/?s|pad|unk|mask)>")

# Control characters vanish; joiners, marks of direction and odd blanks become a space.
# NFKC does all else that the model's own normaliser does.
_DROPPED = "".join(map(chr, [*range(1, 9), 0xB, *range(0xE, 0x20), 0x7F, 0x8F, 0x9F]))
_BLANKS = "\t\n\f\r\u1680\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u2581\ufeff\ufffd"
_CLEAN = str.maketrans(dict.fromkeys(_DROPPED, "") | dict.fromkeys(_BLANKS, " "))


def well_formed(text: str) -> str:
    """The text with `?` for each half of a surrogate pair, which no tokenizer takes."""
    return text.encode("utf-8", "replace").decode()


def inert(text: str) -> str:
    """The text with the model's own markers, such as `<s>` or `<mask>`, taken as plain words."""
    return _MARKERS.sub(r"< \1 >", text)


def normalise(text: str) -> str:
    """The text as the vocabulary spells it: NFKC, no control characters, plain spaces."""
    return unicodedata.normalize("NFKC", text.translate(_CLEAN))


def check_replacements(replacements: Mapping[str, str]) -> None:
    """Raise ValueError unless `normalise` does what the model's own table of characters does."""
    for character, replaced in replacements.items():
        if normalise(character) != replaced:
            raise ValueError(f"the model replaces {character!r} by {replaced!r}, we do not")


def tokenizer_json(words: Vocabulary) -> dict[str, Any]:
    """The content of `tokenizer.json`, for the `tokenizers` library."""
    specials = (words.bos, words.pad, words.eos, words.unknown, len(words.pieces) - 1)
    pieces = list(zip(words.pieces, words.scores.tolist(), strict=True))
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [_special(words, number) for number in specials],
        "normalizer": _sequence(
            "normalizers",
            _replace(_character_class(_DROPPED), ""),
            _replace(_character_class(_BLANKS), " "),
            {"type": "NFKC"},
            _replace(" {2,}", " "),
        ),
        "pre_tokenizer": _sequence("pretokenizers", {"type": "WhitespaceSplit"}, _metaspace()),
        "post_processor": _markers(words),
        "decoder": _metaspace(),
        "model": {
            "type": "Unigram",
            "unk_id": words.unknown,
            "vocab": pieces,
            "byte_fallback": False,
        },
    }


def _markers(words: Vocabulary) -> dict[str, Any]:
    """What puts `<s>` and `</s>` around a text."""
    bos, eos = words.pieces[words.bos], words.pieces[words.eos]
    first, last = ({"SpecialToken": {"id": piece, "type_id": 0}} for piece in (bos, eos))
    one, two = ({"Sequence": {"id": name, "type_id": 0}} for name in "AB")
    return {
        "type": "TemplateProcessing",
        "single": [first, one, last],
        "pair": [first, one, last, last, two, last],
        "special_tokens": {
            piece: {"id": piece, "ids": [i], "tokens": [piece]}
            for piece, i in ((bos, words.bos), (eos, words.eos))
        },
    }


def _sequence(name: str, *steps: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Sequence", name: list(steps)}


def _metaspace() -> dict[str, Any]:
    return {
        "type": "Metaspace",
        "replacement": _WORD_START,
        "prepend_scheme": "always",
        "split": True,
    }


def _special(words: Vocabulary, number: int) -> dict[str, Any]:
    flags = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False}
    return {"id": number, "content": words.pieces[number], "special": True, **flags}


def _replace(pattern: str, content: str) -> dict[str, Any]:
    return {"type": "Replace", "pattern": {"Regex": pattern}, "content": content}


def _character_class(characters: str) -> str:
    return "[" + "".join(f"\\x{{{ord(character):x}}}" for character in characters) + "]"


class Unigram:
    """Cuts text into pieces so that their summed log probability is greatest (Viterbi)."""

    def __init__(self, folder: Path) -> None:
        """Read the vocabulary of an unpacked folder; raises OSError where it is missing."""
        pieces = (folder / PIECES).read_text("utf-8").split("\n")
        self._numbers = dict(zip(pieces, range(len(pieces)), strict=True))
        self._scores: list[float] = np.load(folder / SCORES).tolist()
        self._unknown_score = min(self._scores) - _UNKNOWN_PENALTY
        self._longest = max(map(len, pieces))
        self._cut = lru_cache(maxsize=20_000)(self._cut_word)

    def encode(self, text: str, limit: int) -> list[int]:
        """The piece numbers of the text between `<s>` and `</s>`, at most `limit` in all."""
        numbers = [_BOS]
        for word in normalise(text).split():
            numbers.extend(self._cut(_WORD_START + word))
            if len(numbers) >= limit:
                break
        return [*numbers[: limit - 1], _EOS]

    def _cut_word(self, word: str) -> tuple[int, ...]:
        best = [0.0] + [-np.inf] * len(word)
        arrived: list[tuple[int, int]] = [(0, _UNKNOWN)] * (len(word) + 1)
        for start in range(len(word)):
            for end in range(start + 1, min(start + self._longest, len(word)) + 1):
                number = self._numbers.get(word[start:end])
                if number is not None:
                    score = best[start] + self._scores[number]
                elif end == start + 1:
                    number, score = _UNKNOWN, best[start] + self._unknown_score
                else:
                    continue
                if score > best[end]:
                    best[end], arrived[end] = score, (start, number)
        return _follow(arrived)


def _follow(arrived: list[tuple[int, int]]) -> tuple[int, ...]:
    """The numbers along the best path; unknown characters in a row count as one."""
    numbers: list[int] = []
    end = len(arrived) - 1
    while end > 0:
        end, number = arrived[end]
        if number != _UNKNOWN or not numbers or numbers[-1] != _UNKNOWN:
            numbers.append(number)
    return tuple(reversed(numbers))
