"""Two things compared: a table of what the catalogue and the cited statements say of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant.answer.draft import Draft
from assistant.answer.lead import VETTED, matched, opening
from assistant.answer.repeats import says_the_same, self_contained
from assistant.answer.select import AGAINST, quotable
from assistant.answer.sides import sides_of
from assistant.language.words import content_words, fold, stem
from assistant.library import Library
from assistant.records import Answer, Document, Passage, Sentence, Table, TableRow
from assistant.retrieve import Search
from assistant.wording import Wording

# Searches for a text in the language of the draft.
Look = Callable[[str], Search]

_EACH, _DIRECT, _POOL = 3, 2, 60
_ENTRIES = ("kpi", "term")
# A question for one of these is not compared for an "or" in it.
_PRECISE = ("figure", "who", "why", "measure", "plan", "briefing")


@dataclass(frozen=True, slots=True)
class Side:
    """One of two things: how the question names it, its entry in the catalogue if it has one,
    the statements that speak of it, best first, and those that bound them."""

    name: str
    entry: Document | None
    said: tuple[Passage, ...]
    bounded: tuple[Passage, ...]

    @property
    def known(self) -> bool:
        """True where the shelf has anything to say of it."""
        return bool(self.entry or self.said)


class Contrast:
    """Sets two things side by side, each cell in the shelf's own words."""

    def __init__(self, library: Library, wording: Wording) -> None:
        self._library = library
        self._wording = wording

    def answer(self, draft: Draft, look: Look) -> Answer | None:
        """The comparison that the question asks for, None where it asks for none or the shelf
        has nothing on one of the two."""
        asked = sides_of(draft.question, draft.lang, draft.intent not in _PRECISE)
        if asked is None:
            return None
        stems = tuple(_stems(name, draft) for name in asked.names)
        if not all(stems) or set(stems[0]) == set(stems[1]):
            return None
        pair = [
            self._side(name, asked.about, stems[n], stems[1 - n], draft, look)
            for n, name in enumerate(asked.names)
        ]
        if not all(each.known for each in pair):
            return None
        if asked.weighed and not all(_thing_of_its_own(each, draft) for each in pair):
            return None
        lead = self._lead(draft, stems, asked.weighed)
        rows = tuple(self._rows(draft, pair))
        if not rows:
            return None
        return Answer(
            kind="answer",
            question=draft.question,
            lang=draft.lang,
            intent="compare",
            lead=lead,
            table=Table(tuple(_capital(each.name) for each in pair), rows),
            notice="" if draft.vetted or draft.taken else self._wording("table.indirect"),
        )

    def _lead(
        self, draft: Draft, stems: Sequence[Sequence[str]], weighed: bool
    ) -> tuple[Sentence, ...]:
        """The vetted answer to this very comparison, or to a question which of the two does more
        of something; else the statements that name both."""
        best = draft.hits[0].passage.document if draft.hits else ""
        found = matched(draft.search, self._library, draft.lang, "general", best)
        near = draft.search.matches[0].score if draft.search.matches else 0.0
        told: list[Passage]
        listed = found is not None and near >= VETTED and _lists(found, stems, draft)
        if found and (listed or weighed):
            draft.vetted = found
            told = list(opening(found)[:_EACH])
        else:
            both = (
                h.passage
                for h in draft.hits
                if h.passage.kind not in _ENTRIES
                and all(_names(h.passage, each, draft) for each in stems)
                and self_contained(h.passage)
            )
            told = _distinct(both, _DIRECT, draft.taken)
        draft.taken += told
        lead = [draft.citer.sentence(p) for p in told]
        if not lead:
            return (Sentence(self._wording("table.lead")),)
        return tuple(lead)

    def _side(
        self,
        name: str,
        about: str,
        own: Sequence[str],
        other: Sequence[str],
        draft: Draft,
        look: Look,
    ) -> Side:
        search = look(f"{name} {about}".strip())
        entry = self._entry_of(own, draft)
        hits = search.hits(
            lambda p: quotable(p, "yes-no") and p.kind not in _ENTRIES and _names(p, own, draft),
            _POOL,
        )
        alone = [h.passage for h in hits if not _names(h.passage, other, draft)]
        whole = [p for p in alone if self_contained(p)]
        said = [p for p in whole if p.role not in AGAINST]
        bounded = [p for p in whole if p.role in AGAINST]
        return Side(name, entry, tuple(said), tuple(bounded))

    def _entry_of(self, own: Sequence[str], draft: Draft) -> Document | None:
        """The KPI or the glossary entry that goes by that name."""
        for term in self._library.terms:
            forms = (term.names[draft.lang], *term.abbreviations, *term.synonyms[draft.lang])
            if any(_stems(form, draft) == tuple(own) for form in forms):
                kpi = self._library.document(f"kpi:{term.kpi}", draft.lang) if term.kpi else None
                return kpi or self._library.document(f"term:{term.id}", draft.lang)
        return None

    def _rows(self, draft: Draft, pair: Sequence[Side]) -> Iterable[TableRow]:
        for role in ("definition", "formula", "pitfalls"):
            cells = [_entry(each, role) for each in pair]
            # A definition holds its formula: a row of its own only where both sides have it.
            if role == "formula":
                continue
            if all(cells) or (role == "definition" and any(cells)):
                yield self._row(draft, f"table.{role}", cells)
        drawn = [_distinct(each.said, _EACH, draft.taken) for each in pair]
        for each in drawn:
            draft.taken += each
        if any(drawn):
            yield self._row(draft, "table.evidence", drawn)
        limits = [_distinct(each.bounded, 1, draft.taken) for each in pair]
        for each in limits:
            draft.taken += each
        if any(limits):
            yield self._row(draft, "table.limits", limits)

    def _row(self, draft: Draft, label: str, cells: Sequence[Sequence[Passage]]) -> TableRow:
        said = tuple(tuple(draft.citer.sentence(p) for p in cell) for cell in cells)
        return TableRow(self._wording(label), said)


