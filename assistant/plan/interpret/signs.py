"""What the form of a text tells: a question, a fact, a tactic, a wish for applause, a wish."""

from __future__ import annotations

import re

from assistant.language.words import fold

# Folded; each is one feature, in this order.
_SIGNS: dict[str, str] = {
    "asks": r"\?\s*$",
    "question word": (
        r"^(?:and |et |but |mais )?(?:what|which|who|whom|whose|when|where|why|how (?:much|many|"
        r"long|"
        r"often|big|is|are|was|did|does)|is|are|was|were|do|does|did|can you|could you|has|"
        r"have you|"
        r"tell me|explain|qu'est|qu'|que (?:dit|disent|vaut|sait)|quel(?:le)?s?|qui|quand|ou est|"
        r"pourquoi|combien|est[- ]ce|c'est quoi|c quoi|y a[- ]t|existe[- ]t|peux[- ]tu|"
        r"pouvez[- ]vous|"
        r"comment (?:se|est|sont|a|fonctionne|calcul\w+))\b"
    ),
    "how can we": (
        r"^(?:how (?:can|could|do|should|might) (?:we|i|you)|how to|comment (?:faire|peut-on|"
        r"pouvons-nous|\w+(?:er|ir|re)\b)|que faire pour)"
    ),
    "fact": (
        r"^(?:last (?:year|month|quarter)|l'an dernier|l'annee derniere|(?:we|nous|on)\b|i |je |"
        r"(?:our|the|my|their|his|her|a|notre|nos|le|la|les|l'|mon|ma|un|"
        r"une)\s?(?:[\w'’-]+ ){1,4}?)"
        r".{0,30}\b(?:have|has|had|is|are|was|were|did|does|do|spend|spends|spent|sell|sells|"
        r"sold|left|"
        r"fell|rose|charges?|costs?|counts?|publish|already|avons|avez|ont|a|est|sont|etait|"
        r"etaient|"
        r"compte|comptent|comptons|sommes|vendons|publions|depens\w+|facture|coute|croit|n'aime|"
        r"aime|"
        r"a ete|ont baisse|ont augmente|deja)\b"
    ),
    "want": (
        r"\b(?:want|wish|need|would like|aim|goal|objective|target|must|should|voulons|veut|veux|"
        r"souhait\w+|voudr\w+|objectif|but|devons|doit|faut|cherch\w+|visons)\b"
    ),
    "outcome verb": (
        r"^(?:to )?(?:increase|reduce|improve|raise|lower|grow|boost|cut|double|triple|lift|keep|"
        r"stop|"
        r"avoid|win|gain|strengthen|protect|retain|attract|shorten|accelerate|maximi[sz]e|"
        r"minimi[sz]e|"
        r"develop|expand|build|make|bring|get|be|become|decrease|limit|prevent|reach|achieve|"
        r"generate|"
        r"understand|know|prove|optimi[sz]e|augmenter|reduire|ameliorer|accroitre|baisser|diminuer|"
        r"doubler|tripler|garder|arreter|eviter|gagner|renforcer|proteger|fideliser|attirer|"
        r"raccourcir|accelerer|maximiser|developper|faire|etre|devenir|limiter|prevenir|atteindre|"
        r"generer|comprendre|connaitre|prouver|optimiser|passer|ramener|remplir|obtenir|avoir|"
        r"trouver|"
        r"more|better|fewer|less|faster|higher|plus|mieux|moins|meilleure?s?)\b"
    ),
    "tactic verb": (
        r"^(?:to )?(?:post|publish|create|open an? (?:\w+ )?(?:account|page|channel|profile|"
        r"blog)|hire|buy|write|run|organi[sz]e|redesign|migrate|switch|"
        r"install|appoint|subscribe|send|film|shoot|record|train|set up|launch an? (?:podcast|page|"
        r"account|channel|newsletter|blog|contest|video|site|website)|start an? (?:podcast|page|"
        r"account|channel|newsletter|blog)|use (?:hashtags|emojis|ai|canva)|share|do an?|"
        r"be present|be on|"
        r"publier|poster|creer un(?:e)? (?:compte|page|chaine|blog|site|profil|podcast|video)|"
        r"ouvrir "
        r"(?:un(?:e)? )?(?:compte|page|chaine|blog)|recruter un(?:e)? (?:community|social|"
        r"responsable|"
        r"agence|stagiaire)|engager|acheter|ecrire|rediger|organiser|refaire|changer|migrer|"
        r"installer une?|"
        r"nommer|s'abonner|envoyer|tourner|filmer|former l|mettre en place un|"
        r"lancer un(?:e)? (?:podcast|"
        r"page|compte|chaine|newsletter|blog|concours|video|site|campagne)|demarrer une chaine|"
        r"utiliser (?:des|les|canva|l'ia)|partager|etre presents? sur|tenir un)\b"
    ),
    "applause": (
        r"\b(?:followers?|likes?|fans?|views?|vues|viral\w*|buzz|abonnes|impressions?|"
        r"trend(?:ing)?|"
        r"shares|partages|comments|commentaires|subscribers?|subscriber count|popular|populaire|"
        r"post engagement|engagement rate|taux d'engagement|reach for our posts|portee)\b"
    ),
    "business": (
        r"\b(?:customers?|clients?|sales|ventes|leads?|prospects?|staff|employees?|salaries|"
        r"costs?|couts?|"
        r"revenue|chiffre d'affaires|prices?|prix|marge|margin|brand|marque|investors?|"
        r"actionnaires?|"
        r"shareholders?|donors?|donateurs?|dons|citizens?|citoyens|candidates?|candidats|partners?|"
        r"partenaires|stores?|magasins?|service|reputation|crisis|crise|orders?|commandes|churn|"
        r"turnover|"
        r"attrition|buy|acheter|sell|vendre|members?|membres|community|communaute|"
        # Those who pay to subscribe leave; those who follow do not count.
        r"(?:perd\w*|gard\w*|los\w+|keep\w*|retain\w*|bail\w*) (?:\S+ ){0,3}?(?:d')?"
        r"(?:abonnes|subscribers?)|(?:abonnes|subscribers?) (?:\S+ ){0,3}?"
        r"(?:resili\w*|partent|leave|leaving|cancel\w*|bail)|"
        r"resili\w*|desabonn\w*|cancel\w*)\b"
    ),
    "digital": (
        r"\b(?:social|reseaux?|linkedin|facebook|instagram|tiktok|twitter|youtube|marketing|"
        r"campaigns?|"
        r"campagnes?|online|en ligne|digital|content|contenus?|media|advertis\w+|publicit\w+)\b"
    ),
    "rhythm": (
        r"\b(?:(?:once|twice|three times|\d+ times|\w+ fois)|every|each|chaque|tous les|"
        r"toutes les) "
        r"?(?:a|per|par)? ?(?:day|week|month|friday|monday|thursday|jours?|semaines?|mois|vendredi|"
        r"lundi|jeudi)\b|\b(?:weekly|daily|monthly|hebdomadaire|mensuelle?|quotidien\w*) "
        r"(?:newsletter|post|video|blog)"
    ),
}
NAMES = tuple(_SIGNS)
# A complaint names what must change: "the phone is not ringing enough". No feature of the fit.
_LACK = re.compile(
    r"\b(?:not enough|too (?:few|little|many|much|expensive|long)|enough|nobody|no one|"
    r"keeps? (?:\w+ing|getting)|fed up|a fortune|trop (?:de|d'|peu|cher)|pas assez|manqu\w+|"
    r"personne ne|marre|en ont assez|sans arret|tout le temps|(?:we|they) want|"
    r"(?:on|nous) (?:veut|voulons))\b"
)
# Followers by the number are applause, however the wish is worded.
_COUNTED = re.compile(
    r"\b(?:\d[\d ., ]*(?:k|m|mille|millions?)?|loads|tons|lots|plein|un max|un maximum)"
    r"(?: more| de plus)? ?(?:of |de |d')?(?:nouveaux |new )?"
    r"(?:followers?|abonnes|fans|likes?|vues|views|j'aime)\b"
)
_COMPILED = tuple(re.compile(pattern) for pattern in _SIGNS.values())


def signs(text: str) -> tuple[float, ...]:
    """1 or 0 for each of NAMES, then how short the text is, from 0 (long) to 1 (one word)."""
    folded = " ".join(fold(text).split())
    found = tuple(float(bool(pattern.search(folded))) for pattern in _COMPILED)
    return (*found, 1.0 / max(1, len(folded.split())))


def complains(text: str) -> bool:
    """True where a text says what is lacking, and so what must change."""
    return bool(_LACK.search(" ".join(fold(text).split())))


def counts_applause(text: str) -> bool:
    """True where a text wishes for a number of followers, likes or views."""
    return bool(_COUNTED.search(" ".join(fold(text).split())))
