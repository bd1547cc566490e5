"""A person's draft against given sources, or against the shelf: what the interfaces call."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.answer.grounding.ground import Encoder, Grounder, Sources, as_sources, claims
from assistant.answer.grounding.records import Checked, Report, Source
from assistant.answer.grounding.segments import Segment, segments
from assistant.errors import AssistantError
from assistant.language.detect import detect
from assistant.language.typography import clean_question
from assistant.records import Lang, Passage
from assistant.retrieve import Retriever

DRAFT_LIMIT = 20_000
SOURCES_LIMIT = 2_000_000
# Statements of the shelf that are looked at for one sentence.
_CANDIDATES = 12
_LEFT_OUT = frozenset(("phrasing", "definition", "formula"))


# Hears how many of so many sentences have been looked at; raises to stop.
Watcher = Callable[[int, int], None]


def silent(done: int, total: int) -> None:
    """No one is listening."""


def check_text(
    text: str, sources: Sources | None, retriever: Retriever, titles: Mapping[str, str],
    lang: Lang | None = None, embedder: Encoder | None = None, watch: Watcher = silent,
) -> Report:  # fmt: skip
    """Check a draft as `check_draft` does; on the shelf where no sources are given."""
    if sources is not None:
        return check_draft(text, sources, lang, embedder, watch)
    return check_on_shelf(text, retriever, titles, lang, watch)


def check_draft(
    text: str, sources: Sources, lang: Lang | None = None, embedder: Encoder | None = None,
    watch: Watcher = silent,
) -> Report:  # fmt: skip
    """Check a draft against given sources.

    Raises AssistantError with code draft-empty, draft-too-long or sources-empty, and whatever
    `watch` raises, which ends the check.
    """
    accept(text)
    records = as_sources(sources)
    if not any(source.text.strip() for source in records):
        raise AssistantError("The sources are empty.", "Give at least one text.", "sources-empty")
    if sum(len(source.text) for source in records) > SOURCES_LIMIT:
        raise AssistantError(
            f"The sources exceed {SOURCES_LIMIT} characters.", "Give the pages that matter.",
            "sources-too-long", limit=SOURCES_LIMIT,
        )  # fmt: skip
    grounder = Grounder(records, embedder, lang)
    spoken = lang or detect(text[:4000])
    checked = [grounder.check_segment(each, spoken) for each in _watched(text, watch)]
    return Report(spoken, tuple(checked))


def check_on_shelf(
    text: str, retriever: Retriever, titles: Mapping[str, str], lang: Lang | None = None,
    watch: Watcher = silent,
) -> Report:  # fmt: skip
    """Check each sentence of a draft against the statements of the shelf nearest to it.

    `titles` are those of the documents by id. Citation numbers are the draft's own and not
    the shelf's: they are set aside. Raises as `check_draft` does.
    """
    accept(text)
    spoken = lang or detect(text[:4000])
    checked: list[Checked] = []
    for segment in _watched(text, watch):
        bare = replace(segment, citations=())
        found: Sequence[Passage] = ()
        if not segment.heading and claims(segment.text, spoken):
            found = _nearest(segment.text, retriever, spoken)
        sources = [
            Source(p.id, p.text, f"{titles.get(p.document, '')}. {p.context}") for p in found
        ]
        # The retriever has already read the meaning of the sentence.
        grounder = Grounder(sources, None, spoken)
        checked.append(replace(grounder.check_segment(bare, spoken), citations=segment.citations))
    return Report(spoken, tuple(checked))


def _watched(text: str, watch: Watcher) -> Iterator[Segment]:
    """The segments that say something, each told before it is looked at."""
    found = [segment for segment in segments(text) if segment.text]
    for done, segment in enumerate(found):
        watch(done, len(found))
        yield segment


def accept(text: str) -> None:
    """Refuse a draft that is empty or too long, with an AssistantError."""
    if not text.strip():
        raise AssistantError("The text is empty.", "Paste the text to check.", "draft-empty")
    if len(text) > DRAFT_LIMIT:
        raise AssistantError(
            f"The text has {len(text)} characters; {DRAFT_LIMIT} at most are taken.",
            "Check it in parts.", "draft-too-long", length=len(text), limit=DRAFT_LIMIT,
        )  # fmt: skip


def _nearest(text: str, retriever: Retriever, lang: Lang) -> list[Passage]:
    search = retriever.search(clean_question(text)[:1000], lang)
    return [hit.passage for hit in search.hits(lambda p: p.role not in _LEFT_OUT, _CANDIDATES)]
