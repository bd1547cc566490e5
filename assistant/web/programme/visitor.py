"""Who sends a form: an anonymous reader known by a signed cookie, from a page of ours."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from assistant.programme import Progress

COOKIE = "boardwise-programme"
ROOT = "/programme"
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Visitor:
    """A reader: the id that their work is kept under, and the cookie to set, "" where it is set."""

    id: str
    token: str = ""

    def remember(self, request: Request, response: Response) -> None:
        """Set the cookie of a reader seen for the first time."""
        if self.token:
            response.set_cookie(
                COOKIE,
                self.token,
                max_age=_YEAR,
                path=ROOT,
                httponly=True,
                samesite="lax",
                secure=request.url.scheme == "https",
            )


def known_visitor(request: Request, progress: Progress) -> str | None:
    """The id of a reader who has work here, None for anybody else."""
    return progress.learner(request.cookies.get(COOKIE, ""))


def visitor(request: Request, progress: Progress) -> Visitor:
    """The reader who saves work; one not seen before is given an id."""
    known = known_visitor(request, progress)
    if known:
        return Visitor(known)
    token = progress.new_token()
    return Visitor(token.partition(".")[0], token)
