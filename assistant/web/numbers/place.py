"""What every page of the arithmetic is made from."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from assistant.plan.numbers.desk import Numbers
from assistant.records import Lang
from assistant.render.labels import Labels
from assistant.settings import Settings
from assistant.web.frame import Frame
from assistant.web.numbers.forms import Sheet

TEMPLATES = Path(__file__).resolve().parent / "templates"
# A user's own figures: no shared cache may keep the page.
PRIVATE = {"Cache-Control": "no-store"}


class Place:
    """The frame, the arithmetic and the way from a form to its page."""

    def __init__(self, settings: Settings, numbers: Numbers, key: str) -> None:
        self.frame = Frame(settings, key, "numbers", TEMPLATES)
        self.numbers = numbers

    def labels(self, lang: Lang) -> Labels:
        """The wording of the arithmetic."""
        return self.frame.labels(lang)

    def page(
        self, request: Request, template: str, sheet: Sheet, context: dict[str, Any]
    ) -> Response:
        """Fill a template; status 422 where a value could not be taken."""
        lang = sheet.lang
        return self.frame.page(
            request,
            template,
            422 if sheet.faults else 200,
            PRIVATE,
            sheet=sheet,
            faults=sheet.faults,
            href=lambda path, **query: f"{path}?{urlencode({'lang': lang, **query})}",
            here=request.url.path,
            **{"report": None, "charts": {}, "example": False, **context},
        )
