"""Exports of Google Analytics 4, Meta and LinkedIn, recognised by their headings in two languages.

Headings as the tools write them in English and French; compared without accents and case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.language.tokens import folded
from assistant.plan.numbers.days import Order

How = Literal["sum", "mean", "last"]


@dataclass(frozen=True)
class Source:
    """One tool's export: headings of its days, headings that only it has, order of its dates."""

    id: str
    days: tuple[str, ...]
    signs: tuple[str, ...]
    order: Order


SOURCES = (
    Source(
        "ga4",
        ("Date", "Nth day", "Nième jour", "Nth week", "Nth month"),
        (
            "Active users", "Utilisateurs actifs", "Engaged sessions", "Sessions avec engagement",
            "Key events", "Événements clés", "Event count",
            "Session primary channel group (Default channel group)", "Nombre d'événements",
            "Nth day", "Nième jour",
        ),
        "",
    ),
    Source(
        "meta",
        ("Day", "Jour", "Reporting starts", "Début des rapports", "Week", "Month", "Semaine",
         "Mois"),
        (
            "Amount spent (EUR)", "Montant dépensé (EUR)", "Amount spent (USD)",
            "Montant dépensé (USD)", "Amount spent (GBP)", "Amount spent (CHF)",
            "Montant dépensé (CHF)", "Reporting starts", "Début des rapports",
            "Campaign name", "Nom de la campagne", "Ad set name", "Nom de l'ensemble de publicités",
        ),
        "",
    ),
    Source(
        "linkedin",
        ("Date", "Start Date (in UTC)", "Date de début (UTC)"),
        (
            "Impressions (organic)", "Impressions (organiques)", "Impressions (total)",
            "Unique impressions (organic)", "Clicks (organic)", "Clics (organiques)",
            "Reactions (total)", "Réactions (total)", "Engagement rate (total)",
            "Taux d'engagement (total)", "Sponsored followers", "Organic followers",
            "Abonnés sponsorisés", "Abonnés organiques", "Start Date (in UTC)",
            "Total unique visitors (total)",
        ),
        # LinkedIn writes 01/31/2025 in every language of its interface.
        "mdy",
    ),
)  # fmt: skip
_DAYS = re.compile(
    r"(?:date|day|jour|week|semaine|month|mois|period|periode|nth day|nieme jour|"
    r"reporting starts|debut des rapports|start date.*|date de .*)"
)
_RATE = re.compile(r"rate|taux|ctr|average|moyen|mean|cpc|cpm|roas|score|nps|frequency|repetition"
                   r"|ratio|index|indice|share|part|%")  # fmt: skip
_STOCK = re.compile(r"total (?:followers|abonnes)|nombre total d.abonnes|followers total|balance")


def plain_heading(text: str) -> str:
    """A heading to compare by: folded, one kind of apostrophe, single spaces."""
    return " ".join(folded(text.replace("’", "'")).split())


def recognise(header: Iterable[str]) -> Source | None:
    """The tool whose own headings are among these, None where there is none."""
    present = {plain_heading(each) for each in header}
    scored = [(len(present & set(map(plain_heading, each.signs))), each) for each in SOURCES]
    best = max(scored, key=lambda pair: pair[0])
    return best[1] if best[0] else None


def day_column(header: Iterable[str]) -> str | None:
    """The heading that names days, None where no heading does."""
    names = tuple(header)
    source = recognise(names)
    if source:
        known = {plain_heading(each): place for place, each in enumerate(source.days)}
        found = [each for each in names if plain_heading(each) in known]
        if found:
            return min(found, key=lambda each: known[plain_heading(each)])
    return next((each for each in names if _DAYS.fullmatch(plain_heading(each))), None)


def usual_sum(heading: str) -> How:
    """How days of a column become a period: counts add up, rates average, stocks keep the last."""
    plain = plain_heading(heading)
    if _STOCK.search(plain):
        return "last"
    return "mean" if _RATE.search(plain) else "sum"


def signature(header: Iterable[str]) -> str:
    """What a mapping of columns is remembered by: the headings whatever their order."""
    return "\n".join(sorted({plain_heading(each) for each in header}))


def renamed(header: Iterable[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """The mapping restricted to headings that a file has."""
    present = set(header)
    return {column: kpi for column, kpi in mapping.items() if column in present}
