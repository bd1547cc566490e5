"""`/help`: what the product does and how to read it; look, language and settings in force."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pydantic import SecretStr
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assistant.render import Labels
from assistant.settings import Settings
from assistant.web.frame import Frame

ROOT = "/help"
THEMES = ("auto", "light", "dark", "contrast")
_TEMPLATES = Path(__file__).resolve().parent / "templates"
_DISTRIBUTION = "boardwise-assistant"
# Where people sign in, readers see what concerns them; the rest is for those who run it.
_FOR_READERS = frozenset(
    {
        "language",
        "embedder",
        "narrator",
        "question_limit",
        "history_limit",
        "upload_megabytes",
        "upload_pages",
        "upload_seconds",
        "embed_origins",
        "sign_in",
    }
)


def help_routes(settings: Settings) -> list[Route]:
    """Return the route of the page."""
    frame = Frame(settings, "help", "help", _TEMPLATES)

    def page(request: Request) -> Response:
        labels = frame.labels(frame.lang(request))
        return frame.page(
            request,
            "help.html",
            themes=THEMES,
            version=installed_version(),
            kept=what_is_kept(settings),
            settings=settings_in_force(settings, labels),
            all_settings=settings.sign_in == "none",
        )

    return [Route(ROOT, page, methods=["GET"])]


def what_is_kept(settings: Settings) -> tuple[str, ...]:
    """Keys of what is stored anywhere, as the settings in force have it."""
    optional = (("declined", settings.keep_questions), ("people", settings.sign_in != "none"))
    always = ("talk", "documents", "plans", "programme", "feedback")
    return (*always, *(key for key, stored in optional if stored), "browser")


def installed_version() -> str:
    """The version of the product as it is installed, "" where it runs from loose files."""
    try:
        return version(_DISTRIBUTION)
    except PackageNotFoundError:
        return ""


def settings_in_force(settings: Settings, labels: Labels) -> list[tuple[str, str, bool]]:
    """(variable, value as people read it, changed?) of each setting that may be shown.

    A secret is only said to be set or not.
    """
    rows = []
    for name, field in type(settings).model_fields.items():
        if settings.sign_in != "none" and name not in _FOR_READERS:
            continue
        value = getattr(settings, name)
        changed = name in settings.model_fields_set and value != field.default
        rows.append((f"ASSISTANT_{name.upper()}", _shown(value, labels), changed))
    return rows


def _shown(value: object, labels: Labels) -> str:
    if isinstance(value, SecretStr):
        return labels("settings.hidden" if value.get_secret_value() else "settings.none")
    if isinstance(value, bool):
        return labels("settings.yes" if value else "settings.no")
    if value is None or value == "":
        return labels("settings.none")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
