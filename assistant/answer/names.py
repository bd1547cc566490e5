"""Names of companies and brands in a question, told by their capitals or by their place."""

from __future__ import annotations

import re

from assistant.answer.conversation import BARE
from assistant.answer.organisations import Organisations
from assistant.answer.wishes_words import PLATFORMS
from assistant.language.stopwords import STOPWORDS
from assistant.language.words import content_words, fold
from assistant.retrieve.query import Query

_TOKEN = re.compile(r"[^\W_][\w&’'.-]*[^\W_]|[^\W_]")
_ELIDED = re.compile(r"^(?:[ldjnmtscLDJNMTSC]|[qQ]u)['’](?=[^\W\d_]{2})")
_POSSESSIVE = re.compile(r"['’]s$")
# What sets the first word apart from the question: "Franchement, …".
_ASIDE = re.compile(r"\s*[,:!]")
_SENTENCE_ENDS = '.!?:«“"(—–'
_BARE_WORDS = 3
# A longer word with a capital that was mended is a slip, a shorter one rather a name.
_SHORT_NAME = 6
# With more than this share of capitals a question is typed as a title, and they tell nothing.
_TITLED = 0.6
# Written with a capital, yet no name to look for.
_NOT = """
i internet web net noel christmas monsieur madame mr mrs ms ok oui non yes no european  january
february march april may june july august september october november december  janvier fevrier
mars avril mai juin juillet aout septembre octobre novembre decembre  monday tuesday wednesday
thursday friday saturday sunday english french anglais francais  etat conseil board comex codir
excel powerpoint word pdf
"""
_NO_NAMES = frozenset(_NOT.split())


def named(
    question: str,
    query: Query,
    known: frozenset[str],
    organisations: Organisations | None = None,
) -> tuple[str, ...]:
    """The names in a question, as typed, neighbours joined ("Red Bull"); without those `known`
    to be something else, abbreviations that the shelf knows, and slips that were mended."""
    tokens = [(m[0], m.start(), m.end()) for m in _TOKEN.finditer(question)]
    if sum(text[0].isupper() for text, _, _ in tokens) > max(3, _TITLED * len(tokens)):
        return ()
    found: list[str] = []
    last = -1
    for text, start, end in tokens:
        elided = _ELIDED.match(text)
        bare = _POSSESSIVE.sub("", text[elided.end() :] if elided else text)
        first = not question[:start].rstrip() or question[:start].rstrip()[-1] in _SENTENCE_ENDS
        if not _is_name(bare, first and not elided, query, known, organisations):
            continue
        if _ASIDE.match(question[end:]) and first:
            continue
        joined = found and question[last:start].strip() in ("", "&") and not elided
        if joined and last >= 0:
            found[-1] = f"{found[-1]}{question[last:start]}{bare}"
        else:
            found.append(bare)
        last = end
    return tuple(dict.fromkeys(found))


def followed(
    question: str,
    query: Query,
    seen: frozenset[str],
    found: tuple[str, ...],
    known: Organisations | None,
) -> tuple[str, ...]:
    """The names in a follow-up ("question — follow-up") that are typed without a capital: of
    organisations `known`, of others that the library writes with one, or words it has not."""
    if known is None:
        return ()
    _, dash, last = question.rpartition(" — ")
    told = tuple(last[start:end] for start, end in known.found(last))
    # "e.l.f.", "klm" are no other words, unlike "prime" or "oasis".
    spans = known.found(question[: len(question) - len(last)] if dash else question)
    alone = (name for start, end in spans if known.alone(name := question[start:end]))
    # A network is no company to look for beside itself.
    have = {fold(each) for each in found} | seen
    if not dash:
        return tuple(each for each in alone if fold(each) not in have)
    bare = BARE.match(fold(last))
    if not told and bare and len(fold(last)) == len(last):
        name = last[bare.start(1) : bare.end(1)]
        words = [w for w in content_words(name, query.lang) if w not in seen]
        strange = bool(words) and all(w in query.unknown or known.proper(w) for w in words)
        told = (name,) if strange and len(words) <= _BARE_WORDS else ()
    return tuple(each for each in (*alone, *told) if fold(each) not in have)


def placed(name: str, question: str, known: Organisations | None = None) -> bool:
    """True where a name reads as that of a place: "from Cincinnati", « à Bordeaux »."""
    if known and known.found(name):
        return False
    return bool(re.search(rf"\b(?:from|in|near|à|en|vers)\s+{re.escape(name)}", question))


def _slipped(folded: str, query: Query, organisations: Organisations | None) -> bool:
    """True for a word that was mended, unless it is short and stands for no name: "Nike" is no
    slip for "Nicks"."""
    mended = (query.corrected or {}).get(folded)
    if mended is None:
        return False
    network = any(re.fullmatch(words, mended) for _, words in PLATFORMS)
    known = network or organisations is None or bool(organisations.found(mended))
    return known or len(folded) > _SHORT_NAME


def _is_name(
    text: str,
    first: bool,
    query: Query,
    known: frozenset[str],
    organisations: Organisations | None,
) -> bool:
    folded = fold(text)
    if not text[:1].isupper() or len(text) < 3 or folded in known or folded in _NO_NAMES:
        return False
    if folded in STOPWORDS[query.lang] or _slipped(folded, query, organisations):
        return False
    # Short abbreviations are slips as often as names.
    if text.isupper() and (len(text) < 5 or folded not in query.unknown):
        return False
    return not first or (folded in query.unknown and not folded.endswith(("ment", "ly")))
