"""What is asked of the answer before: why, its sources, shorter, in the other language, in plain
words, more examples, or a summary of the conversation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.language.words import fold
from assistant.records import Lang

Kind = Literal["why", "source", "shorter", "language", "summary", "simply", "more"]

_PLEASE = r"(?:[ ,]*(?:please|s'il (?:te|vous) plait|svp|stp|thanks|merci))*"
_OPENING = (
    r"(?:(?:et|and|ok|d'accord|oui|yes|non|no|mais|but|alors|so|hmm|ah|please|merci de)\b[ ,]*)*"
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
    r"somebody (?:new|outside)|quelqu'un qui n'y connait rien)"
)
_KINDS: tuple[tuple[Kind, str], ...] = (
    (
        "simply",
        r"(?:(?:re)?(?:expli(?:que[rz]?|quer)|dis|dites|formule[rz]?|explain|say|put)\b"
        r"(?:[- ](?:moi|nous|le|la|les|ca|cela|it|this|that|me|us))*"
        rf"(?: (?:a|pour|to|for) (?:un|une|des|an?|some)? ?{_NOVICE}| (?:plus )?simplement|"
        r" (?:more )?simply| (?:en|avec|in|with) (?:(?:des )?(?:mots|termes) (?:plus )?simples|"
        r"(?:plain|simple|simpler) (?:words|terms|english|language|french))))|"
        r"(?:en|in) (?:(?:mots|termes) simples|(?:plain|simple|simpler) (?:words|terms|english|"
        r"language))|plus simplement|more simply|simpler|vulgarise[rz]?(?:[- ](?:moi|ca|cela|le))*|"
        r"(?:je n'ai|j'ai) (?:pas|rien) compris|je ne comprends (?:pas|rien)|"
        r"i (?:do not|don't|didn't) (?:understand|get it)(?: it| that)?|"
        r"c'est trop (?:technique|complique)|(?:it's|that's|this is) too (?:technical|complicated)",
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
        r"(?:says|selon|d'apres) (?:who|qui)|prouve[- ]le|prove it)",
    ),
    (
        "why",
        r"(?:pourquoi|why)(?: (?:ca|cela|donc|so|is that|not|pas))?|"
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
    for kind, pattern in _COMPILED:
        if pattern.fullmatch(folded):
            return Command(kind)
    return None
