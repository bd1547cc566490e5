"""Follow-ups: an elliptical question is completed from the conversation before it is searched."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.wishes_words import MARKETS, PLATFORMS, SIZES
from assistant.language.words import content_words, fold
from assistant.records import Lang

_OPENS: dict[Lang, re.Pattern[str]] = {
    "fr": re.compile(
        r"^(et|mais|alors|donc|ou|sinon|aussi|meme chose|idem|pareil|plutot|seulement|surtout|un autre|"
        r"une autre|d'autres|autre exemple|par exemple|(un|des|quelques) (cas|exemples?)|lequel|laquelle|lesquels|la meme|pourquoi\W*$|"
        r"comment ca|comment\W*$|combien\W*$|et si|quand\W*$|ou ca|qui\W*$|dans quel|plus recent|chez)\b"
    ),
    "en": re.compile(
        r"^(and|but|so|or|then|also|same|what about|how about|any|another|other|which one|why\W*$|"
        r"how so|how\W*$|how much\W*$|when\W*$|who\W*$|where\W*$|only|even|more recent|what if|"
        r"for example|(an|some|more) examples?|in (europe|france|b2b|the us))\b"
    ),
}
_POINTS: dict[Lang, re.Pattern[str]] = {
    "fr": re.compile(
        r"\b(ca|cela|ceci|celui|celle|ceux|celles|leur|leurs|eux|ils|elles|en (ont|a|est|sont|ai)|y|"
        r"ce (chiffre|cas|point|resultat|sujet)|cette (etude|entreprise|marque|idee|source)|ces (chiffres|"
        r"resultats|entreprises|etudes|cas))\b"
    ),
    "en": re.compile(
        r"\b(it|its|that|this|those|these|they|them|their|he|she|there|one|ones|the same)\b"
    ),
}
_SHORT = 3
_LONG = 7


def standalone(question: str, lang: Lang, earlier: Sequence[str]) -> str:
    """The question as it can be searched alone.

    An elliptical one ("et pour le B2B ?") is preceded by the last full question of the
    conversation; one that stands by itself is returned as it is, which is how a change
    of topic is noticed.
    """
    if not earlier or not elliptical(question, lang):
        return question
    return complete(question, lang, earlier)


def complete(question: str, lang: Lang, earlier: Sequence[str]) -> str:
    """The question, preceded by the last full question of the conversation."""
    base = next((past for past in reversed(earlier) if not elliptical(past, lang)), earlier[-1])
    return f"{swapped(base, question, lang).rstrip(' ?!.')} — {question}"


def swapped(base: str, question: str, lang: Lang) -> str:
    """The earlier question about the platform, market or size that the follow-up names instead.

    "What does a lead cost on Facebook?" – "and on LinkedIn?" asks about LinkedIn alone.
    """
    for rows in (PLATFORMS, MARKETS[lang], SIZES[lang]):
        there = _named(question, rows)
        for key, found in _named(base, rows).items():
            if there and key not in there:
                base = base[: found.start()] + next(iter(there.values()))[0] + base[found.end() :]
                break
    return base


def _named(text: str, rows: Sequence[tuple[str, str]]) -> dict[str, re.Match[str]]:
    """What a text names of a table, where it is written, by key."""
    found = {key: re.search(rf"(?i)\b(?:{words})\b", text) for key, words in rows}
    return {key: match for key, match in found.items() if match}


def brief(question: str, lang: Lang) -> bool:
    """True for a question of at most three words that carry meaning."""
    return len(content_words(question, lang)) <= _SHORT


def elliptical(question: str, lang: Lang) -> bool:
    """True where a question leans on what was said before."""
    folded = fold(question).strip()
    content = content_words(question, lang)
    if len(content) > _LONG:
        return False
    if _OPENS[lang].match(folded):
        return True
    if len(content) <= _SHORT and _POINTS[lang].search(folded):
        return True
    return not content


def user_turns(history: Sequence[object]) -> tuple[str, ...]:
    """The user's earlier questions, oldest first.

    Turns may be plain questions, (question, answer) pairs, {"role": …, "content": …}
    mappings or LangChain messages.
    """
    turns = (_user_text(turn) for turn in history)
    return tuple(text for text in turns if text)


def _user_text(turn: object) -> str:
    if isinstance(turn, str):
        return turn.strip()
    if isinstance(turn, dict):
        return str(turn.get("content", "")).strip() if turn.get("role") == "user" else ""
    if isinstance(turn, (tuple, list)) and turn:
        if turn[0] in ("user", "human"):
            return str(turn[1]).strip()
        return "" if turn[0] in ("assistant", "ai", "system") else str(turn[0]).strip()
    if getattr(turn, "type", "") == "human":
        return str(getattr(turn, "content", "")).strip()
    return ""
