"""Whole answers: are their figures in the statements cited, and do these carry the sentences?"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field

from assistant.answer.grounding import Grounder, Source
from assistant.answer.numbering import said
from assistant.evaluation.answers import Verdict, judge, table
from assistant.evaluation.questions import Case
from assistant.language.numbers import figures, years
from assistant.records import Answer, Citation, Sentence

Ask = Callable[[Case], Answer]

_QUOTED = re.compile(r"[«“]([^»”]+)[»”]")


@dataclass(frozen=True, slots=True)
class Fault:
    """A sentence that its citations do not carry: the question, the sentence, what is wrong."""

    question: str
    sentence: str
    fault: str


@dataclass
class Tally:
    """What was counted over many answers; `cited` sentences, those `carried`, and the faults."""

    cited: int = 0
    carried: int = 0
    figures: int = 0
    faults: list[Fault] = field(default_factory=list)

    def add(self, answer: Answer) -> None:
        """Check every sentence of an answer against the statements that it cites."""
        by_number = {citation.number: citation for citation in answer.citations}
        for sentence in said(answer):
            cited = [by_number[number] for number in sentence.citations if number in by_number]
            absent = tuple(unsupported(sentence, cited, answer))
            self.figures += len(absent)
            for each in absent:
                self.faults.append(Fault(answer.question, sentence.text, f"figure {each}"))
            if cited:
                self.cited += 1
                held = carried(sentence, cited, answer)
                self.carried += held
                if not held:
                    self.faults.append(Fault(answer.question, sentence.text, "not carried"))

    @property
    def precision(self) -> float:
        """The share of the cited sentences that their citations carry, 0 to 1."""
        return self.carried / self.cited if self.cited else 1.0


def unsupported(sentence: Sentence, cited: Sequence[Citation], answer: Answer) -> Iterator[str]:
    """The figures and years of a sentence that no statement or publication it cites has; what it
    names in quotation marks as a page to go on to ("Cinq questions …") claims nothing."""
    text = _QUOTED.sub(lambda span: "" if _page(span[1], answer) else span[0], sentence.text)
    support = "\n".join((*(c.quote for c in cited), *_publications(cited)))
    known = {figure.value for figure in figures(support, answer.lang)}
    # A year of publication is one even where it reads like a number: "Fortune 2024".
    issued = {each.year for c in cited for each in c.references if each.year}
    dated = years(support, answer.lang) | issued
    for figure in figures(text, answer.lang):
        if figure.value not in known and figure.raw not in support:
            yield figure.raw
    for year in years(text, answer.lang) - dated:
        yield str(year)


def _page(name: str, answer: Answer) -> bool:
    """True where a link of the answer goes to the page of that name."""
    return any(name.strip() in link.text for link in answer.links)


def carried(sentence: Sentence, cited: Sequence[Citation], answer: Answer) -> bool:
    """True where the statements cited carry the sentence: word for word, or by the check of
    texts against their sources; our own words that claim nothing need no support."""
    texts = {_bare(citation.quote) for citation in cited}
    if any(_bare(sentence.text).startswith(text) for text in texts if text):
        return True
    if any(sentence.text.startswith(title) for title in _titles(cited)):
        return True
    sources = [Source(c.passage, c.quote, c.title) for c in cited]
    return Grounder(sources, None, answer.lang).check(sentence.text, answer.lang).passed


def _bare(text: str) -> str:
    return text.rstrip(" .!?…")


def _titles(cited: Iterable[Citation]) -> Iterator[str]:
    yield from (reference.title for each in cited for reference in each.references)


def _publications(cited: Iterable[Citation]) -> Iterator[str]:
    for each in cited:
        for reference in each.references:
            yield f"{reference.title} {reference.publisher} {reference.year or ''}"


@dataclass(frozen=True, slots=True)
class Measured:
    """Questions and follow-up turns asked, their sentences checked, and how long each took."""

    questions: tuple[Verdict, ...]
    turns: tuple[Verdict, ...]
    tally: Tally
    milliseconds: tuple[float, ...]


def measure(
    questions: Iterable[Case], turns: Iterable[Case], ask: Callable[[Case], Answer]
) -> Measured:
    """Ask every question and every turn, and check every sentence of the answers."""
    tally = Tally()
    taken: list[float] = []

    def asked(case: Case) -> Verdict:
        begun = time.perf_counter()
        answer = ask(case)
        taken.append((time.perf_counter() - begun) * 1000)
        tally.add(answer)
        return judge(case, answer)

    first = tuple(asked(case) for case in questions)
    return Measured(first, tuple(asked(case) for case in turns), tally, tuple(taken))


def as_report(measured: Measured) -> dict[str, object]:
    """Everything that is told, as JSON has it."""
    every = sorted(measured.milliseconds) or [0.0]
    tally = measured.tally
    return {
        "rows": [asdict(row) for row in table(measured.questions)],
        "turns": [asdict(row) for row in table(measured.turns)],
        "unsupported_figures": tally.figures,
        "cited_sentences": tally.cited,
        "citation_precision": round(tally.precision, 4),
        "p50_ms": round(every[len(every) // 2], 1),
        "p95_ms": round(every[min(len(every) - 1, int(len(every) * 0.95))], 1),
        "faults": [asdict(fault) for fault in tally.faults],
        "missed": [
            {"id": v.case.id, "question": v.case.question, "wanted": list(v.case.any_of)}
            for v in (*measured.questions, *measured.turns)
            if v.fact is False or (v.case.refused and not v.refused)
        ],
    }
