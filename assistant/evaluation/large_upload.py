"""A long report of an invented company, generated: what a large upload adds to every question.

A report of hundreds of pages has a passage that is near to almost anything by chance alone. This
one reads as such reports do, in both languages, on everything a company counts, and every figure
in it is drawn at random: it answers none of the questions of the sets.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any

from assistant.records import LANGS, Lang

TITLE: Mapping[Lang, str] = {"en": "Acme Group: yearbook", "fr": "Groupe Acme : annuaire interne"}
_PARAGRAPHS, _SENTENCES = 700, 4

_WHO: Mapping[Lang, tuple[str, ...]] = {
    "en": (
        "The customer panel",
        "Each regional office",
        "Our service centre",
        "The marketing team",
        "The works council",
        "The audit committee",
        "The brand survey",
        "The plant in Rouen",
        "The purchasing department",
        "The pilot campaign",
    ),
    "fr": (
        "Le panel de clients",
        "Chaque direction régionale",
        "Notre centre de services",
        "L'équipe marketing",
        "Le comité d'entreprise",
        "Le comité d'audit",
        "L'enquête de marque",
        "L'usine de Rouen",
        "Le service des achats",
        "La campagne pilote",
    ),
}
_DID: Mapping[Lang, tuple[str, ...]] = {
    "en": ("reported", "measured", "confirmed", "revised", "compared", "published"),
    "fr": ("a relevé", "a mesuré", "a confirmé", "a révisé", "a comparé", "a publié"),
}
_WHAT: Mapping[Lang, tuple[str, ...]] = {
    "en": (
        "the share of customers who buy again",
        "the cost of a first answer on social media",
        "how long complaints stay without an answer",
        "the budget that was approved by the board",
        "the number of followers of the brand's pages",
        "the price of a kilo of raw material",
        "the energy used by the workshops",
        "the fuel used by the lorries",
        "the share of parcels delivered late",
        "the days lost to illness",
        "the average age of the machines",
        "the rent of the warehouses",
        "the number of visitors of the shops",
        "the water drawn from the river",
        "the wages of the night shift",
        "the share of orders that were cancelled",
        "the time that a new colleague needs to learn the trade",
        "the number of meals served in the canteen",
        "the best result of the sales competition",
        "the temperature of the cold stores",
    ),
    "fr": (
        "la part des clients qui achètent de nouveau",
        "le coût d'une première réponse sur les réseaux sociaux",
        "le temps que les réclamations restent sans réponse",
        "le budget approuvé par le conseil",
        "le nombre d'abonnés aux pages de la marque",
        "le prix du kilo de matière première",
        "l'énergie consommée par les ateliers",
        "le carburant consommé par les camions",
        "la part des colis livrés en retard",
        "les jours perdus pour maladie",
        "l'âge moyen des machines",
        "le loyer des entrepôts",
        "le nombre de visiteurs des boutiques",
        "l'eau prélevée dans la rivière",
        "les salaires de l'équipe de nuit",
        "la part des commandes annulées",
        "le temps qu'un nouveau met à apprendre le métier",
        "le nombre de repas servis à la cantine",
        "le meilleur résultat du concours des ventes",
        "la température des chambres froides",
    ),
}
_WHERE: Mapping[Lang, tuple[str, ...]] = {
    "en": ("in France", "in Germany", "across Europe", "in Japan", "in the two pilot regions"),
    "fr": ("en France", "en Allemagne", "dans toute l'Europe", "au Japon", "dans les deux régions"),
}
_SAID: Mapping[Lang, str] = {
    "en": "{who} {did} {what} {where}, with an index of {figure} against {before} a year ago.",
    "fr": "{who} {did} {what} {where}, avec un indice de {figure} contre {before} un an plus tôt.",
}


def large_upload(paragraphs: int = _PARAGRAPHS) -> list[dict[str, Any]]:
    """One document a language, as the set of own documents writes them; the same every time."""
    return [
        {"title": TITLE[lang], "lang": lang, "text": list(_paragraphs(lang, paragraphs))}
        for lang in LANGS
    ]


def _paragraphs(lang: Lang, count: int) -> Iterator[str]:
    chance = random.Random(f"large {lang}")  # noqa: S311 - a text, no secret
    for number in range(1, count + 1):
        sentences = (
            _SAID[lang].format(
                who=chance.choice(_WHO[lang]),
                did=chance.choice(_DID[lang]),
                what=what,
                where=chance.choice(_WHERE[lang]),
                figure=chance.randint(61, 160),
                before=chance.randint(61, 160),
            )
            for what in chance.sample(_WHAT[lang], _SENTENCES)
        )
        yield f"{number}. {' '.join(sentences)}"
