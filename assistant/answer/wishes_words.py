"""The words by which questions say what their evidence should be about, over folded text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.records import Lang

Rows = tuple[tuple[str, str], ...]

# Names of platforms are the same in both languages.
PLATFORMS: Rows = (
    ("facebook", "facebook|fb|meta(?![- ]?anal)"),
    ("instagram", "instagram|insta"),
    ("linkedin", "linked ?in"),
    ("twitter", "twitter"),
    ("tiktok", "tik ?tok"),
    ("youtube", "you ?tube"),
    ("snapchat", "snapchat|snap"),
    ("pinterest", "pinterest"),
    ("whatsapp", "whats ?app"),
    ("wechat", "wechat|weixin"),
    ("weibo", "weibo"),
    ("reddit", "reddit"),
    ("discord", "discord"),
    ("twitch", "twitch"),
    ("bluesky", "bluesky"),
    ("mastodon", "mastodon"),
    ("telegram", "telegram"),
    ("tumblr", "tumblr"),
    ("vimeo", "vimeo"),
    ("bereal", "bereal"),
    ("clubhouse", "clubhouse"),
    ("roblox", "roblox"),
    ("fortnite", "fortnite"),
    ("metaverse", "metaverse?s?"),
    ("yammer", "yammer"),
    ("yelp", "yelp"),
    ("tripadvisor", "tripadvisor"),
)

SECTORS: Mapping[Lang, Rows] = {
    "fr": (
        ("bank", "banques?|bancaires?"),
        ("insurance", "assurances?|assureurs?|mutuelles?"),
        ("luxury", "luxe"),
        ("health", "sante|hopita(?:l|ux)|cliniques?|hospitali(?:er|ere|ers)|soignants?"),
        ("pharma", "pharma\\w*|medicaments?"),
        ("automotive", "automobiles?|constructeurs? auto\\w*|voitures?"),
        ("airlines", "compagnies? aeriennes?|transport aerien|aerien"),
        ("hotels", "hotel(?:s|lerie)?|hoteliers?"),
        ("tourism", "tourisme|touristiques?"),
        ("restaurants", "restaurants?|restauration"),
        ("food", "agroalimentaire|alimentaires?"),
        ("beauty", "cosmetiques?|beaute"),
        ("telecom", "telecoms?|telecommunications?|operateurs? mobiles?"),
        ("property", "immobiliers?|promoteurs? immobiliers?"),
        ("building", "btp|batiment|construction"),
        ("energy", "energie|energeticiens?|electricite|petroliers?"),
        ("farming", "agricoles?|agriculture|agriculteurs?"),
        ("furniture", "meubles?|ameublement|mobilier"),
        ("education", "universites?|enseignement|ecoles?"),
        ("charity", "associations?|ong|caritati(?:f|ve|fs|ves)"),
        ("public", "services? publics?|collectivites?|mairies?|administration publique"),
        ("fashion", "mode|pret-a-porter"),
        ("wine", "vins?|viticulteurs?|vignobles?"),
        ("law", "cabinets? d'avocats|avocats"),
    ),
    "en": (
        ("bank", "banks?|banking"),
        ("insurance", "insurance|insurers?"),
        ("luxury", "luxury"),
        ("health", "healthcare|health care|hospitals?|clinics?|nurses"),
        ("pharma", "pharma\\w*|drugmakers?"),
        ("automotive", "automotive|car ?makers?|cars?"),
        ("airlines", "airlines?|air transport"),
        ("hotels", "hotels?|hospitality"),
        ("tourism", "tourism|travel"),
        ("restaurants", "restaurants?"),
        ("food", "food industry|food compan(?:y|ies)|grocery"),
        ("beauty", "cosmetics|beauty"),
        ("telecom", "telecoms?|telcos?|mobile operators?"),
        ("property", "real estate|property developers?|estate agents?"),
        ("building", "construction|builders"),
        ("energy", "energy|utilities|oil compan(?:y|ies)"),
        ("farming", "farming|agriculture|farmers?|agricultural"),
        ("furniture", "furniture"),
        ("education", "universit(?:y|ies)|schools?|education"),
        ("charity", "charit(?:y|ies)|ngos?|non-?profits?"),
        ("public", "public services?|public sector|councils|local authorit(?:y|ies)"),
        ("fashion", "fashion"),
        ("wine", "wine|wineries|vineyards?"),
        ("law", "law firms?|lawyers"),
    ),
}

MARKETS: Mapping[Lang, Rows] = {
    "fr": (
        ("b2b", "b ?(?:2|to) ?b|btob|interentreprises|vente aux entreprises"),
        ("b2c", "b ?(?:2|to) ?c|btoc|grand public"),
    ),
    "en": (
        ("b2b", "b ?(?:2|to) ?b|business[- ]to[- ]business"),
        ("b2c", "b ?(?:2|to) ?c|business[- ]to[- ]consumer"),
    ),
}

SIZES: Mapping[Lang, Rows] = {
    "fr": (
        (
            "small",
            "petites? (?:et moyennes )?(?:entreprises?|societes?|structures?|boites?|marques?)|"
            "petits (?:commerces?|commercants?|magasins?|restaurants?|annonceurs?)|pme|tpe|"
            "artisans?",
        ),
        ("mid", "eti|taille intermediaire"),
    ),
    "en": (
        (
            "small",
            "small(?:er)? (?:and medium(?:-sized)? )?(?:firms?|compan(?:y|ies)|business(?:es)?|"
            "retailers?|shops?|brands?|advertisers?)|smes?|smbs?",
        ),
        ("mid", "mid-?(?:sized?|market|cap)"),
    ),
}

SINCE: Mapping[Lang, re.Pattern[str]] = {
    "fr": re.compile(
        r"\b(?:depuis|apres|a partir de|posterieure?s? a)(?: l'an)? ((?:19|20)\d\d)\b"
    ),
    "en": re.compile(r"\b(?:since|after|later than|from) ((?:19|20)\d\d)\b(?!\s*(?:to|[-–]))"),
}
NEWEST: Mapping[Lang, re.Pattern[str]] = {
    "fr": re.compile(
        r"\b(?:recente?s?|recemment|les? plus recente?s?|ces dernieres annees|aujourd'hui|"
        r"dernier(?:e|es|s)? (?:chiffres?|etudes?|donnees?|vagues?|enquetes?|resultats?)|"
        r"actuel(?:le|les|s)?|actuellement|a jour)\b"
    ),
    "en": re.compile(
        r"\b(?:recent|recently|latest|newest|most recent|up[- ]to[- ]date|nowadays|these days|"
        r"in recent years|current|currently|today)\b"
    ),
}
OURS: Mapping[Lang, re.Pattern[str]] = {
    "fr": re.compile(r"\b(?:nous|notre|nos|mon|ma|mes|je|j'ai|on|concurrents?|concurrence)\b"),
    "en": re.compile(r"\b(?:we|our|us|my|i|i'm|we're|competitors?|rivals?)\b"),
}
EXAMPLE_WORDS: Mapping[Lang, re.Pattern[str]] = {
    "fr": re.compile(
        r"\b(?:exemples?|(?<!en )(?<!le )(?<!ce )(?<!dans )cas(?! ou| de | d'ecole)|"
        r"success stor\w+)\b"
    ),
    "en": re.compile(
        r"\b(?:examples?|case stud(?:y|ies)|success stor\w+|cases|"
        r"(?<!in )(?<!the )case(?! of| for))\b"
    ),
}
_WORDS: Mapping[Lang, tuple[str, ...]] = {
    "fr": ("deux", "trois", "quatre", "cinq", "six", "sept", "huit"),
    "en": ("two", "three", "four", "five", "six", "seven", "eight"),
}
_THINGS: Mapping[Lang, str] = {
    "fr": r"(?:autres |bons |vrais )?(?:exemples?|cas|entreprises|marques|etudes|societes|echecs|"
    r"reussites|raisons|preuves|risques)",
    "en": r"(?:other |more |good |real )?(?:\w+ )?(?:examples?|cases?|case studies|companies|"
    r"brands|studies|firms|failures|successes|reasons|risks)",
}
# The number words, and what finds a number of examples.
COUNTS: Mapping[Lang, tuple[tuple[str, ...], re.Pattern[str]]] = {
    lang: (words, re.compile(rf"\b([2-8]|{'|'.join(words)}) {_THINGS[lang]}\b"))
    for lang, words in _WORDS.items()
}  # fmt: skip
