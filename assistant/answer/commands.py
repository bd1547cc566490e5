"""What is asked of the answer before: why, its sources and their age, what speaks against it,
shorter, in the other language, in plain words, more examples, or a summary of the conversation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from assistant.language.words import fold
from assistant.records import Lang

Kind = Literal[
    "why", "source", "dated", "against", "shorter", "language", "summary", "simply", "more"
]

_PLEASE = r"(?:[ ,]*(?:please|s'il (?:te|vous) plait|svp|stp|thanks|merci))*"
_OPENING = (
    r"(?:(?:et|and|ok|d'accord|oui|yes|non|no|mais|but|alors|so|hmm|ah|please|merci de|now|"
    r"maintenant|"
    r"then|puis|donc)\b[ ,]*)*"
    r"(?:(?:can|could|would) you |peux-tu |pouvez-vous |pourriez-vous )?"
)
_LANGUAGE: Mapping[Lang, str] = {
    "en": r"(?:(?:answer|reply|say (?:it|that)|repeat (?:it|that)|translate(?: (?:it|that|this))?|"
    r"reponds|repondez|dis-le|redis-le|traduis|traduisez|traduire|la meme chose|le meme|the same)"
    r"(?:[- ](?:moi|ca|cela|le))? ?)?(?:in|into|to|en) (?:english|anglais)",
    "fr": r"(?:(?:answer|reply|say (?:it|that)|repeat (?:it|that)|translate(?: (?:it|that|this))?|"
    r"reponds|repondez|dis-le|redis-le|traduis|traduisez|traduire|la meme chose|le meme|the same)"
    r"(?:[- ](?:moi|ca|cela|le))? ?)?(?:in|into|to|en) (?:french|francais)",
}
_NOVICE = (
    r"(?:non[- ]?(?:specialistes?|experts?|inities?)|neophytes?|novices?|debutant(?:e|s)?|"
    r"lay ?(?:person|man|people)|beginners?|outsiders?|someone (?:new|outside)|grand public|"
    r"somebody (?:new|outside)|quelqu'un qui (?:n'y connait rien|n'est pas du metier)|"
    r"(?:ma |my )?(?:grand[- ]?mere|grandmother|grandma))"
)
_AS_IF = (
    r"comme si (?:je n'y (?:connaissais|comprenais) rien|j'avais (?:cinq|5|dix|10) ans)|"
    r"(?:as if|like) i (?:knew|know) nothing(?: about it)?"
)
_OF_THESE = (
    r"(?:(?:that|this|it|they|these|those|the|ces|ce|cette|les|la|le|ca|cela)"
    r"(?: (?:figures?|numbers?|data|stud(?:y|ies)|sources?|evidence|findings?|results?|chiffres?|"
    r"donnees?|etudes?|resultats?|preuves?))?)"
)
_KINDS: tuple[tuple[Kind, str], ...] = (
    (
        "simply",
        r"(?:(?:re)?(?:expli(?:que[rz]?|quer)|dis|dites|formule[rz]?|explain|say|put)\b"
        r"(?:[- ](?:moi|nous|le|la|les|ca|cela|it|this|that|me|us))*"
        rf"(?: (?:a|pour|to|for) (?:un|une|des|an?|some)? ?{_NOVICE}| {_AS_IF}| (?:plus "
        rf")?simplement|"
        r" (?:more )?simply| (?:en|avec|in|with) (?:(?:des )?(?:mots|termes) (?:plus )?simples|"
        r"(?:plain|simple|simpler) (?:words|terms|english|language|french))))|"
        r"(?:en|in) (?:(?:mots|termes) simples|(?:plain|simple|simpler) (?:words|terms|english|"
        r"language))|(?:(?:fais|faites|make it|keep it|be) )?(?:plus simple|simpler|simple)|"
        r"plus simplement|more simply|vulgarise[rz]?(?:[- ](?:moi|ca|cela|le))*|"
        r"(?:je n'ai|j'ai) (?:pas|rien) compris|je ne comprends (?:pas|rien)|"
        r"i (?:do not|don't|didn't) (?:understand|get it)(?: it| that)?|"
        r"c'est trop (?:technique|complique)|(?:it's|that's|this is) too (?:technical|complicated)",
    ),
    (
        "shorter",
        r"(?:resume[rz]?|summari[sz]e|sum up|dis|say|tell me)(?:[- ](?:moi|le|la|ca|cela|it|that|"
        r"this))* "
        r"(?:en|in) (?:une?|deux|trois|one|two|three|a few|quelques|[1-3]) "
        r"(?:phrases?|mots?|lignes?|sentences?|lines?|words?)",
    ),
    (
        "summary",
        r"(?:resume[rz]?|recapitule[rz]?|recap(?:itulatif)?|fais le point|faites le point|"
        r"summari[sz]e|recap|sum up|synthese|fais une synthese)"
        r"(?:[- ](?:moi|nous|me|us|for me|for us))?"
        r"(?: (?:tout |de )?(?:ce (?:qu'on|que (?:nous|l'on|tu|vous)).*|(?:notre|cette|la|cet|l')"
        r" ?(?:echange|conversation|discussion).*|tout(?: cela| ca)?|what (?:we|you).*|"
        r"(?:our|this|the) (?:conversation|chat|discussion|exchange).*|everything|it all|all|"
        r"so far|ca|cela))?",
    ),
    (
        "shorter",
        r"(?:(?:en |sois |fais |faites |plus |soyez )*(?:plus )?(?:court|bref|concis|brievement)|"
        r"en bref|en (?:une|deux) (?:phrases?|mots?|lignes?)|raccourci[srt]*(?:[- ](?:le|ca|la))?|"
        r"trop long|la version courte|abrege[rz]?|"
        r"(?:make it |keep it |be |a bit |even |much )*(?:shorter|short|brief(?:er|ly)?|"
        r"more concise(?:ly)?|concise)|tl;?dr|in (?:short|brief|one sentence|a (?:word|nutshell))|"
        r"(?:the )?short(?:er)? version|too long|shorten (?:it|that|this))",
    ),
    (
        "source",
        r"(?:(?:quelles? (?:est|sont) |what(?:'s| is| are) |c'est quoi |donne[rz]?(?:-moi)? |"
        r"cite[rz]? |give (?:me )?|show (?:me )?|which )?(?:(?:la|les|sa|ses|ta|tes|vos|votre|your|"
        r"the|its|leurs?|des|quelles?) )?(?:sources?|references?|citations?)"
        r"(?: (?:de (?:ca|cela|ce chiffre|ces chiffres|tout ca)|(?:of|for|on|behind) (?:that|this|"
        r"it|these(?: figures)?|that figure)|exactes?))?|"
        r"d'ou (?:ca|cela|ces? chiffres?|tu tiens ca|vous tenez (?:ca|cela))"
        r"(?: (?:vient|viennent|sort|sortent))?|"
        r"d'ou (?:viennent|vient|sort|sortent) (?:ces? chiffres?|ca|cela)|"
        r"where (?:does|do|did) "
        r"(?:(?:that|this|the|it|these|those)(?: figures?| numbers?)?|you get that)"
        r"(?: come from)?|"
        r"(?:says|selon|d'apres|according to) (?:who|qui|whom)|prouve[- ]le|prove it|"
        r"who (?:says|said|claims|wrote|found|reports?)(?: (?:that|this|it|so))?|"
        r"qui (?:le |l'a |a )?(?:dit|affirme|ecrit|pretend|raconte)(?: (?:ca|cela))?|"
        r"(?:tu|vous) (?:le |la )?(?:sais|savez|tiens|tenez|sors|sortez)(?: (?:ca|cela))? d'ou|"
        r"d'ou (?:le |la )?(?:sais|savez|tiens|tenez)-(?:tu|vous)(?: (?:ca|cela))?|"
        r"(?:comment|how) (?:(?:le )?(?:sais-tu|savez-vous)|(?:tu|vous) (?:le )?(?:sais|savez)|"
        r"do you know)(?: (?:ca|cela|that|this))?)",
    ),
    (
        "dated",
        r"(?:est-ce que )?c'est (?:(?:encore|toujours|bien) )?(?:recent|vieux|ancien|a jour|vrai|"
        r"valable|"
        r"d'actualite)(?: aujourd'hui)?|est-ce (?:recent|ancien|vieux|a jour)|"
        rf"(?:{_OF_THESE} )?(?:datent?|remontent?)(?: (?:a|de))? quand|c'est de quand|"
        rf"de (?:quand|quelle annee) (?:datent?|est|sont)(?: {_OF_THESE})?|de quand ca date|"
        rf"{_OF_THESE} (?:est|sont)-(?:ils|elles|il|elle) (?:(?:encore|toujours) )?(?:recente?s?|"
        rf"vieux|"
        r"anciens?|a jour|valables?)|"
        rf"(?:is|are|was|were) {_OF_THESE} (?:(?:still|really) )?(?:recent|new|old|dated|outdated|"
        r"out of date|up[- ]to[- ]date|current|valid|true)(?: (?:today|now|enough))?|"
        rf"how (?:old|recent) (?:is|are) {_OF_THESE}|"
        rf"(?:when|what year|which year) (?:is|are|was|were) {_OF_THESE} (?:from|published)|"
        rf"when (?:does|do) {_OF_THESE} date from",
    ),
    (
        "against",
        r"(?:quel(?:le)?s? (?:est|sont|seraient) |what (?:are|is|would be|were) |what's )?"
        r"(?:(?:le|la|les|l'|des|ses|leurs|the|any|its) ?)?"
        r"(?:contre[- ]arguments?|arguments? (?:contre|contraires?)|limites?|reserves?|objections?|"
        r"preuves? contraires?|bemols?|points? faibles?|counter-?arguments?|"
        r"arguments? against(?: (?:it|that|this))?|limits?|limitations?|caveats?|drawbacks?|"
        r"downsides?|"
        r"catch|evidence against(?: it)?|case against(?: it)?|other side)"
        r"(?: (?:de|of|to|for|a) (?:ca|cela|tout ca|that|this|it|cette etude|ces chiffres))?|"
        rf"(?:what (?:does|do) {_OF_THESE} not|what (?:doesn't|does not|don't) {_OF_THESE}) "
        rf"(?:prove|show|say)|"
        rf"qu'est-ce que {_OF_THESE} ne (?:prouve|montre|dit)(?:nt)? pas|"
        r"que ne (?:prouve|montre)(?:nt)?(?: pas)?(?:-t-(?:il|elle))? (?:ca|cela)(?: pas)?|"
        r"qui (?:dit|pense) le contraire|who disagrees",
    ),
    (
        "why",
        r"(?:pourquoi|why)(?: (?:ca|cela|donc|so|is that|not|pas))?|"
        r"pour quelles? raisons?|for what reasons?|what(?:'s| is) the reason|"
        r"(?:qu'est-ce qui (?:te|vous) (?:le )?fait dire (?:ca|cela)|"
        r"what makes you say (?:that|so)|how come|comment ca|explique[rz]? pourquoi|explain why|"
        r"justifie[rz]?(?: (?:ca|cela))?|sur quoi (?:tu te bases|vous basez-vous|ca repose)|"
        r"what is (?:that|this) based on)",
    ),
    (
        "more",
        r"(?:(?:(?:as-tu|avez-vous|tu as|have you(?: got)?|got|do you have|y a-t-il|are there|"
        r"any) )?"
        r"(?:d'|de )?(?:autres?|encore|plus d'|more|other|another|some more|any other|un autre|"
        r"une autre|encore un|encore des|give me (?:more|another))"
        r"(?: (?:un|des|d'))? ?(?:exemples?|cas|examples?|cases?|one|ones)|"
        r"(?:d'autres|encore|more|another one|next|un autre|give me more|lesquels encore))",
    ),
)
_COMPILED = tuple((kind, re.compile(rf"{_OPENING}(?:{p}){_PLEASE}\W*")) for kind, p in _KINDS)
_TONGUES = {
    lang: re.compile(rf"{_OPENING}(?:{pattern}){_PLEASE}\W*") for lang, pattern in _LANGUAGE.items()
}


def _in(names: str) -> re.Pattern[str]:
    return re.compile(rf"[ ,]*(?:\b(?:and|et) )?\b(?:in|en) (?:{names}){_PLEASE}\W*$")


_IN_TONGUE: Mapping[Lang, re.Pattern[str]] = {
    "en": _in("english|anglais"),
    "fr": _in("french|francais"),
}


@dataclass(frozen=True, slots=True)
class Command:
    """What is asked of the answer before; `lang` is set for the other language."""

    kind: Kind
    lang: Lang | None = None


def command_of(text: str) -> Command | None:
    """The command that a turn is, as a whole; None for anything that asks something itself."""
    folded = fold(text).strip()
    for lang, pattern in _TONGUES.items():
        if pattern.fullmatch(folded):
            return Command("language", lang)
    for lang, tail in _IN_TONGUE.items():
        # "Summarise what we said, in French": both at once.
        asked = _kind(tail.sub("", folded)) if tail.search(folded) else None
        if asked:
            return replace(asked, lang=lang)
    return _kind(folded)


def _kind(folded: str) -> Command | None:
    found = next((kind for kind, pattern in _COMPILED if pattern.fullmatch(folded)), None)
    return Command(found) if found else None
