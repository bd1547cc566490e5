"""Organisations of which the library tells, found in a text however they are written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from assistant.language.stopwords import STOPWORDS
from assistant.language.words import fold
from assistant.library import Library
from assistant.records import LANGS, Document

_PARTS = re.compile(r"[;/(),]|\b(?:and|et|with|avec)\b")
# What follows a name and is left out when people speak of it.
_SUFFIX = re.compile(r" (?:group|beauty|company|uk|turkey|nationale)$")
_SHORTEST = 3
_WORD = re.compile(r"(?<![.!?:«“] )[^\W\d_]{3,}")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
# A name is written with a capital this much oftener than without.
_OFTEN = 9


class Organisations:
    """The names of the organisations that the case studies are about."""

    def __init__(self, library: Library) -> None:
        cases = [d for d in library.documents.values() if d.kind == "case-study"]
        names = {name for each in cases for name in (*_names(each.organisation), _short(each))}
        longest = sorted(filter(_tells, names), key=lambda name: (-len(name), name))
        self._library = library
        self._pattern = re.compile(
            rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w| kingdom| states)"
            if longest
            else r"(?!)"
        )

    def found(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where a text names organisations: start and end of each, in order; () where folding
        moves its letters."""
        folded = fold(text)
        if len(folded) != len(text):
            return ()
        return tuple(match.span() for match in self._pattern.finditer(folded))

    def proper(self, word: str) -> bool:
        """True for a folded word that the library writes with a capital: a person, a brand."""
        return word in self._proper

    def alone(self, name: str) -> bool:
        """True for a name that is no ordinary word either: all its words have a capital."""
        words = _LETTERS.findall(fold(name))
        return "." in name.strip(".") or (bool(words) and all(map(self.proper, words)))

    @cached_property
    def _proper(self) -> frozenset[str]:
        """Words written with a capital inside sentences, and nearly never without one."""
        capital, plain = Counter[str](), Counter[str]()
        for document in self._library.documents.values():
            for passage in document.passages:
                inside = passage.text.partition(" ")[2]
                for word in _WORD.findall(inside):
                    (capital if word[0].isupper() else plain)[fold(word)] += 1
        return frozenset(w for w, n in capital.items() if n > _OFTEN * plain[w])


def _names(organisation: str) -> Iterator[str]:
    """The folded names in the field of a document: "Yatsen (Perfect Diary)" has two."""
    for part in _PARTS.split(organisation):
        said = part.strip()
        name = fold(said)
        short = _SUFFIX.sub("", name)
        first = said.split(" ")[0]
        # "KLM Royal Dutch Airlines" is called KLM.
        called = {name, short, fold(first) if first.isupper() else name}
        yield from called


def _short(document: Document) -> str:
    """What an organisation is called, by the id of its case: "wetherspoon-quits-social" for
    JD Wetherspoon; "" where its name does not begin so."""
    name, words = fold(document.organisation), document.id.split("-")
    short = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    return next((each for each in short if re.search(rf"\b{re.escape(each)}\b", name)), "")


def _tells(name: str) -> bool:
    return len(name) >= _SHORTEST and not any(name in STOPWORDS[lang] for lang in LANGS)
