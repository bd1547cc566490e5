"""Documents for the words typed into the library's search: the words first, then the meaning."""

from __future__ import annotations

from typing import Protocol

from assistant.language.typography import clean_question
from assistant.library.browse import Catalogue, Entry, merged, worded
from assistant.records import Hit, Lang, Passage
from assistant.retrieve.retriever import Search

# Longer than any search; what follows is cut off rather than refused.
LONGEST_SEARCH = 200
_RANKED = 150
_NEAR = 12


class Ranker(Protocol):
    """What the search needs of the retriever."""

    @property
    def threshold(self) -> float:
        """The confidence below which the shelf has nothing to say."""

    def search(self, question: str, lang: Lang) -> Search:
        """Rank the passages of one language."""


def find(catalogue: Catalogue, ranker: Ranker, typed: str, lang: Lang) -> tuple[Entry, ...]:
    """The entries for a search: those that hold every word, best first, then the few that are
    close in meaning where the shelf can answer at all; all entries where nothing is typed."""
    text = clean_question(typed)[:LONGEST_SEARCH]
    entries = catalogue.entries[lang]
    if not text:
        return entries
    found = worded(entries, text, lang)
    search = ranker.search(text, lang)
    by_id = {entry.document.id: entry for entry in entries}
    hits: tuple[Hit, ...] = search.hits(_any, _RANKED)
    ids = dict.fromkeys(hit.passage.document for hit in hits)
    ranked = [by_id[id] for id in ids if id in by_id]
    near = ranked[:_NEAR] if search.confidence >= ranker.threshold else []
    return merged(found, ranked, near)


def _any(_: Passage) -> bool:
    return True
