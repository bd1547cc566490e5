"""Things of a kind that the library does not give, told rather than answered beside the point.

"When should we post?" has near evidence in plenty, and none of it is a time of day. So what is
asked for is recognised, and a statement that is quoted must give one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.answer.draft import AMOUNT
from assistant.answer.fit import Fit
from assistant.answer.intent import Intent
from assistant.language.numbers import years
from assistant.language.words import fold
from assistant.records import Citation, Lang

Kind = Literal["pay", "moment", "rhythm", "format", "clicks", "law", "forecast", "product"]
Pairs = tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class Sought:
    """A kind of thing that is asked for: how it is asked over folded text, and what a quote must
    have to give it; None where no statement of the library does.

    `listed` tells that a listed question may ask for it: then its document has the answer.
    """

    kind: Kind
    asked: Mapping[Lang, re.Pattern[str]]
    given: re.Pattern[str] | None = None
    listed: bool = False


def _sought(kind: Kind, fr: str, en: str, given: str = "", listed: bool = False) -> Sought:
    asked: dict[Lang, re.Pattern[str]] = {"fr": re.compile(fr), "en": re.compile(en)}
    return Sought(kind, asked, re.compile(given) if given else None, listed)


_JOBS_FR = (
    r"(?:\w+[- ]manager|influenceu\w+|createurs?|freelances?|stagiaires?|redact\w+|charge\w*|"
    r"animat\w+)"
)
_JOBS_EN = (
    r"(?:\w+ managers?|influencers?|creators?|freelancers?|interns?|copywriters?|strategists?)"
)
_PAID = r"\b(?:salar(?:y|ies)|salaires?|salarial\w*|wages?|pay rises?)\b"
_SCREEN_FR = (
    r"(?:pixels?|comptes? (?:pro\w*|instagram|facebook|tiktok|linkedin|twitter|youtube|entreprise)|"
    r"pages? (?:facebook|linkedin|pro\w*)|profil|publications?|posts?|commentaires?|stor(?:y|ies)|"
    r"reels?|badges?|notifications?|mot de passe|filtres?|boutons?|chaine youtube)"
)
_SCREEN_EN = (
    r"(?:pixels?|(?:business |instagram |facebook |tiktok |linkedin |twitter )(?:accounts?|pages?)|"
    r"profiles?|posts?|comments?|stor(?:y|ies)|reels?|badges?|notifications?|passwords?|filters?|"
    r"buttons?|business manager|ads manager|youtube channels?)"
)
_KINDS = (
    _sought(
        "pay",
        rf"\bsalaires?\b|\bcombien (?:gagne(?:nt)?|payer|paie|touche(?:nt)?)\b.*\b{_JOBS_FR}",
        rf"\bsalar(?:y|ies)\b|\bwages?\b|\b{_JOBS_EN} (?:earn|make|get paid)|\bpay an? {_JOBS_EN}",
        rf"\d.*{_PAID}|{_PAID}.*\d",
    ),
    _sought(
        "moment",
        r"\b(?:quelle heure|quels? (?:jours?|moments?|creneaux?)|meilleure?s? (?:jours?|heures?|"
        r"moments?|creneaux?))\b.*\b(?:publier|poster|tweeter|lire|lisent)\b",
        r"\b(?:(?:what|which|best|right|ideal) (?:times?|hours?|days?|weekdays?|moments?)\b"
        r"(?=.*\b(?:should|best|ideal|right|to|do|does)\b).*\b(?:post|publish|tweet|read|share)|"
        r"when (?:should|to) (?:we |i |you )?(?:post|tweet)\b)",
        r"\btime of (?:the )?day\b|\bheure de publication\b|\bday of the week\b|\bjour de la "
        r"semaine\b",
    ),
    _sought(
        "rhythm",
        r"\bcombien de (?:fois|posts?|publications?|stor\w+|videos?|tweets?)\b.*\b(?:publier|"
        r"poster|"
        r"faut|doit|devons)\b|\ba quelle frequence\b.*\b(?:publier|poster)",
        r"\bhow (?:often|many (?:times|posts?|tweets?|stories|videos?))\b.*\b(?:should|must|to)\b.*"
        r"\b(?:post|publish|tweet)|\bhow many (?:posts?|tweets?) (?:a|per) (?:day|week)\b",
        r"\b(?:posts?|times|tweets?) (?:a|per) (?:day|week)\b|"
        r"\b(?:fois|publications?|posts?|tweets?) par (?:jour|semaine)\b",
    ),
    _sought(
        "format",
        r"\b(?:longueur|duree|taille|format)\b.*\b(?:posts?|videos?|publications?|images?|photos?|"
        r"visuels?|stor\w+|reels?)\b|\b(?:quels?|combien de) (?:hashtags?|emojis?|caracteres)\b|"
        r"\bpolices? d'ecriture\b|\bemojis?\b",
        r"\bhow long (?:should|must|can) an? .{0,25}\b(?:videos?|posts?|captions?|reels?)\b|"
        r"\b(?:length|size) (?:of|for) (?:an? |the |our )?.{0,20}\b(?:videos?|posts?|captions?|"
        r"images?)\b|"
        r"\b(?:which|what|how many) (?:hashtags?|emojis?|fonts?|characters)\b|\bemojis?\b",
        r"\b(?:hashtags?|emojis?|caracteres|characters) (?:per|par|work|font|raise|lift)\b",
    ),
    _sought(
        "clicks",
        rf"\bcomment (?:\w+ )?(?:creer|programmer|planifier|desactiver|supprimer|installer|activer|"
        rf"ajouter|changer|obtenir|bloquer|signaler|telecharger|parametrer|configurer|masquer)\b.*"
        rf"\b{_SCREEN_FR}\b",
        rf"\bhow (?:do|can|to)\b(?: (?:i|we|you))? ?(?:set up|create|schedule|disable|delete|"
        rf"install|"
        rf"activate|add|change|get|block|report|download|turn off|turn on|hide|configure)\b.*"
        rf"\b{_SCREEN_EN}\b",
        listed=True,
    ),
    _sought(
        "law",
        r"\bpenalement\b|\best-ce legal\b|\best-il legal\b|\bstatut juridique\b|\bporter plainte\b|"
        r"\bpoursuivre en justice\b|\bpoursuivie?s? en justice\b",
        r"\bbe sued\b|\bsue (?:us|them|someone|a)\b|\bis it (?:il)?legal to\b|\bcriminal "
        r"liability\b",
        listed=True,
    ),
    _sought(
        "forecast",
        r"\bd'ici (?:\w+ ans|20[3-9]\d)\b|\bprevisions? pour\b|"
        r"\b(?:sera|seront|va|vont|aura|auront|\w+ront)\b.*\bdans (?:cinq|dix|vingt|5|10|20) ans\b",
        r"\bby 20[3-9]\d\b|\bforecasts? for\b|"
        r"\b(?:will|going to)\b.*\bin (?:five|ten|twenty|5|10|20) years\b",
    ),
    _sought(
        "product",
        r"\bquel(?:le)?s? (?:est la |est le |sont les )?(?:meilleure?s? )?(?:outils?|logiciels?|"
        r"agences?|"
        r"applications?|prestataires?|livres?|conferences?)\b.*\b(?:choisir|acheter|utiliser|"
        r"prendre|"
        r"recommand\w+|conseill\w+)",
        r"\b(?:which|what|best)\b.{0,30}\b(?:tools?|software|agenc(?:y|ies)|apps?|books?|"
        r"conferences?|"
        r"vendors?)\b.*\b(?:should|choose|buy|use|recommend|attend|writes?|read|hire)\b",
        listed=True,
    ),
)


def _asked_and_told(*rows: tuple[str, str]) -> Pairs:
    """What asks and what tells in figures, as patterns."""
    return tuple(
        (re.compile(asked), re.compile(rf"\d.*\b(?:{told})\b|\b(?:{told})\b.*\d"))
        for asked, told in rows
    )


# How many people use a network, how old they are and how long they stay: what asks, what tells.
_USERS: Mapping[Lang, Pairs] = {
    "fr": _asked_and_told(
        (r"\bages? (?:moyens?|des?)\b|\bquel age\b", r"age moyen|moyenne d'age"),
        (r"\bcombien de temps\b.*\bpass\w+", r"(?:minutes?|heures?) par jour"),
        (
            r"\b(?:combien|quelle (?:part|proportion)|quel pourcentage)\b.*"
            r"\b(?:utilise(?:nt)?|utilisateurs|inscrits|membres|sont sur)\b",
            r"utilisateurs|internautes|inscrits|adultes",
        ),
    ),
    "en": _asked_and_told(
        (r"\baverage age\b|\bhow old are\b", r"average age|median age"),
        (r"\bhow (?:long|much time)\b.*\bspend\b", r"(?:minutes?|hours?) (?:a|per) day"),
        (
            r"\b(?:how many|what (?:share|percentage|proportion)|number)\b.*"
            r"\b(?:use|uses|users|using|are on|members)\b",
            r"users|adults|people",
        ),
    ),
}
_PRICE: Mapping[Lang, re.Pattern[str]] = {
    "fr": re.compile(r"\b(?:tarifs?|prix|combien coute\w*|cout (?:par|pour)|abonnement)\b"),
    "en": re.compile(
        r"\b(?:charges?|price|prices|pricing|cost per|how much (?:do|does) .* cost)\b"
    ),
}
_COSTS = re.compile(
    r"\b(?:cout\w*|prix|tarifs?|factur\w+|pay\w+|cost\w*|prices?|priced|charg\w+|paid|cp[cml])\b"
)
_DIGIT = re.compile(r"\d")


def lacking(
    question: str,
    fit: Fit,
    intent: Intent,
    citations: Sequence[Citation],
    listed: bool,
    latest: int,
) -> str:
    """The kind of thing that is asked for and that nothing quoted gives; "" where none is.

    `listed` tells that a document lists this very question, `latest` is the year after which the
    library can know nothing.
    """
    lang, folded = fit.lang, fold(question)
    quotes = [fold(each.quote) for each in citations]
    if any(year > latest for year in years(question, lang)):
        return "forecast"
    for each in _KINDS:
        if not each.asked[lang].search(folded) or (listed and each.listed):
            continue
        if each.given is None or not any(each.given.search(quote) for quote in quotes):
            return each.kind
    return _of_platform(folded, fit, intent, quotes)


def _of_platform(folded: str, fit: Fit, intent: Intent, quotes: Sequence[str]) -> str:
    """What is asked of a network that no quote speaking of it gives: users, a price, a figure."""
    platforms = fit.wishes.of("platform")
    if not platforms:
        return ""
    spoken = [q for q in quotes if all(each.pattern.search(q) for each in platforms)]
    if not fit.wishes.of("name"):
        for asked, told in _USERS[fit.lang]:
            if asked.search(folded):
                return "" if any(told.search(quote) for quote in spoken) else "users"
        if _PRICE[fit.lang].search(folded) and not any(map(_priced, spoken)):
            return "price"
    rare = any(each.kind == "platform" for each in fit.telling)
    return "figure" if rare and intent == "figure" and not _figured(spoken) else ""


def _priced(quote: str) -> bool:
    """True for a quote that gives an amount as what something costs, not as what it sold."""
    return bool(AMOUNT.search(quote) and _COSTS.search(quote))


def _figured(quotes: Sequence[str]) -> bool:
    return any(_DIGIT.search(quote) for quote in quotes)


def other_years(question: str, lang: Lang, citations: Sequence[Citation]) -> tuple[int, ...]:
    """The years that a question asks about and that nothing quoted is from; () where one is."""
    asked = years(question, lang)
    told = {year for each in citations for year in years(each.quote, lang)}
    told |= {r.year for each in citations for r in each.references if r.year}
    return () if asked & told else tuple(sorted(asked))
