"""Ages: an old figure that is quoted alone should say of when it is."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.language.numbers import figures, years
from assistant.library.browse import HISTORICAL_AFTER, is_historical
from assistant.library.check.figures import about_the_world
from assistant.library.problems import Problem
from assistant.library.shelf import Library
from assistant.records import Document, Passage

# The numbers of a method ("four levels") do not age.
_METHODS = frozenset({"definition", "example", "exercise", "formula", "phrasing", "structure"})


def undated_figures(library: Library, today: int) -> Iterator[Problem]:
    """One notice a file whose statements hold old figures but no year; `today` is the year.

    Pages flag such figures as historical by the date of their source, so this is no fault.
    """
    for document in library.documents.values():
        lines = [p.line for p in document.passages if _undated(p, document, library, today)]
        if lines:
            places = ", ".join(str(line) for line in dict.fromkeys(lines))
            yield Problem(
                document.path,
                lines[0],
                f"states figures over {HISTORICAL_AFTER} years old without their year "
                f"({len(lines)} statements; lines {places}).",
                "Say in the sentence of when the figures are.",
                "undated figure",
            )


def _undated(passage: Passage, document: Document, library: Library, today: int) -> bool:
    if not passage.cited or passage.role in _METHODS or years(passage.text, document.lang):
        return False
    if not any(about_the_world(each) for each in figures(passage.text, document.lang)):
        return False
    cited = [library.references[key] for key in passage.references if key in library.references]
    latest = max((each.year for each in cited if each.year), default=None)
    return is_historical(latest, today)
