"""The words by which a question asks for a kind of thing, and by which a text gives one, over
folded text."""

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
            r"dividende)\b",
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
            r"\bquel(?:le)? est le nom d|\bcomment s'appelle",
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
            r"\bhow much (?:is|was|are|were) (?:the|our)\b|"
            r"\bwhat (?:is|was|are|were) (?:the |our )?"
            r"(?:\w+ )?(?:price|cost|budget|salary|fee|revenue|turnover|dividend|value)\b|"
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
            r"^who(?: has)? (?:signed|appointed|chaired)\b|\bwhat is the name of\b",
        ),
        ("person", r"^(?:to |by |with |for )?(?:who|whom|whose)\b"),
        ("reason", r"\bwhy\b|\bfor what reason\b|\bhow come\b"),
    ),
}

_NAME = r"[A-ZÀ-Þ][\w-]*[a-zà-ÿ]"
# Two names together, or one that stands neither first nor behind what leads to a place.
PERSON = re.compile(
    rf"\b{_NAME}(?: (?:de|du|van|von|le|la))? {_NAME}|\b(?:M\.|Mme|Mr|Mrs|Ms|Dr) {_NAME}|"
    rf"(?<=[\wà-ÿ,;:] )(?<!\bà )(?<!\bin )(?<!\bat )(?<!\bon )(?<!\bof )(?<!\bde )(?<!\bdu )"
    rf"(?<!\bfrom )(?<!\bsur ){_NAME}|(?<=[’']){_NAME}"
)
# Whoever is told by what they do or what they are, over folded text.
ROLES = re.compile(
    r"\b(?:direct(?:eur|rice)s?|responsables?|president\w*|membres?|salaries?|personnes?|clients?|"
    r"equipes?|comite|agences?|societe|entreprise|chef\w*|gerant\w*|secretaires?|"
    r"officers?|managers?|chair\w*|heads?|directors?|team|committee|agency|owner|customers?|"
    r"employees?|staff|people|company|members?|those|ceux|celles|percent|pour cent|fournisseurs?|"
    r"suppliers?|parents?|hommes?|femmes?|men|women)\b|%"
)
WHY = re.compile(
    r"\b(?:because|reasons?|due to|since|owing|thanks to|caused?|explain\w*|lack|so that|"
    r"car|parce|raisons?|causes?|grace a|sous l'effet|afin|faute de|manque|en effet|expliqu\w*|"
    r"du fait|puisque)\b"
)
_MONTHS = (
    r"janvier|january|jan\b", r"fevrier|february|feb\b", r"mars|march", r"avril|april", r"mai|may",
    r"juin|june", r"juillet|july", r"aout|august", r"septembre|september|sept\b",
    r"octobre|october|oct\b", r"novembre|november|nov\b", r"decembre|december|dec\b",
)  # fmt: skip
_DAYS = (
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
)
MONTH = re.compile("|".join(rf"(?P<m{n}>\b(?:{each})\b)" for n, each in enumerate(_MONTHS, 1)))
# What stands between two months, or two quarters, of which all that lie between are meant.
SPAN = re.compile(
    r"\s*(?:20\d\d )?(?:a|au|to|through|until|till|jusqu'(?:a|au|en)|[-–—])\s*"
    r"(?:the |la |le )?(?:end of |fin )?(?:\d{1,2}\w{0,2} )?"
)
WHEN = re.compile(
    rf"\b(?:{'|'.join(_MONTHS)}|{_DAYS}|quarter|trimestre|semestre|printemps|ete|automne|hiver|"
    r"spring|summer|autumn|winter|demain|tomorrow|hier|yesterday|next|prochaine?|fin)\b"
)
RHYTHM = re.compile(
    r"\b(?:fois|times|once|twice|every|each|chaque|tous les|toutes les|"
    r"par (?:an|mois|semaine|jour)|"
    r"(?:dai|week|month|quarter|year)ly|per (?:year|month|week|day)|a (?:year|month|week|day)|"
    r"annuel\w*|mensuel\w*|trimestriel\w*|hebdomadaire\w*)\b"
)
MONEY = re.compile(r"[€$£¥]|\b(?:k€|m€|euros?|dollars?|pounds?|pence|livres?|francs?|budget)\b")
_ORDINALS = (
    r"(?:(?P<q1>premier|first)|(?P<q2>deuxieme|second)|(?P<q3>troisieme|third)|"
    r"(?P<q4>quatrieme|fourth))"
)
# "Last" names none: it may be the fourth or the latest.
QUARTER = re.compile(
    r"\b(?:[tq](?P<a>[1-4])\b|(?P<b>[1-4])(?:er|e|eme|st|nd|rd|th) (?:trimestre|quarter)|"
    rf"{_ORDINALS} (?:trimestre|quarter))"
)
# "From the second quarter to the third": beside a quarter, a number in order is one too.
PLACED = re.compile(rf"\b(?:{_ORDINALS}|(?P<b>[1-4])(?:er|e|eme|st|nd|rd|th))\b")
# Written with a capital, yet no one's name; and the networks, which are hardly ever the answer.
NOBODY = re.compile(
    r"\b(?:societe|company|client|conseil|board|facebook|instagram|linkedin|youtube|tiktok|twitter|"
    r"whatsapp|pinterest|snapchat)\b"
)
