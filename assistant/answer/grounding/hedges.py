"""Words of caution around a figure: about, nearly, more than, at most."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from assistant.records import Lang

Hedge = Literal["", "about", "nearly", "over", "under"]

_BEFORE: Mapping[Lang, tuple[tuple[Hedge, str], ...]] = {
    "en": (
        ("nearly", r"nearly|almost|close\sto|just\sunder|just\sbelow|shy\sof|approaching|virtually"),
        ("over", r"(?:slightly\s|just\s|a\slittle\s|well\s|far\s)?(?:more\sthan|over|above)"
         r"|exceed(?:s|ed|ing)?|at\sleast|upwards\sof|north\sof|a\sminimum\sof|topp(?:ed|ing)"
         r"|surpass(?:ed|es|ing)?|greater\sthan|higher\sthan|>|≥|no\sfewer\sthan|no\sless\sthan"),
        ("under", r"(?:slightly\s|just\s|a\slittle\s|well\s|far\s)?(?:less\sthan|fewer\sthan"
         r"|under|below)|at\smost|up\sto|(?:no|not)\smore\sthan|a\smaximum\sof|lower\sthan|<|≤"),
        ("about", r"about|around|approximately|approx\.?|roughly|some|circa|c\.|ca\.|an\sestimated"
         r"|in\sthe\s(?:region|order)\sof|~|≈|something\slike|an\saverage\sof"),
    ),
    "fr": (
        ("over", r"(?:un\speu\s|légèrement\s|bien\s)?plus\s(?:de|que|d['’])|au-delà\sde|au\smoins"
         r"|dépass(?:e|ent|é|ait|aient|ant|er)|supérieure?s?\sà|au-dessus\sde|excéd(?:é|e|ait|ant)"
         r"|>|≥|pas\smoins\sde"),
        ("under", r"(?:un\speu\s|légèrement\s|bien\s)?moins\s(?:de|que|d['’])|au\splus"
         r"|jusqu['’]à|en\sdessous\sde|au-dessous\sde|inférieure?s?\sà|au\smaximum|<|≤"
         r"|pas\splus\sde"),
        ("nearly", r"près\s(?:de|d['’])|presque|pas\sloin\sde|quasi(?:ment)?"),
        ("about", r"environ|autour\sde|à\speu\sprès|quelque|approximativement|de\sl['’]ordre\sde"
         r"|aux\salentours\sde|~|≈|une?\smoyenne\sde"),
    ),
}  # fmt: skip
_ARTICLE = r"(?:\s(?:an?|the|les?|la|des|une?|du|de|of|by|l['’]))?"
_HEDGES: Mapping[Lang, tuple[tuple[Hedge, re.Pattern[str]], ...]] = {
    lang: tuple(
        (name, re.compile(rf"(?:(?<=\W)|^)(?:{words}){_ARTICLE}\s?$", re.I))
        for name, words in table
    )
    for lang, table in _BEFORE.items()
}
_AFTER: Mapping[Lang, tuple[tuple[Hedge, re.Pattern[str]], ...]] = {
    "en": (("over", re.compile(r"\s?(?:\+|or\smore|and\smore|and\sabove)", re.I)),
           ("under", re.compile(r"\s?or\s(?:less|fewer|below)", re.I)),
           ("about", re.compile(r"\s?(?:or\sso|approximately|on\saverage)", re.I))),
    "fr": (("over", re.compile(r"\s?(?:\+|ou\splus|et\splus|au\smoins)", re.I)),
           ("under", re.compile(r"\s?(?:ou\smoins|au\splus|au\smaximum)", re.I)),
           ("about", re.compile(r"\s?(?:environ|à\speu\sprès|en\smoyenne)", re.I))),
}  # fmt: skip


def hedge(text: str, start: int, end: int, lang: Lang) -> Hedge:
    """The caution before or after the figure at `text[start:end]`, "" without one."""
    before = text[max(0, start - 40) : start]
    for name, pattern in _HEDGES[lang]:
        if pattern.search(before):
            return name
    for name, pattern in _AFTER[lang]:
        if pattern.match(text, end):
            return name
    return ""
