"""What every library page is made from: the service, the shelf made ready, wording, templates."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

from assistant.library import Library
from assistant.library.browse import Catalogue
from assistant.records import LANGS, Lang
from assistant.render import Labels, load_labels
from assistant.render.definitions import Definitions
from assistant.render.sections import safe_link
from assistant.retrieve.shelf_search import Ranker
from assistant.web.frame import TEMPLATES as SHARED
from assistant.web.library.address import Address, citations_href, document_href, question_href
from assistant.web.places import places_html
from assistant.wording import load_wording

TEMPLATES = Path(__file__).resolve().parent / "templates"


@runtime_checkable
class LibraryService(Protocol):
    """What the library pages need of the assistant."""

    @property
    def library(self) -> Library:
        """The shelf; another object once it has been read again."""

    @property
    def retriever(self) -> Ranker:
        """What ranks documents for the words of a search."""


@dataclass(frozen=True)
class Shelf:
    """One reading of the library, made ready for pages."""

    library: Library
    catalogue: Catalogue
    definitions: Definitions


class Room:
    """Holds the shelf and the templates; a page takes everything from here."""

    def __init__(self, service: LibraryService, prompts: Path) -> None:
        self.service = service
        self._prompts = prompts
        self._lock = threading.Lock()
        self._shelf: Shelf | None = None
        self._templates = Environment(
            loader=ChoiceLoader([FileSystemLoader(TEMPLATES), FileSystemLoader(SHARED)]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def shelf(self) -> Shelf:
        """The shelf as it stands; made ready again only after it was read again."""
        library = self.service.library
        with self._lock:
            if self._shelf is None or self._shelf.library is not library:
                self._shelf = Shelf(library, Catalogue(library), Definitions(library.terms))
            return self._shelf

    def labels(self, lang: Lang) -> Labels:
        """The wording of the library pages."""
        return Labels(lang, load_wording(self._prompts, "library", lang))

    def shared(self, lang: Lang) -> Labels:
        """The wording that the library shares with the chat."""
        return load_labels(self._prompts, lang)

    def render(self, name: str, lang: Lang, twin: str, **context: Any) -> str:
        """Fill a template; `twin` is the address of the page in the other language."""
        labels = self.labels(lang)
        other: Lang = "en" if lang == "fr" else "fr"
        return self._templates.get_template(name).render(
            t=labels,
            shared=self.shared(lang),
            lang=lang,
            other=other,
            langs=LANGS,
            twin=twin,
            places=places_html(self._prompts, lang, "library"),
            home=Address(lang).href(),
            document_href=document_href,
            citations_href=citations_href,
            question_href=question_href,
            safe_link=safe_link,
            **context,
        )
