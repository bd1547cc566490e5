"""A sentence is read for its objective and for what it tells of the organisation."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.plan.drafting.platforms import fitting_sources
from assistant.plan.told import told

CASES = {
    "fr": ("réduire le turnover, PME de 200 salariés, budget 50 k€, en France, sur LinkedIn et "
           "YouTube", "réduire le turnover",
           {"size": "200", "budget": "50 k€", "country": "France",
            "channels": "LinkedIn, YouTube"}),
    "en": ("get more leads for our software, with a budget of £20k, UK, LinkedIn, B2B",
           "get more leads for our software",
           {"budget": "£20k", "country": "UK", "channels": "LinkedIn", "model": "b2b"}),
    "no comma": ("vendre plus sur Instagram avec un budget de 15 000 €",
                 "vendre plus sur Instagram", {"budget": "15 000 €"}),
    "people to hire": ("Recruter 30 salariés en 6 mois", "Recruter 30 salariés en 6 mois", {}),
    "budget to cut": ("cut the marketing budget by 10%", "cut the marketing budget by 10%", {}),
    "decimal comma": ("réduire les coûts de 12,5 %, nous sommes une banque de 1 200 collaborateurs",
                      "réduire les coûts de 12,5 %", {"size": "1200"}),
    "thousands comma": ("more donations, $40,000 budget, on Facebook and Instagram",
                        "more donations",
                        {"budget": "$40,000", "channels": "Facebook, Instagram"}),
    "facts alone": ("budget 50 k€, LinkedIn", "budget 50 k€, LinkedIn", {}),
    "a country as market": ("sell more in France", "sell more in France", {}),
}  # fmt: skip


@pytest.mark.parametrize(("text", "objective", "fields"), CASES.values(), ids=CASES)
def test_facts_are_told_from_the_objective(
    text: str, objective: str, fields: dict[str, str]
) -> None:
    assert told(text) == (objective, fields)


@given(st.text(max_size=200))
def test_whatever_is_told_stands_in_the_text(text: str) -> None:
    objective, fields = told(text)
    if not fields:
        assert objective == text
    for digits in (re.sub(r"\D", "", each) for each in fields.values()):
        assert digits in re.sub(r"\D", "", text)


@pytest.mark.parametrize(
    ("channels", "kept"),
    [
        (("LinkedIn",), ("CRM", "LinkedIn Campaign Manager")),
        (("Instagram",), ("CRM", "Meta Ads Manager")),
        (("LinkedIn", "Facebook"), ("CRM", "LinkedIn Campaign Manager", "Meta Ads Manager")),
        ((), ("CRM", "LinkedIn Campaign Manager", "Meta Ads Manager")),
        (("radio",), ("CRM", "LinkedIn Campaign Manager", "Meta Ads Manager")),
    ],
    ids=["linkedin", "instagram", "two", "none", "unknown"],
)
def test_a_plan_names_the_tools_of_its_channels(
    channels: tuple[str, ...], kept: tuple[str, ...]
) -> None:
    sources = ("CRM", "LinkedIn Campaign Manager", "Meta Ads Manager")
    assert fitting_sources(sources, channels) == kept


def test_a_platform_alone_is_kept_where_nothing_else_measures() -> None:
    assert fitting_sources(("TikTok Analytics",), ("LinkedIn",)) == ("TikTok Analytics",)
