"""The two sides of a question that compares: "Facebook or LinkedIn", « portée contre taux »."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.language.words import content_words, fold
from assistant.records import Lang

_LONGEST = 4


@dataclass(frozen=True, slots=True)
class Sides:
    """Two names as the question has them, and what else it says of both ("pour du B2B").

    `weighed` where it asks which of the two does more of something.
    """

    names: tuple[str, str]
    about: str = ""
    weighed: bool = False


_COMPARED: Mapping[Lang, re.Pattern[str]] = {
    "fr": re.compile(
        r"(?:\b(?:compare[rz]?(?:[- ]moi)?|comparaison (?:entre|de)|comparatif (?:entre|de)|"
        r"differences? (?:y a[- ]t[- ]il )?entre|distingue[rz]?|opposer|choisir entre)|^entre)\s+"
        r"(?P<a>.+?)\s+(?:et|a|au|aux|avec|ou|vs\.?|versus|contre|de)\s+(?P<b>.+)$"
    ),
    "en": re.compile(
        r"(?:\b(?:compare|comparison (?:of|between)|difference between|differences between|"
        r"choose between|contrast)|^between)\s+"
        r"(?P<a>.+?)\s+(?:and|to|with|or|vs\.?|versus|against)\s+(?P<b>.+)$"
    ),
}
_DIFFERS: Mapping[Lang, re.Pattern[str]] = {
    "fr": re.compile(
        r"^en quoi (?P<a>.+?) (?:differe(?:nt)?|se distingue(?:nt)?) "
        r"d(?:e|u|es|e la|e l')\s*(?P<b>.+)$"
    ),
    "en": re.compile(r"^how (?:is|are|do|does) (?P<a>.+?) (?:differ|different) from (?P<b>.+)$"),
}
# "Does LinkedIn bring more leads than Facebook?": which of the two does more.
_MORE: Mapping[Lang, re.Pattern[str]] = {
    "fr": re.compile(
        r"^(?:et |mais |alors )?(?:est[- ]ce que? |est[- ]ce qu')?(?P<a>.+?) "
        r"(?:\w+-(?:t-)?(?:il|elle|ils|elles)|\w+e(?:nt)?|est|sont|vend|vaut|valent|fait|font) "
        r"(?P<about>(?:.{0,40} )?(?:plus|moins|mieux|davantage|autant|meilleure?s?|aussi)\b.*?) "
        r"que? (?P<b>.+)$"
    ),
    "en": re.compile(
        r"^(?:and |but |so )?(?:do|does|did|is|are|can|will|would) (?P<a>.+?) "
        r"(?P<about>(?:\w+ ){0,3}?(?:more|less|fewer|better|cheaper|as (?:good|much|many|well)|"
        r"worse|\w+er)\b.*?) (?:than|as) (?P<b>.+)$"
    ),
}
_OPPOSED = re.compile(r"^(?P<a>.+?)\s+(?:vs\.?|versus)\s+(?P<b>.+)$")
_OR: Mapping[Lang, re.Pattern[str]] = {
    "fr": re.compile(r"^(?P<a>.+?),?\s+(?:ou|plutot que|contre)\s+(?P<b>.+)$"),
    "en": re.compile(r"^(?P<a>.+?),?\s+(?:or|rather than|against)\s+(?P<b>.+)$"),
}
# What stands before the first side: the frame of the question.
_FRAME: Mapping[Lang, re.Pattern[str]] = {
    "fr": re.compile(
        r"^.*?\b(?:mieux vaut|vaut[- ]il mieux|mieux|preferer|privilegier|choisir|"
        r"investir (?:sur|dans)|miser sur|faut[- ]il|qui gagne|lequel|laquelle|entre|efficace|"
        r"rentable|plutot|meilleure?)\b\s*[:,]?\s*"
    ),
    "en": re.compile(
        r"^.*?\b(?:which is (?:better|best|cheaper|more effective)|better|best|"
        r"should we (?:use|choose|prefer|pick)|do we (?:need|want)|choose|prefer|invest in|"
        r"between|use)\b\s*[:,]?\s*"
    ),
}
# What follows the second side: what both are wanted for.
_ABOUT: Mapping[Lang, re.Pattern[str]] = {
    "fr": re.compile(
        r"\s*(?:[,:;?!.(]|\b(?:pour|dans|en|sur|chez|quand|a|lequel|laquelle|qui|que)\b)"
    ),
    "en": re.compile(
        r"\s*(?:[,:;?!.(]|\b(?:for|in|on|when|to|at|which|who|does|do|is|are|what)\b)"
    ),
}
_ARTICLE: Mapping[Lang, re.Pattern[str]] = {
    "fr": re.compile(r"^(?:(?:le|la|les|un|une|des|du|de|au|aux)\s+|l['’]|d['’])+"),
    "en": re.compile(r"^(?:(?:the|an?|of)\s+)+"),
}
# A side that holds one of these is a clause, not a thing.
_CLAUSE: Mapping[Lang, re.Pattern[str]] = {
    "fr": re.compile(
        r"\b(?:est|sont|nous|vous|il|elle|on|je|tu|faut|doit|doivent|peut|peuvent|pas|non|oui|c'est|"
        r"qui|que|quoi|comment|pourquoi|combien|font|fait|a-t|ont|avons|avez|y)\b"
    ),
    "en": re.compile(
        r"\b(?:is|are|was|were|we|you|it|they|i|he|she|should|must|can|could|do|does|did|not|no|yes|"
        r"have|has|had|will|would|what|why|how|who|that|there|be|been)\b"
    ),
}
_EMPTY = frozenset(
    ("pas", "non", "oui", "autre", "autres", "rien", "not", "other", "others", "nothing")
)


def sides_of(question: str, lang: Lang, loosely: bool = True) -> Sides | None:
    """The two things that a question compares, None where it does not compare two things.

    `loosely` takes "this or that" for a comparison too, and not only "compare this with that".
    """
    text = question.strip(" ?!.…\u202f\u00a0")
    folded = fold(text)
    if len(folded) != len(text):
        text = folded
    found = _COMPARED[lang].search(folded) or _DIFFERS[lang].match(folded) or _OPPOSED.match(folded)
    weighed = None
    if not found and loosely:
        found = weighed = _MORE[lang].match(folded)
        found = found or _OR[lang].match(folded)
    if not found:
        return None
    framed = _FRAME[lang].match(folded[: found.end("a")])
    start = found.start("a")
    if framed and framed.end() > start and framed.end() < found.end("a"):
        start = framed.end()
    first = text[start : found.end("a")]
    # Of a longer first half only what stands after its last mark belongs to the side.
    first = re.split(r"[:,;?(]\s*", first)[-1]
    second, about = _cut(text[found.start("b") :], folded[found.start("b") :], lang)
    names = (_bare(first, lang), _bare(second, lang))
    if not all(_thing(name, lang) for name in names):
        return None
    if weighed:
        about = f"{text[weighed.start('about') : weighed.end('about')]} {about}".strip()
    return Sides(names, about, bool(weighed))


def _cut(text: str, folded: str, lang: Lang) -> tuple[str, str]:
    """The second side, and what follows it."""
    place = next((m.start() for m in _ABOUT[lang].finditer(folded) if m.start() > 0), len(folded))
    return text[:place], text[place:].strip(" ,:;?!.()")


def _bare(name: str, lang: Lang) -> str:
    name = name.strip(' ,:;?!.()"«»“”\u202f\u00a0')
    article = _ARTICLE[lang].match(fold(name))
    return name[article.end() :].strip() if article else name


def _thing(name: str, lang: Lang) -> bool:
    content = content_words(name, lang)
    folded = fold(name)
    if not content or len(name.split()) > _LONGEST or _CLAUSE[lang].search(folded):
        return False
    if not any(letter.isalpha() for word in content for letter in word):
        # "-18% or -4%": two values of one thing.
        return False
    return not set(folded.split()) <= _EMPTY
