"""Answers over a made-up document, figures fictional, so that a test can reach every state."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from assistant.errors import IndexFault
from assistant.records import Answer, Citation, Document, Lang, Passage, Reference, Sentence

PROMPTS = Path(__file__).resolve().parents[2] / "prompts"

REFERENCE = Reference(
    "acme-2014",
    "report",
    "A study of Acme",
    "Acme Press",
    ("Ann Doe",),
    (2014, 3),
    "https://e.org/a",
)
UNDATED = Reference("acme-nd", "webpage", "About Acme", "Acme")


def passage(number: int, text: str) -> Passage:
    return Passage(
        f"p{number}", "acme", "shelf", "case-study", "en", "evidence", text, order=number
    )


PASSAGES = (
    passage(1, "Acme opened a page in 2011."),
    passage(2, "Acme sold 12.5% more in 2013."),
    passage(3, "Acme closed the page in 2014."),
)
DOCUMENT = Document("acme", "case-study", "en", "Acme: a fiction", "", "acme.en.md", PASSAGES)


def citation(number: int, quoted: Passage, **fields: object) -> Citation:
    return Citation(
        number, quoted.id, quoted.text, "acme", "Acme: a fiction", "case-study", "en", "evidence",
        **fields,  # type: ignore[arg-type]
    )  # fmt: skip


ANSWER = Answer(
    "answer",
    "Did Acme sell more?",
    "en",
    lead=(Sentence("Acme sold 12.5% more in 2013.", (1,)),),
    evidence=(Sentence("Acme closed the page in 2014.", (2,)), Sentence("Both hold.", (1, 2))),
    limits=(Sentence("Nobody compared regions."),),
    board_questions=(Sentence("What would settle it?"),),
    follow_ups=("And in B2B?",),
    citations=(
        citation(1, PASSAGES[1], references=(REFERENCE,), flags=("self-reported",)),
        citation(2, PASSAGES[2], references=(UNDATED,), evidence="independent"),
    ),
)


@dataclass(frozen=True)
class Flaw:
    path: str


@dataclass(frozen=True)
class Shelf:
    """A shelf of one document."""

    problems: Sequence[Flaw] = ()

    def document(self, id: str, lang: Lang) -> Document | None:
        return DOCUMENT if (id, lang) == ("acme", "en") else None


@dataclass
class FictionalService:
    """Answers every question from the fiction; keeps the history that it was given."""

    library: Shelf = field(default_factory=Shelf)
    histories: list[tuple[str, ...]] = field(default_factory=list)
    faults: dict[str, Exception] = field(
        default_factory=lambda: {"broken": IndexFault("No index."), "bug": RuntimeError("secret")}
    )

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        lang: Lang | None = None,
        fallback: Lang = "en",
    ) -> Answer:
        self.histories.append(tuple(history))
        if question == "slow":
            time.sleep(3)
        if question in self.faults:
            raise self.faults[question]
        return replace(ANSWER, question=question)

    def examples(self, lang: Lang) -> tuple[str, ...]:
        return ("Pourquoi payer ?",) if lang == "fr" else ("Why pay?",)


@dataclass
class Streaming(FictionalService):
    """The fiction, whose answer grows, and which keeps what it was restricted to."""

    within: tuple[str, ...] = ()

    def ask_stream(
        self,
        question: str,
        history: Sequence[str] = (),
        lang: Lang | None = None,
        fallback: Lang = "en",
        within: Sequence[str] = (),
    ) -> Iterator[Answer]:
        self.within = tuple(within)
        answer = self.ask(question, history, lang, fallback)
        yield replace(answer, limits=(), board_questions=())
        yield answer
