"""What the parts of an answer share while it is put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.answer.citing import Citer
from assistant.answer.intent import Intent
from assistant.records import Document, Hit, Lang, Passage
from assistant.retrieve import Search

# Documents whose place in the ranking decides the order of the sources.
FIRST = 3


@dataclass
class Draft:
    """What the parts of an answer share while it is put together."""

    question: str
    lang: Lang
    intent: Intent
    search: Search
    hits: list[Hit]
    citer: Citer
    vetted: Document | None = None
    taken: list[Passage] = field(default_factory=list)

    @property
    def best(self) -> list[str]:
        """Ids of the documents that fit the question best."""
        return list(self.search.documents)[:FIRST]
