"""What an answer is made of, in the order in which every medium shows it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from assistant.records import Answer, Citation, Reference, Sentence
from assistant.render.labels import Labels

# Field of Answer, which is also the key of its heading. The lead has none: it is the answer.
SECTIONS = ("own", "disagreements", "evidence", "counter", "limits", "steps", "board_questions")


def sections(answer: Answer, labels: Labels) -> Iterator[tuple[str, str, tuple[Sentence, ...]]]:
    """Yield (name, heading, sentences) of every section that has something to say."""
    for name in SECTIONS:
        sentences: tuple[Sentence, ...] = getattr(answer, name)
        if sentences:
            yield name, labels(f"section_{name}"), sentences


def notes(answer: Answer, labels: Labels) -> tuple[str, ...]:
    """Return the remarks that stand above an answer: what was understood, what was withheld."""
    remarks = []
    if answer.interpreted and answer.interpreted != answer.question:
        remarks.append(labels("understood_as", question=answer.interpreted))
    if answer.withheld and not answer.narration:
        remarks.append(labels.count("withheld", answer.withheld))
    return tuple(remarks)


def qualities(citation: Citation, answer: Answer, labels: Labels) -> tuple[tuple[str, str], ...]:
    """Return (kind of mark, wording) for all that tells how far a source can be trusted."""
    marks = [("flag", labels.of_code("flag", flag)) for flag in citation.flags]
    if citation.collection:
        marks.insert(0, ("unvetted", labels("unvetted")))
        marks.append(("collection", citation.collection_name))
    if citation.locator:
        marks.append(("locator", citation.locator))
    if citation.evidence:
        strength = labels.of_code("strength", citation.evidence)
        marks.append(("strength", strength))
    if citation.years:
        marks.append(("years", citation.years))
    if citation.lang != answer.lang:
        marks.append(("language", labels(f"quoted_in_{citation.lang}")))
    return tuple(marks)


def source_href(citation: Citation, lang: str) -> str:
    """Return the address where a source can be read: a page of the library, or the passage of
    an own document."""
    if not citation.collection:
        return f"/library/{quote(citation.document)}?lang={lang}"
    path = f"/documents/{quote(citation.collection)}/{quote(citation.document)}"
    return f"{path}?lang={lang}#{own_anchor(citation.passage)}"


def own_anchor(passage: str) -> str:
    """Return the anchor of a passage on the page of its document."""
    return "p-" + passage.rpartition(":")[2]


def imprint(reference: Reference, labels: Labels) -> str:
    """Return authors, publisher and year of a publication, "undated" where it has no year."""
    authors = (
        labels("and_others", author=reference.authors[0])
        if len(reference.authors) > 2
        else (labels("and").join(reference.authors))
    )
    year = str(reference.year) if reference.year else labels("undated")
    return ", ".join(part for part in (authors, reference.publisher, year) if part)


def safe_link(url: str) -> str:
    """Return the address where it is one of the web, nothing for any other scheme."""
    return url if url.lower().startswith(("https://", "http://")) else ""
