"""How an answer ends: what to ask management, where to go on, what it could not do."""

from __future__ import annotations

from assistant.answer.draft import Draft
from assistant.library import Library
from assistant.records import Document, Sentence
from assistant.wording import Wording

# Below this share of the question's rare words in one statement, no statement answers it.
_DIRECT = 0.6
_BOARD, _FOLLOW_UPS = 2, 3


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
    """Says where a name is missing from the shelf, or nothing answers the question directly."""
    names = [
        word
        for word in draft.search.query.unknown
        if any(each.lower() == word and each[0].isupper() for each in _tokens(draft.question))
    ]
    if names:
        return wording("notice.unknown", names=", ".join(n.capitalize() for n in names))
    listed = draft.vetted is not None and draft.vetted.kind in ("question", "kpi", "term")
    if not listed and draft.search.signals.covered_best < _DIRECT:
        return wording("notice.nearest")
    return ""


def _tokens(text: str) -> list[str]:
    return [
        token.strip(".,;:!?()\"'«»’") for token in text.split() if token.strip(".,;:!?()\"'«»’")
    ]