def _thing_of_its_own(side: Side, draft: Draft) -> bool:
    """True for a platform or a term of the catalogue, which can be weighed against another."""
    platforms = draft.fit.wishes.of("platform")
    return bool(side.entry) or any(w.pattern.search(fold(side.name)) for w in platforms)


def _lists(document: Document, stems: Sequence[Sequence[str]], draft: Draft) -> bool:
    """True where one of the questions that a document lists names both sides."""
    lexical = draft.search.part.lexical
    return document.kind == "question" and any(
        all(set(each) <= set(lexical.terms(asked)) for each in stems)
        for asked in (document.title, *document.variants)
    )


def _entry(side: Side, role: str) -> list[Passage]:
    return list(side.entry.of_role(role)[:1]) if side.entry else []


def _stems(name: str, draft: Draft) -> tuple[str, ...]:
    return tuple(stem(word, draft.lang) for word in content_words(name, draft.lang))


def _names(passage: Passage, stems: Sequence[str], draft: Draft) -> bool:
    """True where a passage holds every word of a name, or its head says the market asked for."""
    if set(stems) <= set(draft.search.part.lexical.terms(passage.text)):
        return True
    wishes = draft.fit.wishes.of("market", "sector", "place")
    keys = [w for w in wishes if _stems(w.label, draft) == tuple(stems)]
    return any(draft.fit.bodies.headed(passage.document, wish) for wish in keys)


def _distinct(passages: Iterable[Passage], count: int, taken: Sequence[Passage]) -> list[Passage]:
    """The first of these that say something new, one a document."""
    kept: list[Passage] = []
    for passage in passages:
        if len(kept) == count:
            break
        if any(passage.document == other.document for other in kept):
            continue
        if not any(says_the_same(passage, other) for other in (*taken, *kept)):
            kept.append(passage)
    return kept


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
