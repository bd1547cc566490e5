"""Whether a text opens with a verdict, as an answer to a question of yes or no must."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.language.words import fold
from assistant.records import Lang, Passage

_OPENS: Mapping[Lang, re.Pattern[str]] = {
    "fr": re.compile(
        r"^((?:oui|non|jamais|souvent|parfois|rarement)\b|cela depend|ca depend|en partie|"
        r"en principe|probablement|sans doute|peut-etre|possible|pas\b|peu\b|un peu|a peine|seulement|"
        r"les deux|ni l|ni l'un|il(s|) (le )?(peut|peuvent)\b|elles? (le )?(peut|peuvent)\b|"
        r"cela peut|personne|rien|aucun|en france, (jamais|oui|non)|le plus souvent|"
        r"comme (ordre|affirmation)|pour [^.]{3,60}, (oui|non|peut-etre)|en moyenne|plutot|"
        r"la plupart|presque|d'ordinaire|en general|l'organique seul|sur le principe)"
    ),
    "en": re.compile(
        r"^((?:yes|no|sometimes|rarely|seldom|often|never|partly)\b|it depends|that depends|"
        r"in part|in principle|probably|possibly|perhaps|maybe|not\b|little|a little|hardly|only|both\b|"
        r"neither|(it|they) (can|may|might)\b|nobody|nothing|none\b|in france, (never|yes|no)|"
        r"usually|as an? (order|statement)|for [^.]{3,60}(yes|no|may be|maybe)\b|on average|mostly|"
        r"almost|generally|organic posting alone|there is no|mainly)"
    ),
}


def gives_verdict(text: str, lang: Lang) -> bool:
    """True where a text opens with yes, no, it depends, or a measure of it."""
    return bool(_OPENS[lang].match(fold(text).lstrip(" «“\"'")))


def opens_with_verdict(passages: Sequence[Passage]) -> bool:
    """True where the first of these passages gives a verdict."""
    return bool(passages) and gives_verdict(passages[0].text, passages[0].lang)
