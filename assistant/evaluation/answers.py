"""Answers against a question set, per slice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass

from assistant.evaluation.questions import Case, answer_text, contains, first_documents
from assistant.records import Answer

Ask = Callable[[Case], Answer]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one question went; None where a measure does not apply."""

    case: Case
    answer: Answer
    fact: bool | None
    document: bool | None
    refused: bool
    language: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: rates from 0 to 1, None where nothing in the slice applies."""

    slice: str
    questions: int
    fact: float | None
    document: float | None
    refused: float | None
    wrongly_refused: float | None
    language: float


def judge(case: Case, answer: Answer) -> Verdict:
    """Compare one answer with what was expected."""
    if case.refused:
        right = answer.lang == case.lang
        return Verdict(case, answer, None, None, answer.refused, right)
    text = answer_text(answer)
    return Verdict(
        case=case,
        answer=answer,
        fact=any(contains(text, wanted) for wanted in case.any_of) if case.any_of else None,
        document=bool(set(first_documents(answer)) & set(case.documents))
        if case.documents
        else None,
        refused=answer.refused,
        language=answer.lang == case.lang,
    )


def run(cases: Iterable[Case], ask: Ask) -> tuple[Verdict, ...]:
    """Ask every question of a set."""
    return tuple(judge(case, ask(case)) for case in cases)


def table(verdicts: Sequence[Verdict]) -> tuple[Row, ...]:
    """One row a slice and language, then one of all."""
    names = sorted({v.case.slice for v in verdicts})
    rows = [_row(name, [v for v in verdicts if v.case.slice == name]) for name in names]
    rows += [_row(lang, [v for v in verdicts if v.case.lang == lang]) for lang in ("fr", "en")]
    return (*rows, _row("all", verdicts))


# Thresholds of confidence at which the curve is told.
_STEPS = tuple(step / 10 for step in range(1, 10))


@dataclass(frozen=True, slots=True)
class Tradeoff:
    """What a refusal below this confidence would decline, as rates from 0 to 1: of the
    questions outside the shelf, and wrongly of those that it answers; None without such."""

    threshold: float
    declined: float | None
    wrongly_declined: float | None


def refusal_curve(verdicts: Sequence[Verdict]) -> tuple[Tradeoff, ...]:
    """The trade between declining what is outside and what is not, by threshold."""
    return tuple(
        Tradeoff(
            threshold=step,
            declined=_rate(v.answer.confidence < step for v in verdicts if v.case.refused),
            wrongly_declined=_rate(
                v.answer.confidence < step for v in verdicts if not v.case.refused
            ),
        )
        for step in _STEPS
    )


def _row(name: str, verdicts: Sequence[Verdict]) -> Row:
    answerable = [v for v in verdicts if not v.case.refused]
    return Row(
        slice=name,
        questions=len(verdicts),
        fact=_rate(v.fact for v in answerable),
        document=_rate(v.document for v in answerable),
        refused=_rate(v.refused for v in verdicts if v.case.refused),
        wrongly_refused=_rate(v.refused for v in answerable),
        language=_rate(v.language for v in verdicts) or 0.0,
    )


def _rate(values: Iterable[bool | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(sum(known) / len(known), 4) if known else None


def as_json(rows: Sequence[Row], verdicts: Sequence[Verdict]) -> dict[str, object]:
    """The table, the refusal curve and the questions that went wrong."""
    return {
        "rows": [asdict(row) for row in rows],
        "curve": [asdict(point) for point in refusal_curve(verdicts)],
        "missed": [
            {
                "id": v.case.id,
                "slice": v.case.slice,
                "question": v.case.question,
                "wanted": list(v.case.any_of),
                "wanted_documents": list(v.case.documents),
                "first_documents": list(first_documents(v.answer)),
                "fact": v.fact,
                "document": v.document,
                "refused": v.refused,
                "language": v.answer.lang,
                "confidence": v.answer.confidence,
            }
            for v in verdicts
            if not right(v)
        ],
    }


def right(verdict: Verdict) -> bool:
    """True where nothing that was expected of the answer is amiss."""
    if verdict.case.refused:
        return verdict.refused and verdict.language
    return (
        verdict.fact is not False
        and verdict.document is not False
        and not verdict.refused
        and verdict.language
    )
