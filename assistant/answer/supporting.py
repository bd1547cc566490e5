"""What supports an answer, what speaks against it, what it does not prove, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answer.closing import quoted
from assistant.answer.draft import FIRST, Draft
from assistant.answer.lead import defined, opening
from assistant.answer.objectives import indicators
from assistant.answer.repeats import says_the_same, self_contained
from assistant.answer.select import AGAINST, Pick, fronted, pick
from assistant.library import Library
from assistant.records import Document, Hit, Passage, Sentence

_EVIDENCE, _LIMITS, _STEPS = 6, 3, 6
# A figure that is no year: an example that has one says more.
_RESULT = re.compile(r"(?<!\d)(?!(?:19|20)\d\d\b)\d")
# Asked for these, an answer has other things to show than a document's first figure.
_WHOLE = ("who", "measure", "definition")
_ENTRIES = ("kpi", "term", "objective")
_STEP_ROLES = ("how-to", "recommendations")


class Supporting:
    """Chooses the parts of an answer below its opening."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def evidence(self, draft: Draft, lead: Sequence[Passage]) -> list[Pick]:
        """The best statements beside the opening, those for and those against."""
        each = 1 if draft.intent == "who" else 2
        count = _EVIDENCE
        spoken = {p.document for p in lead}
        told = [h for h in draft.hits if not _is_step(h.passage, draft)]
        if draft.vetted and draft.intent == "definition":
            # The other words of the question ("what is it to a board?") need no definition.
            told = [h for h in told if h.passage.kind != "term"]
        hits = self._with_openings(draft, fronted(told, draft.best, spoken, FIRST))
        if draft.vetted and draft.listing:
            # A list is whole in the document that gives it.
            hits, each = [*(Hit(p, 0.0) for p in draft.vetted.of_role("evidence")), *hits], count
        if draft.examples:
            hits = _examples(draft, self._library)
            count, each = draft.fit.wishes.count or _EVIDENCE, 1
        picks, draft.twins = pick(hits, count, draft.taken, each)
        if draft.intent == "measure":
            picks = self._with_indicators(draft, picks)
        elif draft.intent == "definition":
            picks = self._with_definition(draft, picks)
        draft.taken = [*lead, *(p.passage for p in picks)]
        return picks

    def _with_openings(self, draft: Draft, hits: list[Hit]) -> list[Hit]:
        """The hits, with what the best documents say first in figures behind the first ones.

        A document is found more surely than the right one of its statements: its first figure is
        what it has to say in short.
        """
        if draft.intent in _WHOLE:
            return hits
        known = {p.id for p in draft.taken} | {h.passage.id for h in hits[:FIRST]} | draft.without
        first: list[Hit] = []
        for id in draft.best:
            document = self._library.document(id, draft.lang)
            if document is None or document is draft.vetted or document.kind in _ENTRIES:
                continue
            told = (p for p in opening(document) if p.cited and _RESULT.search(p.text))
            shown = next((p for p in told if self_contained(p) and p.id not in known), None)
            if shown:
                first.append(Hit(shown, 0.0))
        kept = [h for h in hits if h.passage.id not in {f.passage.id for f in first}]
        return [*kept[:FIRST], *first, *kept[FIRST:]]

    def steps(self, draft: Draft) -> tuple[Sentence, ...]:
        """What the vetted question advises; where how to do something is asked and it advises
        nothing, what the documents that fit best do."""
        sources: Iterable[Document] = [draft.vetted] if draft.vetted else []
        found = _fresh(draft, (p for each in sources for p in each.of_role("how-to")))
        if not found and draft.intent == "how":
            near = (self._library.document(id, draft.lang) for id in draft.best)
            told = [each for each in near if each and each.of_role(*_STEP_ROLES)]
            found = _fresh(draft, (p for each in told[:1] for p in each.of_role(*_STEP_ROLES)))
        draft.taken += found[:_STEPS]
        return tuple(draft.citer.sentence(p) for p in found[:_STEPS])

    def counter(self, draft: Draft, against: Sequence[Passage]) -> tuple[Sentence, ...]:
        """What speaks against the answer or is missing, found by the search or vetted."""
        chosen = [p for p in against if p.role == "evidence-against"]
        if draft.vetted:
            chosen += _fresh(draft, draft.vetted.of_role("evidence-against"), chosen)
        chosen = chosen[:_LIMITS]
        draft.taken += [p for p in chosen if p not in against]
        return tuple(draft.citer.sentence(p) for p in chosen)

    def limits(
        self, draft: Draft, against: Sequence[Passage], said: int = 0
    ) -> tuple[Sentence, ...]:
        """What the evidence does not prove, from the quoted documents; fewer where `said`
        sentences speak against it already."""
        place = {
            draft.search.part.passages[row].id: order
            for order, row in enumerate(draft.search.ranked.rows)
        }
        chosen = [p for p in against if p.role != "evidence-against"]
        others: list[Passage] = []
        for document in quoted(draft, self._library)[:4]:
            others += document.of_role("limits", "pitfalls")
        others.sort(key=lambda p: place.get(p.id, 10_000))
        pool = [p for p in others if self_contained(p)] or others
        most = max(1, _LIMITS + 1 - said)
        found = _fresh(draft, pool, chosen)[: max(0, most - len(chosen))]
        draft.taken += found
        return tuple(draft.citer.sentence(p) for p in (*chosen, *found))

    def _with_indicators(self, draft: Draft, picks: list[Pick]) -> list[Pick]:
        """The KPIs of the objective that the question names come after the best evidence only."""
        taken = {p.id for p in draft.taken}
        kpis = indicators(draft.search, self._library, draft.lang)
        first = [Pick(Hit(p, 0.0)) for p in kpis if p.id not in taken]
        shown = {p.passage.document for p in first}
        rest = [p for p in picks if p.passage.document not in shown]
        return [*rest[:1], *first, *rest[1:]][: max(_EVIDENCE, len(first) + 2)]

    def _with_definition(self, draft: Draft, picks: list[Pick]) -> list[Pick]:
        """The catalogue's definition, with its formula, where a board question leads instead."""
        entry = defined(draft.search, self._library, draft.lang)
        said = {p.document for p in draft.taken} | {p.passage.document for p in picks[:1]}
        if entry is None or entry.id in said or not _asked_for(entry, draft):
            return picks
        first = [Pick(Hit(p, 0.0)) for p in opening(entry)[:1]]
        rest = [p for p in picks if p.passage.document != entry.id]
        return [*first, *rest][:_EVIDENCE]


