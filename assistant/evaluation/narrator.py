"""What a language model makes of answers: what is shown, what is withheld, how long it takes."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from assistant.answer.narrate.material import narratable
from assistant.evaluation.questions import Case
from assistant.language.numbers import missing, numbers
from assistant.records import Answer
from assistant.service import Assistant


@dataclass(frozen=True, slots=True)
class Retold:
    """One answer that a language model was asked to word; times are in seconds.

    `processor` is the time of this process, a local model's included: unlike the others it does
    not depend on what else the machine does.
    `unsupported` are figures of the narrated lead that the passages it cites do not give.
    `first` is until the first verified sentence, None where none was shown.
    """

    id: str
    lang: str
    narration: str
    composed: float
    first: float | None
    whole: float
    processor: float
    shown: tuple[str, ...]
    withheld: tuple[str, ...]
    unsupported: tuple[str, ...]


def spread(cases: Sequence[Case], count: int) -> Iterator[Case]:
    """The cases that an answer is expected for, taken evenly from the set, as many as needed.

    More than `count` may be looked at: an answer that is not narrated does not count.
    """
    wanted = [case for case in cases if not case.refused]
    step = max(1, len(wanted) // max(1, count))
    for start in range(step):
        yield from wanted[start::step]


def retell(service: Assistant, cases: Iterator[Case], count: int) -> Iterator[Retold]:
    """Ask until `count` answers have gone to the language model."""
    done = 0
    for case in cases:
        if done == count:
            return
        begun, used = time.perf_counter(), time.process_time()
        told = service.ask_stream(case.question, case.history, case.lang)
        composed = next(told)
        ready = time.perf_counter() - begun
        if not narratable(composed):
            # What is left would complete a declined follow-up, which is measured elsewhere.
            continue
        first, last = None, composed
        for last in told:
            if first is None and last.composed:
                first = time.perf_counter() - begun
        done += 1
        times = (ready, first, time.perf_counter() - begun, time.process_time() - used)
        yield _retold(case, last, times)


def _retold(case: Case, answer: Answer, times: tuple[float, float | None, float, float]) -> Retold:
    ready, first, whole, processor = times
    narrated = answer.narration == "narrated"
    return Retold(
        case.id,
        answer.lang,
        answer.narration,
        round(ready, 3),
        None if first is None else round(first, 2),
        round(whole, 2),
        round(processor, 2),
        tuple(each.text for each in answer.lead) if narrated else (),
        tuple(each.text for each in answer.withheld_sentences),
        unsupported(answer) if narrated else (),
    )


def unsupported(answer: Answer) -> tuple[str, ...]:
    """Figures of the lead that the passages cited for their sentence do not give.

    This looks at figures alone and knows nothing of the check that let the sentence pass.
    """
    cited = {each.number: each for each in answer.citations}
    found = []
    for sentence in answer.lead:
        sources = [cited[number] for number in sentence.citations]
        there = [f for each in sources for f in numbers(each.quote, each.lang)]
        found += [f.raw for f in numbers(sentence.text, answer.lang) if missing([f], there)]
    return tuple(found)


def summary(retold: Sequence[Retold], load: tuple[float, float]) -> dict[str, Any]:
    """What the table tells, as JSON has it; `load` is the machine's before and after."""
    told = [each for each in retold if each.narration == "narrated"]
    written = sum(len(each.shown) + len(each.withheld) for each in retold)
    withheld = sum(len(each.withheld) for each in retold)
    reasons: dict[str, int] = {}
    for each in retold:
        reasons[each.narration] = reasons.get(each.narration, 0) + 1
    return {
        "answers": len(retold),
        "outcomes": reasons,
        "sentences_shown": sum(len(each.shown) for each in retold),
        "sentences_withheld": withheld,
        "share_withheld": round(withheld / written, 3) if written else None,
        "unsupported_figures": sum(len(each.unsupported) for each in retold),
        "composed_seconds_median": _median([each.composed for each in retold]),
        "first_sentence_seconds_median": _median([e.first for e in told if e.first is not None]),
        "whole_seconds_median": _median([each.whole for each in retold]),
        "processor_seconds_median": _median([each.processor for each in retold]),
        "processors": os.cpu_count(),
        "load_before": round(load[0], 1),
        "load_after": round(load[1], 1),
    }


def _median(values: Sequence[float]) -> float | None:
    return round(median(values), 2) if values else None
