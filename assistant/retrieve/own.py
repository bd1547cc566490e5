"""The company's own documents, asked a question: quotes that clear the bar, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.collections import Store
from assistant.index import Index
from assistant.language.words import fold
from assistant.models import Embedder
from assistant.models.embedder import BuiltInEmbedder
from assistant.records import Lang
from assistant.retrieve.bar import Bar
from assistant.retrieve.collections import CollectionSearch, OwnHit, OwnSearch
from assistant.retrieve.late import LateInteraction, OneVector
from assistant.retrieve.own_index import OpenCollections
from assistant.retrieve.own_late import LateRanking
from assistant.retrieve.query import Glossary
from assistant.retrieve.quotes import Quote, Quoter

# Beside the library a quote must not be much weaker than the best one.
_BEHIND = 0.45
# Below it no passage held a quote that cleared the bar (176 quotes that answer); nine tenths of the
# passages found for questions about other things are (91 questions, a report of 302 pages).
_LEAST = -0.65


@dataclass(frozen=True, slots=True)
class OwnQuote:
    """A quote with the chance, 0 to 1, that it answers the question."""

    quote: Quote
    confidence: float


class OwnDocuments:
    """Answers from collections, word for word."""

    def __init__(
        self, store: Store, shelf: Index, embedder: Embedder, glossary: Glossary, bar: Bar
    ) -> None:
        self.store = store
        self.bar = bar
        collections = OpenCollections(store, embedder.identity)
        ranking: LateRanking | None = None
        late: LateInteraction | OneVector = OneVector(shelf, embedder)
        if isinstance(embedder, BuiltInEmbedder):
            late = LateInteraction(shelf, embedder)
            ranking = LateRanking(shelf, embedder)
        self.searcher = CollectionSearch(collections, shelf, embedder, glossary, ranking)
        self._quoter = Quoter(late)

    def search(self, question: str, lang: Lang, within: Sequence[str] = ()) -> OwnSearch | None:
        """Ranked passages, whatever their chance; None where there is nothing to search.

        Raises CollectionError for a collection that is not there.
        """
        return self.searcher.search(question, lang, within)

    def weighed(
        self, question: str, lang: Lang, within: Sequence[str] = ()
    ) -> tuple[OwnQuote, ...]:
        """The best quotes with their chances, best first; raises as `search` does."""
        search = self.search(question, lang, within)
        return () if search is None else self._weighed(search)

    def _weighed(self, search: OwnSearch) -> tuple[OwnQuote, ...]:
        quotes = (
            OwnQuote(each, self.bar.confidence(each, search)) for each in self.offered(search)
        )
        return tuple(sorted(quotes, key=lambda each: -each.confidence))

    def offered(self, search: OwnSearch) -> tuple[Quote, ...]:
        """The stretches that may be quoted, best first, before any bar."""
        quotes = self._quoter.quotes(search)
        return tuple(each for each in quotes if not (_by_chance(each) or each.amiss))

    def quotes(
        self, question: str, lang: Lang, within: Sequence[str] = (), count: int = 3
    ) -> tuple[OwnQuote, ...]:
        """The quotes that clear the bar, best first; none is an answer too.

        `within` names collections: then a lower bar holds. Raises as `search` does.
        """
        bar = self.bar.asked_for if within else self.bar.threshold
        search = self.search(question, lang, within)
        if search is None:
            return ()
        if not within and self.searcher.late:
            search = replace(search, hits=_promising(search))
        found = self._weighed(search)
        if not found:
            return ()
        least = max(bar, found[0].confidence - _BEHIND)
        clear = (each for each in found if each.confidence >= least)
        # The best of each wording: a document may lie in several collections.
        said: dict[str, OwnQuote] = {}
        for each in clear:
            said.setdefault(fold(each.quote.text), each)
        return tuple(said.values())[:count]


def _promising(search: OwnSearch) -> tuple[OwnHit, ...]:
    """The passages whose sentences are worth reading: reading them is what costs, and most
    questions are not about a collection at all."""
    return tuple(each for each in search.hits if each.rank - search.by_chance >= _LEAST)


def _by_chance(quote: Quote) -> bool:
    """True for a row of a table that shares no word with the question, nor does its table: a few
    cells are near to almost any short question."""
    return bool(quote.header) and not quote.covered and not quote.hit.covered
