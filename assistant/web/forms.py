"""Reads what a page posted, without taking more than a page of ours would send."""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.requests import Request


async def read_form(
    request: Request, largest: int, most_fields: int
) -> dict[str, list[str]] | None:
    """The fields of a form, None where it has over `largest` bytes or `most_fields` fields."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > largest:
            return None
    try:
        return parse_qs(
            body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=most_fields
        )
    except ValueError:
        return None
