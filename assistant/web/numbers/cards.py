"""Scorecards that are kept: opened, given new actuals, taken from a plan, taken away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Protocol, runtime_checkable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from assistant.errors import AssistantError
from assistant.plan.following import indicators_of_plan
from assistant.plan.numbers.cards import Card, CardMissing, CardStale
from assistant.plan.numbers.desk import Numbers
from assistant.plan.numbers.indicator import Indicator
from assistant.plan.numbers.targets_text import targets_text
from assistant.plan.planning import Planning
from assistant.plan.store import PlanMissing
from assistant.render.card_files import CARD_FILES, card_file
from assistant.render.scorecard_report import scorecard_report
from assistant.settings import Settings
from assistant.web.numbers.forms import LARGEST, Sheet, links, sent_sheet, typed_sheet
from assistant.web.numbers.place import PRIVATE, Place
from assistant.web.numbers.series import read_card

ROOT = "/scorecard"


@runtime_checkable
class CardService(Protocol):
    """What the pages need of the assistant."""

    @property
    def numbers(self) -> Numbers:
        """The arithmetic, with the scorecards that are kept."""

    @property
    def planning(self) -> Planning:
        """The plans."""


def card_routes(settings: Settings, service: CardService) -> list[Route]:
    """Return the routes; they stand before those of the empty scorecard."""
    desk = _Desk(settings, service)
    return [
        Route(f"{ROOT}/keep", desk.keep, methods=["POST"]),
        Route(f"{ROOT}/of-plan", desk.of_plan, methods=["POST"]),
        Route(f"{ROOT}/{{id}}", desk.open, methods=["GET"]),
        Route(f"{ROOT}/{{id}}", desk.extend, methods=["POST"]),
        Route(f"{ROOT}/{{id}}/file", desk.file, methods=["GET"]),
        Route(f"{ROOT}/{{id}}/delete", desk.delete, methods=["POST"]),
    ]


@dataclass(frozen=True)
class _Desk:
    """Turns requests into pages, files and redirections."""

    settings: Settings
    service: CardService

    @property
    def _place(self) -> Place:
        return Place(self.settings, self.service.numbers, "scorecard")

    async def _sent(self, request: Request) -> Sheet:
        place = self._place
        lang = place.frame.lang(request)
        sheet = await sent_sheet(request, self.settings.prompts, lang)
        if sheet is None:
            t = place.labels(lang)
            sheet = Sheet(lang, self.settings.prompts)
            said = t("page_too_large", limit=LARGEST // 2**20)
            sheet.faults[""] = (said, t("page_too_large_remedy"))
        return sheet

    async def keep(self, request: Request) -> Response:
        """Keep the scorecard of a form, then open it."""
        return await run_in_threadpool(self._kept, request, await self._sent(request))

    def _kept(self, request: Request, sheet: Sheet) -> Response:
        place = self._place
        found = read_card(place, sheet)
        name = sheet["card_name"].strip() or place.labels(sheet.lang)("title_scorecard")
        if found.card is None or sheet.faults:
            return place.page(request, "scorecard.html", sheet, found.context(place, sheet))
        made = place.numbers.cards.create(name, found.indicators, found.actuals)
        return self._to(made, sheet.lang)

    async def of_plan(self, request: Request) -> Response:
        """A scorecard of what a kept plan promised, without actuals yet."""
        return await run_in_threadpool(self._of_plan, request, await self._sent(request))

    def _of_plan(self, request: Request, sheet: Sheet) -> Response:
        planning = self.service.planning
        try:
            kept = planning.store.get(sheet["plan"])
        except PlanMissing as fault:
            return self._missing(request, fault)
        indicators = indicators_of_plan(kept.plan, planning.planner.library.kpis)
        made = self.service.numbers.cards.create(kept.plan.title, indicators, {}, kept.id)
        return self._to(made, sheet.lang)

    def open(self, request: Request) -> Response:
        """A scorecard as it stands."""
        place = self._place
        sheet = typed_sheet(request, self.settings.prompts, place.frame.lang(request))
        try:
            card = place.numbers.cards.get(request.path_params["id"])
        except CardMissing as fault:
            return self._missing(request, fault)
        return self._page(request, card, sheet)

    async def extend(self, request: Request) -> Response:
        """Add actuals, or exchange targets; what cannot be taken is told and nothing is lost."""
        return await run_in_threadpool(self._extended, request, await self._sent(request))

    def _extended(self, request: Request, sheet: Sheet) -> Response:
        place, cards = self._place, self.service.numbers.cards
        try:
            card = cards.get(request.path_params["id"])
        except CardMissing as fault:
            return self._missing(request, fault)
        found = read_card(place, sheet)
        if sheet.faults or not found.indicators:
            return self._page(request, card, sheet, found.mapping)
        base = int(sheet["base"]) if sheet["base"].isdecimal() else 0
        indicators = _with_ids(found.indicators, card.indicators)
        try:
            kept = place.numbers.add(replace(card, version=base), found.actuals, indicators)
        except CardStale as fault:
            sheet.tell("", fault)
            return self._page(request, card, sheet, found.mapping, 409)
        except AssistantError as fault:
            sheet.tell("actuals", fault)
            return self._page(request, card, sheet, found.mapping)
        return self._to(kept, sheet.lang, "&taken=1")

    def _page(
        self,
        request: Request,
        card: Card,
        sheet: Sheet,
        mapping: Any = (),
        status: int | None = None,
    ) -> Response:
        from assistant.export.chart_series import scorecard_charts

        place = self._place
        t = place.labels(sheet.lang)
        judged = sheet.attempt(lambda: place.numbers.judged(card), "targets")
        board = bool(sheet["board"])
        drawings = scorecard_charts(judged, t, "page") if judged and not board else {}
        if "targets" not in sheet.texts:
            sheet.texts["targets"] = targets_text(card.indicators, sheet.lang)
        page = place.page(request, "card.html", sheet, {
            "card": card, "board": board, "mapping": mapping, "files": CARD_FILES,
            "names": tuple(each.name for each in card.indicators),
            "report": scorecard_report(judged, t, not board) if judged else None,
            "charts": links(drawings),
        })  # fmt: skip
        page.status_code = status or page.status_code
        return page

    def file(self, request: Request) -> Response:
        """The scorecard in the format that the address names; its page where that fails."""
        place = self._place
        sheet = typed_sheet(request, self.settings.prompts, place.frame.lang(request))
        try:
            card = place.numbers.cards.get(request.path_params["id"])
        except CardMissing as fault:
            return self._missing(request, fault)
        t = place.labels(sheet.lang)
        wanted = sheet.texts.pop("format", "")
        made = sheet.attempt(lambda: card_file(card, place.numbers.judged(card), t, wanted))
        if made is None:
            return self._page(request, card, sheet)
        name = f'attachment; filename="scorecard-{card.id}-{card.version}.{made.ending}"'
        headers = {**PRIVATE, "Content-Disposition": name}
        return Response(made.data, media_type=made.media, headers=headers)

    def delete(self, request: Request) -> Response:
        """Remove a scorecard with its actuals."""
        try:
            self.service.numbers.cards.delete(request.path_params["id"])
        except CardMissing as fault:
            return self._missing(request, fault)
        lang = self._place.frame.lang(request)
        return RedirectResponse(f"{ROOT}?lang={lang}#kept", 303)

    def _missing(self, request: Request, fault: AssistantError) -> Response:
        place = self._place
        sheet = Sheet(place.frame.lang(request), self.settings.prompts)
        sheet.tell("", fault)
        page = place.page(request, "card_missing.html", sheet, {})
        page.status_code = 404
        return page

    def _to(self, card: Card, lang: str, more: str = "") -> Response:
        return RedirectResponse(f"{ROOT}/{card.id}?lang={lang}{more}", 303)


def _with_ids(typed: tuple[Indicator, ...], kept: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    """The typed indicators with the catalogue's ids that they had: the text does not carry them."""
    ids = {each.name: each.kpi for each in kept}
    return tuple(replace(each, kpi=ids.get(each.name, each.kpi)) for each in typed)
