"""Whether a text opens with a verdict, as an answer to a question of yes or no must."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.language.words import fold
from assistant.records import Lang, Passage

_OPENS: Mapping[Lang, re.Pattern[str]] = {
    "fr": re.compile(
        r"^((?:oui|non|jamais|souvent|parfois|rarement)\b|cela depend|ca depend|"
        r"en partie|en principe|probablement|sans doute|peut-etre|possible|pas\b|peu\b|un peu|"
        r"a peine|seulement|les deux|ni l|ni l'un|il(s|) (le )?(peut|peuvent)\b|"
        r"elles? (le )?(peut|peuvent)\b|cela peut|personne|rien|aucun|"
        r"en france, (jamais|oui|non)|le plus souvent|comme (ordre|affirmation)|"
        r"pour [^.]{3,60}, (oui|non|peut-etre)|en moyenne|plutot|la plupart|presque|"
        r"d'ordinaire|en general|l'organique seul|sur le principe)"
    ),
    "en": re.compile(
        r"^((?:yes|no|sometimes|rarely|seldom|often|never|partly)\b|it depends|that depends|"
        r"in part|in principle|probably|possibly|perhaps|maybe|not\b|little|a little|hardly|only|"
        r"both\b|neither|(it|they) (can|may|might)\b|nobody|nothing|none\b|"
        r"in france, (never|yes|no)|usually|as an? (order|statement)|"
        r"for [^.]{3,60}(yes|no|may be|maybe)\b|on average|mostly|almost|generally|"
        r"organic posting alone|there is no|mainly)"
    ),
}

_BARE = 5


def gives_verdict(text: str, lang: Lang) -> bool:
    """True where a text opens with yes, no, it depends, or a measure of it."""
    return bool(_OPENS[lang].match(fold(text).lstrip(" «“\"'")))


def opens_with_verdict(passages: Sequence[Passage]) -> bool:
    """True where the first of these passages gives a verdict."""
    return bool(passages) and gives_verdict(passages[0].text, passages[0].lang)


def bare_verdict(passage: Passage) -> bool:
    """True for a verdict of a few words that says nothing more, such as "Often, not always."."""
    return len(passage.text.split()) <= _BARE and gives_verdict(passage.text, passage.lang)
