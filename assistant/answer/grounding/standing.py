"""Is what a clause says said outright, planned, or denied?"""

from __future__ import annotations

from assistant.answer.grounding.clause import Clause
from assistant.answer.grounding.reading import Reading
from assistant.answer.grounding.words import english, french
from assistant.answer.grounding.words.small import listed


def base_of(reading: Reading, place: int) -> str:
    """The base form of a verb at its place, "" for a word that is none."""
    word = reading.tokens[place].word
    return english.verb_of(word) if reading.lang == "en" else french.verb_of(word)


def standing(clause: Clause, all_: tuple[Clause, ...], reading: Reading) -> int:
    """0 for what is said outright, 1 for what may be or is planned, 2 for what is denied."""
    governing = [o for o in all_ if o.verb == clause.under]
    verbs = {base_of(reading, o.verb) for o in governing}
    verbs |= {base_of(reading, i) for i in range(max(0, clause.verb - 2), clause.verb)}
    if verbs & listed("DENIALS") or any(o.negated for o in governing):
        return 2
    if any(standing(o, all_, reading) == 2 for o in governing if o.under != clause.verb):
        return 2
    return 1 if clause.doubtful or verbs & listed("PLANS") else 0
