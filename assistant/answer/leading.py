"""How an answer opens: with the answer that is vetted, else with the statements that fit best.

A question of yes or no is answered by a verdict where one is vetted, and told that the sources
do not settle it where none is; a question for a figure, by a figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.causes import Causes
from assistant.answer.draft import AMOUNT, Draft
from assistant.answer.lead import VETTED, defined, matched, opening
from assistant.answer.repeats import numbers, says_the_same, self_contained
from assistant.answer.verdict import bare_verdict, gives_verdict, opens_with_verdict
from assistant.answer.wishes import Kind
from assistant.library import Library
from assistant.records import Document, Passage, Sentence
from assistant.wording import Wording

_LEADS = 4
_OPEN_QUESTIONS = ("how", "measure", "figure", "who", "why", "definition")
# A statement this much of the question is a fact on the very thing asked.
_SPECIFIC = 0.7
# How much nearer to the question a document counts that is about the very market or place asked
# for, and one of the form asked for.
_ABOUT, _FORM, _VERDICT = 0.1, 0.02, 0.04
_ENTRIES = ("kpi", "term")
_QUANTITY = re.compile(r"(?<![\d-])(?!(?:19|20)\d\d\b)\d")


class Leading:
    """Chooses what an answer opens with, and says it."""

    def __init__(self, library: Library, wording: Wording) -> None:
        self._library = library
        self._wording = wording
        self._causes = Causes(library)

    def vetted(self, draft: Draft) -> Document | None:
        """The document that leads, unless a statement answers more precisely."""
        best = draft.hits[0].passage.document if draft.hits else ""
        document = matched(
            draft.search,
            self._library,
            draft.lang,
            draft.intent,
            best,
            lambda each: _suits(each, draft),
        )
        if document is not None and not self._fits(draft, document):
            document = None
        if draft.intent == "definition":
            named = defined(draft.search, self._library, draft.lang)
            if document is None or (named and _less_exact(document, named, draft)):
                document = named
        if document is None or not draft.hits:
            return document
        if draft.intent == "figure" and self._more_precise(draft, document):
            return None
        return document

    def passages(self, draft: Draft) -> list[Passage]:
        """What opens the answer, each once, a figure first where one was asked for."""
        if draft.examples and not draft.vetted:
            return []
        vetted = draft.vetted
        found = list(opening(vetted)[:_LEADS]) if vetted else _statements(draft)
        if draft.intent in _OPEN_QUESTIONS:
            # "In part." answers whether, not how.
            found = [each for each in found if not bare_verdict(each)] or found
        if draft.intent == "who":
            # Nor does "It depends, …" say who.
            found = [each for each in found if not _only_verdict(each)] or found
        if draft.intent != "figure":
            return found
        return _figure_first(found, AMOUNT if draft.price else _QUANTITY)

    def said(self, draft: Draft, lead: Sequence[Passage]) -> tuple[Sentence, ...]:
        """The opening in words, told first that nothing settles a question of yes or no."""
        first = set(draft.best)
        sentences = []
        if not lead and draft.examples:
            sentences.append(draft.citer.made(self._wording("listing.lead"), *draft.taken))
        if self._unsettled(draft, lead):
            # Our own words, which claim nothing of the world and need no source.
            sentences.append(Sentence(self._wording("verdict.open")))
        for passage in lead:
            twins = [t for t in draft.twins.get(passage.id, ()) if t.document in first]
            sentences.append(draft.citer.sentence(passage, *twins[:2]))
        if lead and self._causes.together_only(draft, lead):
            sentences.append(Sentence(self._wording("verdict.together")))
        return tuple(sentences)

    def _unsettled(self, draft: Draft, lead: Sequence[Passage]) -> bool:
        """True for a question of yes or no that no verdict and no very fact answers."""
        if draft.intent != "yes-no" or not lead or opens_with_verdict(lead):
            return False
        if draft.vetted is not None:
            told = (draft.vetted.title, *(p.text for p in lead))
            return draft.search.share(draft.vetted.id, told) < _SPECIFIC
        return _shared(lead[0].text, draft) < _SPECIFIC

    def _fits(self, draft: Draft, document: Document) -> bool:
        """A verdict on something else than the name or the platform asked about is none; nor
        is an old one where the newest is asked for."""
        wishes, told = draft.fit.wishes, opening(document)
        near = (h for h in draft.search.matches if h.passage.document == document.id)
        # A listed question that names what was asked about has its answer here.
        asked = [hit.passage for hit in near if hit.score >= VETTED]
        kinds: tuple[Kind, ...] = ("place", "sector", "market") if draft.examples else ()
        if not draft.fit.holds(document, (*told, *asked), *kinds):
            return False
        if wishes.newest and draft.intent in ("general", "who", "figure"):
            return False
        if wishes.since is None:
            return True
        return max((draft.fit.year(p) or 0 for p in told), default=0) >= wishes.since

    def _more_precise(self, draft: Draft, document: Document) -> bool:
        """True where the best statement shares more of the question's rare words."""
        answer = " ".join(p.text for p in opening(document))
        best = draft.hits[0].passage
        return bool(numbers(best.text)) and _shared(best.text, draft) > 1.15 * _shared(
            answer, draft
        )


