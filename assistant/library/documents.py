"""One Markdown page becomes a Document: its front matter, and its passages in order."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant.library.headings import KINDS, headings, role_of
from assistant.library.pages import Page, Section, Unreadable
from assistant.library.problems import Problem
from assistant.library.sentences import read_statement, split_sentences
from assistant.records import LANGS, Document, Lang, Passage

COLLECTION = "shelf"


class Writer:
    """Gathers the passages of one document, numbered in order; a repeated one is kept once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._passages: dict[str, Passage] = {}

    def add(
        self,
        role: str,
        text: str,
        context: str = "",
        references: tuple[str, ...] = (),
        flags: tuple[str, ...] = (),
        line: int = 0,
    ) -> None:
        """Add a passage; its id follows from its content, so that unchanged content keeps it."""
        content = "\x1f".join((role, text, context, *references, "", *flags))
        digest = hashlib.sha256(content.encode()).hexdigest()[:12]
        id = f"{self._document.id}:{self._document.lang}:{digest}"
        if text and id not in self._passages:
            self._passages[id] = Passage(
                id=id,
                document=self._document.id,
                collection=COLLECTION,
                kind=self._document.kind,
                lang=self._document.lang,
                role=role,
                text=text,
                context=context,
                references=references,
                flags=flags,
                order=len(self._passages),
                line=line,
            )

    def document(self) -> Document:
        """The document with what was added."""
        return replace(self._document, passages=tuple(self._passages.values()))


def read_document(page: Page) -> tuple[Document, list[Problem]]:
    """The document of a page, and the sections left out of it.

    Raises Unreadable where the front matter does not say what the document is.
    """
    bare = _bare(page)
    problems: list[Problem] = []
    writer = Writer(bare)
    asked = (bare.title, *bare.variants) if bare.kind == "question" else bare.variants
    for text in asked:
        writer.add("phrasing", text, line=page.line_of(text))
    for section in page.sections:
        role = role_of(section.heading, bare.lang)
        if role is None:
            problems.append(_unknown_heading(page, section, bare.lang))
        elif role != "quiz":
            _write_statements(writer, role, context_of(bare), section)
    return writer.document(), problems


def _bare(page: Page) -> Document:
    """The document without its passages; raises Unreadable where a needed key is missing."""
    front = page.front
    for key in ("id", "kind", "lang", "title"):
        if not isinstance(front.get(key), str) or not front[key].strip():
            raise Unreadable(
                Problem(page.path, 1, f"has no {key!r} in its front matter.", f"Add `{key}: …`.")
            )
    for key, allowed in (("kind", KINDS), ("lang", LANGS)):
        if front[key] not in allowed:
            raise Unreadable(
                Problem(
                    page.path,
                    page.line_of(f"{key}:"),
                    f"has an unknown {key} {front[key]!r}.",
                    f"Use one of {', '.join(allowed)}.",
                    f"unknown {key}",
                )
            )
    return Document(
        id=front["id"],
        kind=front["kind"],
        lang=front["lang"],
        title=front["title"].strip(),
        path=page.path,
        variants=_texts(front, "variants"),
        topics=_texts(front, "topics"),
        objectives=_texts(front, "objectives"),
        kpis=_texts(front, "kpis"),
        related=_texts(front, "related"),
        b2b=_text(front, "b2b") or "both",
        summary=_text(front, "summary"),
        organisation=_text(front, "organisation"),
        sector=_text(front, "sector"),
        country=_text(front, "country"),
        years=_text(front, "years"),
        evidence=_text(front, "evidence"),
        case_type=_text(front, "case_type"),
    )


def _text(front: Mapping[str, Any], key: str) -> str:
    value = front.get(key)
    return "" if value is None else str(value).strip()


def _texts(front: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = front.get(key)
    return tuple(str(item).strip() for item in value) if isinstance(value, list) else ()


def _write_statements(writer: Writer, role: str, context: str, section: Section) -> None:
    """A list item is one passage, a paragraph one passage a sentence."""
    for block in section.blocks:
        for sentence in (block.text,) if block.item else split_sentences(block.text):
            said = read_statement(sentence)
            writer.add(role, said.text, context, said.references, said.flags, block.line)


def context_of(document: Document) -> str:
    """The title, with who and when where the title does not say: a sentence seldom repeats them."""
    title = document.title.casefold()
    extra = [
        value
        for value in (document.organisation, document.years)
        if value and value.casefold() not in title
    ]
    return f"{document.title} ({', '.join(extra)})" if extra else document.title


def _unknown_heading(page: Page, section: Section, lang: Lang) -> Problem:
    if not section.heading:
        line = section.blocks[0].line
        return Problem(
            page.path, line, "has text before its first heading.", "Put it under one.", "heading"
        )
    return Problem(
        page.path,
        section.line,
        f"has an unknown heading {section.heading!r}.",
        f"Use one of: {'; '.join(headings(lang))}.",
        "heading",
    )
