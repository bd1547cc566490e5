"""Numerals that count nothing: dates, hours, years, ordinals, and numbers inside names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from assistant.records import Lang

Kind = Literal["quantity", "year", "date", "ordinal", "name"]
Span = tuple[int, int, Kind]

_MASKED = re.compile(r"\[@[^\]]*\]|https?://\S+|www\.\S+|\S+@\S+\.\w+|[@#]\w+")

_MONTHS: Mapping[Lang, str] = {
    "fr": r"(?:janv(?:ier|\.)|févr(?:ier|\.)|mars|avril|avr\.|mai|juin|juil(?:let|\.)|août"
    r"|sept(?:embre|\.)|oct(?:obre|\.)|nov(?:embre|\.)|déc(?:embre|\.))(?!\w)",
    "en": r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?|July?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?!\w)",
}
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_ENGLISH_DAY = rf"{_DAY}(?:st|nd|rd|th)?"
_FRENCH_DAY = rf"(?:1er|{_DAY})"
_BEFORE = r"(?<![\w.,])"
_YEAR = r"(?:19|20)\d\d"

_DATES: Mapping[Lang, tuple[str, ...]] = {
    "fr": (rf"{_BEFORE}{_FRENCH_DAY}(?:\s?(?:-|–|et|ou|au|à)\s?{_FRENCH_DAY})*\s{_MONTHS['fr']}",),
    "en": (
        rf"{_BEFORE}{_ENGLISH_DAY}(?:\s?(?:-|–|and|or|to)\s?{_ENGLISH_DAY})*\s(?:of\s)?"
        rf"{_MONTHS['en']}",
        rf"{_MONTHS['en']}\s(?:the\s)?{_ENGLISH_DAY}(?:\s?(?:-|–|and|to)\s?{_ENGLISH_DAY})?"
        r"(?![\w%]|[.,]\d|\s?(?:%|million|billion|thousand|per\s?cent))",
    ),
}
_CLOCK = (
    rf"(?<!\d){_YEAR}-\d\d-\d\d(?!\d)",
    rf"(?<![\d/]){_DAY}/\d{{1,2}}/(?:{_YEAR}|\d\d)(?![\d/])",
    r"(?<![\d:])(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:])",
    r"(?<!\d)(?:[01]?\d|2[0-3])\s?h\s?[0-5]\d(?!\w)",
    r"(?<!\d)(?:1[0-2]|0?\d)(?:[.:][0-5]\d)?\s?(?:a\.m\.|p\.m\.|am\b|pm\b)",
)
_YEARS = (
    rf"(?<!\d){_YEAR}\s?[-–/]\s?(?:{_YEAR}|\d\d)(?![\d%]|-\d)",
    r"(?<!\d)(?:(?:19|20)\d|['’]?\d)0s\b",
    r"\bannées\s(?:(?:19|20)\d0|\d0)\b(?!\s?(?:%|000))",
)
_ORDINALS = (
    r"(?<![\d.,])\d+(?:st|nd|rd|th)\b",
    r"(?<![\d.,])\d+(?:ers?|res?|ères?|èmes?|emes?|nde?s?|es?)\b",
)
# Words after which a number is a label, not a quantity.
_LABELS = (
    r"ASR|CAC|SBF|DAX|FTSE|S&P|Nasdaq|Stoxx|Fortune|RFC|ISO|IEC|EN|NF|[Aa]rticles?|[Aa]rt\."
    r"|[Nn]°|Nos?\.|[Nn]uméro|[Vv]ersions?|[Ll]eçons?|[Ll]essons?|[Cc]hap(?:itre|ter)|[Ff]igure"
    r"|[Tt]able(?:au)?|pages?|pp?\.|iPhone|Galaxy(?:\sNote)?|Note|Windows|Office|Ability|Rule"
    r"|[Rr]egulation|[Rr]èglement|[Ll]aw|[Ll]oi|[Dd]irective|[Ss]ection|Form|[Aa]nnexe?|Agenda"
    r"|[Ll]evel|[Nn]iveau|[Pp]hase|[Ss]tage|[ÉéEe]tape|[Ss]tep|[Ww]ave|[Vv]ague|Boeing|Airbus"
    r"|[Qq]uestion|[Tt]ier|[Oo]ption|[Tt]ype|[Ss]cénario|[Ss]cenario"
)
_NAMES = (
    rf"(?<![\w])(?:{_LABELS})\s(?:n°\s?)?\d{{1,5}}(?:[.:/-]\d+)*(?!\d|[.,\s]\d|\s?%)",
    r"(?<!\w)[Ww]eb\s\d\.\d",
    # B2B, Q4, MP3, COVID-19, DOC-2014-15, 3D, 5G, 4A’s, 7-Eleven, 10-K
    r"(?<![\w$€£])(?!(?:EUR|USD|GBP|CHF|SEK|CNY|FY|x)\d)[^\W\d_]+\d\w*(?:[.-]\d+)*",
    r"(?<![\w$€£])[A-ZÀ-Þ]{2,}-\d[\d-]*",
    r"(?<![\d.,$€£\w])\d{1,3}(?:[A-Z](?![\w€$£])(?<![\dMKBkx]M)(?<!\d[MKBX])|[A-Z]{2,}\w*(?<!Md)(?<!Mds))",
    r"(?<![\d.,$€£\w])\d{1,3}-[A-Z]\w*",
    rf"(?<!\d){_YEAR}-(?!{_YEAR}(?!\d))\d{{3,5}}(?!\d)",
    r"(?<![\d$€£])(?:3M|4A)\b",
    r"(?<!\d)24\s?/\s?7(?!\d)|7\s?j\s?/\s?7|24\s?h\s?/\s?24|24\sheures\ssur\s24|7\sjours\ssur\s7",
    r"(?<!\d)24\shours\sa\sday|(?<!\d)7\sdays\sa\sweek",
)

_LANGS: tuple[Lang, ...] = ("fr", "en")


def _kinds(lang: Lang) -> tuple[tuple[tuple[str, ...], Kind], ...]:
    return (
        (_NAMES, "name"),
        ((*_DATES[lang], *_CLOCK), "date"),
        (_YEARS, "year"),
        (_ORDINALS, "ordinal"),
    )


_SPANS: Mapping[Lang, tuple[tuple[re.Pattern[str], Kind], ...]] = {
    lang: tuple(
        (re.compile("|".join(patterns), re.I if lang == "fr" and kind == "date" else 0), kind)
        for patterns, kind in _kinds(lang)
    )
    for lang in _LANGS
}


def mask(text: str) -> str:
    """The text with citations, addresses and tags blotted out, every position kept."""
    return _MASKED.sub(lambda found: "·" * len(found[0]), text)


def uncounted(text: str, lang: Lang) -> list[Span]:
    """The spans in which a numeral counts nothing; where two overlap, the first listed wins."""
    spans: list[Span] = []
    for pattern, kind in _SPANS[lang]:
        for found in pattern.finditer(text):
            if not any(start < found.end() and found.start() < end for start, end, _ in spans):
                spans.append((found.start(), found.end(), kind))
    return sorted(spans)
