"""The words by which a question asks for a kind of thing, and those of times, over folded text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from assistant.records import Lang

Sort = Literal["name", "person", "time", "duration", "rhythm", "money", "number", "reason"]

# How each sort is asked for, over folded text; the first that is met holds.
ASKED: Mapping[Lang, tuple[tuple[Sort, str], ...]] = {
    "fr": (
        ("rhythm", r"\b(?:tous|toutes) les combien\b|\ba quelle frequence\b|\bcombien de fois\b"),
        (
            "duration",
            r"\bcombien de (?:temps|jours?|mois|semaines?|heures?|minutes?|annees?)\b|"
            r"\bquel(?:le)?s? (?:est |etait |sont )?(?:la |le |les )?"
            r"(?:durees?|delais?|preavis)\b|^(?:duree|delai|preavis)\b",
        ),
        (
            "money",
            r"\bcombien .*\b(?:cout\w*|pay\w+|paie|verse\w*|touch\w+|gagn\w+|depens\w+|"
            r"factur\w+)\b|"
            r"\bcombien (?:cout\w*|pay\w+|depens\w+)|\ba quel prix\b|"
            r"\bquel(?:le)?s? (?:est |etait |sont |sera )?(?:la |le |les |l')?"
            r"(?:prix|tarif|cout|montant|budget|salaire|remuneration|chiffre d'affaires|"
            r"dividende|loyer|caution|prime|cotisation|acompte|franchise)\b",
        ),
        (
            "number",
            r"\bcombien\b|\bquel(?:le)?s? (?:est |etait |sont |a ete )?(?:la |le |les |l')?"
            r"(?:taux|part|proportion|pourcentage|nombre|effectif|score|indice|marge|panier)\b",
        ),
        (
            "time",
            r"^(?:depuis |jusqu'a )?quand\b|\bquand (?:est|sera|a|ont|aura|doit|doivent|la|le|"
            r"les|l'|commence|se)\b|\ba quelle date\b|\bquelle? (?:est |sera )?(?:la )?date\b|"
            r"\bquel (?:jour|mois)\b|\ben quelle annee\b",
        ),
        (
            "name",
            r"^(?:par )?qui (?:est|etait|sera) (?:l[ae']|notre|votre|mon|charge)|"
            r"^(?:par )?qui a (?:signe|nomme|preside|dirige)|"
            r"\bquel(?:le)? est le nom d|\bcomment s'appelle|\bquel(?:le)? (?:agence|logiciel|"
            r"banque|assureur|fournisseur|prestataire|transporteur|hebergeur|antivirus)\b",
        ),
        ("person", r"^(?:a |par |avec |de |pour )?qui (?!est-ce )"),
        ("reason", r"\bpourquoi\b|\bpour quelles? raisons?\b|\ba cause de quoi\b"),
    ),
    "en": (
        ("rhythm", r"\bhow (?:often|frequently)\b|\bhow many times\b"),
        (
            "duration",
            r"\bhow (?:long|soon|quickly)\b|\bhow many "
            r"(?:days?|months?|weeks?|hours?|minutes?|years?)\b|\bwhat (?:is|was) the "
            r"(?:duration|notice period)\b|^(?:duration|notice period)\b",
        ),
        (
            "money",
            r"\bhow much\b.*\b(?:costs?|paid|pay|spen[dt]|charged?|worth|earn\w*)\b|"
            r"\bhow much (?:is|was|are|were) (?:the|our|an?|this)\b|"
            r"\bwhat (?:is|was|are|were) (?:the |our )?"
            r"(?:\w+ )?(?:price|cost|budget|salary|fee|revenue|turnover|dividend|value|rent|"
            r"deposit|bonus)\b(?! rate)|"
            r"\bwhat (?:does|did|do|will) .* cost\b",
        ),
        (
            "number",
            r"\bhow (?:many|much|high|large|big)\b|\b(?:what|which) (?:share|proportion|percentage|"
            r"number)\b|\bwhat (?:is|was|are|were) (?:the |our )?(?:\w+ ){0,3}"
            r"(?:rate|score|index|share|margin|number|average|percentage)\b",
        ),
        (
            "time",
            r"^(?:since |until )?when\b|\bwhen (?:is|was|were|will|did|does|do|must|should)\b|"
            r"\b(?:what|which) (?:date|day|month|year)\b",
        ),
        (
            "name",
            r"^who(?: is|'s| was| will be) (?:the|our|your|my|in charge|responsible)\b|"
            r"^who(?: has)? (?:signed|appointed|chaired)\b|\bwhat is the name of\b|"
            r"\bwhich (?:\w+ )?(?:agency|supplier|software|bank|insurer|provider|vendor|"
            r"antivirus)\b(?! (?:account|rule|cost|fee))",
        ),
        ("person", r"^(?:to |by |with |for )?(?:who|whom|whose)\b"),
        ("reason", r"\bwhy\b|\bfor what reason\b|\bhow come\b"),
    ),
}

# Who does what someone must be named for, by name or by office.
DONE_BY = re.compile(
    r"^(?:par )?qui (?:dirige|gere|pilote|preside|fournit|redige|supervise|approuve|valide|"
    r"signe)\b|^who(?: has)? (?:runs?|leads?|manages?|heads?|directs?|supplies|chairs?|supervises?|"
    r"wrote|approves?|signs?)\b"
)
WHY = re.compile(
    r"\b(?:because|reasons?|due to|since|owing|thanks to|caused?|explain\w*|lack|so that|"
    r"car|parce|raisons?|causes?|grace a|sous l'effet|afin|faute de|manque|en effet|expliqu\w*|"
    r"du fait|puisque)\b"
)
_MONTHS = (
    r"janvier|january|janv?\b", r"fevrier|february|fevr?\b|feb\b", r"mars|march",
    r"avril|april|avr\b|apr\b", r"mai|may", r"juin|june", r"juillet|july|juil\b|jul\b",
    r"aout|august|aug\b", r"septembre|september|sept?\b",
    r"octobre|october|oct\b", r"novembre|november|nov\b", r"decembre|december|dec\b",
)  # fmt: skip
_DAYS = (
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|(?:mon|tues|wednes|thurs|fri|satur|"
    r"sun)day"
)
MONTH = re.compile("|".join(rf"(?P<m{n}>\b(?:{each})\b)" for n, each in enumerate(_MONTHS, 1)))
# What stands between two months, or two quarters, of which all that lie between are meant.
SPAN = re.compile(
    r"\s*(?:20\d\d )?(?:a|au|to|through|until|till|jusqu'(?:a|au|en)|[-–—])\s*(?:the |la |"
    r"le )?(?:end of |fin )?(?:\d{1,2}\w{0,2} )?"
)
WHEN = re.compile(
    rf"\b(?:\w+(?:th|st|nd|rd|ieme) (?:day|week|month|jour|semaine|mois)|{'|'.join(_MONTHS)}|"
    rf"{_DAYS}|quarter|trimestre|semestre|printemps|ete|automne|hiver|"
    r"spring|summer|autumn|winter|demain|tomorrow|today|aujourd'hui|hier|yesterday|next|prochaine?|"
    r"fin|week-?ends?|weekdays?|day one|holidays?|feries?|jour (?:de|du|ou)|ago|remonte|noel|"
    r"christmas|paques|easter|pentecote|midi|noon|minuit|midnight|o'clock|half past|matin|soir|"
    r"morning|evening|ytd|(?:year|month|quarter)[- ]end|end of the (?:year|month|quarter)|(?:first|"
    r"last) (?:\w+ )?day|(?:premier|dernier) (?:jour|\w+di)|[hs][12]|(?:semaine|week|sem\.|"
    r"wk) ?\d{1,2}|(?:le|du|au) (?:1er|[12]?\d|3[01])(?= ?[.,;)]| ?$)|the \d{1,2}(?:st|nd|rd|th)|"
    r"(?:fy|exercice) ?\d\d(?:\d\d)?|(?:in|en|since|depuis) 1\d\d\d|(?:une|un|deux|trois|quatre|"
    r"cinq|six|sept|huit|neuf|dix|onze) heures?)\b"
)
RHYTHM = re.compile(
    r"\b(?:fois|times|once|twice|every|each|chaque|tous les|toutes les|par (?:an|mois|semaine|"
    r"jour)|un \w+ sur (?:deux|trois|quatre)|(?:night|dai|week|month|quarter|year)ly|per (?:year|"
    r"month|week|day)|a (?:year|month|week|day)|annuel\w*|mensuel\w*|trimestriel\w*|"
    r"hebdomadaire\w*|quotidien\w*)\b"
)
_ORDINALS = (
    r"(?:(?P<q1>premier|first)|(?P<q2>deuxieme|second)|(?P<q3>troisieme|third)|(?P<q4>quatrieme|"
    r"fourth))"
)
# "Last" names none: it may be the fourth or the latest.
QUARTER = re.compile(
    r"\b(?:[tq](?P<a>[1-4])(?=\b|_|[- ]?(?:fy)?(?:20)?\d\d\b)|(?P<c>[1-4])[tq](?:(?:20)?\d\d)?\b|"
    r"(?P<b>[1-4])(?:er|e|eme|st|nd|rd|th) (?:trimestre|quarter)|"
    rf"{_ORDINALS} (?:trimestre|quarter))"
)
HALF = re.compile(
    r"\b(?:(?P<first>[sh]1|(?:1er|premier) semestre|(?:first|1st)[ -]half)|[sh]2|(?:2e|2eme|2nd|"
    r"deuxieme|second) semestre|(?:second|2nd)[ -]half)\b"
)
# "From the second quarter to the third": beside a quarter, a number in order that counts nothing
# else is one too.
PLACED = re.compile(
    rf"\b(?:{_ORDINALS}|(?P<b>[1-4])(?:er|e|eme|st|nd|rd|th))"
    r"(?=\s*(?:[,.;:!?)–—-]|$)|\s+(?:and|or|to|by|et|ou|a|au|puis|then|de l'annee)\b)"
)
# A year by its last two digits, a season, and all years between two.
FISCAL = re.compile(
    r"\b(?:[tqhs]?[1-4]?[- ]?fy ?'?(?:20)?|[1-4][tq](?:20)?|[a-z]{3,4}\.? ')(?P<year>\d\d)\b"
)
SEASON = re.compile(r"\b(?P<first>(?:19|20)\d\d) ?[-–—/] ?(?P<last>(?:20)?\d\d)(?![\d-])")
YEAR_SPAN = re.compile(
    r"\b(?P<first>(?:19|20)\d\d) (?:to|until|till|through|and|a|au|jusqu'en|et) (?:the end of |"
    r"fin )?(?P<last>20\d\d)\b"
)
# A year that another is compared with, or told from.
COMPARED = re.compile(
    r"\b(?:over|against|versus|vs\.?|than|compared (?:with|to)|from|since|after|before|contre|"
    r"rapport a|que?|depuis|apres|avant)[ '](?:\S+ )?(?:in |en |fy ?)?(?P<year>20\d\d)\b"
)
# The month and year in which a report was written.
REPORTED = re.compile(rf"\b(?:{'|'.join(_MONTHS)}) (?P<year>20\d\d)\b")
NUMERIC_DATE = re.compile(
    r"\b20\d\d-(?P<iso>0[1-9]|1[0-2])(?!\d)|(?<![\d/.])(?P<one>0?[1-9]|[12]\d|3[01])(?:/|"
    r"\.(?=\d\d?\.\d))(?P<two>0?[1-9]|[12]\d|3[01])\b"
)
_PERIOD = r"(?:year|quarter|month|half|trimestre|semestre|mois|exercice|annee|an)"
RELATIVE = re.compile(
    rf"\b(?:this|last|previous|prior|preceding|following|next|same|current|later|"
    rf"earlier) {_PERIOD}|\b{_PERIOD}s? (?:before|after|later|earlier|ago|on year|dernier|derniere|"
    rf"precedent|suivant|d'avant|d'apres|plus t|en cours|ecoule|auparavant|n-1)|\b(?:cet|cette|ce|"
    rf"prochaine?) {_PERIOD}\b|"
    r"\bn-1\b"
)
OPENING = re.compile(
    r"\b(?:start|beginning|early) (?:of |in )?(?:the |this )?year|\byear[- ]to[- ]date|\bytd\b|"
    r"\bdebut (?:d'|de l'|de )?(?:annee|exercice)"
)
CLOSING = re.compile(
    r"\b(?:last|final|dernier|closing) (?:quarter|half|trimestre|semestre|mois|(?:three |"
    r"six )?months?)|\byear[- ]end|\bend of (?:the )?year|\bfin (?:d'|de l')(?:annee|exercice)|"
    r"\btrois derniers mois"
)
OPEN_SPAN = re.compile(r"\b(?:since|depuis|a partir d|from .* onwards?|year to date)\b")
