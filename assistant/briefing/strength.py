"""How far a statement can be trusted: who measured, who says so, and how long ago."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.briefing.records import Strength
from assistant.library import Library
from assistant.library.browse import is_historical
from assistant.records import SECONDARY, SELF_REPORTED, Passage

_GRADES: Mapping[str, Strength] = {
    "independent": "independent",
    "mixed": "mixed",
    "self-reported": "self-reported",
    "opinion": "opinion",
}


class Strengths:
    """Grades statements by their own flags, then by the study that they come from."""

    def __init__(self, library: Library, year: int) -> None:
        self._library = library
        self._year = year
        self._studies: dict[str, set[Strength]] = {}
        for document in library.documents.values():
            grade = _GRADES.get(document.evidence)
            if document.kind in ("article", "case-study") and grade:
                for passage in document.passages:
                    for key in passage.references:
                        self._studies.setdefault(key, set()).add(grade)

    def of(self, passage: Passage) -> tuple[Strength, ...]:
        """The grade first, then "secondary" and "dated" where they hold; () where uncited."""
        if not passage.cited:
            return ()
        found: list[Strength] = [self._grade(passage)]
        if SECONDARY in passage.flags:
            found.append("secondary")
        issued = [
            self._library.references[key].year
            for key in passage.references
            if key in self._library.references
        ]
        known = [year for year in issued if year]
        if known and is_historical(max(known), self._year):
            found.append("dated")
        return tuple(found)

    def _grade(self, passage: Passage) -> Strength:
        if SELF_REPORTED in passage.flags:
            return "self-reported"
        document = self._library.document(passage.document, passage.lang)
        if document and document.kind in ("article", "case-study"):
            return _GRADES.get(document.evidence, "mixed")
        behind = {grade for key in passage.references for grade in self._studies.get(key, ())}
        # Studies of several kinds behind one sentence are mixed evidence.
        return behind.pop() if len(behind) == 1 else "mixed"
