"""What a document says around a quoted statement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from assistant.collections import CollectionDesk
from assistant.records import Answer, Citation, Document, Lang
from assistant.render import Surroundings

# Enough to see what the statement stands among, not so much that it hides it.
LONGEST_NEIGHBOUR = 160


class Flaw(Protocol):
    """A file that could not be read."""

    @property
    def path(self) -> str:
        """Where it lies in the knowledge folder."""


class Shelf(Protocol):
    """What the page needs of the library."""

    @property
    def problems(self) -> Sequence[Flaw]:
        """What could not be read."""

    def document(self, id: str, lang: Lang) -> Document | None:
        """One language of a document, None where the shelf has none."""


@runtime_checkable
class Collecting(Protocol):
    """A service that has collections of the company's own documents."""

    @property
    def collections(self) -> CollectionDesk:
        """The company's own documents."""


def named_collections(service: object) -> tuple[tuple[str, str], ...]:
    """Id and name of each collection that has files, none for a service without any."""
    if not isinstance(service, Collecting):
        return ()
    return tuple((each.id, each.name) for each in service.collections.all() if each.files)


def surroundings(answer: Answer, shelf: Shelf) -> Surroundings:
    """Return the neighbours of every quote of the answer, by passage id, shortened."""
    return {citation.passage: _neighbours(citation, shelf) for citation in answer.citations}


def _neighbours(citation: Citation, shelf: Shelf) -> tuple[str, str]:
    document = shelf.document(citation.document, citation.lang)
    same = document.of_role(citation.role) if document else ()
    place = next((i for i, passage in enumerate(same) if passage.id == citation.passage), None)
    if place is None:
        return "", ""
    before = same[place - 1].text if place else ""
    after = same[place + 1].text if place + 1 < len(same) else ""
    return _end_of(before), _start_of(after)


def _end_of(text: str) -> str:
    if len(text) <= LONGEST_NEIGHBOUR:
        return text
    return "… " + text[-LONGEST_NEIGHBOUR:].partition(" ")[2]


def _start_of(text: str) -> str:
    if len(text) <= LONGEST_NEIGHBOUR:
        return text
    return text[:LONGEST_NEIGHBOUR].rpartition(" ")[0] + " …"
