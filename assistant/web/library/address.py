"""The address of a library page, which is all the state that it has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote, urlencode

from assistant.library.browse import FACETS, Catalogue
from assistant.records import Lang
from assistant.render import inert
from assistant.retrieve.shelf_search import LONGEST_SEARCH

ROOT = "/library"


@dataclass(frozen=True)
class Address:
    """What a listing was asked for; `page` counts from 1."""

    lang: Lang
    q: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    page: int = 1

    def href(self) -> str:
        """The address itself."""
        asked = {"lang": self.lang, "q": self.q, **self.choices}
        if self.page > 1:
            asked["page"] = str(self.page)
        return f"{ROOT}?{urlencode({name: value for name, value in asked.items() if value})}"

    def choosing(self, facet: str, key: str) -> str:
        """The address with another choice of a facet, none where the key is empty."""
        kept = {name: value for name, value in self.choices.items() if name != facet}
        chosen = {**kept, facet: key} if key else kept
        return replace(self, choices=chosen, page=1).href()

    def on_page(self, page: int) -> str:
        """The address of another page of the same results."""
        return replace(self, page=page).href()

    def in_language(self, lang: Lang) -> str:
        """The same results in the other language; the keys are the same in both."""
        return replace(self, lang=lang).href()


def read_address(query: Mapping[str, str], lang: Lang, catalogue: Catalogue) -> Address:
    """Read a query; what it should not hold is dropped, never refused."""
    asked = {facet: query[facet] for facet in FACETS if query.get(facet)}
    page = query.get("page", "")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 5 else 1
    typed = " ".join(inert(query.get("q", "")).split())[:LONGEST_SEARCH]
    return Address(lang, typed, catalogue.choices(asked), max(number, 1))


def document_href(id: str, lang: Lang) -> str:
    """The address of a document in one language."""
    return f"{ROOT}/{quote(id, safe=':')}?lang={lang}"


def citations_href(id: str, lang: Lang, ending: str) -> str:
    """The address of a document's sources as a file."""
    return f"{ROOT}/{quote(id, safe=':')}/citations.{ending}?lang={lang}"


def question_href(question: str, lang: Lang) -> str:
    """The address that asks a question in the chat."""
    return f"/?{urlencode({'q': question, 'lang': lang})}"
