"""How a word sounds, roughly: people misspell by ear ("embasadeur", "kalculer", "rezo")."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.records import Lang

_RULES: dict[Lang, tuple[tuple[str, str], ...]] = {
    "fr": (
        (r"ph", "f"),
        (r"eaux?|aux?|os$|ot$", "o"),
        (r"qu|ck|q|c(?=[aouklrt]|$)", "k"),
        (r"ch", "C"),
        (r"c(?=[eiy])|ss|sc(?=[eiy])", "s"),
        (r"(?<=[aeiouy])s(?=[aeiouy])", "z"),
        (r"g(?=[eiy])", "j"),
        (r"gu(?=[eiy])", "g"),
        (r"[aei]i(?=[^l]|$)|e[rz]$|es?$|ees?$", "e"),
        (r"(?:en|an|em|am)(?=[^aeiouymn]|$)", "A"),
        (r"(?:in|im|ain|ein|un|ym)(?=[^aeiouymn]|$)", "I"),
        (r"(?:on|om)(?=[^aeiouymn]|$)", "O"),
        (r"tion", "sO"),
        (r"y", "i"),
        (r"h", ""),
        (r"(.)\1", r"\1"),
        (r"(?<=..)[estdxp]+$", ""),
    ),
    "en": (
        (r"ph", "f"),
        (r"tion|sion|cion", "SN"),
        (r"ck|qu|q|c(?=[aouklrt]|$)", "k"),
        (r"ch|sh", "C"),
        (r"c(?=[eiy])|sc(?=[eiy])", "s"),
        (r"gh(?=t|$)", ""),
        (r"wh", "w"),
        (r"kn(?=\w)", "n"),
        (r"(?:ea|ee|ie|ei|ey|y)", "i"),
        (r"(?:ou|ow|oo|au|aw)", "u"),
        (r"z", "s"),
        (r"h", ""),
        (r"(.)\1", r"\1"),
        (r"(?<=..)e?s?$", ""),
        (r"(?<!^)[ae](?=[^aeiou])", "a"),
    ),
}
_COMPILED = {
    lang: tuple((re.compile(pattern), sound) for pattern, sound in rules)
    for lang, rules in _RULES.items()
}


@lru_cache(maxsize=100_000)
def sound(word: str, lang: Lang) -> str:
    """A key that words heard alike share; `word` is folded."""
    for pattern, replacement in _COMPILED[lang]:
        word = pattern.sub(replacement, word)
    return word
