"""The words by which a text gives what is asked for: names, prices, durations, conditions."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.records import Lang

_NAME = r"[A-ZÀ-Þ][\w-]*[a-zà-ÿ]"
# Two names together, or one that stands neither first nor behind what leads to a place.
PERSON = re.compile(
    rf"\b{_NAME}(?: (?:de|du|van|von|le|la))? {_NAME}|\b(?:M\.|Mme|Mr|Mrs|Ms|Dr) {_NAME}|"
    rf"(?<=[\wà-ÿ,;:] )(?<!\bà )(?<!\bin )(?<!\bat )(?<!\bon )(?<!\bof )(?<!\bde )(?<!\bdu "
    rf")(?<!\bfrom )(?<!\bsur ){_NAME}|(?<=[’']){_NAME}"
)
# Whoever is told by what they do or what they are, over folded text.
ROLES = re.compile(
    r"\b(?:direct(?:eur|rice)s?|responsables?|president\w*|membres?|salaries?|personnes?|clients?|"
    r"equipes?|comite|agences?|societe|entreprise|chef\w*|gerant\w*|secretaires?|officers?|"
    r"managers?|supervisors?|chair\w*|heads?|directors?|team|committee|agency|owner|customers?|"
    r"employees?|staff|people|company|members?|those|ceux|celles|percent|pour cent|fournisseurs?|"
    r"suppliers?|parents?|hommes?|femmes?|men|women)\b|%"
)
MONEY = re.compile(
    r"[€$£¥]|\b(?:k€|m€|euros?|dollars?|pounds?|pence|livres?|francs?|budget|\d+ ?p)\b"
)
# Written with a capital, yet no one's name; and the networks, which are hardly ever the answer.
NOBODY = re.compile(
    r"\b(?:societe|company|client|conseil|board|facebook|instagram|linkedin|youtube|tiktok|twitter|"
    r"whatsapp|pinterest|snapchat)\b"
)
# A name by its initial, by a capital inside it, between quotation marks, or at the head of a cell.
MARKED = re.compile(
    r"\b[A-Z]\. ?[A-ZÀ-Þ][\w’'-]+|\b[a-z]+[A-Z]\w*|\b[1-9][A-Z]\b|(?<=[«“\"] )\w[^»”\"]{1,40}|"
    r"(?<=[«“\"])\w[^»”\"]{1,40}|(?<=\| )[A-ZÀ-Þ][\w’'-]*[a-zà-ÿ]"
)
# In capitals or of two parts: a company, a surname, a place, or an abbreviation.
LETTERS = re.compile(
    r"(?<![\w.])(?!(?:EUR|USD|GBP|CHF|HT|TTC|TVA|VAT|FY|II|III|IV|VI)\b)[A-ZÀ-Þ]{2,}\b|"
    r"[A-ZÀ-Þ][a-zà-ÿ]+(?:-| & )[A-ZÀ-Þ]\w+"
)
# In the first place a common noun has a capital too; without an article it is rather a name.
OPENING_NAME: Mapping[Lang, re.Pattern[str]] = {
    "fr": re.compile(r"(?P<who>[A-ZÀ-Þ][\w’-]+) [a-zà-ÿ]{2,}"),
    "en": re.compile(r"(?P<who>[A-ZÀ-Þ][\w’'-]+) (?:\w{2,}s|\w{2,}ed|will|has|was|is)\b"),
}
_ARTICLE = r"(?:(?:the|our|a|an|la|le|les|un|une|notre|mr|ms|mrs|mme|m\.) |l')?"
AGENT = re.compile(
    rf"(?:ed|en|\be|[eiu]e?s?|is|it|nt) (?:by|par) {_ARTICLE}(?P<who>(?!email\b|phone\b|an\b|"
    rf"mois\b)[a-z][\w-]+)"
)
# Which software or bank it is: a name that else would be a place.
WHICH = re.compile(r"\b(?:which|quel(?:le)?)\b")
ON_NAME = re.compile(r"\b(?:on|in|at|of|from|sur|sous|de|du|à) (?P<who>[A-ZÀ-Þ][\w-]*[a-zà-ÿ])")
# A price as it is written, to the penny.
TO_THE_PENNY = re.compile(r"(?<![\d.,])\d+[.,]\d\d(?![\d%]|[.,]\d| ?%)")
USED = re.compile(
    rf"\b(?:uses?|using|utilis\w+|via|through|with|chez|avec) {_ARTICLE}(?P<who>[a-z][\w-]+)"
)
ENDING = re.compile(
    rf"\b(?:is|are|was|est|sont|called|nomme|s'appelle) {_ARTICLE}(?P<who>[a-z][\w-]+)\W*$"
)
LABELLED = re.compile(r"^[^|:.\d]{3,40} ?: (?P<who>[^\d|:]{3,60})$")
VACANT = re.compile(
    r"\b(?:vacan\w+|nobody|no one|personne n|not (?:yet )?(?:been )?(?:appointed|named|chosen)|"
    r"non pourvue?|a pourvoir|to be (?:appointed|named|chosen|confirmed)|tbc|tbd|a designer)\b"
)
# A rate, but for those that are prices.
RATE_ASKED = re.compile(
    r"\b(?:taux(?! (?:horaire|journalier|kilometrique|de change|jour))|pourcentage|percentage|"
    r"(?:turnover|churn|growth|engagement|conversion|response|interest|tax|retention|absen\w+|"
    r"error|"
    r"click\S*|open|bounce|success|failure|completion|attrition|inflation|occupancy|participation|"
    r"return|default|complaint|unemployment) rate)\b"
)
SIGNED = re.compile(r"\bsign(?:s|ed|e|ees?|es|ataires?|atory|atories)?\b|/s/")
ROLE_ASKED = re.compile(
    r"\b(?:responsib\w+|responsables?|charge|owns?|owner|proprietaire|sign\w+|appointed|nomme|"
    r"runs?|leads?|manages?|supplies|approves?|supervises?|dirige|gere|pilote|fournit|approuve|"
    r"valide|supervise)\b"
)
# Whoever is told by what they do, where a role is an answer.
WHO = re.compile(
    r"\b(?:direct(?:eur|rice)s?|responsables?|president\w*|equipes?|comite|chefs?|gerante?s?|"
    r"n\+1|secretaires?|service|departement|direction|ville|commune|mairie|etat|region|notaire|"
    r"avocate?|"
    r"officers?|managers?|supervisors?|operators?|operateurs?|cabinet|chair\w*|heads?|directors?|"
    r"team|committee|department|desk|unit|city|council|state|county|carriers?|suppliers?|landlord|"
    r"lawyers?|treasurer|accounts payable|tresoriere?|transporteur|fournisseur|bailleur|locataire|"
    r"tenant|shareholders|actionnaires)\b"
)
_NO = r"(?:no|without|free of|aucune?s?|sans|pas de|pas d'|ni)"
FREE = re.compile(
    r"\b(?:nil|neant|do(?:es)? not pay|ne pai\w+ (?:pas|rien)|prise? en charge|at our expense|"
    r"a (?:nos|leurs) frais|(?:mois|months?'?|months of|an|ans) (?:de |of |')?(?:loyer|salaire|"
    r"rent|salary|pay|wages))\b|\b(?:free(?! of (?!charge))|gratis|gratuit\w*|offerte?s?|"
    r"complimentary|"
    r"unpaid|benevol\w+|not (?:paid|charged|remunerated|invoiced)|(?:pas|ni) (?:paye|facture|"
    r"remunere)\w*|"
    r"included in|"
    rf"inclus\w* dans|comprise?s? dans|pas \w+ de (?:dividende|frais|prix)|{_NO} (?:extra |"
    rf"further |supplementary )?(?:charges?|fees?|"
    r"costs?|dividende?s?|frais|supplements?|budget|salaires?|remuneration|prix|pay))\b"
)
MONEY_TALK = re.compile(
    r"[€$£¥]|\b(?:prix|tarifs?|couts?|coute\w*|montants?|budgets?|depens\w+|payroll|"
    r"masse salariale|frais|honoraires|commissions?|fees?|prices?|costs?|charged?|amounts?|"
    r"revenues?|turnover|sales|chiffre d'affaires|ca|salair\w+|salar\w+|remuneration|dividend\w*|"
    r"spend\w*|spent|pay|pays|paid|paie\w*|paye\w*|factur\w+|invoiced?|worth|vaut|value|valeur|ht|"
    r"ttc|vat|kr|nok|pln|marge|deposits?|bonus|income|spending|caution|primes?|cotisations?|"
    r"acompte|dettes?|profit|payments?|interest|interets?|benefice|resultat|rent|loyer|hosting|"
    r"hebergement|per seat)\b"
)
# Behind a bare figure: what it counts, which is no money.
COUNTED = re.compile(
    r" (?!(?:a|an|per|par|le|la|les|l'|by|in|for|pour|en|and|et|or|ou|ht|ttc|hors|excl\w*|net|nets|"
    r"kr|nok|pln|m|k|md|mds|mio|mn|bn|on|this|last|cette|contre|against|from|to|au|over|as|of|du|"
    r"des|de|d')\b)[a-z]{2,}"
)
LASTING = re.compile(
    r"\b(?:(?:une?|an?|one|half|couple of|several|few|plusieurs|quelques|deux|two|demi\w*|"
    r"quarts? d'|quarts? of) ?-?(?:an? |full |business |working )?(?:mois|an|ans|annees?|jours?|"
    r"journee|semaines?|heures?|minutes?|years?|months?|weeks?|days?|hours?|fortnights?|quarters?|"
    r"trimestres?|semestres?)|demi-?heure|quarts? d'heure|\d+ ?(?:mths?|mos?|yrs?|wks?|d|j|hrs?|h|"
    r"min|m))\b|\b(?:fortnights?|ago|remonte|within the (?:hour|day|week|month|year)|terms?|"
    r"exercices?|quinzaine|huitaine|overnight|indefini\w*|indetermin\w+|perpetu\w+|permanent\w*|"
    r"lifetime|for life|a vie|until|till|jusqu\w*|as long as|tant qu\w*|throughout|"
    r"pendant (?:toute )?la (?:vie|duree)|same day|jour meme|immedia\w+|at once|sans delai|"
    r"straight away|without (?:delay|notice)|no notice|(?:sans|aucun) preavis|comptant|"
    r"sur-le-champ|on receipt|a reception|open-ended|illimite\w*|unlimited|no|aucune?|sans)\b"
)
SIZE_ASKED = re.compile(r"\bhow long (?:is|are|was|were|must|should|can|may)\b")
LENGTH = re.compile(
    r"\b(?:pages?|words?|mots|characters?|caracteres|signs?|lines?|km|kilomet\w+|m|met(?:er|re)s?|"
    r"miles?|feet|foot|ft|cm|mm|inch\w*)\b"
)
PAST = re.compile(
    r"\bwhen (?:was|were|did|has|have|had)\b|\bquand (?:a|ont|avons|avez|as|etait|fut)\b|"
    r"\b(?:a-t-(?:il|elle|on)|ont-(?:ils|elles)) (?!lieu\b)(?:ete|\w+(?:[eiu]|is|it|ert))s?\b"
)
CONDITION = re.compile(
    r"\b(?:once|as soon as|when|whenever|where|upon|on (?:receipt|delivery|signature|arrival|"
    r"request)|after|before|in (?:the event|case)|if|unless|above|beyond|over|exceed\w*|more than|"
    r"immediately|at once|at the (?:latest|expiry|end)|approval|at any time|a tout moment|des|"
    r"lorsqu\w*|quand|si|s'il|en cas|apres|avant|a (?:reception|signature|la livraison|la commande|"
    r"la signature|partir|compter|l'issue|l'expiration)|au-dela|au (?:terme|plus tard|bout)|"
    r"plus de|superieure?s?|sous reserve|accord)\b"
)
# The heads of columns that hold what is asked.
COLUMNS: Mapping[str, re.Pattern[str]] = {
    "time": re.compile(
        r"\b(?:due|dates?|deadline|echeances?|quand|when|delai|start|end|debut|fin|jour|day)\b"
    ),
    "duration": re.compile(
        r"\b(?:days?|jours?|months?|mois|weeks?|semaines?|hours?|heures?|years?|ans|delais?|"
        r"durees?|duration|time|minutes?|lead time)\b"
    ),
    "name": re.compile(
        r"\b(?:names?|noms?|who|qui|responsables?|owners?|contacts?|leads?|pilotes?|agents?|"
        r"managers?|titulaires?|holders?|suppliers?|fournisseurs?|providers?|prestataires?)\b"
    ),
}
