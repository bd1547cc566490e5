"""Whether a form stood on a page of ours."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import Request


def from_our_page(request: Request) -> bool:
    """False where the browser says that another site sent the form.

    Our pages send no referrer, and a form then says "Origin: null"; so the header that says how
    the sender relates to us comes first. A program that is no browser sends neither.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")
