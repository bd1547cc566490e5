"""Briefings on many topics, in both languages and all lengths: what is wrong, and how long."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from assistant.briefing import LENGTHS, Request
from assistant.errors import KnowledgeError
from assistant.evaluation.briefing_faults import draft_faults, export_faults
from assistant.export import Format
from assistant.records import LANGS, Lang
from assistant.service import Assistant

FORMATS: tuple[Format, ...] = ("docx", "pptx", "pdf", "odt", "html", "markdown", "mediawiki")


@dataclass
class BriefingRow:
    """One language and length: drafts made, those that the shelf covers, faults, seconds."""

    lang: Lang
    length: str
    drafts: int = 0
    covered: int = 0
    exports: int = 0
    faults: list[str] = field(default_factory=list)
    draft_seconds: list[float] = field(default_factory=list)
    export_seconds: list[float] = field(default_factory=list)


def load_topics(path: Path) -> list[dict[Lang, str]]:
    """Topics with their two languages; raises KnowledgeError where the file is malformed."""
    try:
        listed = yaml.safe_load(path.read_text(encoding="utf-8"))
        return [{lang: str(each[lang]) for lang in LANGS} for each in listed]
    except (OSError, yaml.YAMLError, TypeError, KeyError) as error:
        raise KnowledgeError(f"{path}: no list of topics ({error!r}).", "See its twin.") from error


def measure_briefings(
    assistant: Assistant, topics: Sequence[dict[Lang, str]], formats: Sequence[Format] = FORMATS
) -> Iterator[BriefingRow]:
    """One row for each language and length; the formats are exported from every draft."""
    for lang in LANGS:
        for length in LENGTHS:
            row = BriefingRow(lang, length)
            for topic in topics:
                _measure(assistant, Request(topic[lang], length=length, lang=lang), row, formats)
            yield row


def _measure(
    assistant: Assistant, request: Request, row: BriefingRow, formats: Sequence[Format]
) -> None:
    start = time.perf_counter()
    briefing = assistant.brief(request)
    row.draft_seconds.append(time.perf_counter() - start)
    row.drafts += 1
    row.covered += briefing.covered
    found = list(draft_faults(briefing, assistant.library))
    for format in formats:
        start = time.perf_counter()
        export = assistant.export_brief(briefing, format)
        row.export_seconds.append(time.perf_counter() - start)
        row.exports += 1
        found += export_faults(export, briefing)
    row.faults += [f"{request.topic}: {fault}" for fault in found]


def p95(seconds: Sequence[float]) -> float:
    """The 95th percentile, 0 where there is none."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))] if ordered else 0.0