def _less_exact(document: Document, named: Document, draft: Draft) -> bool:
    """True for an entry of the catalogue whose name has words that the question has not, and for
    an article or a case that is about something else than the entry that the question names."""
    lexical = draft.search.part.lexical
    head, name = set(lexical.terms(document.title)), set(lexical.terms(named.title))
    asked = set(lexical.terms(draft.search.query.text))
    if document.kind in _ENTRIES:
        return not head <= asked
    return document.kind != "question" and name <= asked and not name <= head


def _only_verdict(passage: Passage) -> bool:
    """True for a verdict that gives no figure; it says whether, and not who."""
    return gives_verdict(passage.text, passage.lang) and not _QUANTITY.search(passage.text)


def _shared(text: str, draft: Draft) -> float:
    """Share of the question's words, by their rarity, that a text has or says otherwise."""
    search = draft.search
    return search.affinity.share(search.query, (text,), search.part.lexical)


def _suits(document: Document, draft: Draft) -> float:
    """How well a document suits the form of a question: whether it speaks of the place, the
    sector or the market asked about, and gives a verdict or steps where these are asked for."""
    told = opening(document)
    wanted = draft.fit.wishes.of("place", "sector", "market", "size")
    about = document.kind == "question" and bool(wanted)
    about = about and draft.fit.holds(document, told, "place", "sector", "market", "size")
    verdict = draft.intent == "yes-no" and opens_with_verdict(told)
    steps = draft.intent == "how" and bool(document.of_role("how-to"))
    return _ABOUT * about + _VERDICT * verdict + _FORM * steps


def _statements(draft: Draft) -> list[Passage]:
    """The best statement that stands alone, and the next where it belongs to it."""
    if not draft.hits:
        return []
    top = draft.hits[0].score
    whole = (h for h in draft.hits[:4] if self_contained(h.passage) and h.score > top - 1.0)
    first = next(whole, draft.hits[0])
    lead = [first.passage]
    for hit in draft.hits[:6]:
        near = hit.score > first.score - 0.9 and hit is not first
        same = hit.passage.document == first.passage.document
        new = not says_the_same(hit.passage, first.passage)
        if near and same and new and self_contained(hit.passage):
            lead.append(hit.passage)
            break
    return lead


def _figure_first(passages: list[Passage], figure: re.Pattern[str]) -> list[Passage]:
    """The first sentence with such a figure in front, where it can stand there."""
    place = next((n for n, p in enumerate(passages) if figure.search(p.text)), 0)
    if place and self_contained(passages[place]):
        return [passages[place], *passages[:place], *passages[place + 1 :]]
    return passages
