"""The report of a check, for a terminal and for copying."""

from __future__ import annotations

from assistant.answer.grounding import Checked, Report
from assistant.answer.grounding.telling import reason_text
from assistant.wording import Wording

__all__ = ["reason_text", "report_plain", "summary"]

_MARKS = {"supported": "✓", "withheld": "✗", "no-claim": "·"}
_LONGEST_QUOTE = 400


def summary(report: Report, wording: Wording) -> str:
    """How many sentences are supported, withheld, and without a claim."""
    if report.passed and report.supported:
        return wording("passed")
    return wording(
        "summary",
        supported=len(report.supported),
        withheld=len(report.withheld),
        unchecked=len(report.of("no-claim")),
    )


def report_plain(report: Report, wording: Wording) -> str:
    """Every sentence with its mark, reasons and source, as plain text that ends in a newline."""
    blocks = ["\n".join(_lines(each, wording)) for each in report.sentences]
    return "\n\n".join([summary(report, wording), *blocks]) + "\n"


def _lines(sentence: Checked, wording: Wording) -> list[str]:
    lines = [f"{_MARKS[sentence.status]} {sentence.text}"]
    if sentence.status == "withheld":
        lines += [f"  – {reason_text(reason, wording)}" for reason in sentence.reasons]
    if sentence.source and sentence.quote:
        quote = " ".join(sentence.quote.split())[:_LONGEST_QUOTE]
        key = "source" if sentence.status == "supported" else "nearest"
        lines.append(f"  {wording(key, id=sentence.source, quote=quote)}")
    return lines
