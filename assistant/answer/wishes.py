"""What a question asks its evidence to be about: a name, a platform, a place, a sector, a kind of
customer, a size, a time, a number of examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from assistant.answer.names import followed, named, placed
from assistant.answer.organisations import Organisations
from assistant.answer.place import matches_of_places
from assistant.answer.wishes_words import (
    COUNTS,
    EXAMPLE_WORDS,
    MARKETS,
    NEWEST,
    OURS,
    PLATFORMS,
    SECTORS,
    SINCE,
    SIZES,
)
from assistant.language.words import fold
from assistant.records import Lang
from assistant.retrieve.query import Query

Kind = Literal["name", "platform", "place", "sector", "market", "size"]


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that the evidence should be about.

    `label` is how the question says it, `pattern` what says it in folded text of that language,
    `key` names it for those who know it otherwise (a place, a market); `stressed` is what a
    follow-up names anew, which is its whole point.
    """

    kind: Kind
    label: str
    pattern: re.Pattern[str]
    key: str = ""
    stressed: bool = False


@dataclass(frozen=True, slots=True)
class Wishes:
    """All that a question asks its evidence to be; `since` is a year, `count` a number of
    examples, `ours` True where it speaks of the reader's own company or of a rival."""

    items: tuple[Wish, ...] = ()
    since: int | None = None
    newest: bool = False
    count: int | None = None
    ours: bool = False
    examples: bool = False

    def of(self, *kinds: Kind) -> tuple[Wish, ...]:
        """The wishes of these kinds."""
        return tuple(each for each in self.items if each.kind in kinds)


def wishes_of(question: str, query: Query, known: Organisations | None = None) -> Wishes:
    """What a question asks its evidence to be about, read from its words as typed and mended.

    `known` are the organisations that are told from other words without a capital, too.
    """
    lang, text = query.lang, query.text
    folded, typed = fold(text), fold(question)
    since = SINCE[lang].search(folded)
    return Wishes(
        items=_latest(tuple(_items(question, text, folded, query, known)), folded),
        since=int(since[1]) if since else None,
        newest=bool(NEWEST[lang].search(folded)),
        count=_count(typed, lang),
        ours=bool(OURS[lang].search(typed)),
        examples=bool(EXAMPLE_WORDS[lang].search(typed)),
    )


def _items(
    question: str, text: str, folded: str, query: Query, known: Organisations | None
) -> Iterator[Wish]:
    lang = query.lang
    seen: set[str] = set()
    for key, words in PLATFORMS:
        found = re.search(rf"\b(?:{words})\b", folded)
        if found:
            seen.update(found[0].split())
            yield Wish("platform", _typed(text, folded, found), _compiled(words), key)
    for key, found, pattern in matches_of_places(text, lang):
        seen.update(found[0].split())
        yield Wish("place", _typed(text, folded, found), pattern, key)
    for kind, table in (("sector", SECTORS), ("market", MARKETS), ("size", SIZES)):
        for key, words in table[lang]:
            found = re.search(rf"\b(?:{words})\b", folded)
            if found:
                yield Wish(kind, _typed(text, folded, found), _compiled(words), key)  # type: ignore[arg-type]
    found_names = named(question, query, frozenset(seen), known)
    for name in (*found_names, *followed(question, query, frozenset(seen), found_names, known)):
        named_place: Kind = "place" if placed(name, question, known) else "name"
        yield Wish(
            named_place, name, re.compile(rf"(?<!\w){re.escape(fold(name))}(?!\w)"), fold(name)
        )


def _latest(items: tuple[Wish, ...], folded: str) -> tuple[Wish, ...]:
    """Of a follow-up ("question — follow-up"), its own wishes, and the others of kinds that it
    does not name: asked « et chez Starbucks ? », nobody wants to hear of Dell again."""
    _, dash, last = folded.rpartition(" — ")
    if not dash:
        return items
    named = {wish.kind for wish in items if wish.pattern.search(last)}
    kept = (w for w in items if w.kind not in named or w.pattern.search(last))
    return tuple(replace(w, stressed=w.kind in named) for w in kept)


def _count(folded: str, lang: Lang) -> int | None:
    """How many examples are asked for, from two to eight."""
    found = COUNTS[lang][1].search(folded)
    if not found:
        return None
    said = found[1]
    number = int(said) if said.isdigit() else COUNTS[lang][0].index(said) + 2
    return number if 2 <= number <= 8 else None


def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b")


def _typed(text: str, folded: str, found: re.Match[str]) -> str:
    """The words as they were typed, where folding kept their places."""
    return text[found.start() : found.end()] if len(text) == len(folded) else found[0]
