"""The page that browses the shelf."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.language.tokens import folded
from assistant.library.browse import EVIDENCE_ORDER, FACETS, KIND_ORDER, counts, narrowed
from assistant.library.timeline import timeline
from assistant.records import Lang
from assistant.render import Labels
from assistant.retrieve.shelf_search import find
from assistant.web.library.address import Address, read_address
from assistant.web.library.chart import build_chart
from assistant.web.library.room import Room, Shelf

PAGE_SIZE = 24


@dataclass(frozen=True)
class Choice:
    """One key of a facet as people see it, with what choosing it would leave."""

    key: str
    label: str
    count: int
    chosen: bool
    href: str


@dataclass(frozen=True)
class Facet:
    """One way to filter, with its keys."""

    name: str
    label: str
    choices: tuple[Choice, ...]

    @property
    def chosen(self) -> Choice | None:
        """The key that is chosen, if any."""
        return next((choice for choice in self.choices if choice.chosen), None)


def listing(room: Room, query: Mapping[str, str], lang: Lang) -> str:
    """Return the page for an address, as HTML."""
    shelf = room.shelf()
    labels = room.labels(lang)
    address = read_address(query, lang, shelf.catalogue)
    found = find(shelf.catalogue, room.service.retriever, address.q, lang)
    shown = narrowed(found, address.choices)
    pages = max(1, -(-len(shown) // PAGE_SIZE))
    page = min(address.page, pages)
    tallies = counts(found, address.choices)
    other: Lang = "en" if lang == "fr" else "fr"
    return room.render(
        "listing.html",
        lang,
        address.in_language(other),
        address=address,
        words_only=replace(address, choices={}, page=1).href(),
        facets=[_facet(name, tallies[name], address, shelf, labels) for name in FACETS],
        total=len(shown),
        grouped=lambda number: grouped(number, lang),
        cards=shown[(page - 1) * PAGE_SIZE : page * PAGE_SIZE],
        page=page,
        pages=pages,
        all_kinds=len(narrowed(found, _without(address.choices, "kind"))),
        chart=build_chart(timeline(shown), date.today().year),
    )


def grouped(number: int, lang: Lang) -> str:
    """A count with its thousands apart, as the language writes them."""
    return f"{number:,}" if lang == "en" else f"{number:,}".replace(",", "\u202f")


def _without(choices: Mapping[str, str], facet: str) -> dict[str, str]:
    return {name: value for name, value in choices.items() if name != facet}


def _facet(name: str, tally: Counter[str], address: Address, shelf: Shelf, labels: Labels) -> Facet:
    chosen = address.choices.get(name, "")
    keys = sorted({*tally, *([chosen] if chosen else [])})
    worded = [(key, _worded(name, key, shelf, labels)) for key in keys]
    return Facet(
        name,
        labels(f"facet_{name}"),
        tuple(
            Choice(key, label, tally[key], key == chosen, address.choosing(name, key))
            for key, label in _ordered(name, worded)
        ),
    )


def _worded(facet: str, key: str, shelf: Shelf, labels: Labels) -> str:
    if facet == "kind":
        return labels.of_code("kinds", key)
    if facet == "evidence":
        return labels.of_code("strength", key)
    if facet == "decade":
        first = int(key.removesuffix("s"))
        return labels("decade", first=first, last=first + 9)
    return shelf.catalogue.label(facet, key, labels.lang)


def _ordered(facet: str, worded: list[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    """Kinds and strengths by rank, decades latest first, the rest by the alphabet."""
    ranks: dict[str, Sequence[str]] = {"kind": KIND_ORDER, "evidence": EVIDENCE_ORDER}
    if facet in ranks:
        rank = {key: place for place, key in enumerate(ranks[facet])}
        return sorted(worded, key=lambda pair: rank.get(pair[0], len(rank)))
    if facet == "decade":
        return worded[::-1]
    return sorted(worded, key=lambda pair: folded(pair[1]))
