"""What stands around a numeral: currency before it, scale and unit after it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from assistant.records import Lang

PERCENT = "%"
POINTS = "pp"
TIMES = "x"
_CODES = ("EUR", "USD", "GBP", "CHF", "JPY", "CNY", "SEK", "DKK", "INR", "CAD", "AUD", "HKD", "BRL")
CURRENCIES = frozenset((*_CODES, "cent"))
# Durations are kept for readers of a figure, and ignored when figures are compared: "18 months"
# and "18 mois" agree anyway, and "5 working days" has no unit beside its number.
DURATIONS = frozenset(["second", "minute", "hour", "day", "week", "month", "year"])

_SYMBOLS = {
    "US$": "USD",
    "$US": "USD",
    "AU$": "AUD",
    "A$": "AUD",
    "CA$": "CAD",
    "C$": "CAD",
    "HK$": "HKD",
    "R$": "BRL",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "RMB": "CNY",
    "x": TIMES,
    "×": TIMES,
} | {code: code for code in _CODES}
_SYMBOL = "|".join(re.escape(each) for each in sorted(_SYMBOLS, key=len, reverse=True))

BEFORE = re.compile(rf"(?<![A-Za-z\d])(?P<symbol>{_SYMBOL})\s?$")

_SCALES: Mapping[Lang, Mapping[str, int]] = {
    "fr": {
        "mille": 3,
        "millier": 3,
        "milliers": 3,
        "k": 3,
        "million": 6,
        "millions": 6,
        "m": 6,
        "mio": 6,
        "milliard": 9,
        "milliards": 9,
        "md": 9,
        "mds": 9,
        "mrd": 9,
        "billion": 12,
        "billions": 12,
        "mille milliards": 12,
        "millier de milliards": 12,
        "milliers de milliards": 12,
    },
    "en": {
        "hundred": 2,
        "thousand": 3,
        "k": 3,
        "million": 6,
        "millions": 6,
        "m": 6,
        "mn": 6,
        "mm": 6,
        "billion": 9,
        "billions": 9,
        "bn": 9,
        "b": 9,
        "trillion": 12,
        "trillions": 12,
        "tn": 12,
    },
}
# A lone letter is a scale only against the numeral or before a currency: "6.5m", "2,5 M€".
_SCALE: Mapping[Lang, re.Pattern[str]] = {
    "fr": re.compile(
        r"\s?(?P<scale>mille\smilliards|milliers?\sde\smilliards|milliards?|milliers?|millions?|mille|billions?|mio|mrd|mds?|k|m)"
        r"(?=\s?(?:€|\$|£|d['’]|de\s)|[^\w]|$)(?<!\s[kK](?!€|\$|£))",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?:[\s-]?(?P<scale>hundred|thousand|millions?|billions?|trillions?|mn|bn|tn)"
        r"|(?P<letter>[kKmMbB]|mm))(?![\w])",
        re.IGNORECASE,
    ),
}
_HALF: Mapping[Lang, re.Pattern[str]] = {
    "fr": re.compile(r"\s(?:et\s)?demie?\b", re.IGNORECASE),
    "en": re.compile(r"\sand\sa\shalf\b", re.IGNORECASE),
}

_UNIT_WORDS: Mapping[Lang, tuple[tuple[str, str], ...]] = {
    "fr": (
        (r"%|pour\s?cents?\b|pct\b", PERCENT),
        (r"points?\sde\sbase(?!\w)", "bp"),
        (r"(?:points?|pts?)(?:\s(?:de\s)?(?:pourcentage|%))?(?!\w)|pp\b", POINTS),
        (r"fois\b|(?-i:x)(?!\w)|×", TIMES),
        (r"(?:€|euros?\b|eur\b)", "EUR"),
        (r"dollars?\scanadiens?\b|cad\b", "CAD"),
        (r"dollars?\saustraliens?\b|aud\b", "AUD"),
        (r"\$(?:\s?us)?|(?:us\s?)?dollars?\b|usd\b", "USD"),
        (r"£|livres?\b(?:\ssterling)?|gbp\b", "GBP"),
        (r"francs?\ssuisses?\b|chf\b", "CHF"),
        (r"couronnes?\ssuédoises?\b|sek\b", "SEK"),
        (r"couronnes?\sdanoises?\b|dkk\b", "DKK"),
        (r"yuans?\b|renminbi\b|cny\b", "CNY"),
        (r"yens?\b|jpy\b", "JPY"),
        (r"roupies?\b|inr\b", "INR"),
        (r"cents?\b|centimes?\b", "cent"),
        (r"secondes?\b", "second"),
        (r"minutes?\b|min\b", "minute"),
        (r"heures?\b|h\b", "hour"),
        (r"jours?\b", "day"),
        (r"semaines?\b", "week"),
        (r"mois\b", "month"),
        (r"ans?\b|années?\b", "year"),
    ),
    "en": (
        (r"%|per\s?cent\b|pct\b", PERCENT),
        (r"basis\spoints?\b|bps\b", "bp"),
        (r"(?:percentage[\s-]|%\s)?points?\b|pts?\b|pp\b", POINTS),
        (r"times\b|(?-i:x)(?!\w)|×|-?fold\b", TIMES),
        (r"€|euros?\b|eur\b", "EUR"),
        (r"canadian\sdollars?\b|cad\b", "CAD"),
        (r"australian\sdollars?\b|aud\b", "AUD"),
        (r"\$|(?:us\s)?dollars?\b|usd\b", "USD"),
        (r"£|pounds?\b(?:\ssterling)?|gbp\b", "GBP"),
        (r"swiss\sfrancs?\b|chf\b", "CHF"),
        (r"(?:swedish\s)?kronor\b|sek\b", "SEK"),
        (r"(?:danish\s)?kroner\b|dkk\b", "DKK"),
        (r"yuan\b|renminbi\b|cny\b", "CNY"),
        (r"yen\b|jpy\b", "JPY"),
        (r"rupees?\b|inr\b", "INR"),
        (r"cents?\b|pence\b", "cent"),
        (r"seconds?\b", "second"),
        (r"minutes?\b|min\b", "minute"),
        (r"hours?\b|h\b|hrs?\b", "hour"),
        (r"days?\b", "day"),
        (r"weeks?\b", "week"),
        (r"months?\b", "month"),
        (r"years?\b", "year"),
    ),
}
_LINK: Mapping[Lang, str] = {"fr": r"\s?(?:d['’]\s?|de\s)?", "en": r"[\s-]?"}
# One pattern a language, the unit being the index of its group.
_UNIT: Mapping[Lang, re.Pattern[str]] = {
    lang: re.compile(_LINK[lang] + "(?:" + "|".join(f"({word})" for word, _ in words) + ")", re.I)
    for lang, words in _UNIT_WORDS.items()
}


def currency_before(text: str, start: int) -> tuple[str, int] | None:
    """The currency (or the × of "x15") that precedes a numeral, and where its symbol starts."""
    found = BEFORE.search(text, max(0, start - 5), start)
    return (_SYMBOLS[found["symbol"]], found.start()) if found else None


def scale_after(text: str, end: int, lang: Lang) -> tuple[Decimal, int] | None:
    """The factor that follows a numeral ("millions", "bn"), and where its word ends."""
    found = _SCALE[lang].match(text, end)
    if not found:
        return None
    word = (found["scale"] or found["letter"]) if lang == "en" else found["scale"]
    return Decimal(10) ** _SCALES[lang][" ".join(word.casefold().split())], found.end()


def half_after(text: str, end: int, lang: Lang) -> int | None:
    """Where "et demi" or "and a half" ends, if it follows."""
    found = _HALF[lang].match(text, end)
    return found.end() if found else None


def unit_after(text: str, end: int, lang: Lang) -> tuple[str, int] | None:
    """The unit that follows a numeral or its scale, and where its word ends."""
    found = _UNIT[lang].match(text, end)
    if not found or found.lastindex is None:
        return None
    return _UNIT_WORDS[lang][found.lastindex - 1][1], found.end()
