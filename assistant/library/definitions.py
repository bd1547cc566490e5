"""Finds the glossary's terms in a text, longest first, for definitions beside the words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from assistant.language.stopwords import STOPWORDS
from assistant.language.tokens import WORD, folded
from assistant.library.glossary import Term
from assistant.records import Lang

# What may stand between two words of one term: "taux d’engagement", "A/B", "word-of-mouth".
_GAP = re.compile(r"[\s'’\-‐‑/&]{1,3}|\.")
# A word that two terms share is explained by both; shared by more it explains nothing.
_MOST_MEANINGS = 2
_SHORTEST_PLURAL = 5
_SHORTEST_NAME = 2
# Every reader knows what these words mean; underlined, they would hide the ones that need it.
_EVERYDAY = """
advertising advertiser advertising-campaign agency blog board-of-directors brand budget
chief-executive comment company-page competitor crisis customer customer-service
digital-technology director ecommerce email employees facebook fan follower google image
influencer instagram internet-forum internet-user investment journalists like linkedin
marketing mention meta-company objective online-reviews platform post press-release pricing
product-launch profit quota reputation retailer return-to-shareholder revenue risk-management
sales sales-team shareholder share-price smartphone snapchat social-media survey target-value
television-advertising tiktok training tweet twitter-x vendor video website whatsapp youtube
"""
EVERYDAY = frozenset(_EVERYDAY.split())

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text, from `start` up to `end`, that names one term, or two alike."""

    start: int
    end: int
    terms: tuple[Term, ...]


class TermFinder:
    """Knows what one language calls each term: its name, longer synonyms, abbreviations.

    Synonyms of one word are what people type, seldom what a text means by the word ("share"
    for a share price): they serve searching only. Names fold case, accents, apostrophes and the
    plural s; abbreviations keep their exact case, for folded they collide with ordinary words
    (CES and ces, CA and ça).
    """

    def __init__(self, terms: Iterable[Term], lang: Lang) -> None:
        self.lang = lang
        names: dict[Key, dict[str, Term]] = {}
        synonyms: dict[Key, dict[str, Term]] = {}
        short: dict[Key, dict[str, Term]] = {}
        for term in terms:
            if term.definitions[lang] and term.id not in EVERYDAY:
                _file(names, term, (term.names[lang],), _singular)
                _file(synonyms, term, term.synonyms[lang], _singular)
                _file(short, term, term.abbreviations, str)
        stop = STOPWORDS[lang]
        longer = {key: found for key, found in synonyms.items() if len(key) > 1}
        # "Mème" folds to the commonest of words, and "points de" is half a phrase.
        kept = {key: found for key, found in {**longer, **names}.items() if key[-1] not in stop}
        self._folded, self._exact = _settled(kept), _settled(short)
        # By first word, how long a term can be: most words of a text begin none.
        self._longest: dict[str, int] = {}
        for key in (*self._folded, *self._exact):
            self._longest[key[0]] = max(len(key), self._longest.get(key[0], 0))

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Every term named in the text, in order and without overlaps, longest first."""
        tokens = list(WORD.finditer(text))
        words = [_singular(token.group()) for token in tokens]
        found: list[Mention] = []
        place = 0
        while place < len(tokens):
            length, terms = self._at(text, tokens, words, place)
            if terms:
                last = tokens[place + length - 1]
                found.append(Mention(tokens[place].start(), last.end(), terms))
            place += max(length, 1)
        return tuple(found)

    def _at(
        self, text: str, tokens: list[re.Match[str]], words: list[str], place: int
    ) -> tuple[int, tuple[Term, ...]]:
        """How many words from this place on name a term, and which; (0, ()) where none do."""
        longest = max(
            self._longest.get(words[place], 0), self._longest.get(tokens[place].group(), 0)
        )
        for length in range(_reach(text, tokens, place, longest), 0, -1):
            key = tuple(words[place : place + length])
            exact = tuple(token.group() for token in tokens[place : place + length])
            terms = self._exact.get(exact) or self._folded.get(key)
            if terms:
                return length, terms
        return 0, ()


def _reach(text: str, tokens: list[re.Match[str]], place: int, longest: int) -> int:
    """How many words from this place on could be one term: a comma or a stop ends it."""
    reach = min(longest, 1)
    while reach < longest and place + reach < len(tokens):
        before, after = tokens[place + reach - 1], tokens[place + reach]
        if not _GAP.fullmatch(text, before.end(), after.start()):
            break
        reach += 1
    return reach


def _file(
    shelf: dict[Key, dict[str, Term]],
    term: Term,
    forms: Iterable[str],
    spelt: Callable[[str], str],
) -> None:
    for form in forms:
        key = tuple(spelt(part) for part in WORD.findall(form))
        if len("".join(key)) >= _SHORTEST_NAME:
            shelf.setdefault(key, {})[term.id] = term


def _settled(shelf: Mapping[Key, dict[str, Term]]) -> dict[Key, tuple[Term, ...]]:
    return {
        key: tuple(found.values()) for key, found in shelf.items() if len(found) <= _MOST_MEANINGS
    }


def _singular(word: str) -> str:
    """Folded, and without the s of the plural, or the x of "réseaux"."""
    plain = folded(word)
    if len(plain) < _SHORTEST_PLURAL:
        return plain
    if plain.endswith("eaux"):
        return plain[:-1]
    return plain[:-1] if plain.endswith("s") and not plain.endswith("ss") else plain
