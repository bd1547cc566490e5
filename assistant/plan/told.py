"""What a sentence tells besides its objective: budget, people, channels, country, customers."""

from __future__ import annotations

import re

from assistant.language.words import fold

# A channel as it is typed, folded, and as it is written.
CHANNELS = {
    "linkedin": "LinkedIn", "instagram": "Instagram", "insta": "Instagram", "facebook": "Facebook",
    "tiktok": "TikTok", "youtube": "YouTube", "twitter": "X", "x": "X", "pinterest": "Pinterest",
    "whatsapp": "WhatsApp", "snapchat": "Snapchat", "threads": "Threads", "bluesky": "Bluesky",
    "reddit": "Reddit", "discord": "Discord", "viva engage": "Viva Engage", "yammer": "Yammer",
}  # fmt: skip
_COUNTRIES = (
    "france", "belgique", "belgium", "suisse", "switzerland", "luxembourg", "canada", "quebec",
    "royaume-uni", "united kingdom", "uk", "ireland", "irlande", "allemagne", "germany", "italie",
    "italy", "espagne", "spain", "portugal", "pays-bas", "netherlands", "maroc", "morocco",
    "etats-unis", "united states", "usa", "us", "australie", "australia",
)  # fmt: skip
_AMOUNT = (
    r"(?:[€$£]\s?\d[\d .,]*(?:\s?(?:k|m)\b)?|"
    r"\d[\d .,]*\s?(?:(?:k|m)\s?[€$£]|[€$£]|(?:k|m)?\s?(?:euros?|eur|dollars|usd|gbp|chf)\b|k\b))"
)
_BUDGET = (
    rf"(?:(?:avec|with|for|pour|on|sur)\s+)?(?:(?:un|a|an|notre|our|le|the)\s+)?"
    rf"(?:(?:annual|yearly|total|small|petit)\s+)?budget(?:\s+(?:annuel|total|is|est))?"
    rf"\s*(?:de|d'environ|d'|of|about|[:=])?\s*({_AMOUNT})(?:\s+(?:par an|a year|per year))?"
)
_BUDGET_AFTER = rf"(?:(?:avec|with|on|for)\s+)?(?:an?\s+)?({_AMOUNT})\s+(?:de |of )?budget"
_NAME = "|".join(sorted(map(re.escape, CHANNELS), key=len, reverse=True))
_WHOLE: dict[str, re.Pattern[str]] = {
    "budget": re.compile(rf"(?:et |and )?(?:{_BUDGET}|{_BUDGET_AFTER})"),
    "size": re.compile(
        r"(?:(?:we are|nous sommes|on est|for|pour|in|dans)\s+)?(?:(?:an?|une?|our|notre)\s+)?"
        r"(?:[\w-]+ ){0,4}?(?:(?:de|of|with|avec)\s+)?(\d[\d ]*)\s+"
        r"(?:salaries?|employes?|collaborateurs|personnes|employees|staff|people)"
    ),
    "channels": re.compile(
        rf"(?:(?:sur|on|via|canaux|channels|reseaux|presents? sur|active on|et|and)[ :]+)*"
        rf"((?:{_NAME})(?:\s*(?:et|and|&|/|\+|ou|or)\s*(?:{_NAME}))*)"
    ),
    "country": re.compile(
        rf"(?:(?:en|au|aux|in|dans|based in|basee? en)\s+)?(?:the\s+)?({'|'.join(_COUNTRIES)})"
    ),
    "model": re.compile(r"(?:en |in |une? (?:entreprise|societe|marque) )?(b2b|b2c)(?: company)?"),
}
# Where a budget follows without a comma: "…with a budget of £20k".
_TAIL = re.compile(rf"\s(?:avec|with|for|pour)\s+(?:un|an?)\s+(?:[a-z]+\s+)?budget\s*(?:de|of|:)?"
                   rf"\s*({_AMOUNT})")  # fmt: skip
_CUT = re.compile(r"\s*(?:,(?!\d)|(?<!\d),|[;()]|\.(?!\d)|\s[-–—]\s)\s*")


def told(text: str) -> tuple[str, dict[str, str]]:
    """The text without what it tells of the organisation, and that as fields of `Intake`.

    Only parts of their own, set off by commas, or a budget named as one, are taken; a text that
    would be left without an objective is given back whole.
    """
    rest, fields = text, {}
    if match := _TAIL.search(_even(text)):
        rest = text[: match.start()] + text[match.end() :]
        fields["budget"] = text[match.start(1) : match.end(1)].strip()
    kept = []
    for part in _CUT.split(rest):
        found = _fact(part)
        if found is None:
            kept.append(part)
            continue
        name, value = found
        if name == "channels" and name in fields:
            value = f"{fields[name]}, {value}"
        fields.setdefault(name, value)
        fields[name] = value if name == "channels" else fields[name]
    objective = ", ".join(part for part in kept if part.strip())
    if not fields or len(re.findall(r"[^\W\d_]{3,}", objective)) < 2:
        return text, {}
    return objective, fields


def _even(text: str) -> str:
    """The text folded letter by letter, so that places in it are those of the text."""
    made = [fold(letter) for letter in text.replace("\u202f", " ").replace("\u00a0", " ")]
    return "".join(new if len(new) == 1 else old for new, old in zip(made, text, strict=True))


def _fact(part: str) -> tuple[str, str] | None:
    """The field that a part of the sentence fills, and its value; None where it fills none."""
    flat = _even(part).strip(" !?")
    for name, pattern in _WHOLE.items():
        match = pattern.fullmatch(flat)
        if match is None:
            continue
        value = next(group for group in match.groups() if group).strip()
        if name == "channels":
            names = re.findall(_NAME, value)
            return name, ", ".join(dict.fromkeys(CHANNELS[each] for each in names))
        if name == "country":
            start = flat.index(value)
            return name, part.strip(" !?")[start : start + len(value)]
        return name, value.replace(" ", "") if name == "size" else value
    return None
