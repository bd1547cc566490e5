"""Numbers spelled out: "trois quarts", "twenty-five", "la moitié", "deux millions"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from assistant.records import Lang

# (start, end, value, unit): unit is "x" for multiples, "" otherwise.
Spelled = tuple[int, int, Decimal, str]

_FRENCH = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
)
_ENGLISH = (
    "zero one two three four five six seven eight nine ten "
    "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_VALUES: Mapping[Lang, Mapping[str, int]] = {
    "fr": {word: value for value, word in enumerate(_FRENCH.split()) if value}
    | {"une": 1, "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50}
    | {"soixante": 60, "septante": 70, "huitante": 80, "octante": 80, "nonante": 90}
    | {"cent": 100, "cents": 100, "mille": 1000}
    | {"million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9},
    "en": {word: value for value, word in enumerate(_ENGLISH.split()) if value}
    | {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70}
    | {"eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000, "dozen": 12}
    | {"million": 10**6, "billion": 10**9, "trillion": 10**12},
}
_WORD: Mapping[Lang, re.Pattern[str]] = {
    lang: re.compile(
        r"(?<!\w)(?!(?<=pour\s)cents?\b)(?:"
        + "|".join(sorted(values, key=len, reverse=True))
        + r")(?!\w)",
        re.I,
    )
    for lang, values in _VALUES.items()
}
# Inside one number, words are joined by a hyphen, a space, "et" (vingt et un) or "and".
_JOINT: Mapping[Lang, re.Pattern[str]] = {
    "fr": re.compile(r"(?:-et-|-|\set\s|\s)$"),
    "en": re.compile(r"(?:-|\sand\s|\s)$"),
}

_PART: Mapping[Lang, Mapping[str, int]] = {
    "fr": {"demi": 2, "tiers": 3, "quart": 4, "cinquième": 5, "sixième": 6, "septième": 7}
    | {"huitième": 8, "neuvième": 9, "dixième": 10, "vingtième": 20, "centième": 100},
    "en": {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7}
    | {"eighth": 8, "ninth": 9, "tenth": 10, "twentieth": 20, "hundredth": 100},
}
_COUNT: Mapping[str, int] = {
    "un": 1,
    "le": 1,
    "deux": 2,
    "trois": 3,
    "quatre": 4,
    "a": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
}
# "a third" is a share before "of" or a stop, an ordinal before a noun ("a third survey").
_FRACTION: Mapping[Lang, re.Pattern[str]] = {
    "fr": re.compile(
        r"(?<!\w)(?:(?P<count>un|deux|trois|quatre)\s(?P<part>tiers|quart|cinquième|sixième"
        r"|septième|huitième|neuvième|dixième|vingtième|centième)s?(?!\w|\sd['’]heure)"
        r"|le\s(?P<whole>tiers|quart|dixième)(?=\sd[eu’'])"
        r"|(?P<half>moitié)(?!\w))",
        re.I,
    ),
    "en": re.compile(
        r"(?<![\w-])(?:(?P<count>two|three|four|one)[\s-](?P<part>third|quarter|fifth|sixth"
        r"|seventh|eighth|ninth|tenth|twentieth|hundredth)s?(?!\w)"
        r"|a\s(?P<whole>third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|twentieth|hundredth)"
        r"(?=\sof\b|\s(?:more|less|fewer|higher|lower)\b|[.,;:)]|$)"
        r"|(?<!first\s)(?<!second\s)(?<!other\s)(?<!and\sa\s)(?P<half>half)"
        r"(?!\w|-|\s(?:year|hour|time|day|an?\b)))",
        re.I,
    ),
}
_FIXED: Mapping[Lang, tuple[tuple[str, Decimal, str], ...]] = {
    "fr": (
        (r"(?:un\s)?demi-?\s?million(?!\w)", Decimal(500_000), ""),
        (r"(?:un\s)?demi-?\s?milliard(?!\w)", Decimal(500_000_000), ""),
        (r"(?:un\s)?demi-point(?!\w)", Decimal("0.5"), "pp"),
        (r"divisée?s?\spar\sdeux(?!\w)", Decimal("0.5"), "x"),
        (r"doubl(?:é|er|ait|ant)e?s?(?!\w)|le\sdouble(?=\sd[eu’'])", Decimal(2), "x"),
        (r"tripl(?:é|er|ait|ant)e?s?(?!\w)|le\striple(?=\sd[eu’'])", Decimal(3), "x"),
        (r"quadrupl(?:é|er|ait|ant)e?s?(?!\w)", Decimal(4), "x"),
        (r"une\sdizaine(?!\w)", Decimal(10), ""),
        (r"une\sdouzaine(?!\w)", Decimal(12), ""),
        (r"une\squinzaine(?!\w)", Decimal(15), ""),
        (r"une\svingtaine(?!\w)", Decimal(20), ""),
        (r"une\strentaine(?!\w)", Decimal(30), ""),
        (r"une\squarantaine(?!\w)", Decimal(40), ""),
        (r"une\scinquantaine(?!\w)", Decimal(50), ""),
        (r"une\ssoixantaine(?!\w)", Decimal(60), ""),
        (r"une\scentaine(?!\w)", Decimal(100), ""),
        (r"un\smillier(?!\w)", Decimal(1000), ""),
    ),
    "en": (
        (r"half\sa\sthousand(?!\w)", Decimal(500), ""),
        (r"half\sa\smillion(?!\w)", Decimal(500_000), ""),
        (r"half\sa\sbillion(?!\w)", Decimal(500_000_000), ""),
        (r"half\sa\s(?:percentage\s)?point(?!\w)", Decimal("0.5"), "pp"),
        (r"halved(?!\w)|halving(?!\w)", Decimal("0.5"), "x"),
        (
            r"twice(?!\w)|doubl(?:ed|ing)(?!\w)|double(?=\s(?:the|that|its|their)\b)",
            Decimal(2),
            "x",
        ),
        (r"tripl(?:ed|ing)(?!\w)|trebled(?!\w)|triple(?=\s(?:the|that|its)\b)", Decimal(3), "x"),
        (r"quadrupl(?:ed|ing)(?!\w)", Decimal(4), "x"),
        (r"twofold(?!\w)", Decimal(2), "x"),
        (r"threefold(?!\w)", Decimal(3), "x"),
        (r"fourfold(?!\w)", Decimal(4), "x"),
        (r"fivefold(?!\w)", Decimal(5), "x"),
        (r"tenfold(?!\w)", Decimal(10), "x"),
    ),
}
# One pattern a language: the group that matched tells the entry.
_FIXED_PATTERN: Mapping[Lang, re.Pattern[str]] = {
    lang: re.compile(r"(?<![\w-])(?:" + "|".join(f"({entry[0]})" for entry in table) + ")", re.I)
    for lang, table in _FIXED.items()
}


def spelled(text: str, lang: Lang) -> list[Spelled]:
    """Every number spelled out in the text, in order, without overlaps."""
    found: list[Spelled] = []
    for candidate in (*_fixed(text, lang), *_fractions(text, lang), *_cardinals(text, lang)):
        if not any(start < candidate[1] and candidate[0] < end for start, end, _, _ in found):
            found.append(candidate)
    return sorted(found)


def _fixed(text: str, lang: Lang) -> Iterator[Spelled]:
    for found in _FIXED_PATTERN[lang].finditer(text):
        _, value, unit = _FIXED[lang][(found.lastindex or 1) - 1]
        yield found.start(), found.end(), value, unit


def _fractions(text: str, lang: Lang) -> Iterator[Spelled]:
    for found in _FRACTION[lang].finditer(text):
        count = _COUNT[found["count"].casefold()] if found["count"] else 1
        part = found["part"] or found["whole"]
        whole = _PART[lang][part.casefold()] if part else 2
        yield found.start(), found.end(), ratio(count, whole), ""


def ratio(count: int, whole: int) -> Decimal:
    """A fraction as a decimal of six places, so that two spellings of it are equal."""
    return (Decimal(count) / Decimal(whole)).quantize(Decimal("0.000001")).normalize()


def _cardinals(text: str, lang: Lang) -> Iterator[Spelled]:
    """Runs of number words; a lone "un", "une" or "one" is an article, not a figure."""
    run: list[re.Match[str]] = []
    for word in _WORD[lang].finditer(text):
        if run and not _joined(text, run, word, lang):
            yield from _value(text, run, lang)
            run = []
        run.append(word)
    yield from _value(text, run, lang)


def _joined(text: str, run: list[re.Match[str]], word: re.Match[str], lang: Lang) -> bool:
    """True where the word continues the number that the run has begun."""
    gap = text[run[-1].end() : word.start()]
    if not _JOINT[lang].fullmatch(gap):
        return False
    before = _VALUES[lang][run[-1][0].casefold()]
    after = _VALUES[lang][word[0].casefold()]
    if after >= 100 or word[0].casefold() == "dozen":
        return before < after
    if "et" in gap:
        return before in (20, 30, 40, 50, 60) and after in (1, 11)
    if "and" in gap:
        return before in (100, 1000)
    if lang == "fr" and (before, after) in ((4, 20), (10, 7), (10, 8), (10, 9)):
        return True
    # soixante-dix and quatre-vingt-quinze count on past ten; the other tens do not.
    limit = 20 if lang == "fr" and before in (20, 60) else 10
    return before >= 100 or (before % 10 == 0 and before >= 20 and after < limit)


# "des millions", "hundreds" and "several million" count nothing; "a million" does.
_VAGUE_ALONE = frozenset(
    ("million", "millions", "milliard", "milliards", "billion", "trillion")
) | {"hundred", "thousand", "dozen"}


def _value(text: str, run: list[re.Match[str]], lang: Lang) -> Iterator[Spelled]:
    if not run or (
        run[0][0].casefold() in _VAGUE_ALONE
        and text[max(0, run[0].start() - 2) : run[0].start()].casefold() != "a "
    ):
        return
    total = group = 0
    for word in run:
        value = _VALUES[lang][word[0].casefold()]
        if value >= 1000:
            total += max(group, 1) * value
            group = 0
        elif value == 100:
            group = max(group, 1) * 100
        elif value == 20 and group % 100 == 4 and lang == "fr":
            group += 76
        else:
            group = (
                max(group, 1) * 12
                if value == 12 and word[0].casefold() == "dozen"
                else group + value
            )
    amount = total + group
    if amount > 1:
        yield run[0].start(), run[-1].end(), Decimal(amount), ""
