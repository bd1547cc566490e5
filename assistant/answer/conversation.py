"""Follow-ups: an elliptical question is completed from the conversation before it is searched."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.intent import SMALL_TALK, recognise
from assistant.answer.organisations import Organisations
from assistant.answer.place import matches_of_places
from assistant.answer.wishes_words import MARKETS, PLATFORMS, SIZES
from assistant.language.words import content_words, fold
from assistant.records import LANGS, Lang

_OPENS: dict[Lang, re.Pattern[str]] = {
    "fr": re.compile(
        r"^(et|mais|alors|donc|ou|sinon|aussi|meme chose|idem|pareil|plutot|seulement|surtout|un autre|"
        r"une autre|d'autres|autre exemple|par exemple|(un|des|quelques) (cas|exemples?)|lequel|laquelle|lesquels|la meme|(?:a cause|grace) (?:a|de) quoi|pourquoi\W*$|"
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
# What may be asked of anything that was spoken of: "what are the risks?"
_FRENCH = """
risque risques cout couts avantage avantages inconvenient inconvenients resultat resultats chiffre
chiffres benefice benefices preuve preuves delai delais budget budgets kpi kpis indicateur
indicateurs mesure mesures condition conditions etape etapes erreur erreurs piege pieges gain
gains effet effets cause causes consequence consequences prix concretement exactement principal
principaux principales cas exemple exemples formule
"""
_ENGLISH = """
risk risks cost costs advantage advantages drawback drawbacks benefit benefits result results
figure figures number numbers evidence proof delay delays budget budgets kpi kpis metric metrics
condition conditions step steps mistake mistakes pitfall pitfalls gain gains effect effects cause
causes consequence consequences price exactly main timeline formula example examples case cases
upside upsides downside downsides
"""
_ASKED_OF: dict[Lang, frozenset[str]] = {
    "fr": frozenset(_FRENCH.split()),
    "en": frozenset(_ENGLISH.split()),
}
# What a definition is asked with: "what is share of voice?"
_DEFINES = re.compile(
    r"^(?:and |et |mais |but )?(?:what(?:'s| is| are)(?: the)?|define|c'est quoi(?: le| la| l')?|"
    r"qu'est[- ]ce (?:que c'est que |que |qu')(?:le |la |l')?|qu'est (?:le |la |l')|"
    r"definition (?:de |du |d'))\s*"
)
# « et l'oréal ? », "and nike?": a follow-up that is nothing but what it names.
BARE = re.compile(
    r"^(?:et|mais|and|but|or|ou|what about|how about|so)\b(?: (?:chez|pour|avec|at|for|with))?"
    r"(?: (?:le|la|les|the))?\s+(.+?)\W*$"
)
# "No, I meant sales": what is meant follows.
_CORRECTS = re.compile(
    r"(?:(?:non|no|nope|pardon|desolee?|sorry|actually|en fait|excuse[rz]?[- ]moi|oops|plutot|"
    r"je me suis mal exprimee?|ce n'est pas ca|not that)\b[ ,.:;!]*)*"
    r"(?:je (?:voulais dire|voulais parler|parlais|pensais|parle|veux dire|demandais)|"
    r"i(?: was|'m)? (?:meant?|mean|talking|thinking|asking|asked))\b[ ,:]*"
)
# One word after these is asked of what was spoken of: "which fine?"
_ASKS: dict[Lang, re.Pattern[str]] = {
    "fr": re.compile(r"^(?:a |de |avec )?(?:quels?|quelles?|combien|quand)\b"),
    "en": re.compile(r"^(?:at |in |with )?(?:what|which|how (?:much|many|long|big)|when)\b"),
}
_SHORT = 3
_LONG = 7


def standalone(
    question: str, lang: Lang, earlier: Sequence[str], known: Organisations | None = None
) -> str:
    """The question as it can be searched alone.

    An elliptical one ("et pour le B2B ?") is preceded by the last full question of the
    conversation; one that stands by itself is returned as it is, which is how a change
    of topic is noticed. `known` are the organisations that may take another's place.
    """
    question = corrected(question, lang)
    if not earlier or not elliptical(question, lang):
        return question
    return complete(question, lang, earlier, known)


def complete(
    question: str, lang: Lang, earlier: Sequence[str], known: Organisations | None = None
) -> str:
    """The question, preceded by the last full question of the conversation; where the question
    names nothing itself, by what was named since as well."""
    full = [place for place, past in enumerate(earlier) if not elliptical(past, lang)]
    place = full[-1] if full else len(earlier) - 1
    base = earlier[place]
    anew = _names_something(question, lang, known)
    if not anew and (defined := _defined(base, question, lang)):
        return defined
    if not anew:
        since = [corrected(past, lang) for past in earlier[place + 1 :]]
        named = next((past for past in reversed(since) if _names_something(past, lang, known)), "")
        carried = swapped(base, named, lang, known)
        # What took no other's place is said beside it.
        base = f"{base.rstrip(' ?!.')} — {named}" if named and carried == base else carried
    return f"{swapped(base, question, lang, known).rstrip(' ?!.')} — {question}"


def _defined(base: str, question: str, lang: Lang) -> str:
    """The question that asks what something else is: "and nps?" after "What is ROAS?"; "" where
    no definition was asked for."""
    opened, bare = _DEFINES.match(fold(base)), BARE.match(fold(question))
    if recognise(base, lang) != "definition" or not opened or not bare:
        return ""
    if len(fold(base)) != len(base) or len(fold(question)) != len(question):
        return ""
    named = question[bare.start(1) : bare.end(1)]
    frame = "C’est quoi" if lang == "fr" else "What is"
    return f"{frame} {named}" if len(content_words(named, lang)) <= _SHORT else ""


def corrected(question: str, lang: Lang) -> str:
    """What a correction means, as a follow-up: "no, I meant in B2B" asks "in B2B"."""
    folded = fold(question)
    found = _CORRECTS.match(folded)
    if not found or len(folded) != len(question):
        return question
    meant = question[found.end() :].strip()
    if not content_words(meant, lang):
        return question
    if len(content_words(meant, lang)) > _SHORT:
        return meant
    return f"{'et' if lang == 'fr' else 'and'} {meant}"


def without_courtesy(earlier: Sequence[str]) -> list[str]:
    """The turns that are about something: greetings and thanks of either language left out."""
    return [
        text for text in earlier if all(recognise(text, each) not in SMALL_TALK for each in LANGS)
    ]


def _names_something(text: str, lang: Lang, known: Organisations | None) -> bool:
    """True where a text says itself whom or what it is about."""
    if known and known.found(text):
        return True
    rows = (PLATFORMS, MARKETS[lang], SIZES[lang])
    return any(_named(text, each) for each in rows) or any(matches_of_places(text, lang))


def swapped(base: str, question: str, lang: Lang, known: Organisations | None = None) -> str:
    """The earlier question about the platform, market, size or organisation that the follow-up
    names instead.

    "What does a lead cost on Facebook?" – "and on LinkedIn?" asks about LinkedIn alone.
    """
    anew, before = (known.found(question), known.found(base)) if known else ((), ())
    if anew and before:
        name, (start, end) = question[slice(*anew[0])], before[0]
        if fold(name) != fold(base[start:end]):
            base = base[:start] + name + base[end:]
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
    question = corrected(question, lang)
    folded = fold(question).strip()
    content = content_words(question, lang)
    if len(content) > _LONG:
        return False
    if _OPENS[lang].match(folded):
        return True
    if len(content) <= _SHORT and _POINTS[lang].search(folded):
        return True
    if (
        len(content) == 1
        and _ASKS[lang].match(folded)
        and recognise(question, lang) != "definition"
    ):
        return True
    return all(word in _ASKED_OF[lang] for word in content)


def says_itself(question: str, lang: Lang) -> bool:
    """True where a turn that points back names its own subject and asks a whole question."""
    words = content_words(question, lang)
    whole = recognise(question, lang) == "yes-no" and len(words) >= _SHORT
    return whole and not _OPENS[lang].match(fold(question).strip())


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
