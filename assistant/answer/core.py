"""A question without the words that only say in which form its answer is wanted."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.language.words import content_words, fold
from assistant.records import Lang

_FRAMES: Mapping[Lang, re.Pattern[str]] = {
    "fr": re.compile(
        r"^(?:peux-tu |pouvez-vous |pourriez-vous |merci de |svp |s'il vous plait,? )?"
        r"(?:(?:me |nous )?(?:donne[rz]?|cite[rz]?|liste[rz]?|enumere[rz]?|presente[rz]?|"
        r"resume[rz]?|montre[rz]?)(?:[- ](?:moi|nous))?\s+(?:en \d+ points?\s+)?"
        r"(?:(?:les|des|(?:la|une) liste des)\s+(?=\w))?|"
        r"(?:quels? sont )?(?:les )?avantages et (?:les )?inconvenients "
        r"(?:de la |de l'|des |du |de |d')|"
        r"(?:le )?pour et (?:le )?contre (?:de la |de l'|des |du |de |d')|"
        r"arguments pour et contre )"
    ),
    "en": re.compile(
        r"^(?:please |can you |could you |would you )*"
        r"(?:(?:give (?:me|us)|list|enumerate|present|summarise|summarize|show me|outline)\s+"
        r"(?:(?:a list of|the|some)\s+)?|"
        r"(?:what are )?(?:the )?(?:pros and cons|advantages and (?:disadvantages|drawbacks)) of |"
        r"(?:arguments|the case) for and against )"
    ),
}


def core(question: str, lang: Lang) -> str:
    """What the question is about; the question itself where it says little else."""
    folded = fold(question)
    found = _FRAMES[lang].match(folded)
    if not found or len(folded) != len(question):
        return question
    rest = question[found.end() :].strip()
    return rest if content_words(rest, lang) else question
