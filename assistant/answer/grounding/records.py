"""What a check of a text against its sources takes and gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from assistant.records import Lang

Status = Literal["supported", "withheld", "no-claim"]


@dataclass(frozen=True, slots=True)
class Source:
    """A text to check against: its id as citations and reports name it, and a title if it has one.

    The title counts as said: a sentence may name what only the title names.
    """

    id: str
    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a sentence is withheld: a code for the wording, and the words or figures at fault."""

    code: str
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Checked:
    """One sentence of the answer with its verdict.

    `text[...]` of the answer from `start` to `end` is the sentence as written. `source` is the
    id of the best supporting source, `quote` the words of it that carry the sentence, standing
    at `span` in its text; all empty where nothing supports it. `confidence` is the estimated
    chance, 0 to 1, that the sources carry the sentence.
    """

    text: str
    start: int
    end: int
    status: Status
    lang: Lang
    citations: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    source: str = ""
    quote: str = ""
    span: tuple[int, int] = (0, 0)
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Report:
    """Every sentence of a text, checked, in order."""

    lang: Lang
    sentences: tuple[Checked, ...] = ()

    def of(self, status: Status) -> tuple[Checked, ...]:
        """The sentences with this verdict."""
        return tuple(each for each in self.sentences if each.status == status)

    @property
    def withheld(self) -> tuple[Checked, ...]:
        """The sentences that must not be shown."""
        return self.of("withheld")

    @property
    def supported(self) -> tuple[Checked, ...]:
        """The sentences that the sources carry."""
        return self.of("supported")

    @property
    def passed(self) -> bool:
        """True where nothing is withheld."""
        return not self.withheld

    def to_dict(self) -> dict[str, Any]:
        """The report as plain data, for JSON."""
        return {
            "lang": self.lang,
            "passed": self.passed,
            "counts": {
                "supported": len(self.supported),
                "withheld": len(self.withheld),
                "no_claim": len(self.of("no-claim")),
            },
            "sentences": [_as_dict(each) for each in self.sentences],
        }


def _as_dict(sentence: Checked) -> dict[str, Any]:
    return {
        "text": sentence.text,
        "start": sentence.start,
        "end": sentence.end,
        "status": sentence.status,
        "lang": sentence.lang,
        "citations": list(sentence.citations),
        "reasons": [{"code": r.code, **r.details} for r in sentence.reasons],
        "source": sentence.source,
        "quote": sentence.quote,
        "span": list(sentence.span),
        "confidence": round(sentence.confidence, 3),
    }
