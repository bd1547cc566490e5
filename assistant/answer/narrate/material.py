"""What a language model is given of a composed answer: its statements, numbered, as data."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.records import Answer, Citation, Sentence

# What is narrated must be read first: a statement costs a small model most of a second.
_MOST, _CHARACTERS = 4, 850
_LEADS, _SUPPORTS = 3, 2
# Their words are not prose to be retold: a plan has fields, a briefing a page of its own.
_NOT_RETOLD = frozenset(("plan", "briefing"))
_BRACKETS = str.maketrans({"<": "‹", ">": "›"})


def narratable(answer: Answer) -> bool:
    """True for an answer whose lead rests on statements of the library; never for a refusal."""
    if answer.kind != "answer" or not answer.intent or answer.intent in _NOT_RETOLD or answer.asked:
        return False
    return any(True for _ in _cited(answer.lead, answer))


def material(answer: Answer) -> tuple[Citation, ...]:
    """The statements to retell, those of the lead first, then the best evidence and a limit.

    The company's own documents stay word for word: they are never among them.
    """
    leads = list(_cited(answer.lead, answer))[:_LEADS]
    limits = list(_cited((*answer.counter, *answer.limits), answer))[:1]
    supports = list(_cited(answer.evidence, answer))
    wanted = (*leads, *supports[:_SUPPORTS], *limits, *supports[_SUPPORTS:])
    chosen: list[Citation] = []
    length = 0
    for each in dict.fromkeys(wanted):
        if len(chosen) == _MOST or (chosen and length + len(each.quote) > _CHARACTERS):
            continue
        chosen.append(each)
        length += len(each.quote)
    return tuple(chosen)


def _cited(sentences: Iterable[Sentence], answer: Answer) -> Iterable[Citation]:
    known = {each.number: each for each in answer.citations}
    for sentence in sentences:
        for number in sentence.citations[:1]:
            citation = known.get(number)
            if citation and not citation.collection and citation.lang == answer.lang:
                yield citation


def as_data(text: str) -> str:
    """A text on one line that cannot close the mark it stands in."""
    return re.sub(r"\s+", " ", text.translate(_BRACKETS)).strip()
