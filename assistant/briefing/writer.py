"""Lines with their citations: what every section of a briefing is written with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.answer.citing import Citer
from assistant.briefing.gather import Pool
from assistant.briefing.lengths import Bounds
from assistant.briefing.records import Line, Origin, Request
from assistant.briefing.strength import Strengths
from assistant.library import Library
from assistant.records import Citation, Hit, Lang, Passage
from assistant.wording import Wording


@dataclass
class Desk:
    """All that the sections of one briefing share while it is written."""

    request: Request
    lang: Lang
    bounds: Bounds
    pool: Pool
    library: Library
    wording: Wording
    strengths: Strengths
    citer: Citer
    keys: dict[str, None] = field(default_factory=dict)

    def statement(self, passage: Passage, label: str = "") -> Line:
        """A statement of the shelf in its own words, with its citation."""
        self.pool.said.append(passage)
        self.keys.update(dict.fromkeys(passage.references))
        return Line(
            id=passage.id,
            text=passage.text,
            citations=(self.citer.number(passage),),
            label=label,
            strengths=self.strengths.of(passage),
            origin="shelf",
        )

    def made(
        self, key: str, text: str, label: str = "", origin: Origin = "template", **more: Passage
    ) -> Line:
        """A line of our own wording; it states no fact unless a passage in `more` carries it."""
        numbers = tuple(self.citer.number(passage) for passage in more.values())
        return Line(key, text, numbers, label, (), origin)

    def choose(self, hits: Sequence[Hit], count: int, per_document: int = 1) -> list[Line]:
        """Up to `count` statements, at most so many a document, and an independent one if any.

        Those over the length are left for want of shorter ones.
        """
        chosen = self._taken(hits, count, per_document, self.bounds.longest)
        if not chosen:
            chosen = self._taken(hits, min(count, 1), per_document, self.bounds.fallback)
        return [self.statement(passage) for passage in chosen]

    def _taken(
        self, hits: Sequence[Hit], count: int, per_document: int, longest: int
    ) -> list[Passage]:
        chosen: list[Passage] = []
        used: dict[str, int] = {}
        for hit in self._independent_first(hits, longest):
            passage = hit.passage
            if len(chosen) == count:
                break
            if len(passage.text) > longest or used.get(passage.document, 0) >= per_document:
                continue
            if not self.affordable(passage) or not self._new(passage, chosen):
                continue
            used[passage.document] = used.get(passage.document, 0) + 1
            chosen.append(passage)
        return chosen

    def _independent_first(self, hits: Sequence[Hit], longest: int) -> list[Hit]:
        """The hits in order, the best independent study among the first dozen moved up."""
        for place, hit in enumerate(hits[:12]):
            grade = self.strengths.of(hit.passage)[:1]
            if grade == ("independent",) and len(hit.passage.text) <= longest:
                return [hit, *hits[:place], *hits[place + 1 :]]
        return list(hits)

    def _new(self, passage: Passage, chosen: Sequence[Passage]) -> bool:
        from assistant.answer.select import says_the_same

        return self.pool.fresh(passage) and not any(says_the_same(passage, p) for p in chosen)

    def affordable(self, passage: Passage) -> bool:
        """True where citing the passage keeps the list of sources within its bounds."""
        return len(self.keys | dict.fromkeys(passage.references)) <= self.bounds.sources

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations given so far."""
        return self.citer.citations
