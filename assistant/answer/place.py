"""Places that a question asks about: "a Turkish case", « en Europe », « un exemple français »."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.language.words import fold
from assistant.records import Lang

# Place keys of `assistant.library.places`, with the folded words that point to them.
_WORDS: dict[Lang, tuple[tuple[str, str], ...]] = {
    "fr": (
        ("france", r"france|francaise?s?|hexagone"),
        ("europe", r"europe|europeen(ne)?s?"),
        ("united-kingdom", r"royaume-uni|grande-bretagne|angleterre|britanniques?|anglaise?s?"),
        ("united-states", r"etats-unis|usa|americaine?s?"),
        ("germany", r"allemagne|allemande?s?"),
        ("netherlands", r"pays-bas|hollande|neerlandaise?s?|hollandaise?s?"),
        ("italy", r"italie|italien(ne)?s?"),
        ("spain", r"espagne|espagnole?s?"),
        ("switzerland", r"suisses?"),
        ("belgium", r"belgique|belges?"),
        ("denmark", r"danemark|danoise?s?"),
        ("sweden", r"suede|suedoise?s?"),
        ("turkey", r"turquie|turcs?|turques?"),
        ("china", r"chine|chinoise?s?"),
        ("japan", r"japon|japonaise?s?"),
        ("south-korea", r"coree|coreen(ne)?s?"),
        ("india", r"inde|indien(ne)?s?"),
        ("asia", r"asie|asiatiques?"),
        ("brazil", r"bresil|bresilien(ne)?s?"),
        ("canada", r"canada|canadien(ne)?s?|quebec"),
        ("australia", r"australie|australien(ne)?s?"),
        ("morocco", r"maroc|marocaine?s?"),
        ("kenya", r"kenya|kenyane?s?"),
        ("ireland", r"irlande|irlandaise?s?"),
        ("norway", r"norvege|norvegien(ne)?s?"),
        ("poland", r"pologne|polonaise?s?"),
        ("portugal", r"portugal|portugaise?s?"),
        ("austria", r"autriche|autrichien(ne)?s?"),
        ("mexico", r"mexique|mexicaine?s?"),
        ("russia", r"russie|russes?"),
        ("africa", r"afrique|africaine?s?"),
        ("tunisia", r"tunisie|tunisien(ne)?s?"),
        ("algeria", r"algerie|algerien(ne)?s?"),
        ("senegal", r"senegal|senegalaise?s?"),
        ("nigeria", r"nigeria|nigeriane?s?"),
        ("south-africa", r"afrique du sud|sud-africaine?s?"),
        ("singapore", r"singapour"),
        ("emirates", r"dubai|emirats|moyen-orient"),
        ("latin-america", r"amerique latine|argentine"),
    ),
    "en": (
        ("france", r"france|french"),
        ("europe", r"europe|european"),
        ("united-kingdom", r"united kingdom|uk|britain|british|england|english"),
        ("united-states", r"united states|usa|us|american|america"),
        ("germany", r"germany|german"),
        ("netherlands", r"netherlands|dutch|holland"),
        ("italy", r"italy|italian"),
        ("spain", r"spain|spanish"),
        ("switzerland", r"switzerland|swiss"),
        ("belgium", r"belgium|belgian"),
        ("denmark", r"denmark|danish"),
        ("sweden", r"sweden|swedish"),
        ("turkey", r"turkey|turkish|turkiye"),
        ("china", r"china|chinese"),
        ("japan", r"japan|japanese"),
        ("south-korea", r"korea|korean"),
        ("india", r"india|indian"),
        ("asia", r"asia|asian"),
        ("brazil", r"brazil|brazilian"),
        ("canada", r"canada|canadian"),
        ("australia", r"australia|australian"),
        ("morocco", r"morocco|moroccan"),
        ("kenya", r"kenya|kenyan"),
        ("ireland", r"ireland|irish"),
        ("norway", r"norway|norwegian"),
        ("poland", r"poland|polish"),
        ("portugal", r"portugal|portuguese"),
        ("austria", r"austria|austrian"),
        ("mexico", r"mexico|mexican"),
        ("russia", r"russia|russian"),
        ("africa", r"(?<!south )africa|(?<!south )african"),
        ("tunisia", r"tunisia|tunisian"),
        ("algeria", r"algeria|algerian"),
        ("senegal", r"senegal|senegalese"),
        ("nigeria", r"nigeria|nigerian"),
        ("south-africa", r"south africa|south african"),
        ("singapore", r"singapore"),
        ("emirates", r"dubai|emirates|middle east"),
        ("latin-america", r"latin america|argentina"),
    ),
}
_COMPILED = {
    lang: tuple((key, re.compile(rf"\b(?:{words})\b")) for key, words in rows)
    for lang, rows in _WORDS.items()
}
# A continent is spoken of where one of its countries is.
_WITHIN = {
    "africa": {"algeria", "kenya", "morocco", "nigeria", "senegal", "south-africa", "tunisia"},
    "asia": {"china", "india", "japan", "singapore", "south-korea"},
    "latin-america": {"brazil", "mexico"},
}
# "tell us" and "us" are no country.
_PRONOUN = re.compile(r"\bus\b")


def with_continents(places: frozenset[str]) -> frozenset[str]:
    """The places, with the continents in which they lie."""
    return places | {each for each, within in _WITHIN.items() if within & places}


def matches_of_places(
    question: str, lang: Lang
) -> Iterator[tuple[str, re.Match[str], re.Pattern[str]]]:
    """The places that a question names: key, the match in its folded text, what says it."""
    folded = fold(question)
    if lang == "en" and "US" not in question:
        folded = _PRONOUN.sub("  ", folded)
    for key, pattern in _COMPILED[lang]:
        found = pattern.search(folded)
        if found:
            yield key, found, pattern
