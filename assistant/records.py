"""The frozen records that travel through the product."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Lang = Literal["fr", "en"]
LANGS: tuple[Lang, ...] = ("fr", "en")

SELF_REPORTED = "self-reported"
SECONDARY = "secondary"


@dataclass(frozen=True, slots=True)
class Reference:
    """One publication, from `references.yaml` (CSL); `issued` is (), (y,), (y, m) or (y, m, d)."""

    key: str
    type: str
    title: str
    publisher: str
    authors: tuple[str, ...] = ()
    issued: tuple[int, ...] = ()
    url: str = ""
    note: str = ""

    @property
    def year(self) -> int | None:
        """Year of publication, None where the source is undated."""
        return self.issued[0] if self.issued else None


@dataclass(frozen=True, slots=True)
class Passage:
    """A unit that is indexed and quoted: a statement, a phrasing, a definition, a user's page.

    `id` is derived from the content: an unchanged passage keeps it, an edited one gets another.
    `context` is embedded with the text but never quoted. `locator` is where a user's file says
    it, written by `ingest.places`: "page:12", "slide:3", "sheet:4-9:Budget", "section:A › B".
    """

    id: str
    document: str
    collection: str
    kind: str
    lang: Lang
    role: str
    text: str
    context: str = ""
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    order: int = 0
    line: int = 0
    page: int | None = None
    locator: str = ""

    @property
    def cited(self) -> bool:
        """True where the text itself carries a reference."""
        return bool(self.references)


@dataclass(frozen=True, slots=True)
class Document:
    """One language of one knowledge document: its front matter and its passages in order."""

    id: str
    kind: str
    lang: Lang
    title: str
    summary: str
    path: str
    passages: tuple[Passage, ...] = ()
    variants: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    kpis: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    organisation: str = ""
    sector: str = ""
    country: str = ""
    b2b: str = "both"
    years: str = ""
    evidence: str = ""
    case_type: str = ""

    def of_role(self, *roles: str) -> tuple[Passage, ...]:
        """The document's passages that have one of these roles, in order."""
        return tuple(p for p in self.passages if p.role in roles)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its fused score.

    `score` orders the list: a weighted sum of per-query standardised dense and lexical
    scores, so 0 is an ordinary passage of the shelf for this question.
    `cosine` is the raw dense similarity, `lexical` the BM25 score. A passage of the company's
    own documents comes with the name and the title of its `file`.
    """

    passage: Passage
    score: float
    cosine: float = 0.0
    lexical: float = 0.0
    file: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What retrieval found for one question; `confidence` is the calibrated chance, 0 to 1,
    that the shelf can answer it. Below the threshold `hits` is empty, and that is an answer.
    Where `ranked`, the hits are the best there are, held to no threshold, and `confidence` is
    that of the library alone (0 where only own documents were ranked)."""

    question: str
    lang: Lang
    hits: tuple[Hit, ...] = ()
    confidence: float = 0.0
    near_misses: tuple[Hit, ...] = ()
    ranked: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered source of an answer: the exact quote, its document, its publications.

    For the company's own documents `collection` is the id of their collection, `collection_name`
    what it is called, `locator` the place in words ("p. 12"); all are empty for the shelf.
    """

    number: int
    passage: str
    quote: str
    document: str
    title: str
    kind: str
    lang: Lang
    role: str
    references: tuple[Reference, ...] = ()
    flags: tuple[str, ...] = ()
    years: str = ""
    evidence: str = ""
    collection: str = ""
    collection_name: str = ""
    locator: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that is shown, with the numbers of the citations that carry it."""

    text: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Withheld:
    """A sentence of a language model that is not shown, and why, in the answer's language."""

    text: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A way on to a page of this application; `path` begins with a slash."""

    text: str
    path: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line of a comparison: what is compared, and what is said of each side; a cell may
    hold nothing."""

    label: str
    cells: tuple[tuple[Sentence, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A comparison: the sides, as column heads, and its rows; every sentence in it is cited."""

    heads: tuple[str, ...]
    rows: tuple[TableRow, ...] = ()

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Everything that the cells say, row by row."""
        return tuple(each for row in self.rows for cell in row.cells for each in cell)


AnswerKind = Literal["answer", "capabilities", "greeting", "uncovered", "off-topic", "unclear"]


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer; only `render` turns it into Markdown, HTML or JSON.

    `own` quotes the company's own documents, word for word; `disagreements` says where the
    library and one of them give different figures for the same thing. `asked` is a question
    put to the reader, whose answers to choose from are the follow-ups; `links` lead to pages.
    `table` sets two things side by side where a comparison was asked for, else it is None;
    `counter` holds what speaks against or is missing; `strength` counts, in words, how good the
    publications behind the answer are and from when.
    `narration` is "" where no language model was asked, "writing", "narrated" where its lead
    stands, else why it does not; `composed` is the lead that it replaced.
    """

    kind: AnswerKind
    question: str
    lang: Lang
    intent: str = ""
    lead: tuple[Sentence, ...] = ()
    own: tuple[Sentence, ...] = ()
    disagreements: tuple[Sentence, ...] = ()
    evidence: tuple[Sentence, ...] = ()
    counter: tuple[Sentence, ...] = ()
    limits: tuple[Sentence, ...] = ()
    steps: tuple[Sentence, ...] = ()
    board_questions: tuple[Sentence, ...] = ()
    follow_ups: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    notice: str = ""
    confidence: float = 0.0
    interpreted: str = ""
    narrator: str = "composer"
    withheld: int = 0
    warnings: tuple[str, ...] = field(default=())
    asked: str = ""
    links: tuple[Link, ...] = ()
    table: Table | None = None
    strength: str = ""
    narration: str = ""
    composed: tuple[Sentence, ...] = ()
    withheld_sentences: tuple[Withheld, ...] = ()

    @property
    def refused(self) -> bool:
        """True where the shelf offers nothing for the question."""
        return self.kind in ("uncovered", "off-topic", "unclear")
