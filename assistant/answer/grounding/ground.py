"""The check itself: every sentence of a text against the sources it cites, or against all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from assistant.answer.grounding.closeness import open_words
from assistant.answer.grounding.cues import NEGATION, QUESTION_OPENERS
from assistant.answer.grounding.evidence import Pool, Said, Support, support
from assistant.answer.grounding.meaning import Encoder, Meaning
from assistant.answer.grounding.reading import Reading, read
from assistant.answer.grounding.records import Checked, Reason, Report, Source
from assistant.answer.grounding.segments import Segment, segments
from assistant.answer.grounding.signals import Findings, findings
from assistant.answer.grounding.verdict import load_verdicts, variant
from assistant.language.detect import detect, leaning
from assistant.records import Lang

__all__ = ["Encoder", "Examined", "Grounder", "Sources", "as_sources", "claims", "ground"]

Sources = Iterable[Source | str | Mapping[str, Any]]
_TOLD = 4


@dataclass(frozen=True)
class Examined:
    """A sentence with its evidence and all that was found out; for fitting and for tests."""

    reading: Reading
    support: Support
    findings: Findings
    confidence: float
    threshold: float

    @property
    def carried(self) -> bool:
        """True where no hard reason stands against it and the model is confident."""
        return not self.findings.hard and self.confidence >= self.threshold


class Grounder:
    """Checks texts against one set of sources, which are read once."""

    def __init__(
        self, sources: Sources, embedder: Encoder | None = None, lang: Lang | None = None
    ) -> None:
        """`embedder` sharpens the reading; `lang` is assumed where a text does not tell."""
        self._meaning = Meaning(embedder) if embedder else None
        self._fallback: Lang = lang or "en"
        self.pool = Pool(as_sources(sources), self._fallback)
        self._ids = {source.id for source in self.pool.sources}

    def check(self, text: str, lang: Lang | None = None) -> Report:
        """Check every sentence of a text, in order."""
        spoken = lang or detect(text[:4000], self._fallback)
        checked = [
            self.check_segment(segment, spoken) for segment in segments(text) if segment.text
        ]
        return Report(spoken, tuple(checked))

    def examine(self, text: str, lang: Lang, ids: Iterable[str] = ()) -> Examined | None:
        """All that is found out about one sentence, None where no source has a sentence."""
        wanted = list(ids)
        pool = self.pool.of(wanted) if wanted else self.pool
        reading = read(text, lang)
        meaning = self._meaning
        found = support(reading, pool, meaning.sentences if meaning else None)
        if found is None:
            return None
        told = findings(reading, found, pool, meaning)
        model = load_verdicts()[
            variant(lang != found.reading.lang, bool(meaning and meaning.tells_words))
        ]
        return Examined(reading, found, told, model.confidence(told.signals), model.threshold)

    def check_segment(self, segment: Segment, spoken: Lang) -> Checked:
        """Check one sentence of a text whose language is `spoken`."""
        lang = spoken if abs(leaning(segment.text)) < 3 else detect(segment.text, spoken)
        blank = Checked(
            segment.text, segment.start, segment.end, "no-claim", lang, segment.citations
        )
        unknown = [each for each in segment.citations if each not in self._ids]
        if not unknown and (segment.heading or not claims(segment.text, lang)):
            return blank
        reasons = [Reason("citation", {"found": ", ".join(unknown)})] if unknown else []
        known = [each for each in segment.citations if each in self._ids]
        verbatim = self._verbatim(segment.text, known)
        if verbatim is not None and not unknown:
            return _placed(blank, "supported", (), (verbatim,), 1.0)
        examined = self.examine(segment.text, lang, known)
        if examined is None:
            return _placed(blank, "withheld", (*reasons, Reason("nothing", {})), (), 0.0)
        if examined.carried and not reasons:
            return _placed(blank, "supported", (), examined.support.said, examined.confidence)
        reasons += _reasons(examined)
        if not examined.carried and known and self._carried_elsewhere(segment.text, lang, known):
            reasons.insert(0, Reason("citation-swapped", {"found": ", ".join(known)}))
        confidence = 0.0 if examined.findings.hard or unknown else examined.confidence
        return _placed(blank, "withheld", _distinct(reasons), examined.support.said, confidence)

    def _carried_elsewhere(self, text: str, lang: Lang, known: Sequence[str]) -> bool:
        if len(self._ids) < 2 or self._ids == set(known):
            return False
        other = self.examine(text, lang)
        return other is not None and other.carried

    def _verbatim(self, text: str, ids: Sequence[str]) -> Said | None:
        """The source sentence that this one copies word for word, spaces and marks aside."""
        wanted = _bare(text)
        if not wanted:
            return None
        allowed = set(ids)
        for said in self.pool.said:
            if (not allowed or said.source.id in allowed) and _bare(said.text) == wanted:
                return said
        return None


def ground(
    text: str, sources: Sources, lang: Lang | None = None, embedder: Encoder | None = None
) -> Report:
    """Check every sentence of a text against the sources that it cites, or against all of them.

    `sources` are texts, {"id", "text", "title"} mappings or Source records; a text without an
    id is numbered from 1, which is what "[1]" in the answer cites. `lang` is that of the answer,
    found out where it is not given. `embedder` sharpens the reading of meaning.
    """
    return Grounder(sources, embedder, lang).check(text, lang)


def as_sources(sources: Sources) -> tuple[Source, ...]:
    """Sources as records; those without an id are numbered from 1."""
    found = []
    for number, each in enumerate(sources, start=1):
        if isinstance(each, Source):
            found.append(each)
        elif isinstance(each, str):
            found.append(Source(str(number), each))
        else:
            id_ = str(each.get("id") or number)
            found.append(Source(id_, str(each.get("text") or ""), str(each.get("title") or "")))
    return tuple(found)


_LETTER = re.compile(r"[^\W\d_]")
_LEAD_IN = re.compile(r":\s*$")


def claims(text: str, lang: Lang) -> bool:
    """Whether a sentence states a fact: False for a question or a lead-in such as "In short:"."""
    if not re.search(r"\w", text):
        return False
    if text.rstrip(" »”\"')*").endswith("?"):
        return False
    reading = read(text, lang)
    exact = reading.amounts or reading.days
    if exact or any(t.name for t in reading.tokens):
        return True
    if _LEAD_IN.search(text) and len(reading.content) < 8:
        return False
    opener = QUESTION_OPENERS[lang].match(reading.lowered)
    if opener and text.rstrip().endswith("?"):
        return False
    return len(reading.content) >= 3 or (
        len(reading.content) == 2 and bool(NEGATION[lang].search(reading.lowered))
    ) or (len(reading.content) >= 2 and len(reading.tokens) >= 4)  # fmt: skip


def _bare(text: str) -> str:
    # Signs that change a figure stay: "-5 %" and "5 %" differ.
    kept = re.sub(r"[\s\u202f\u00a0*_`«»“”\"]+", "", text.replace("’", "'"))
    return kept.rstrip(".!…").strip()


def _reasons(examined: Examined) -> list[Reason]:
    reasons = [*examined.findings.hard]
    # Where a figure or a name settles it, what was only weighed would be noise.
    if not reasons:
        reasons += examined.findings.soft
    if not reasons or (not examined.findings.hard and not examined.findings.soft):
        words = open_words(examined.support.alignment)
        reasons.append(Reason("unsupported", {"found": ", ".join(dict.fromkeys(words[:_TOLD]))}))
    return reasons


def _distinct(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    seen: dict[tuple[str, str], Reason] = {}
    for reason in reasons:
        seen.setdefault((reason.code, reason.details.get("found", "")), reason)
    return tuple(seen.values())


def _placed(
    blank: Checked,
    status: Any,
    reasons: tuple[Reason, ...],
    said: Sequence[Said],
    confidence: float,
) -> Checked:
    """The verdict with the words of the sources that it stands on."""
    first = said[0] if said else None
    same = sorted((s for s in said if first and s.source is first.source), key=lambda s: s.order)
    together = bool(same) and all(b.order - a.order == 1 for a, b in pairwise(same))
    shown = same if together else [first] if first else []
    return Checked(
        blank.text, blank.start, blank.end, status, blank.lang, blank.citations, reasons,
        source=first.source.id if first else "",
        quote=first.source.text[shown[0].start : shown[-1].end] if first and shown[0] else "",
        span=(shown[0].start, shown[-1].end) if first and shown[0] and shown[-1] else (0, 0),
        confidence=confidence,
    )  # fmt: skip
