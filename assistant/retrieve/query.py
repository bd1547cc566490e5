"""A question made ready for searching: spelling mended, glossary terms recognised."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.language.sound import sound
from assistant.language.stopwords import STOPWORDS
from assistant.language.words import content_words, fold, stem, stems, words
from assistant.library import Term
from assistant.records import LANGS, Lang

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MIN_LENGTH = 4
# An elision typed without its apostrophe ("lecole", "jaime").
_GLUED = re.compile(r"(?:[ldjnmtsc]|qu)(?=[aeiouyh])")


@dataclass(frozen=True, slots=True)
class TermForms:
    """What query analysis needs of a glossary entry: what people type, per language."""

    id: str
    forms: Mapping[Lang, tuple[str, ...]]
    abbreviations: tuple[str, ...] = ()

    @classmethod
    def of(cls, term: Term) -> TermForms:
        """The forms of a term of the library's glossary."""
        forms = {lang: (term.names[lang], *term.synonyms[lang]) for lang in LANGS}
        return cls(term.id, forms, term.abbreviations)


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it is searched; `stems` weigh fully, `expansions` less.

    `terms` are the ids of the glossary terms named in it, `named` the stems that name them,
    `names` every name of each of these terms, as stems.
    """

    text: str
    lang: Lang
    words: tuple[str, ...]
    stems: tuple[str, ...]
    expansions: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    unknown: tuple[str, ...] = ()
    corrected: Mapping[str, str] | None = None
    named: tuple[str, ...] = ()
    names: tuple[tuple[frozenset[str], ...], ...] = ()

    def told(self, stems: Collection[str]) -> set[str]:
        """The stems of a text, with those of every name of the question's terms that it names:
        a text about the CEO is about the chief executive."""
        found = set(stems)
        for names in self.names:
            if any(name <= found for name in names):
                found.update(*names)
        return found


class Glossary:
    """Finds terms in a question, longest first; abbreviations in their exact case.

    Folded, abbreviations collide with ordinary words (CES and ces, CA and ça).
    """

    def __init__(self, terms: Iterable[TermForms]) -> None:
        self.terms = {term.id: term for term in terms}
        self._phrases: dict[tuple[str, ...], list[str]] = {}
        self._abbreviations: dict[str, list[str]] = {}
        for term in self.terms.values():
            for lang in LANGS:
                for form in term.forms[lang]:
                    key = tuple(words(form, lang))
                    entries = self._phrases.setdefault(key, []) if key else []
                    if term.id not in entries:
                        entries.append(term.id)
            for short in term.abbreviations:
                self._abbreviations.setdefault(short, []).append(term.id)
        self._longest = max((len(key) for key in self._phrases), default=0)

    def match(self, text: str, lang: Lang) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Ids of the terms named in the text, in order, and the words that name them."""
        found: dict[str, None] = {}
        named: list[str] = []
        tokens = words(text, lang)
        position = 0
        while position < len(tokens):
            for length in range(min(self._longest, len(tokens) - position), 0, -1):
                key = tuple(tokens[position : position + length])
                if key in self._phrases and not (length == 1 and key[0] in STOPWORDS[lang]):
                    found.update(dict.fromkeys(self._phrases[key]))
                    named += key
                    position += length
                    break
            else:
                position += 1
        for token in re.findall(r"[\w&:]+", text):
            if token in self._abbreviations:
                found.update(dict.fromkeys(self._abbreviations[token]))
                named += words(token, lang)
        return tuple(found), tuple(named)

    def names(self, id: str, lang: Lang) -> tuple[frozenset[str], ...]:
        """Every name of a term in a language, as stems."""
        term = self.terms[id]
        found = (frozenset(stems(form, lang)) for form in (*term.forms[lang], *term.abbreviations))
        return tuple(name for name in found if name)

    def expand(self, ids: Iterable[str], lang: Lang, known: Iterable[str]) -> tuple[str, ...]:
        """Stems of the terms' other names in a language, less those already there."""
        have, extra = set(known), dict[str, None]()
        for id_ in ids:
            term = self.terms[id_]
            # The head term and two synonyms: more would drown the question's own words.
            for form in (*term.forms[lang][:3], *term.abbreviations):
                extra.update(dict.fromkeys(s for s in stems(form, lang) if s not in have))
        return tuple(extra)


class Speller:
    """Mends words the shelf does not know towards words that it does."""

    def __init__(
        self, frequency: Mapping[str, int], lang: Lang, accepted: Container[str] = ()
    ) -> None:
        self._frequency = frequency
        self._lang: Lang = lang
        self._accepted = accepted
        self._candidates = [w for w, n in frequency.items() if n >= 2 and len(w) >= _MIN_LENGTH]
        self._by_sound: dict[str, str] = {}
        for word in sorted(self._candidates, key=lambda w: frequency[w]):
            # The most frequent of the words that sound alike comes last, and stays.
            self._by_sound[sound(word, lang)] = word

    def knows(self, word: str) -> bool:
        """True for words of the shelf and for those declared acceptable."""
        return word in self._frequency or word in self._accepted

    def mend(self, word: str) -> str | None:
        """The word behind an elision without its apostrophe, or else the nearest frequent word:
        one slip in four to six letters, two in more, or the same sound; None where the word is
        known or nothing is near."""
        if self.knows(word) or len(word) < _MIN_LENGTH or not word.isalpha():
            return None
        if (bare := self._bare(word)) is not None:
            return bare
        slips = 1 if len(word) < 7 else 2
        found = process.extract(
            word, self._candidates, scorer=OSA.distance, score_cutoff=slips, limit=8
        )
        heard = self._by_sound.get(sound(word, self._lang))
        near = [(match, float(dist)) for match, dist, _ in found if match[0] == word[0]]
        if heard and abs(len(heard) - len(word)) <= 3:
            near.append((heard, 0.5))
        if not near:
            return None
        return min(near, key=lambda pair: (pair[1], -self._frequency[pair[0]]))[0]

    def _bare(self, word: str) -> str | None:
        glued = _GLUED.match(word) if self._lang == "fr" else None
        bare = word[glued.end() :] if glued else ""
        return bare if len(bare) >= _MIN_LENGTH and self._frequency.get(bare, 0) >= 2 else None


def analyse(text: str, lang: Lang, glossary: Glossary, speller: Speller) -> Query:
    """Spell-check, recognise terms, expand; `text` is already cleaned."""
    corrected, unknown = {}, []
    for word in content_words(text, lang):
        mended = speller.mend(word)
        if mended:
            corrected[word] = mended
        elif not speller.knows(word) and not word[0].isdigit():
            unknown.append(word)
    mended_text = replace_words(text, corrected)
    terms, named = glossary.match(mended_text, lang)
    own = stems(mended_text, lang)
    return Query(
        text=mended_text,
        lang=lang,
        words=tuple(content_words(mended_text, lang)),
        stems=tuple(own),
        expansions=glossary.expand(terms, lang, own),
        terms=terms,
        years=tuple(int(year) for year in _YEAR.findall(text)),
        unknown=tuple(unknown),
        corrected=corrected,
        named=tuple(stem(word, lang) for word in named),
        names=tuple(glossary.names(id, lang) for id in terms),
    )


def replace_words(text: str, corrected: Mapping[str, str]) -> str:
    """The text with mended words put in the place of those they stand for."""
    if not corrected:
        return text

    def swap(match: re.Match[str]) -> str:
        return corrected.get(fold(match.group()), match.group())

    return re.sub(r"[^\W\d_]+", swap, text)
