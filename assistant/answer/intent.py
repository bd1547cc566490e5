"""What a question asks for: a figure, a reason, examples, a definition, a plan, small talk."""

from __future__ import annotations

import re
from typing import Literal

from assistant.language.words import fold
from assistant.records import Lang

Intent = Literal[
    "greeting",
    "thanks",
    "capabilities",
    "plan",
    "briefing",
    "definition",
    "figure",
    "measure",
    "why",
    "who",
    "yes-no",
    "how",
    "general",
    "teach",
    "quiz",
    "explain",
]

# Who may be asked for by "which …", besides "who".
_FRENCH_ACTORS = (
    r"entreprises?|marques?|societes?|banques?|organisations?|groupes?|enseignes?|operateurs?|"
    r"compagnies?|constructeurs?|distributeurs?|chaines?|patrons?|dirigeants?|pdg|associations?|"
    r"maisons?|pme|industriels?|startups?|concurrents?|fabricants?|villes?|hotels?|magasins?"
)
_ENGLISH_ACTORS = (
    r"compan(?:y|ies)|brands?|firms?|banks?|organi[sz]ations?|competitors?|retailers?|airlines?|"
    r"chains?|carmakers?|manufacturers?|operators?|businesses|charit(?:y|ies)|hotels?|shops?|"
    r"executives?|ceos?|start-?ups?|agenc(?:y|ies)|insurers?|telcos?|makers?|house|houses|one of them"
)

