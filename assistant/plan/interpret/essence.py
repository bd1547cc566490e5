"""An objective without its figures, its deadline and the words that introduce it."""

from __future__ import annotations

import re

from assistant.language.words import fold

_MONTHS = (
    r"january|february|march|april|may|june|july|august|september|october|november|december|"
    r"janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|"
    r"christmas|noel|easter|paques|summer|winter|spring|autumn|ete|hiver|printemps|automne|rentree"
)
_UNIT = (
    r"%|percent|per cent|pour cent|points?|pts?|million(?:s)?|millions?|milliards?|billions?|"
    r"k€|m€|€|eur(?:os)?|\$|usd|dollars?|£|gbp|pounds?|k|m|bn"
)
_NUMBER = rf"[€$£]?\s?\d[\d .,\u202f\u00a0]*(?:\s?(?:{_UNIT})(?!\w))*"
_SPAN = (
    r"(?:months?|mois|years?|ans?|annees?|weeks?|semaines?|quarters?|trimestres?|days?|jours?|"
    r"hours?|heures?|h|minutes?|min)"
)
_COUNT = (
    r"(?:\d+|an?|one|two|three|four|six|twelve|une?|deux|trois|quatre|six|douze|"
    r"the next|the coming|les prochain(?:e)?s)"
)

# Tried in this order on folded text.
_CUT = tuple(
    re.compile(pattern)
    for pattern in (
        # Deadlines.
        rf"\b(?:with)?in (?:the )?(?:next |coming )?{_COUNT} {_SPAN}\b",
        rf"\b(?:en|sous|dans les|d'ici|dans|avant|sur) {_COUNT} (?:prochain(?:e)?s )?{_SPAN}\b",
        rf"\b(?:by|before|until|in|this|d'ici|avant|en|cet|cette|ce)(?: a)?(?: the| la| le)?"
        rf"(?: end of| early| late| fin de| fin| debut| mi| mid)?(?: the| l'| next)?[ ]?"
        rf"(?:(?:{_MONTHS}|q[1-4]|t[1-4]|fiscal year|year|annee|exercice)(?: 20\d\d)?|20\d\d)\b",
        r"\b(?:next|this|each|per|every) (?:year|quarter|month|season|fiscal year)\b|"
        r"\b(?:l'an|l'annee) (?:prochaine?|prochain)\b|\b(?:a year|per year|par an|par mois|"
        r"a month)\b",
        # "from 13 to 20 %", "de 13 à 20 %".
        rf"\b(?:from|de)\s+{_NUMBER}\s*(?:{_SPAN} )?(?:to|a|up to|"
        rf"jusqu'a)\s+{_NUMBER}(?:\s?{_SPAN}\b)?",
        # "by 20 %", "de 20 %", "to 12 %", "under 2 hours".
        rf"\b(?:by|to|at least|at most|more than|less than|under|below|over|above|de|a|au moins|"
        rf"au plus|plus de|moins de|en moins de|sous)\s+{_NUMBER}(?:\s?{_SPAN}\b)?",
        _NUMBER,
    )
)
_FRAME = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(?:please|svp|stp|bonjour|hello|hi)[ ,:]+",
        r"^(?:make|draft|build|write|give|prepare|create|i need|we need|fai[st]|faites|dresse[rz]?|"
        r"prepare[rz]?|propose[rz]?|etabli[rs]?|donne[rz]?|il (?:me|nous) faut|je veux|je voudrais)"
        r"[- ]?(?:moi|nous|me|us)?(?: (?:a|un|the|le))?(?: (?:kpi|action))? plan(?: d'action|"
        r" de kpi)? "
        r"(?:for|to|pour|afin de|that would|qui)\s*",
        r"^(?:our|my|the|notre|mon|l'|le|la)?\s?(?:main |first |strategic |principal |premier )?"
        r"(?:objective|goal|aim|target|priority|ambition|objectif|but|cible|priorite|enjeu)"
        r"(?: (?:principal|strategique|numero un|for \w+))?"
        r"\s?(?:is|are|:|est|sera|serait|consiste|,)\s?(?:to|de|d'|a)?\s*",
        r"^(?:we|i|you|they|the board|management|nous|on|je|il|le conseil|la direction)"
        r"\s?(?:would like|'d like|want|need|wish|have|hope|aim|plan|intend|must|should|will|"
        r"voulons|voudrions|souhaitons|veut|veux|voudrais|souhaite|devons|doit|faut|cherchons|"
        r"cherche|visons|esperons|aimerions|aimerait)(?: (?:to|a|que))?\s+",
        r"^(?:how (?:can|could|do|should|might) (?:we|i|you)|how to|comment faire (?:pour|"
        r"afin de)?|"
        r"comment (?:peut-on|pouvons-nous|pourrions-nous)?|que faire pour)\s*",
        r"^(?:help (?:us|me) (?:to )?|aide[rz]?-?(?:nous|moi) a )",
    )
)
_SPACES = re.compile(r"\s+")
_EDGES = " \t\n,;:.!-–—?"


def essence(text: str) -> str:
    """The folded text of an objective with figures, deadlines and framing left out; the folded
    text itself where nothing else would be left."""
    whole = _SPACES.sub(" ", fold(text)).strip()
    short = whole
    for pattern in _CUT:
        short = pattern.sub(" ", short)
    short = _SPACES.sub(" ", short).strip(_EDGES)
    for pattern in _FRAME:
        short = pattern.sub("", short, count=1)
    short = short.strip(_EDGES)
    return short if len(re.findall(r"[a-z]{3,}", short)) else whole
