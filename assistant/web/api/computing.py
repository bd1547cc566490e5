"""Routes of the arithmetic and of briefings."""

from __future__ import annotations

from enum import Enum
from typing import Any

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from assistant.briefing import Briefing, typed_request
from assistant.export import read_style
from assistant.plan.numbers.series import Reading
from assistant.plan.numbers.simulate import SEED
from assistant.plan.numbers.tables import Table
from assistant.records import Lang
from assistant.render import Labels
from assistant.render.numbers_data import mirror_data, returns_data, scorecard_data
from assistant.render.report import Report, to_markdown
from assistant.render.returns_report import returns_report
from assistant.render.scorecard_report import mirror_report, scorecard_report
from assistant.web.api.asking import PRIVATE
from assistant.web.api.bodies import BriefingBody, BriefingExportBody
from assistant.web.api.bodies_numbers import MirrorBody, ReturnsBody, ScorecardBody, TableBody
from assistant.web.api.files import FILE, file_response
from assistant.web.api.results import BriefingData, MirrorData, ReturnsData, ScorecardData
from assistant.web.api.room import Here, Room, Tongue
from assistant.wording import load_wording

router = APIRouter()
_NUMBERS: list[str | Enum] = ["numbers"]
_BRIEFINGS: list[str | Enum] = ["briefings"]


@router.post("/returns", operation_id="returns", response_model=ReturnsData, tags=_NUMBERS)
def returns(here: Here, tongue: Tongue, body: ReturnsBody) -> Response:
    """Return, payback, net present value: computed, with every formula."""
    seed = SEED if body.seed is None else body.seed
    found = here.service.numbers.returns(body.inputs, body.decimal, body.shape, body.draws, seed)
    report = returns_report(found, _labels(here, body.lang or tongue))
    return _computed(returns_data(found), report)


@router.post("/scorecard", operation_id="scorecard", response_model=ScorecardData, tags=_NUMBERS)
def scorecard(here: Here, tongue: Tongue, body: ScorecardBody) -> Response:
    """Status of every indicator, its forecast, and what to do next."""
    numbers = here.service.numbers
    indicators = numbers.indicators(_table(here, body.targets), body.decimal)
    names = [each.name for each in indicators]
    actuals: dict[str, Any] = {}
    for each in body.actuals:
        reading = Reading(mark=body.decimal, order=body.dates)
        actuals |= numbers.actuals(_table(here, each), names, reading, body.mapping)
    card = numbers.scorecard(indicators, actuals)
    report = scorecard_report(card, _labels(here, body.lang or tongue))
    return _computed(scorecard_data(card), report)


@router.post("/mirror", operation_id="mirror", response_model=MirrorData, tags=_NUMBERS)
def mirror(here: Here, tongue: Tongue, body: MirrorBody) -> Response:
    """Whether two series go together: what is seen, never why."""
    numbers = here.service.numbers
    first, second = (
        numbers.series(
            _table(here, each), Reading("", each.value, body.decimal, body.dates, body.how)
        )
        for each in (body.first, body.second)
    )
    found = numbers.mirror(first, second, body.period)
    return _computed(mirror_data(found), mirror_report(found, _labels(here, body.lang or tongue)))


@router.post("/briefings", operation_id="brief", response_model=BriefingData, tags=_BRIEFINGS)
def brief(here: Here, tongue: Tongue, body: BriefingBody) -> Response:
    """Draft a cited note to the board."""
    return JSONResponse(_briefing(here, tongue, body).to_dict(), headers=PRIVATE)


@router.post(
    "/briefings/export",
    operation_id="export-briefing",
    responses=FILE,
    response_class=Response,
    tags=_BRIEFINGS,
)
def export(here: Here, tongue: Tongue, body: BriefingExportBody) -> Response:
    """A cited note to the board as a file."""
    style = read_style(body.accent, b"", b"")
    briefing = _briefing(here, tongue, body)
    made = here.service.export_brief(briefing, body.format, style)
    return file_response(made, briefing.title)


def _briefing(here: Room, tongue: Lang, body: BriefingBody) -> Briefing:
    request = typed_request(
        body.topic, body.audience, body.length, body.ask, body.lang, tongue,
        body.organisation, body.figures, body.options, body.questions,
    )  # fmt: skip
    briefing = here.service.brief(request, tongue)
    return here.service.edit_brief(briefing, body.edits) if body.edits else briefing


def _table(here: Room, body: TableBody) -> Table:
    return here.service.numbers.table(body.csv.encode("utf-8"), body.name)


def _labels(here: Room, lang: Lang) -> Labels:
    return Labels(lang, load_wording(here.settings.prompts, "numbers", lang))


def _computed(data: dict[str, Any], report: Report) -> Response:
    return JSONResponse(data | {"markdown": to_markdown(report)}, headers=PRIVATE)
