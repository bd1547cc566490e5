"""Hard check: people, places and organisations that a sentence names are named by its sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from assistant.answer.grounding.evidence import Pool, Support
from assistant.answer.grounding.reading import Reading, Token

_SHORT = 4


@dataclass(frozen=True, slots=True)
class NameFault:
    """A name of the answer that the evidence does not have.

    `elsewhere` is True where another sentence of the sources has it; `instead` is the name that
    the evidence has in its place, if one stands free.
    """

    name: str
    elsewhere: bool
    instead: str = ""


def name_faults(sentence: Reading, support: Support, pool: Pool) -> list[NameFault]:
    """Names of people, places and organisations that the evidence lacks."""
    faults = []
    every = (*(said.reading for said in pool.said), *pool.titles)
    for place, token in enumerate(sentence.tokens):
        replaced = _head(place, sentence, support)
        if not (token.name or replaced) or _has_name(
            token, place, sentence, (support.reading, *pool.titles)
        ):
            continue
        if _common(token) and not _twin(place, sentence, support):
            continue
        # A common noun's acronym has another in the other language: ROI, IT, HR.
        crossed = sentence.lang != support.reading.lang
        elsewhere = (crossed and token.word.isupper() and len(token.word) <= _SHORT) or (
            _has_name(token, place, sentence, every)
        )
        if not token.name and not _instead(token, sentence, support):
            continue
        faults.append(NameFault(token.word, elsewhere, _instead(token, sentence, support)))
    return faults


def _twin(place: int, sentence: Reading, support: Support) -> bool:
    """True where this word alone is new: all else of the sentence stands on the evidence."""
    return [i for i in sentence.content if i not in support.alignment.links] == [place]


def _head(place: int, sentence: Reading, support: Support) -> bool:
    """True for a word that only its place may have given a capital, where it alone is new and the
    evidence has another such word that stands free: a name put in the place of a name."""
    token = sentence.tokens[place]
    links = support.alignment.links
    if not token.maybe or place in links or token.concepts or token.sides:
        return False
    return _twin(place, sentence, support)


def _has_name(token: Token, place: int, sentence: Reading, readings: Sequence[Reading]) -> bool:
    return any(_in_reading(token, place, sentence, reading) for reading in readings)


def _in_reading(token: Token, place: int, sentence: Reading, reading: Reading) -> bool:
    for other in reading.tokens:
        if token.folded == other.folded or token.stem == other.stem:
            return True
        if any(c[0] == "n" for c in token.concepts & other.concepts):
            return True
        acronyms = token.word.isupper() or other.word.isupper()
        if token.concepts & other.concepts and (acronyms or not (token.name and other.name)):
            return True
        if (
            min(len(token.folded), len(other.folded)) >= 5
            and OSA.normalized_similarity(token.folded, other.folded) >= 0.8
            and token.folded[:2] == other.folded[:2]
            and (other.name or other.maybe or sentence.lang != reading.lang)
        ):
            return True
    return _acronym(token, sentence, reading) or _spelled_out(place, sentence, reading)


def _acronym(token: Token, sentence: Reading, reading: Reading) -> bool:
    """True where the letters of an acronym open words that follow each other in the evidence."""
    letters = token.word.replace(".", "")
    if not (2 <= len(letters) <= 7 and letters.isupper()):
        return False
    return letters.casefold() in _initials(reading)


def _initials(reading: Reading) -> str:
    """The first letters of the words of weight, a space where a name is broken off."""
    return "".join(
        token.folded[0] if len(token.folded) > 3 or token.word[0].isupper() else ""
        for token in reading.tokens
    )


def _spelled_out(place: int, sentence: Reading, reading: Reading) -> bool:
    """True where a run of names has its initials as an acronym in the evidence."""
    tokens = sentence.tokens
    start = place
    while start and _runs_on(tokens[start - 1]):
        start -= 1
    end = place + 1
    while end < len(tokens) and _runs_on(tokens[end]):
        end += 1
    letters = "".join(t.folded[0] for t in tokens[start:end] if t.word[0].isupper())
    acronyms = {t.word.replace(".", "").casefold() for t in reading.tokens if t.word.isupper()}
    return len(letters) >= 2 and any(a in letters or letters in a for a in acronyms if len(a) > 1)


def _runs_on(token: Token) -> bool:
    return token.word[0].isupper() or token.folded in (
        "of",
        "for",
        "and",
        "the",
        "de",
        "des",
        "du",
        "la",
        "et",
        "pour",
        "l",
        "d",
        "les",
    )


def _common(token: Token) -> bool:
    """True for a word that only its capital makes a name, such as "Board" or "Internet"."""
    return (
        bool(token.concepts)
        and not token.word.isupper()
        and any(c[0] == "s" for c in token.concepts)
    )


def _bare(token: Token) -> bool:
    return token.maybe and not token.concepts and not token.sides


def _instead(token: Token, sentence: Reading, support: Support) -> str:
    """A name of the evidence that no word of the sentence stands on."""
    used = support.alignment.used
    free = [
        t for i, t in enumerate(support.reading.tokens) if (t.name or _bare(t)) and i not in used
    ]
    return free[0].word if free else ""
