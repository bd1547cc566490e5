"""English words: base forms, and which words share a meaning, a wider meaning or are contraries."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from functools import lru_cache

import orjson

from assistant.answer.grounding.words import FOLDER

_VOWEL = re.compile(r"[aeiouy]")
_UP = 2


@dataclass(frozen=True)
class English:
    """The tables of `english.json.gz`: a key is the letter of a part of speech and a word."""

    senses: dict[str, list[str]]
    above: dict[str, list[str]]
    like: dict[str, list[str]]
    contraries: dict[str, frozenset[str]]
    kin: dict[str, frozenset[str]]
    irregular: dict[str, dict[str, str]]
    nounish: frozenset[str]


@lru_cache(maxsize=1)
def load_english() -> English:
    """Read the tables; a quarter of a second, once."""
    data = orjson.loads(gzip.decompress((FOLDER / "english.json.gz").read_bytes()))
    return English(
        data["senses"], data["above"], data["like"], _pairs(data["contraries"]),
        _pairs(data["kin"]), data["irregular"], frozenset(data["nounish"]),
    )  # fmt: skip


def _pairs(listed: list[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in listed:
        one, other = pair.split(" ")
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {key: frozenset(value) for key, value in found.items()}


@lru_cache(maxsize=50_000)
def keys(word: str) -> tuple[str, ...]:
    """The keys of a form: "rose" → "v:rise", "n:rose"; empty for a word that is not listed."""
    low = word.lower()
    tables = load_english()
    found: dict[str, None] = {}
    for letter in "vnar":
        base = tables.irregular.get(letter, {}).get(low)
        for each in ([base] if base else []) + _bases(low, letter):
            if f"{letter}:{each}" in tables.senses:
                found[f"{letter}:{each}"] = None
                break
    return tuple(found)


def _bases(word: str, letter: str) -> list[str]:
    """What a regular form may be a form of, likeliest first."""
    bases = [word]
    if letter in "vn":
        if word.endswith("ies"):
            bases.append(f"{word[:-3]}y")
        if word.endswith("es"):
            bases += [word[:-1], word[:-2]]
        elif word.endswith("s") and not word.endswith("ss"):
            bases.append(word[:-1])
    if letter == "v":
        for ending in ("ied", "ed", "ing"):
            stem = word[: -len(ending)]
            if word.endswith(ending) and _VOWEL.search(stem):
                doubled = len(stem) > 2 and stem[-1] == stem[-2]
                bases += [f"{stem}y"] if ending == "ied" else [f"{stem}e", stem]
                bases += [stem[:-1]] if doubled and ending != "ied" else []
                break
    if letter in "ar" and len(word) > 4:
        for ending in ("er", "est"):
            if word.endswith(ending):
                stem = word[: -len(ending)]
                bases += [stem, f"{stem}e"]
                bases += [f"{stem[:-1]}y"] if stem.endswith("i") else []
                bases += [stem[:-1]] if len(stem) > 2 and stem[-1] == stem[-2] else []
    if letter == "a" and word.endswith("ly"):
        bases.append(word[:-2])
    return bases


def verb_of(word: str) -> str:
    """The base form of a verb form, "" for a word that is no verb."""
    return next((key[2:] for key in keys(word) if key[0] == "v"), "")


@lru_cache(maxsize=100_000)
def synonyms(one: str, other: str) -> bool:
    """True where the two, or words of their root ("approval" for "approve"), share a sense."""
    mine, theirs = _family(one), _family(other)
    if mine & theirs:
        return True
    return bool(_senses(mine) & _senses(theirs))


@lru_cache(maxsize=50_000)
def _family(word: str) -> frozenset[str]:
    """The keys of a word with those of its root in other parts of speech."""
    kin = load_english().kin
    own = keys(word)
    return frozenset(own).union(*(kin.get(key, frozenset()) for key in own))


def _senses(family: frozenset[str]) -> set[str]:
    tables = load_english()
    found = {s for key in family for s in tables.senses[key]}
    return found | {near for s in found if s[0] == "a" for near in tables.like.get(s, ())}


@lru_cache(maxsize=100_000)
def wider(one: str, other: str) -> bool:
    """True where `one` names what `other` is a kind of: "authority" for "regulator"."""
    mine = _senses(frozenset(keys(one)))
    reached = _senses(frozenset(keys(other)))
    above = load_english().above
    for _ in range(_UP):
        reached = {a for s in reached for a in above.get(s, ())}
        if mine & reached:
            return True
    return False


@lru_cache(maxsize=100_000)
def contrary(one: str, other: str) -> bool:
    """True for two words listed as antonyms, or adjectives like two such."""
    tables = load_english()
    mine, theirs = _family(one), _family(other)
    return any(tables.contraries.get(key, frozenset()) & theirs for key in mine)


@lru_cache(maxsize=100_000)
def siblings(one: str, other: str) -> bool:
    """True for two kinds of the same thing, neither meaning the other: "nurse", "doctor"."""
    if synonyms(one, other) or wider(one, other) or wider(other, one):
        return False
    above = load_english().above
    up = [{a for s in _senses(frozenset(keys(w))) for a in above.get(s, ())} for w in (one, other)]
    return bool(up[0] & up[1])
