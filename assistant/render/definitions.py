"""Glossary terms in a text, each with its definition on hover, focus or touch."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from assistant.library import Term
from assistant.library.definitions import Mention, TermFinder
from assistant.records import LANGS, Lang
from assistant.render.inert import escaped

# Turns one text of a section into HTML, escaped.
Define = Callable[[str], str]


class Definitions:
    """Marks terms in texts of either language."""

    def __init__(self, terms: Iterable[Term]) -> None:
        kept = tuple(terms)
        self._finders = {lang: TermFinder(kept, lang) for lang in LANGS}

    def section(self, lang: Lang, anchor: str, known: Collection[str] = ()) -> Define:
        """Return what marks the texts of one section, each term where it occurs first.

        `anchor` prefixes the ids of the definitions, so that it must be unique on the page;
        the term ids in `known` stay unmarked.
        """
        finder = self._finders[lang]
        seen = set(known)

        def define(text: str) -> str:
            parts: list[str] = []
            end = 0
            for mention in finder.mentions(text):
                ids = {term.id for term in mention.terms}
                if ids & seen:
                    continue
                seen.update(ids)
                parts.append(escaped(text[end : mention.start]))
                parts.append(_term(text, mention, lang, f"{anchor}-d{len(seen)}"))
                end = mention.end
            return "".join(parts) + escaped(text[end:])

        return define


def _term(text: str, mention: Mention, lang: Lang, id: str) -> str:
    meanings = "".join(
        f"<span><strong>{escaped(_head(term.names[lang]))}</strong> "
        f"{escaped(term.definitions[lang])}</span>"
        for term in mention.terms
    )
    return (
        f'<span class="term" tabindex="0" aria-describedby="{escaped(id)}">'
        f"{escaped(text[mention.start : mention.end])}"
        f'<span class="definition" role="tooltip" id="{escaped(id)}">{meanings}</span></span>'
    )


def _head(name: str) -> str:
    return name[:1].upper() + name[1:]
