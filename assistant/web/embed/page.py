"""`/embedding`: writes the snippet for a site, and shows what it will look like."""

from __future__ import annotations

import re
import shlex

from starlette.requests import Request
from starlette.responses import Response

from assistant.library.topics import TOPICS
from assistant.records import Lang
from assistant.settings import Settings
from assistant.web.embed.answering import AskingService
from assistant.web.embed.chat import TEMPLATES
from assistant.web.embed.choices import MODES, THEMES, Choices
from assistant.web.embed.framing import allowed_origins
from assistant.web.embed.snippets import TARGETS, snippets
from assistant.web.frame import Frame
from assistant.web.ui.context import named_collections

_LONGEST_SERVER = 300
_SERVER = re.compile(r"https?://[\w.\-\[\]:]+(?:/[\w.~/-]*)?")


class EmbeddingPage:
    """Draws the form, the snippets and the preview."""

    def __init__(self, settings: Settings, service: AskingService) -> None:
        self._settings = settings
        self._service = service
        self._frame = Frame(settings, "help", "embed", TEMPLATES)

    def page(self, request: Request) -> Response:
        """The page; every choice stands in its address, so that it can be sent to a colleague."""
        query, lang = request.query_params, self._frame.lang(request)
        # A token ends within the day: it has no place among lines that are pasted once.
        said = {**query, "lang": query.get("language", ""), "token": ""}
        choices = Choices.of(said)
        target = query["target"] if query.get("target") in TARGETS else TARGETS[0]
        question = query.get("q", "").strip()[: self._settings.question_limit]
        server, wrong = _server(query.get("server", ""), str(request.base_url).rstrip("/"))
        words = self._frame.labels(choices.lang or lang)  # type: ignore[arg-type]
        return self._frame.page(
            request,
            "embedding.html",
            choices=choices,
            target=target,
            targets=TARGETS,
            themes=THEMES,
            modes=MODES,
            question=question,
            server=server,
            wrong=wrong,
            topics=_topics(lang),
            collections=named_collections(self._service),
            origins=allowed_origins(self._settings),
            snippets=snippets(target, server, choices, question, words("title")),
            command=self._command(choices),
            preview=_preview(choices, question),
        )

    def _command(self, choices: Choices) -> str:
        """What makes a token for these choices, "" where nobody has to sign in."""
        if self._settings.sign_in == "none":
            return ""
        named = [each for each in allowed_origins(self._settings) if "*" not in each]
        wanted = {"origin": named[0] if named else "https://wiki.example.org"}
        wanted |= {"lang": choices.lang, "collection": choices.collection, "minutes": "60"}
        options = (f"--{name} {shlex.quote(value)}" for name, value in wanted.items() if value)
        return " ".join(("assistant embed token", *options))


def _server(asked: str, own: str) -> tuple[str, bool]:
    """The address of the assistant, and whether the one that was asked for is none."""
    text = asked.strip().rstrip("/")
    if not text:
        return own, False
    if len(text) <= _LONGEST_SERVER and _SERVER.fullmatch(text):
        return text, False
    return own, True


def _topics(lang: Lang) -> list[tuple[str, str]]:
    return sorted(((key, names[lang]) for key, names in TOPICS.items()), key=lambda each: each[1])


def _preview(choices: Choices, question: str) -> str:
    if question:
        return f"/card?{choices.query(q=question)}"
    query = choices.query()
    return f"/embed?{query}" if query else "/embed"
