"""How well the shelf fits what a question asks its evidence to be about.

What is named and stands nowhere is said to be missing; what stands somewhere draws the evidence
towards the documents and the sentences that speak of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from assistant.answer.place import with_continents
from assistant.answer.wishes import Kind, Wish, Wishes
from assistant.language.numbers import years
from assistant.language.words import fold
from assistant.library import Library
from assistant.library.places import places_of
from assistant.records import Document, Lang, Passage

# What a passage gains where it says what was asked for itself, and where only the head of its
# document does.
_SAID = {"name": 1.4, "platform": 1.8, "place": 1.0, "sector": 0.5, "market": 0.7, "size": 0.8}
_HEADED = {"name": 1.0, "platform": 0.6, "place": 2.0, "sector": 0.8, "market": 0.5, "size": 0.8}
# How much more counts what a follow-up names.
_STRESSED = 2.0
# Spoken of in this share of the documents, a name tells little ("Facebook" stands for all
# networks); and the share below which it decides what is quoted.
_USUAL, _TELLING = 0.12, 0.06
# What each year counts where the newest is asked for, against this one.
_A_YEAR, _MIDDLE, _MOST = 0.12, 2016, 1.2
_TOO_OLD = 4.0
_ENTRIES = ("kpi", "term", "objective")


@dataclass(frozen=True, slots=True)
class Body:
    """A document as it is searched for names: what heads it and all that it says, folded."""

    document: Document
    head: str
    text: str
    places: frozenset[str]


class Bodies:
    """The documents of a library in one language, ready to be searched for names."""

    def __init__(self, library: Library, lang: Lang) -> None:
        self._bodies = {
            document.id: _body(document)
            for document in library.documents.values()
            if document.lang == lang
        }
        self._telling = frozenset(
            id for id, body in self._bodies.items() if body.document.kind not in _ENTRIES
        )
        self.about = lru_cache(maxsize=512)(self._about)

    def _about(self, wish: Wish) -> frozenset[str]:
        """Ids of the documents that speak of what is wished for."""
        return frozenset(
            id for id, body in self._bodies.items() if headed(body, wish) or _said(body, wish)
        )

    def share(self, wish: Wish) -> float:
        """The share of the articles, cases and questions, 0 to 1, that speak of what is wished
        for; entries of the catalogue are too many and too short to count."""
        return len(self.about(wish) & self._telling) / max(1, len(self._telling))

    def places(self, document: str) -> frozenset[str]:
        """The places of a document, as keys."""
        body = self._bodies.get(document)
        return body.places if body else frozenset()

    def headed(self, document: str, wish: Wish) -> bool:
        """True where the head of a document says that it is about that."""
        body = self._bodies.get(document)
        return body is not None and headed(body, wish)


def headed(body: Body, wish: Wish) -> bool:
    """True where what heads a document, its sector or its place say that it is about that."""
    if wish.kind == "place":
        return wish.key in body.places
    if wish.kind == "market" and body.document.b2b == wish.key:
        return True
    return bool(wish.pattern.search(body.head))


def _said(body: Body, wish: Wish) -> bool:
    return bool(wish.pattern.search(body.text))


def _body(document: Document) -> Body:
    told = [p.text for p in document.passages if p.role != "phrasing"]
    head = f"{document.title} {document.organisation} {document.sector}"
    if document.kind == "question":
        head = f"{head} {' '.join(document.variants)}"
    places = with_continents(places_of(document.country))
    return Body(document, fold(head), fold(f"{head} {' '.join(told)}"), places)


@dataclass(frozen=True)
class Fit:
    """What a question asks for, against what one language of the shelf holds."""

    wishes: Wishes
    bodies: Bodies
    library: Library
    lang: Lang

    @property
    def missing(self) -> tuple[Wish, ...]:
        """What stands nowhere on the shelf."""
        return tuple(each for each in self.wishes.items if not self.bodies.about(each))

    @property
    def apart(self) -> tuple[Wish, ...]:
        """Those that stand on the shelf, but in no document together; () where one has them."""
        found = [each for each in self.wishes.items if self.bodies.about(each)]
        if len(found) < 2 or frozenset.intersection(*(self.bodies.about(w) for w in found)):
            return ()
        return tuple(found)

    def unsaid(self, documents: Collection[str], text: str) -> tuple[Wish, ...]:
        """What stands on the shelf, but neither in these quotes nor at the head of these
        documents."""
        folded = fold(text)
        return tuple(
            each
            for each in self.wishes.items
            if (each.stressed or each.kind not in ("market", "size"))
            and not each.pattern.search(folded)
            and not any(self.bodies.headed(id, each) for id in documents)
        )

    def bonus(self, passage: Passage) -> float:
        """What a passage gains for speaking of what was asked for."""
        text = fold(passage.text)
        gained = 0.0
        for wish in self.wishes.items:
            rarity = self._rarity(wish) * (_STRESSED if wish.stressed else 1.0)
            if wish.pattern.search(text):
                gained += rarity * _SAID[wish.kind]
            if self.bodies.headed(passage.document, wish):
                gained += rarity * _HEADED[wish.kind]
        return gained + self._timely(passage)

    def speaks(self, passage: Passage) -> bool:
        """True where a passage speaks of a name or a platform that is asked about and rare."""
        text = fold(passage.text)
        return any(wish.pattern.search(text) for wish in self.telling)

    @property
    def telling(self) -> tuple[Wish, ...]:
        """The names and platforms of which few documents speak, so that these must be quoted."""
        return tuple(
            each
            for each in self.wishes.of("name", "platform")
            if 0 < self.bodies.share(each) <= _TELLING
        )

    def _rarity(self, wish: Wish) -> float:
        """1 for what few documents speak of, 0 for what the usual one does."""
        if wish.kind not in ("name", "platform"):
            return 1.0
        return max(0.0, 1.0 - self.bodies.share(wish) / _USUAL)

    def holds(self, document: Document, passages: Iterable[Passage], *kinds: Kind) -> bool:
        """True where these passages of a document, or its title, speak of every telling name,
        and of every wish of these other kinds that the shelf knows."""
        text = fold(" ".join((document.title, document.organisation, *(p.text for p in passages))))
        places = self.bodies.places(document.id)
        return all(
            wish.pattern.search(text)
            or (wish.kind == "place" and wish.key in places)
            or (wish.kind == "market" and document.b2b == wish.key)
            for wish in (*self.telling, *self.wishes.of(*kinds))
            if self.bodies.about(wish)
        )

    def year(self, passage: Passage) -> int | None:
        """The latest year that a passage or its publications give."""
        found = set(years(passage.text, passage.lang))
        if not found:
            issued = (self.library.references.get(key) for key in passage.references)
            found = {each.year for each in issued if each and each.year}
        return max(found, default=None)

    def _timely(self, passage: Passage) -> float:
        if not self.wishes.newest and self.wishes.since is None:
            return 0.0
        year = self.year(passage)
        if self.wishes.since is not None and (year is None or year < self.wishes.since):
            return -_TOO_OLD
        if not self.wishes.newest or year is None:
            return 0.0
        return max(-_MOST, min(_MOST, _A_YEAR * (year - _MIDDLE)))
