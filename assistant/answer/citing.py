"""Numbers citations by first appearance, from the one list that the reader sees."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.library import Library
from assistant.records import SECONDARY, SELF_REPORTED, Citation, Lang, Passage, Sentence
from assistant.wording import Wording


class Citer:
    """Turns passages into sentences that carry their citation."""

    def __init__(self, library: Library, wording: Wording, lang: Lang) -> None:
        self._library = library
        self._wording = wording
        self._lang = lang
        self._numbers: dict[str, int] = {}
        self._citations: list[Citation] = []

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations given so far, in the order of their numbers."""
        return tuple(self._citations)

    def sentence(self, passage: Passage, *also: Passage) -> Sentence:
        """The passage's own words, its marker where it has one, and its citation.

        `also` are passages that say the same thing and are cited beside it.
        """
        numbers = tuple(dict.fromkeys(self.number(p) for p in (passage, *also)))
        return Sentence(self.marked(passage), numbers)

    def made(self, text: str, *passages: Passage) -> Sentence:
        """A sentence of our own wording, carried by these passages."""
        return Sentence(text, tuple(dict.fromkeys(self.number(p) for p in passages)))

    def marked(self, passage: Passage) -> str:
        """The text with "(self-reported)" and the like before its final stop."""
        marks = [
            self._wording(f"marker.{flag}")
            for flag in (SELF_REPORTED, SECONDARY)
            if flag in passage.flags
        ]
        if not marks:
            return passage.text
        text, stop = passage.text, ""
        if text[-1:] in ".!?…":
            text, stop = text[:-1], text[-1]
        return f"{text} ({', '.join(marks)}){stop}"

    def number(self, passage: Passage) -> int:
        """The citation number of a passage, given at its first appearance."""
        if passage.id not in self._numbers:
            self._numbers[passage.id] = len(self._citations) + 1
            self._citations.append(self._citation(passage, self._numbers[passage.id]))
        return self._numbers[passage.id]

    def _citation(self, passage: Passage, number: int) -> Citation:
        return citation(passage, self._library, self._keys(passage), number)

    def _keys(self, passage: Passage) -> Iterable[str]:
        """A passage without a citation of its own stands on its document's publications."""
        if passage.references:
            return passage.references
        document = self._library.document(passage.document, passage.lang)
        keys = (key for p in document.passages for key in p.references) if document else ()
        return tuple(dict.fromkeys(keys))[:4]


def citation(
    passage: Passage, library: Library, references: Iterable[str], number: int = 0
) -> Citation:
    """The citation of a passage of the library; keys without a publication are left out."""
    document = library.document(passage.document, passage.lang)
    return Citation(
        number=number,
        passage=passage.id,
        quote=passage.text,
        document=passage.document,
        title=document.title if document else passage.document,
        kind=passage.kind,
        lang=passage.lang,
        role=passage.role,
        references=tuple(
            library.references[key] for key in references if key in library.references
        ),
        flags=passage.flags,
        years=document.years if document else "",
        evidence=document.evidence if document else "",
    )
