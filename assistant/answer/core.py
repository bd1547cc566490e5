"""A question without the words that only say in which form its answer is wanted, or who asks."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.answer.wishes_words import MARKETS, SECTORS, SIZES
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

# Who asks: "We are a 40-person law firm. …", « On dirige une ETI de 300 personnes, … ».
_ROLES_FR = (
    r"(?:drh|daf|dg|pdg|dsi|rssi|directeur|directrice|president|presidente|administrat\w+|patron)"
)
_ROLES_EN = (
    r"(?:board chair|chairman|chairwoman|chair|ceo|cfo|cio|hr director|finance director|director)"
)
_HOUSES_FR = (
    r"(?:maison|entreprise|societe|groupe|famille|boite|cabinet|banque|mutuelle|association|usine)"
)
_HOUSES_EN = r"(?:company|firm|family|group|house|bank|business|charity|practice|agency)"
_WHO: Mapping[Lang, re.Pattern[str]] = {
    "fr": re.compile(
        r"^(?:bonjour,? )?(?:je (?:suis|dirige|preside|gere|tiens|travaille)|"
        r"nous (?:sommes|dirigeons|gerons|fabriquons|vendons)|on (?:est|dirige|gere|fabrique|vend)|"
        rf"notre {_HOUSES_FR}\b|en tant que|{_ROLES_FR} (?:d'une?|de|du|chez|dans)\b)"
    ),
    "en": re.compile(
        r"^(?:hello,? )?(?:i am|i'm|i (?:run|chair|lead|manage|own|head|work)|"
        r"we are|we're|we (?:run|make|sell|own|manage)\b|"
        rf"our {_HOUSES_EN}\b|as (?:a|an|the)\b|speaking as|{_ROLES_EN} (?:here|of|at|for)\b)"
    ),
}
_SENTENCE_END = re.compile(r"[.!;:]\s+|\s[–—]\s")
_CLAUSE_END = re.compile(r",\s+")
# What may stand there: roles, kinds and sizes of organisations, which no document is about. Any
# other word ("an exporter of champagne to Asia") may be what the question turns on.
_FRENCH = """
agence dirige preside gere tiens travaille dirigeons gerons entreprise entreprises societe groupe
famille familiale familial boite cabinet structure eti pme tpe filiale drh daf dg pdg dsi rssi
directeur directrice general generale financier financiere president presidente administrateur
administratrice patron personnes salaries collaborateurs employes cotee cote independant regional
regionale national nationale petit petite grand grande moyen moyenne taille intermediaire centaine
dizaine millier environ industriel industrielle conseil
"""
_ENGLISH = """
agency run chair lead manage own head work company firm family group house business practice board
ceo cfo cio chairman chairwoman director finance hr marketing people person persons staff employees
strong listed independent regional national small large big mid sized size mid-sized medium private
industrial here chief executive officer member owned
"""
_PLAIN: Mapping[Lang, frozenset[str]] = {
    "fr": frozenset(_FRENCH.split()),
    "en": frozenset(_ENGLISH.split()),
}
# What is left must say enough to be searched by itself.
_ENOUGH = 4


def asker(question: str, lang: Lang) -> str:
    """What a question says first of who asks, with its final mark; "" where it says nothing of
    it, or where the rest of it could not be understood alone."""
    folded = fold(question)
    if len(folded) != len(question) or not _WHO[lang].match(folded):
        return ""
    ends = [each.end() for each in _SENTENCE_END.finditer(folded)]
    if not ends:
        ends = [each.end() for each in _CLAUSE_END.finditer(folded)][:1]
    told, rest = question[: max(ends, default=0)], question[max(ends, default=0) :]
    enough = len(content_words(rest, lang)) >= _ENOUGH and rest.rstrip().endswith("?")
    return told if enough and _only_names(told, lang) else ""


def _only_names(told: str, lang: Lang) -> bool:
    """True where these words say nothing but who somebody is."""
    folded = fold(told)
    for table in (SECTORS, SIZES, MARKETS):
        for _, said in table[lang]:
            folded = re.sub(rf"\b(?:{said})\b", " ", folded)
    left = content_words(folded, lang)
    return all(word in _PLAIN[lang] or word[0].isdigit() for word in left)


def core(question: str, lang: Lang) -> str:
    """What the question is about; the question itself where it says little else."""
    question = question[len(asker(question, lang)) :]
    folded = fold(question)
    found = _FRAMES[lang].match(folded)
    if not found or len(folded) != len(question):
        return question
    rest = question[found.end() :].strip()
    return rest if content_words(rest, lang) else question
