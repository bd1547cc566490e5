"""What every page but the chat is drawn in: head, header, places, language and theme switch."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from assistant.records import LANGS, Lang
from assistant.render import Labels, load_labels
from assistant.settings import Settings
from assistant.web.places import places_html
from assistant.web.tongue import preferred_language
from assistant.wording import load_wording

TEMPLATES = Path(__file__).resolve().parent / "templates"
# A page depends on these where its address does not say the language.
HEADERS = {"Cache-Control": "no-cache", "Vary": "Accept-Language, Cookie"}


class Frame:
    """Draws the pages of one place: its key, its wording task and its folder of templates.

    A template extends "base.html" and fills the blocks title, head and content. It is given
    `t` (the place's wording), `shared` (that of the chat), `frame` (that of this frame),
    `lang`, `other`, `langs`, `twin` (the same page in the other language) and its context.
    """

    def __init__(self, settings: Settings, place: str, task: str, templates: Path) -> None:
        self.settings = settings
        self.place = place
        self._task = task
        self._templates = Environment(
            loader=ChoiceLoader([FileSystemLoader(templates), FileSystemLoader(TEMPLATES)]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def lang(self, request: Request) -> Lang:
        """The language of the address, else the reader's choice, the setting, the browser's."""
        return preferred_language(
            self.settings.language, request.headers, request.cookies, request.query_params
        )

    def labels(self, lang: Lang) -> Labels:
        """The wording of the place."""
        return Labels(lang, load_wording(self.settings.prompts, self._task, lang))

    def page(
        self,
        request: Request,
        template: str,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        **context: Any,
    ) -> HTMLResponse:
        """Fill a template for a request; raises PromptError where a wording is missing."""
        lang = self.lang(request)
        twin = request.url.include_query_params(lang="en" if lang == "fr" else "fr")
        html = self.render(template, lang, f"{twin.path}?{twin.query}", **context)
        return HTMLResponse(html, status_code=status, headers={**HEADERS, **(headers or {})})

    def render(self, template: str, lang: Lang, twin: str, **context: Any) -> str:
        """Fill a template; `twin` is the address of the page in the other language."""
        return self._templates.get_template(template).render(
            t=self.labels(lang),
            shared=load_labels(self.settings.prompts, lang),
            frame=Labels(lang, load_wording(self.settings.prompts, "frame", lang)),
            places=places_html(self.settings.prompts, lang, self.place),
            lang=lang,
            other="en" if lang == "fr" else "fr",
            langs=LANGS,
            twin=twin,
            **context,
        )