def _asked_for(entry: Document, draft: Draft) -> bool:
    """True where the document that leads is about that entry: "what is it to a board?" asks for
    no definition of a board."""
    if draft.vetted is None:
        return True
    lexical = draft.search.part.lexical
    return bool(set(lexical.terms(entry.title)) & set(lexical.terms(draft.vetted.title)))


def split(picks: Sequence[Pick]) -> tuple[list[Pick], list[Passage]]:
    """The picks that support an answer, and the passages that bound it."""
    supports = [p for p in picks if p.passage.role not in AGAINST]
    return supports, [p.passage for p in picks if p.passage.role in AGAINST]


def _fresh(draft: Draft, pool: Iterable[Passage], beside: Sequence[Passage] = ()) -> list[Passage]:
    """Those of a pool that say nothing said already, each once."""
    kept: list[Passage] = []
    for passage in pool:
        known = (*draft.taken, *beside, *kept)
        if not any(says_the_same(passage, other) for other in known):
            kept.append(passage)
    return kept


def _examples(draft: Draft, library: Library) -> list[Hit]:
    """The statements of cases first; only those that fit what was asked for, where some do."""
    wishes = [each for each in draft.fit.wishes.items if draft.fit.bodies.about(each)]
    cases = [h for h in draft.hits if _is_case(h.passage)]
    if not wishes:
        rest = [h for h in draft.hits if h not in cases and h.passage.role not in AGAINST]
        return [*cases, *rest]

    def fits(document: str) -> bool:
        return all(draft.fit.bodies.headed(document, wish) for wish in wishes)

    found = [h for h in cases if fits(h.passage.document)]
    known = {h.passage.document for h in found}
    others = [d for d in library.of_kind("case-study", draft.lang) if d.id not in known]
    rank = {id: place for place, id in enumerate(draft.search.documents)}
    for document in sorted(others, key=lambda d: rank.get(d.id, len(rank))):
        told = [p for p in document.of_role("brief", "evidence") if _is_case(p)]
        told = [p for p in told if p.id not in draft.without]
        if told and fits(document.id):
            shown = next((p for p in told if _RESULT.search(p.text)), told[0])
            found.append(Hit(shown, 0.0))
    return found or cases


def _is_step(passage: Passage, draft: Draft) -> bool:
    """True for what the vetted question advises to do, which has a place of its own."""
    own = draft.vetted is not None and passage.document == draft.vetted.id
    return own and passage.role == "how-to"


def _is_case(passage: Passage) -> bool:
    told = passage.kind == "case-study" and passage.role not in AGAINST
    return told and passage.cited and self_contained(passage)
