"""The page of one document, and its sources as files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from markupsafe import Markup

from assistant.language.tokens import tokens
from assistant.library import Library
from assistant.library.bibliography import as_text, to_bibtex, to_csl, to_text
from assistant.library.browse import is_historical, span_of
from assistant.library.entries import readable_formula
from assistant.library.layout import Notebook, latest_year, lay_out
from assistant.library.related import (
    cited_references,
    linked_objectives,
    nearest,
    related_documents,
)
from assistant.records import Document, Lang
from assistant.render import Labels
from assistant.render.sections import imprint
from assistant.web.library.address import Address, document_href, question_href
from assistant.web.library.room import Room, Shelf

# Ending of the file's name: media type.
MEDIA = {
    "bib": "application/x-bibtex",
    "json": "application/vnd.citationstyles.csl+json",
    "txt": "text/plain",
}
LONGEST_NAME = 160
_FORMATS: Mapping[str, Any] = {
    "as_text": as_text,
    "to_text": to_text,
    "to_bibtex": to_bibtex,
    "to_csl": to_csl,
}


def document_page(room: Room, id: str, lang: Lang) -> str | None:
    """Return a document's page as HTML, None where the shelf has no such document."""
    shelf = room.shelf()
    document = _in_either_language(shelf.library, id, lang)
    if document is None:
        return None
    labels = room.labels(lang)
    today = date.today().year
    notebook = Notebook(shelf.library)
    sections = lay_out(document, notebook, shelf.library, today)
    entry = _entry(shelf.library, document)
    if entry["objective"]:
        notebook.numbers(each.source.reference for each in entry["objective"].evidence)
    last = latest_year(document)
    other: Lang = "en" if lang == "fr" else "fr"
    return room.render(
        "document.html",
        lang,
        document_href(id, other),
        document=document,
        sections=sections,
        numbers=notebook.numbers,
        notes=notebook.notes(),
        historical=last if is_historical(last, today) else None,
        library=shelf.library,
        topics=[(key, shelf.catalogue.label("topic", key, lang)) for key in document.topics],
        objectives=linked_objectives(document, shelf.library),
        kpis=[key for key in document.kpis if key in shelf.library.kpis],
        related=related_documents(document, shelf.library),
        ask=_way_on(document, shelf.library, labels),
        old=lambda years: is_historical((span_of(years) or (0, None))[1], today),
        define=_definer(shelf, document),
        first_mention=_first_mention(),
        imprint=lambda reference: imprint(reference, room.shared(lang)),
        **entry,
        **_FORMATS,
    )


def missing_page(room: Room, id: str, lang: Lang) -> str:
    """Return the page for an address that holds nothing, as HTML."""
    other: Lang = "en" if lang == "fr" else "fr"
    near = nearest(id, room.shelf().library, lang)
    twin = document_href(id, other)
    return room.render("missing.html", lang, twin, id=id[:80], near=near)


def citations(room: Room, id: str, lang: Lang, ending: str) -> str | None:
    """Return a document's sources as BibTeX, CSL-JSON or text, None where there is none such."""
    shelf = room.shelf()
    document = _in_either_language(shelf.library, id, lang)
    if document is None or ending not in MEDIA:
        return None
    cited = cited_references(document, shelf.library, date.today().year)
    if ending == "bib":
        return to_bibtex(cited)
    return to_csl(cited) if ending == "json" else to_text(cited, lang)


def question_about(document: Document, labels: Labels) -> str:
    """The question that "ask about this" puts to the chat."""
    text = document.title
    if len(text) > LONGEST_NAME:
        text = text[:LONGEST_NAME].rpartition(" ")[0] + "…"
    key = f"ask_{document.kind}"
    return labels(key, name=text) if key in labels else text


def _way_on(document: Document, library: Library, labels: Labels) -> tuple[str, str]:
    """Address and wording of the step that the page offers first.

    The chat answers questions about documents and KPIs; a word without a KPI it leaves to the
    search, which shows where the word comes up.
    """
    lang = labels.lang
    kpi = library.kpis.get(document.kpis[0]) if document.kpis else None
    if document.kind != "term":
        return question_href(question_about(document, labels), lang), labels("ask")
    if kpi:
        return question_href(labels("ask_kpi", name=kpi.names[lang]), lang), labels("ask")
    return Address(lang, document.title).href(), labels("mentions")


def _in_either_language(library: Library, id: str, lang: Lang) -> Document | None:
    other: Lang = "en" if lang == "fr" else "fr"
    return library.document(id, lang) or library.document(id, other)


def _entry(library: Library, document: Document) -> dict[str, Any]:
    """The catalogue's entry behind a document, under its kind; None under every other kind."""
    id = document.id.partition(":")[2]
    kpi = library.kpis.get(id) if document.kind == "kpi" else None
    formula = readable_formula(kpi.formulas[document.lang]).replace(" - ", " − ") if kpi else ""
    terms = library.terms if document.kind == "term" else ()
    return {
        "kpi": kpi,
        "formula": formula,
        "objective": library.objectives.get(id) if document.kind == "objective" else None,
        "term": next((term for term in terms if term.id == id), None),
        "other_names": _other_names(document),
    }


def _other_names(document: Document) -> list[str]:
    """The names of a term without those that only lack the accents of another."""
    names: dict[str, str] = {}
    for name in document.variants:
        key = " ".join(tokens(name))
        # An accented letter sorts after every plain one.
        names[key] = max(name, names.get(key, ""))
    names.pop(" ".join(tokens(document.title)), None)
    return list(names.values())


def _definer(shelf: Shelf, document: Document) -> Callable[[object], Callable[[str], Markup]]:
    """What gives each section of the template its own marking of terms."""
    own = {document.id.partition(":")[2]} if document.kind == "term" else set(document.kpis[:1])
    known: Iterable[str] = own if document.kind in ("term", "kpi") else ()
    same = {term.id for term in shelf.library.terms if term.kpi and term.kpi in known} | {*known}

    def section(anchor: object) -> Callable[[str], Markup]:
        define = shelf.definitions.section(document.lang, f"s{anchor}", same)
        # Escaped by `Definitions`, which is its contract.
        return lambda text: Markup(define(text))  # noqa: S704

    return section


def _first_mention() -> Callable[[int], bool]:
    """True the first time that a note number is shown on the page: its source leads back there."""
    seen: set[int] = set()

    def first(number: int) -> bool:
        new = number not in seen
        seen.add(number)
        return new

    return first
