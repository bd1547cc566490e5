"""A request becomes a Briefing: cited statements of the shelf, and templates that claim nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from assistant.answer.citing import Citer
from assistant.briefing import decision_sections as decision
from assistant.briefing import evidence_sections as evidence
from assistant.briefing.gather import Gatherer
from assistant.briefing.lengths import BOUNDS
from assistant.briefing.records import (
    Briefing,
    Line,
    Request,
    Section,
)
from assistant.briefing.strength import Strengths
from assistant.briefing.writer import Desk
from assistant.errors import BriefingError
from assistant.language.typography import clean_question, typeset
from assistant.library import Library
from assistant.records import LANGS, Lang
from assistant.retrieve import Retriever, Search
from assistant.wording import Wording, load_wording

TOPIC_LIMIT = 300


class Drafter:
    """Drafts briefings from one library."""

    def __init__(
        self, library: Library, retriever: Retriever, prompts: Path, today: date | None = None
    ) -> None:
        self._library = library
        self._retriever = retriever
        self._today = today
        self._gatherer = Gatherer(library, retriever)
        self._wording: Mapping[Lang, Wording] = {
            lang: load_wording(prompts, "briefing", lang) for lang in LANGS
        }
        self._answers = {lang: load_wording(prompts, "answers", lang) for lang in LANGS}

    def draft(self, request: Request, lang: Lang) -> Briefing:
        """The draft in a language; `covered` is False, and it says why, without evidence.

        Raises BriefingError for an empty or over-long topic.
        """
        request = accepted(request)
        searches = self._gatherer.search(request, lang)
        if not self._gatherer.covers(searches[0]) and len(searches) == 1:
            return self._uncovered(request, searches[0], lang)
        desk = self._desk(request, searches, lang)
        sections = self._sections(desk)
        if not desk.citations:
            return self._uncovered(request, searches[0], lang)
        briefing = replace(self._bare(request, lang), sections=sections)
        return numbered(replace(briefing, citations=desk.citations), self._library)

    def _desk(self, request: Request, searches: list[Search], lang: Lang) -> Desk:
        return Desk(
            request=request,
            lang=lang,
            bounds=BOUNDS[request.length],
            pool=self._gatherer.pool(request, searches, lang),
            library=self._library,
            wording=self._wording[lang],
            strengths=Strengths(self._library, (self._today or date.today()).year),
            citer=Citer(self._library, self._answers[lang], lang),
        )

    def _sections(self, desk: Desk) -> tuple[Section, ...]:
        """Written in the order of choice, returned in the order of reading."""
        context = evidence.context(desk)
        support = evidence.support(desk)
        against = evidence.against(desk)
        quoted = (*support.lines, *against.lines)
        risks = decision.risks(desk)
        questions = decision.questions(desk)
        kpis = decision.chosen_kpis(desk)
        indicators = decision.indicators(desk, kpis)
        sections = (
            decision.ask(desk, quoted),
            context,
            support,
            against,
            evidence.figures(desk, quoted),
            decision.options(desk, kpis),
            risks,
            indicators,
            decision.reporting(desk, kpis),
            questions,
            decision.gaps(desk, support, against),
        )
        return tuple(section for section in sections if not section.empty)

    def _bare(self, request: Request, lang: Lang) -> Briefing:
        wording = self._wording[lang]
        today = self._today or date.today()
        topic = request.topic.rstrip(" .")
        return Briefing(
            topic=request.topic,
            title=wording("title", topic=typeset(topic[:1].upper() + topic[1:], lang)),
            subtitle=wording("subtitle", audience=wording(f"audience.{request.audience}")),
            lang=lang,
            audience=request.audience,
            length=request.length,
            ask=request.ask,
            issued=wording(
                "issued",
                day=today.day,
                month=wording.several("months")[today.month - 1],
                year=today.year,
            ),
            covered=True,
            sections=(),
            organisation=request.organisation,
        )

    def _uncovered(self, request: Request, search: Search, lang: Lang) -> Briefing:
        """What is missing, and the nearest topics that the shelf does cover."""
        wording = self._wording[lang]
        documents = (self._library.document(h.passage.document, lang) for h in search.matches)
        near = tuple(d.title for d in documents if d and d.kind == "question")[:3]
        lines = [
            Line("gap:uncovered", wording("gap.uncovered", topic=request.topic)),
            Line("gap:need", wording("gap.need")),
        ]
        section = Section("gaps", wording("heading.gaps"), tuple(lines))
        bare = self._bare(request, lang)
        return replace(bare, covered=False, sections=(section,), near=near)


def accepted(request: Request) -> Request:
    """The request with a clean topic; raises BriefingError for what cannot be taken."""
    topic = clean_question(request.topic)
    if not topic:
        raise BriefingError(
            "The briefing has no topic.", "Give one in a few words.", code="briefing-topic"
        )
    if len(topic) > TOPIC_LIMIT:
        raise BriefingError(
            f"The topic has {len(topic)} characters; at most {TOPIC_LIMIT} are taken.",
            "Shorten it to a few words.",
            code="briefing-topic-long",
            length=len(topic),
            limit=TOPIC_LIMIT,
        )
    return replace(request, topic=topic, organisation=request.organisation[:80])


def numbered(briefing: Briefing, library: Library) -> Briefing:
    """The briefing with its citations renumbered, and its publications, in reading order."""
    order: list[int] = []
    for section in briefing.sections:
        lines = list(section.lines)
        lines += [cell for row in section.table.rows for cell in row] if section.table else []
        for numbers in (*(x.citations for x in lines), *(c.citations for c in section.charts)):
            order += [number for number in numbers if number not in order]
    known = {citation.number: citation for citation in briefing.citations}
    place = {old: new for new, old in enumerate(order, 1)}
    citations = tuple(replace(known[old], number=place[old]) for old in order)
    keys = dict.fromkeys(ref.key for citation in citations for ref in citation.references)
    return replace(
        briefing,
        sections=tuple(_renumbered(section, place) for section in briefing.sections),
        citations=citations,
        references=tuple(library.references[key] for key in keys),
    )


def _renumbered(section: Section, place: Mapping[int, int]) -> Section:
    def line(each: Line) -> Line:
        return replace(each, citations=tuple(place[number] for number in each.citations))

    table = section.table
    if table:
        table = replace(table, rows=tuple(tuple(line(c) for c in row) for row in table.rows))
    charts = tuple(
        replace(chart, citations=tuple(place[number] for number in chart.citations))
        for chart in section.charts
    )
    return replace(section, lines=tuple(line(x) for x in section.lines), table=table, charts=charts)
