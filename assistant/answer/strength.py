"""How good the publications behind an answer are, and from when: counted, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from assistant.library import Library
from assistant.records import SELF_REPORTED, Citation, Lang
from assistant.wording import Wording

_KINDS = ("independent", "mixed", "self-reported", "opinion")
_RESTING = ("article", "case-study")


class Strengths:
    """What kind of evidence each publication of a library is."""

    def __init__(self, library: Library) -> None:
        found: dict[str, set[str]] = {}
        for document in library.documents.values():
            if document.kind in _RESTING and document.evidence:
                for passage in document.passages:
                    for key in passage.references:
                        found.setdefault(key, set()).add(document.evidence)
        self._of: Mapping[str, str] = {
            key: next(iter(kinds)) if len(kinds) == 1 else "mixed" for key, kinds in found.items()
        }

    def told(self, citations: Sequence[Citation], wording: Wording, lang: Lang) -> str:
        """One line: publications by kind of evidence, and their years; "" where none is known.

        A publication that is quoted for what somebody declares of themselves counts as such.
        """
        kinds: dict[str, str] = {}
        years: set[int] = set()
        for citation in citations:
            for reference in citation.references:
                declared = SELF_REPORTED in citation.flags
                kind = SELF_REPORTED if declared else self._of.get(reference.key, "mixed")
                kinds.setdefault(reference.key, kind)
                years |= {reference.year} if reference.year else set()
        if not kinds:
            return ""
        counts = Counter(kinds.values())
        parts = [
            wording(f"strength.{kind}.{'one' if _singular(counts[kind], lang) else 'many'}",
                    n=counts[kind])
            for kind in _KINDS
            if counts[kind]
        ]  # fmt: skip
        listed = ", ".join(parts)
        if not years:
            return wording("strength.undated", listed=listed)
        first, last = min(years), max(years)
        if first == last:
            return wording("strength.year", listed=listed, year=last)
        return wording("strength.span", listed=listed, first=first, last=last)


def _singular(number: int, lang: Lang) -> bool:
    return number < 2 if lang == "fr" else number == 1
