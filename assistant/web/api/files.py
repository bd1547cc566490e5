"""Documents as responses."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from assistant.export import KINDS, Export
from assistant.library.places import slug

_BYTES = {"schema": {"type": "string", "format": "binary"}}
# For the description of a route that gives a file.
FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file.",
        "content": {kind.media.split(";")[0]: _BYTES for kind in KINDS.values()},
    }
}


def file_response(made: Export, title: str) -> Response:
    """The response that gives a document, named after its title."""
    return named(made.data, made.media, f"{slug(title)[:60] or 'boardwise'}.{made.ending}")


def named(data: bytes | str, media: str, name: str) -> Response:
    """The response that gives a file of a plain ASCII name."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    return Response(data, media_type=media, headers=headers)
