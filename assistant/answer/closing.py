"""How an answer ends: what to ask management, where to go on, what it could not do."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answer.core import asker
from assistant.answer.draft import AMOUNT, Draft
from assistant.answer.wishes import Wish
from assistant.language.words import fold
from assistant.library import Library
from assistant.records import Document, Sentence
from assistant.wording import Wording

# Below this share of the question's rare words in one statement, no statement answers it.
_DIRECT = 0.6
# Above this confidence a long-winded question is answered all the same.
_SURE = 0.87
# And above this one, a name that no quote repeats was only a way to ask.
_VERY_SURE = 0.95
_BOARD, _FOLLOW_UPS = 2, 3
_DIGIT = re.compile(r"\d")


def board(draft: Draft, library: Library) -> tuple[Sentence, ...]:
    """What to ask management, from the first quoted document that says so."""
    documents = [draft.vetted] if draft.vetted else []
    documents += [d for d in quoted(draft, library) if d.kind != "term"]
    for document in documents:
        told = document.of_role("board")
        asked = [p for p in told if p.text.rstrip().endswith("?")] or list(told)
        if asked:
            return tuple(draft.citer.sentence(p) for p in asked[:_BOARD])
    return ()


def follow_ups(draft: Draft, library: Library) -> tuple[str, ...]:
    """Other vetted questions nearby, and those on the quoted documents."""
    used = draft.vetted.id if draft.vetted else ""
    titles: list[str] = []
    for hit in draft.search.matches:
        document = library.document(hit.passage.document, draft.lang)
        if document is None or document.id == used:
            continue
        title = document.title if document.kind == "question" else hit.passage.text
        if title != draft.question:
            titles.append(title)
    return tuple(dict.fromkeys(titles))[:_FOLLOW_UPS]


def quoted(draft: Draft, library: Library) -> list[Document]:
    """The documents quoted so far, in the order of their first quote."""
    ids = dict.fromkeys(p.document for p in draft.taken)
    found = (library.document(id_, draft.lang) for id_ in ids)
    return [document for document in found if document]


def notice(draft: Draft, wording: Wording) -> str:
    """What the reader must know of the evidence: a name that the shelf does not hold, names
    that it does not hold together, nothing as recent as asked, nothing on the very question."""
    fit = draft.fit
    if fit.missing:
        return wording("notice.missing", names=quoted_names(fit.missing, wording))
    if draft.search.confidence < _VERY_SURE:
        if fit.apart:
            return wording("notice.apart", names=quoted_names(fit.apart, wording))
        unsaid = fit.unsaid(
            {p.document for p in draft.taken}, " ".join(p.text for p in draft.taken)
        )
        if unsaid:
            return wording("notice.unsaid", names=quoted_names(unsaid, wording))
    apart = _unlike(draft)
    if apart:
        return wording("notice.unsaid", names=quoted_names(apart, wording))
    timely = _timely(draft, wording)
    if timely:
        return timely
    figure = AMOUNT if draft.price else _DIGIT
    if draft.intent == "figure" and not any(figure.search(p.text) for p in draft.taken):
        return wording("notice.no_figure")
    listed = draft.vetted is not None
    sure = draft.search.confidence >= _SURE or draft.search.signals.covered_best >= _DIRECT
    if not listed and not draft.examples and not sure:
        return wording("notice.nearest")
    return ""


def _unlike(draft: Draft) -> tuple[Wish, ...]:
    """What the question says of its asker, a sector, a market or a size, of which no quote and no
    quoted document speaks."""
    told = fold(asker(draft.question, draft.lang))
    if not told:
        return ()
    text = fold(" ".join(p.text for p in draft.taken))
    documents = {p.document for p in draft.taken}
    return tuple(
        wish
        for wish in draft.fit.wishes.of("sector", "market", "size")
        if wish.pattern.search(told)
        and not wish.pattern.search(text)
        and not any(draft.fit.bodies.headed(id, wish) for id in documents)
    )


def quoted_names(wishes: Iterable[Wish], wording: Wording) -> str:
    """The words of the question for these wishes, in quotation marks, the last two joined."""
    names = [wording("notice.name", name=each) for each in dict.fromkeys(w.label for w in wishes)]
    if len(names) < 2:
        return "".join(names)
    return wording("notice.and", first=", ".join(names[:-1]), last=names[-1])


def _timely(draft: Draft, wording: Wording) -> str:
    wishes = draft.fit.wishes
    if not wishes.newest and wishes.since is None:
        return ""
    years = [year for p in draft.taken if (year := draft.fit.year(p))]
    newest = max(years, default=None)
    if newest is None:
        return wording("notice.undated")
    if wishes.since is not None and newest < wishes.since:
        return wording("notice.older", since=wishes.since, year=newest)
    return wording("notice.newest", year=newest)
