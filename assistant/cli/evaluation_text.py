"""What `assistant evaluate` and `assistant benchmark` print, from what their JSON holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from assistant.evaluation.tables import ABSENT, aligned, decimal, share

if TYPE_CHECKING:
    from assistant.evaluation.benchmark import Measure
    from assistant.records import Lang
    from assistant.wording import Wording

_RATES = ("fact", "document", "refused", "wrongly_refused", "language")
_RANKINGS = ("ours", "dense", "lexical")
_PLACES = {"GiB": 2, "s": 1, "ms": 0, "passages/s": 0, "": 2}


def report_text(report: Mapping[str, Any], missed: bool, wording: Wording, lang: Lang) -> str:
    """The report of a question set: its table, the curve, the baseline, the misses."""
    parts = [
        wording("evaluation.title", n=report["rows"][-1]["questions"], file=report["questions"]),
        _rates(wording.several("evaluation.head"), report["rows"], _RATES, lang),
        wording("evaluation.legend"),
        wording("evaluation.curve", threshold=decimal(report["threshold"], 2, lang)),
        _curve(report["curve"], wording, lang),
    ]
    if "baseline" in report:
        head = wording.several("evaluation.baseline_head")
        parts += [wording("evaluation.baseline")]
        parts += [_rates(head, report["baseline"], _RANKINGS, lang)]
    parts.append(wording("evaluation.missed", n=len(report["missed"])))
    if missed:
        parts.append("\n".join(line for miss in report["missed"] for line in _miss(miss, wording)))
    return "\n\n".join(part for part in parts if part)


def fitted_text(fitted: Mapping[str, Any], wording: Wording, lang: Lang) -> str:
    """Where the fitted refusal went, and its curve."""
    told = {"path": fitted["path"], "threshold": decimal(fitted["threshold"], 2, lang)}
    return f"{wording('evaluation.fitted', **told)}\n\n{_curve(fitted['curve'], wording, lang)}"


def ablation_text(ranked: Mapping[str, Any], wording: Wording, lang: Lang) -> str:
    """For each set: every ranking on the whole of it, then its nDCG on each slice."""
    parts = []
    for name, lines in ranked.items():
        whole = [line for line in lines if line["slice"] == "all"]
        parts.append(wording(f"evaluation.ablation_{name}", n=whole[0]["questions"]))
        head = wording.several("evaluation.ablation_head")
        cells = [_ranking(line, lang) for line in whole]
        parts.append(aligned(head, cells))
        rankings = [line["ranking"] for line in whole]
        slices = dict.fromkeys(line["slice"] for line in lines)
        by_place = {(line["slice"], line["ranking"]): line["ndcg"] for line in lines}
        rows = [[each, *(share(by_place[each, r], lang) for r in rankings)] for each in slices]
        parts.append(aligned([wording("evaluation.ablation_slice"), *rankings], rows))
    return "\n\n".join([*parts, wording("evaluation.ablation_legend")])


def _ranking(line: Mapping[str, Any], lang: Lang) -> list[str]:
    measures = (line["ndcg"], line["recall"], line["mrr"], line["p"])
    return [line["ranking"], *(share(value, lang) for value in measures)]


def benchmark_text(measures: Sequence[Measure], wording: Wording, lang: Lang) -> str:
    """The table of measures; a limit that is not kept is marked."""
    rows = [
        (
            _named(measure, wording, lang),
            decimal(measure.value, _PLACES[measure.unit], lang),
            measure.unit,
            _limit(measure, lang),
        )
        for measure in measures
    ]
    return aligned(wording.several("benchmark.head"), rows)


def _named(measure: Measure, wording: Wording, lang: Lang) -> str:
    """What was measured; a count in it is that of this run."""
    if measure.count is None:
        return wording(f"benchmark.{measure.id}")
    return wording(f"benchmark.{measure.id}", count=_grouped(measure.count, lang))


def _grouped(count: int, lang: Lang) -> str:
    return f"{count:,}".replace(",", "," if lang == "en" else "\u202f")


def _limit(measure: Measure, lang: Lang) -> str:
    if measure.limit is None:
        return ""
    sign, bound = measure.limit
    number = f"{bound:g}".replace(".", "." if lang == "en" else ",")
    return f"{sign} {number} {'✓' if measure.kept else '✗'}"


def _rates(
    head: Sequence[str], rows: Iterable[Mapping[str, Any]], names: Sequence[str], lang: Lang
) -> str:
    cells = [
        [row["slice"], str(row["questions"]), *(share(row[name], lang) for name in names)]
        for row in rows
    ]
    return aligned(head, cells)


def _curve(points: Iterable[Mapping[str, Any]], wording: Wording, lang: Lang) -> str:
    rows = [
        (
            decimal(point["threshold"], 2, lang),
            share(point["declined"], lang),
            share(point["wrongly_declined"], lang),
        )
        for point in points
    ]
    return aligned(wording.several("evaluation.curve_head"), rows)


def _miss(miss: Mapping[str, Any], wording: Wording) -> Iterator[str]:
    """The question, what was wanted and what came."""
    yield f"{miss['id']}  {miss['question']}"
    if wanted := [*miss["wanted"], *miss["wanted_documents"]]:
        yield f"    ← {' | '.join(wanted)}"
    came = wording(f"evaluation.{'declined' if miss['refused'] else 'answered'}")
    documents = " | ".join(miss["first_documents"]) or ABSENT
    yield f"    → {came} ({miss['language']}, {miss['confidence']}) {documents}"
