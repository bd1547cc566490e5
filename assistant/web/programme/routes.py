"""The addresses of the board programme."""

from __future__ import annotations

from typing import Protocol

from starlette.routing import Route

from assistant.library import Library
from assistant.programme import Progress
from assistant.settings import Settings
from assistant.web.programme.check_pages import CheckPages
from assistant.web.programme.lesson_pages import LessonPages
from assistant.web.programme.place import Place
from assistant.web.programme.visitor import ROOT


class ProgrammeService(Protocol):
    """What the programme needs of the assistant."""

    @property
    def library(self) -> Library:
        """The shelf; another object once it has been read again."""


def programme_routes(settings: Settings, service: ProgrammeService) -> list[Route]:
    """Return the routes of the programme; the work of readers is kept in `settings.home`."""
    place = Place(settings, lambda: service.library, Progress(settings.home))
    lessons, checks = LessonPages(place), CheckPages(place)
    read, write = ["GET"], ["POST"]
    return [
        Route(ROOT, lessons.overview, methods=read),
        Route(f"{ROOT}/", lessons.overview, methods=read),
        Route(f"{ROOT}/progress.json", lessons.export, methods=read),
        Route(f"{ROOT}/erase", lessons.erase, methods=write),
        Route(f"{ROOT}/readiness", checks.check, methods=read),
        Route(f"{ROOT}/readiness", checks.answer, methods=write),
        Route(f"{ROOT}/boards", checks.find, methods=read),
        Route(f"{ROOT}/boards", checks.found, methods=write),
        Route(f"{ROOT}/boards/{{code}}", checks.board, methods=read),
        Route(f"{ROOT}/boards/{{code}}", checks.member, methods=write),
        Route(f"{ROOT}/{{id}}/slides.{{ending}}", lessons.slides, methods=read),
        Route(f"{ROOT}/{{id}}", lessons.lesson, methods=read),
        Route(f"{ROOT}/{{id}}", lessons.work, methods=write),
    ]
