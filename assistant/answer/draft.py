"""What the parts of an answer share while it is put together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assistant.answer.citing import Citer
from assistant.answer.fit import Fit
from assistant.answer.intent import Intent
from assistant.language.words import fold
from assistant.records import Document, Hit, Lang, Passage
from assistant.retrieve import Search

# Asked for a price, only an amount of money answers.
_PRICE = re.compile(r"\b(cout\w*|prix|tarifs?|costs?|prices?|priced)\b")
AMOUNT = re.compile(
    r"[$£€]\s?\d|\d[\d\s.,\u202f\u00a0]*(?:millions? |milliards? |billions? )?"
    r"(?:d[’']|de )?(?:euros?|dollars?|livres|pounds?|cents?|francs?|yuans?|dirhams?|€|£|\$|USD)",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"^(?:(?:can|could|would) you |please )?(?:list|enumerate)\b|\bwhat are the (?:\w+ )?risks\b|"
    r"^(?:peux-tu |pouvez-vous )?(?:me |nous )?(?:liste[rz]?|enumere[rz]?|dresse[rz]?)\b|"
    r"\bquels sont les (?:\w+ )?risques\b"
)
# Documents whose place in the ranking decides the order of the sources.
FIRST = 3


@dataclass
class Draft:
    """What the parts of an answer share while it is put together; `without` holds the ids of
    passages that are not to be said again."""

    question: str
    lang: Lang
    intent: Intent
    search: Search
    hits: list[Hit]
    citer: Citer
    fit: Fit
    without: frozenset[str] = frozenset()
    vetted: Document | None = None
    taken: list[Passage] = field(default_factory=list)
    twins: dict[str, list[Passage]] = field(default_factory=dict)

    @property
    def price(self) -> bool:
        """True where a price or a cost is asked for."""
        return bool(_PRICE.search(fold(self.question)))

    @property
    def listing(self) -> bool:
        """True where a list is asked for."""
        return bool(_LIST.search(fold(self.question)))

    @property
    def best(self) -> list[str]:
        """Ids of the documents that fit the question best; where it names what it is about,
        of those whose statements do."""
        asked = self.fit.wishes.of("place", "sector", "market", "size")
        named = self.fit.telling or any(self.fit.bodies.about(each) for each in asked)
        if (
            (named and self.intent != "measure")
            or self.fit.wishes.newest
            or self.fit.wishes.since is not None
        ):
            return list(dict.fromkeys(hit.passage.document for hit in self.hits))[:FIRST]
        return list(self.search.documents)[:FIRST]

    @property
    def examples(self) -> bool:
        """True where examples are asked for."""
        return self.intent == "who" and (self.fit.wishes.examples or bool(self.fit.wishes.count))
