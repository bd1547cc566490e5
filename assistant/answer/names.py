"""Names of companies and brands in a question, told by their capitals."""

from __future__ import annotations

import re

from assistant.language.stopwords import STOPWORDS
from assistant.language.words import fold
from assistant.retrieve.query import Query

_TOKEN = re.compile(r"[^\W_][\w&’'.-]*[^\W_]|[^\W_]")
_ELIDED = re.compile(r"^(?:[ldjnmtscLDJNMTSC]|[qQ]u)['’](?=[^\W\d_]{2})")
_POSSESSIVE = re.compile(r"['’]s$")
# What sets the first word apart from the question: "Franchement, …".
_ASIDE = re.compile(r"\s*[,:!]")
_SENTENCE_ENDS = '.!?:«“"(—–'
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


def named(question: str, query: Query, known: frozenset[str]) -> tuple[str, ...]:
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
        if not _is_name(bare, first and not elided, query, known):
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


def placed(name: str, question: str) -> bool:
    """True where a name reads as that of a place: "from Cincinnati", « à Bordeaux »."""
    return bool(re.search(rf"\b(?:from|in|near|à|en|vers)\s+{re.escape(name)}", question))


def _is_name(text: str, first: bool, query: Query, known: frozenset[str]) -> bool:
    folded = fold(text)
    if not text[:1].isupper() or len(text) < 3 or folded in known or folded in _NO_NAMES:
        return False
    if folded in STOPWORDS[query.lang] or folded in (query.corrected or {}):
        return False
    # Short abbreviations are slips as often as names.
    if text.isupper() and (len(text) < 5 or folded not in query.unknown):
        return False
    return not first or (folded in query.unknown and not folded.endswith(("ment", "ly")))
