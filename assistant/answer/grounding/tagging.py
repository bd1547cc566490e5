"""What each word of a sentence does, by light rules: verb, noun, small word; for cutting clauses.

There is no parser here: a form is looked up, and its neighbours decide where it may be two things.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.answer.grounding.reading import Reading
from assistant.answer.grounding.settling import settled
from assistant.answer.grounding.words import english, french
from assistant.answer.grounding.words.small import kinds_of, listed
from assistant.records import Lang

_DO = frozenset(["do", "does", "did", "don", "doesn", "didn", "t", "not"])
_PAUSE = re.compile(r"[,;:.()—–«»“”\"!?]")


def breaks(reading: Reading) -> frozenset[int]:
    """Places of words before which a comma or another mark stands."""
    found = set()
    for place in range(1, len(reading.tokens)):
        gap = reading.text[reading.tokens[place - 1].end : reading.tokens[place].start]
        if _PAUSE.search(gap):
            found.add(place)
    return frozenset(found)


@lru_cache(maxsize=8192)
def kinds(
    lang: Lang, tokens: tuple[str, ...], marks: frozenset[int], compounds: frozenset[int]
) -> str:
    """One letter a word: D E C R O T A M as above, V finite verb, P past participle,
    G present participle, I infinitive, N anything else (nouns, adjectives, names, numbers)."""
    found: list[str] = []
    for place, word in enumerate(tokens):
        small = kinds_of(lang).get(_plain(word))
        if place in compounds and not small:
            found.append("N")
        elif small:
            found.append(_small(small, place, tokens, found, lang))
        elif not word[0].isalpha() or (word[0].isupper() and place and place not in marks):
            found.append("N")
        else:
            judge = _english if lang == "en" else _french
            found.append(judge(word.lower(), place, tokens, found, marks))
    return "".join(settled(found, tokens, marks, lang))


def tag(reading: Reading) -> str:
    """The kinds of the words of a sentence."""
    words = tuple(token.word for token in reading.tokens)
    return kinds(reading.lang, words, breaks(reading), _compounds(reading))


def _compounds(reading: Reading) -> frozenset[int]:
    """Places of words with a hyphen beside them: "make-up" is no verb."""
    text = reading.text
    return frozenset(
        i for i, token in enumerate(reading.tokens)
        if text[token.end : token.end + 1] == "-" or (token.start and text[token.start - 1] == "-")
    )  # fmt: skip


def _plain(word: str) -> str:
    from assistant.language.tokens import folded

    low = word.lower()
    # "Où" and "à" are told from "ou" and "a" by their accents.
    return low if low in ("à", "où", "dès") else folded(low)


def _small(kind: str, place: int, tokens: tuple[str, ...], found: list[str], lang: Lang) -> str:
    word = tokens[place].lower()
    before = found[-1] if found else ""
    following = tokens[place + 1].lower() if place + 1 < len(tokens) else ""
    if lang == "fr":
        if word == "où":
            return "R"
        if word == "en":
            verb = all("n" not in letters for _, letters in french.forms(following) or (("", "n"),))
            return "O" if verb and before in ("N", "O", "T") else "E"
        if word == "soit":
            return "T"
        if word in ("été", "avoir") and before in ("D", "E"):
            return "N"
        if word in ("alors", "tandis", "bien", "parce") and following not in ("que", "qu"):
            return "T"
        if word == "comme" or (word in ("que", "qu") and before in ("R", "E")):
            return "E" if word == "comme" else "R"
        if word in ("plus", "moins", "même") and before != "A" and following:
            return "T"
        if word == "si" and before:
            return "R"
        if word in ("la", "le", "les", "l") and place + 1 < len(tokens):
            return "D"
    elif word == "that" and following in ("of", "was", "is") and before in ("N", "E"):
        return "O" if following == "of" else "R"
    elif word in ("since", "until") and following and (following[0].isdigit()):
        return "E"
    elif word in ("her", "his"):
        return "D"
    return kind


def _english(
    word: str, place: int, tokens: tuple[str, ...], found: list[str], marks: frozenset[int]
) -> str:
    verb = english.verb_of(word)
    if not verb:
        return "T" if word.endswith("ly") and english.keys(word)[:1] == (f"r:{word}",) else "N"
    before = _last(found, place, marks)
    only_verb = not any(key[0] in "na" for key in english.keys(word))
    if word.endswith("ing"):
        return "G" if before in ("A", "", "N", "E", "R", "C") or only_verb else "N"
    irregular = word in english.load_english().irregular["v"]
    if word in listed("UNCHANGED") and before == "A":
        return "P"
    past = (word.endswith("ed") or irregular) and word != verb
    if past:
        if before == "A":
            return "P"
        if before in ("D", "E", "G"):
            return "N"
        # "Drawn" is no past, "drew" no participle.
        return "P" if irregular and word.endswith(("wn", "en", "ung")) else "p"
    if place and (tokens[place - 1][0].isdigit() or tokens[place - 1].lower() in listed("NUMBERS")):
        return "N"
    if before == "M" or (before == "E" and tokens[place - 1].lower() == "to"):
        return "I"
    if before == "A" and tokens[place - 1].lower() in _DO:
        return "I"
    if before in ("D", "E", "A", "G") or (before == "" and place == 0):
        return "N"
    if before == "T" and _negated_do(tokens, place):
        return "I"
    if only_verb:
        return "V"
    noun = verb in english.load_english().nounish
    return "v" if not noun else "w"


def _negated_do(tokens: tuple[str, ...], place: int) -> bool:
    near = {t.lower() for t in tokens[max(0, place - 3) : place]}
    return bool(near & _DO | listed("M", "en"))


def _french(
    word: str, place: int, tokens: tuple[str, ...], found: list[str], marks: frozenset[int]
) -> str:
    readings = french.forms(word)
    if not readings:
        adverb = word.endswith("ment") and len(word) > 6 and found and found[-1] in "AVTP"
        return "T" if adverb else "N"
    letters = "".join(kind for _, kind in readings)
    before = _last(found, place, marks)
    last = tokens[place - 1].lower() if place else ""
    if (
        "I" in letters
        and word.endswith(("er", "ir", "re", "oir"))
        and last not in listed("DETERMINERS") - {"de", "d"}
    ):
        return (
            "I" if "n" not in letters or before in ("M", "E") or last in ("de", "d", "à") else "N"
        )
    if before in ("A",) and "P" in letters:
        return "P"
    finite = any(c in letters for c in "pisfc")
    if finite and (last in listed("CLITICS") or before in ("R",)) and last not in ("que", "qu"):
        return "V"
    if before == "T" and "P" in letters and _auxiliary_near(found):
        return "P"
    if last in listed("DETERMINERS") or before == "E" or (before == "D" and "n" in letters):
        return "G" if "G" in letters and last == "en" else "N"
    if finite and "n" not in letters:
        return "V"
    if "P" in letters:
        return "x" if finite and (last in listed("CLITICS") or before in ("N", "")) else "q"
    if "G" in letters:
        return "G" if "n" not in letters or place in marks else "N"
    return "w" if finite else "N"


def _auxiliary_near(found: list[str]) -> bool:
    tail = "".join(found[-4:])
    return bool(re.search(r"A[TO]*$", tail))


def _last(found: list[str], place: int, marks: frozenset[int]) -> str:
    """The kind of the word before, adverbs aside; "" at the head of a stretch."""
    at = place
    while at and found[at - 1] == "T" and at not in marks:
        at -= 1
    return found[at - 1] if at and at not in marks else ""