# Patterns over folded text, tried in this order; the first that fits decides.
_PATTERNS: dict[Lang, tuple[tuple[Intent, str], ...]] = {
    "fr": (
        ("greeting", r"^(bonjour|bonsoir|salut|coucou|hello|hi|hey)( a tous| tout le monde)?\W*$"),
        (
            "greeting",
            r"^((bonjour|salut|bonsoir)\W+)?(comment )?(ca va|allez[- ]vous|vas[- ]tu)\W*$",
        ),
        (
            "thanks",
            r"^(merci|parfait|super|tres bien|ok|d'accord)\b"
            r"(?!.*\b(et|mais|comment|pourquoi|combien|quels?|quelles?|qui|quoi)\b).{0,40}$",
        ),
        (
            "capabilities",
            r"\b(que|quoi|qu'est[- ]ce que)\b.{0,12}\b(peux|pouvez|sais|savez)[- ]?(tu|vous)\b"
            r"(?!.{0,20}\b(dire|dites|apprendre|sur|de)\b)|\b(tu|vous) (sais|savez|peux|pouvez) faire quoi|\ba quoi (tu )?(sers|servez)|"
            r"\bqui (es[- ]tu|etes[- ]vous)|^(aide|help|mode d'emploi)\W*$|"
            r"\bcomment (t'|vous |te )utiliser|\b(cet|l') ?(assistant|outil) (sert|fait|peut)",
        ),
        (
            "plan",
            r"\b(fai[st]|faites|dresse[rz]?|construi[st]|construire|prepare[rz]?|propose[rz]?|"
            r"etabli[rs]?|redige[rz]?|donne[rz]?|elabore[rz]?|monte[rz]?|veux|voudrais|veut|souhaite|besoin d'?)"
            r"\b.{0,25}\bplan\b|^(un )?plan (kpi|d'action|pour)\b|\bplan de kpi\b",
        ),
        (
            "briefing",
            r"\b(prepare[rz]?|redige[rz]?|ecri[st]|ecrire|fai[st]|faites|besoin)\b.{0,20}\b(note|briefing|brief|"
            r"memo|synthese|dossier|presentation)\b",
        ),
        (
            "definition",
            r"^(et )?(c'est quoi|c quoi|kezako|qu'est[- ]?ce qu('un|'une|e|')|qu'est (le|la|l')|"
            r"que (veut dire|signifie|designe)|qu'entend|qu'appelle|quelle est la definition|definition|"
            r"defini[rst]|def)\b|\b(c'est quoi|ca veut dire quoi|definition|kesako)\W*$|\bveut dire\b",
        ),
        (
            "figure",
            r"\b(combien|de combien|quelle (part|proportion|hausse|baisse|somme|augmentation|amende)|"
            r"quels? (pourcentages?|taux|montants?|chiffres?|couts?|nombre|budget)|a combien|quel prix|"
            r"en pourcentage|^(prix|cout|montant|nombre|part|ordre de grandeur) (de|du|des|d'|paye)|"
            r"quel(le)?s? (est|sont|etait) (le |la |les |l')(cout|prix|taux|montant|nombre|part|"
            r"pourcentage|chiffre)s?)\b",
        ),
        (
            "measure",
            r"\b(comment|quel(le)?s?|avec quoi)\b.{0,45}\b(mesur|evalu|calcul|prouv|chiffr|suivr|kpi|"
            r"indicateur|metrique)|\b(quels? (kpi|indicateurs?|metriques?))\b|^(kpis?|indicateurs?|"
            r"metriques?)\b|\bcomment (savoir|verifier|voir|separer|distinguer|etre sur|departager)\b|"
            r"\b(que|quoi) (compter|suivre|mesurer|regarder)\b|"
            r"\b(regarder?|suivre|suis|mesurer?|compter?|surveiller?) quoi\b|\bformule\b|"
            r"\b(quels?|quelles?|avec quels?) (kpis?|indicateurs?|chiffres|mesures) "
            r"(regarder|suivre|retenir|demander|juger|mettre|surveiller)\b",
        ),
        ("why", r"^(et |mais |alors )?(pourquoi|pkoi|pk|pq|a quoi bon|dans quel but)\b"),
        (
            "who",
            rf"^(et |mais |alors )?(qui|(dans |chez )?quel(le)?s? (autres? )?({_FRENCH_ACTORS}|"
            r"exemples?|cas))\b|\b(exemples?|success stor|temoignages?|"
            r"cas (concret|client|reel|d'echec|d'entreprise))|"
            rf"\b(cite[rz]?|nomme[rz]?|donne[rz]?|liste[rz]?|trouve[rz]?|connais(sez)?|montre[rz]?)"
            rf"([- ](moi|nous|vous))? (une?|des|les|deux|trois|quelques|d'autres)? ?({_FRENCH_ACTORS})\b|"
            rf"^(y a[- ]t[- ]il |il y a |existe[- ]t[- ]il )?(une?|des) ({_FRENCH_ACTORS})\b.{{0,25}} qui\b",
        ),
        (
            "yes-no",
            r"^(et |mais |alors )?(est[- ]ce qu|faut[- ]il|doit[- ]on|peut[- ]on|ca (vaut|marche|sert|paie|rapporte))|"
            r"^(?!(et |mais |alors )?(que|qu|quoi|quels?|quelles?|ou|quand|comment|combien|qui|a qui|"
            r"a quoi|de quoi|en quoi|dans quels?|dans quelles?)\b).*\b\w+-(t-)?(il|elle|on|ils|elles)\b|"
            r"\b(est[- ]ce que|est[- ]ce qu'|oui ou non)\b|"
            # « Les bad buzz, ça finit par coûter cher ? »: asked by the tone alone.
            r"^(?!.*\b(que|qu'est|quoi|quels?|quelles?|quand|comment|combien|qui|pourquoi|lequel|"
            r"laquelle|lesquels|ou (est|sont|en|va|faut))\b)"
            r".*\b(ca|c'est|on|nous|vous|ils|elles|je|il|elle)\b.*\w\W*\?\W*$",
        ),
        (
            "how",
            r"\bcomment\b|\bpar ou (commencer|debuter|demarrer)\b|\b(que|quoi) faire\b|"
            r"\ble mode d'emploi\b|\bles etapes\b",
        ),
    ),
    "en": (
        ("greeting", r"^(hello|hi|hey|good (morning|afternoon|evening)|bonjour)( there| all)?\W*$"),
        ("greeting", r"^((hello|hi|hey)\W+)?how are you( doing)?\W*$"),
        (
            "thanks",
            r"^(thanks?|thank you|great|perfect|ok|okay|cheers)\b"
            r"(?!.*\b(and|but|what|how|why|which|who|when|is|are|do|does)\b).{0,40}$",
        ),
        (
            "capabilities",
            r"\bwhat (can|do|could) (you|this( tool| assistant)?) (do|help|offer)\b|\bwho are you|"
            r"^(help|instructions)\W*$|\bhow (do|can|should) i use (you|this)|\bwhat are you\b|"
            r"\bwhat (is this|are you) for\b|\bhow can you help",
        ),
        (
            "plan",
            r"\b(make|draft|draw|build|write|give|prepare|create|propose|need|want|get)\b"
            r"( up| me| us| out)*.{0,25}\bplan\b|^(a |kpi )?plan (for|to)\b|\bkpi plan\b",
        ),
        (
            "briefing",
            r"\b(write|draft|prepare|make|create|need)\b.{0,20}\b(brief(ing)?|memo|board paper|note|summary|"
            r"presentation|one[- ]pager)\b",
        ),
        (
            "definition",
            r"^(and )?(what('s| is| are| does)( an?| the)?\b(?=.{1,45}\W*$).{1,30}\b(mean|stand for)|"
            r"what('s| is) (an?\b|the (definition|meaning))|define|definition|meaning of|what (counts as|do you call|is meant by)|def\b)|"
            r"^what('s| is| are) [\w&\-' ]{2,32}\W*$|\bmeaning\W*$|\bdefinition\W*$",
        ),
        (
            "figure",
            r"\bhow (much|many|big|large|often|fast|long|wrong|far|wide|old|small|few)\b|"
            r"\bwhat(?:'s| is| was)?(?: the| our)? (?:(?:worst|best)[- ]case )?(share|percentage|proportion|percent|portion|slice|premium|number|rate|amount|"
            r"fraction|cost|price|figure|fine|sum)\b|\bby how\b|"
            r"^(number|size|share|cost|price|amount|percentage|ballpark)( figures?)? (of|for|paid)\b|"
            r"\b(in (dollars|euros|pounds|percent|plain numbers|figures)|ballpark)\b|"
            r"\bwhat (do|does|did|would) .{2,60} cost\b",
        ),
        (
            "measure",
            r"\b(how|which|what)\b.{0,45}\b(measur|calculat|prov(e|ing)|evaluat|quantif|track|kpis?\b|"
            r"metrics?\b|indicators?\b)|^(kpis?|metrics|indicators) |\bput a (number|figure) on\b|"
            r"\bhow (will|would|do|can|could|should|might|does) (i|we|you|one|anyone|somebody) "
            r"(ever |really )?(know|tell|find out|see|check|verify)\b|\bformula\b|"
            r"\b(an?|the right|a good|any) (metric|measure|indicator|kpi)\b|"
            r"\bwhat (do|should|can|would) (i|we) (count|divide|look at|watch|follow)\b",
        ),
        ("why", r"^(and |but |so )?(why|what for|what('s| is) the point)\b"),
        (
            "who",
            rf"^(and |but |so )?(who|whose|(in )?which (other )?(\w+ )?({_ENGLISH_ACTORS}))\b|"
            r"\b(examples?|case stud(y|ies)|success stor(y|ies)|cases|"
            r"(?<!in )(?<!the )(?<!worst )(?<!worst-)(?<!best )(?<!business )(?<!any )(?<!just )case"
            r"(?! of| for| scenario))\b|"
            rf"\b(name|give me|give us|list|show me|tell me|know|cite|find)( about)?"
            rf"( of)?( an?| some| any| the| two| three| a few)?( other)? ((\w|-)+ )?({_ENGLISH_ACTORS})\b|"
            rf"^(any|an?|has any|is there an?|are there( any)?) ((\w|-)+ )?({_ENGLISH_ACTORS})\b"
            r".{0,25}\b(that|who|which|to|where)\b",
        ),
        (
            "yes-no",
            r"^(and |but |so |ok )*(is|are|was|were|do|does|did|can|could|should|would|has|have|had|will|"
            r"isn't|aren't|don't|doesn't|must|may|might)\b",
        ),
        (
            "how",
            r"\bhow\b|\bwhere (do|should|can|to) (i|we|you|one)? ?(start|begin)\b|\bwhat now\b|"
            r"\b(steps|guide|recipe|playbook) (to|for)\b|\bwhat (do|should|can|must) (we|i|you) do\b|"
            r"\bwhat to do\b",
        ),
    ),
}
_COMPILED = {
    lang: [(intent, re.compile(pattern)) for intent, pattern in rows]
    for lang, rows in _PATTERNS.items()
}


