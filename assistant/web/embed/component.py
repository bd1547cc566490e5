"""`/embed/assistant-chat.js`: the web component, with its few words in both languages."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from assistant.records import LANGS
from assistant.settings import Settings
from assistant.wording import load_wording

SCRIPT = Path(__file__).resolve().parents[1] / "assets" / "assistant-chat.js"
_WORDS = ("title", "open", "close", "refused", "own_window")


def component_script(settings: Settings) -> str:
    """The script, ready to serve; raises PromptError where a wording is missing."""
    words = {
        lang: {key: load_wording(settings.prompts, "embed", lang)(key) for key in _WORDS}
        for lang in LANGS
    }
    # "<" would end an inline script that somebody pastes it into.
    data = json.dumps(words, ensure_ascii=False).replace("<", "\\u003c")
    return SCRIPT.read_text(encoding="utf-8").replace('"%words%"', data)


def component_route(settings: Settings) -> Callable[[Request], Awaitable[Response]]:
    """Return the route; sites may keep the script for five minutes, then ask whether it changed."""
    body = component_script(settings).encode()
    tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    headers = {
        "Cache-Control": "public, max-age=300",
        "ETag": tag,
        # Any page may load it; what it shows is framed only where that is allowed.
        "Cross-Origin-Resource-Policy": "cross-origin",
    }

    async def script(request: Request) -> Response:
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return Response(body, media_type="text/javascript", headers=headers)

    return script