# Question words as they are typed by ear.
_HEARD: dict[Lang, tuple[tuple[re.Pattern[str], str], ...]] = {
    "fr": (
        (re.compile(r"\bk(els?|elles?)\b"), r"qu\1"),
        (re.compile(r"\b(es|ai|et|est)[- ]?(que|ke|qe)\b|\besk(e|eu)?\b"), "est-ce que"),
        (re.compile(r"\b(koman|coman|comen|komment|coment)t?\b"), "comment"),
        (re.compile(r"\bkoi\b"), "quoi"),
        (re.compile(r"\b(conbien|combiens?|kombien)\b"), "combien"),
        (re.compile(r"\bki\b"), "qui"),
    ),
    "en": (
        (re.compile(r"\bwat('?s)?\b"), r"what\1"),
        (re.compile(r"\b(shud|shuld|shoud)\b"), "should"),
        (re.compile(r"\b(dose|duz)\b(?= \w+ (?:\w+ )?\w+)"), "does"),
        (re.compile(r"\bwich\b"), "which"),
        (re.compile(r"\bhw\b"), "how"),
    ),
}


def recognise(question: str, lang: Lang) -> Intent:
    """The intent of a cleaned question; "general" where no pattern fits."""
    folded = fold(question).strip()
    for heard, meant in _HEARD[lang]:
        folded = heard.sub(meant, folded)
    for intent, pattern in _COMPILED[lang]:
        if pattern.search(folded):
            return intent
    return "general"


SMALL_TALK: frozenset[Intent] = frozenset({"greeting", "thanks", "capabilities"})
