"""The figure and the deadline in an objective, in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.plan.ambition import ambition, months_in
from assistant.plan.interpret.essence import essence
from assistant.records import Lang

# (language, text, (move, start, value, unit, sign) or None, months)
CASES: list[tuple[Lang, str, Any, int | None]] = [
    ("fr", "Ramener le turnover de 18 % à 12 % en 18 mois", ("pair", 18, 12, "%", -1), 18),
    ("en", "Bring annual churn down from 12% to 9%", ("pair", 12, 9, "%", -1), None),
    ("en", "25% more inbound leads within six months", ("change", None, 25, "%", 1), 6),
    ("fr", "Baisser de 20 % le coût d’acquisition", ("change", None, 20, "%", -1), None),
    ("en", "Double the number of resellers in 2 years", ("change", None, 100, "%", 1), 24),
    ("fr", "Gagner 5 points de notoriété d’ici un an", ("points", None, 5, "pp", 1), 12),
    ("fr", "Répondre à 90 % des messages", ("level", None, 90, "%", 0), None),
    ("en", "Answer within 60 minutes", ("level", None, 60, "minutes", 0), None),
    ("fr", "Réduire le délai de 5 heures à 1 heure", ("pair", 5, 1, "hours", -1), None),
    ("fr", "Collecter 80 000 € de dons d’ici Noël", ("level", None, 80_000, "EUR", 0), None),
    ("en", "Add £2m to the pipeline by Q3", ("level", None, 2_000_000, "GBP", 1), 11),
    ("en", "Cut turnover by end of 2027", None, 14),
    (
        "en",
        "Raise awareness among 25 to 40 year olds from 31% to 40%",
        ("pair", 31, 40, "%", 1),
        None,
    ),
    ("fr", "Améliorer la qualité des leads", None, None),
]


@pytest.mark.parametrize(("lang", "text", "wanted", "months"), CASES, ids=[c[1] for c in CASES])
def test_figures_and_deadlines_are_read(
    lang: Lang, text: str, wanted: Any, months: int | None
) -> None:
    found = ambition(text, lang)
    read = found and (found.move, found.start, found.value, found.unit, found.sign)
    assert (read, months_in(text, (2026, 11))) == (wanted, months)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Notre objectif est de réduire l’attrition de 2 points en 12 mois", "reduire l'attrition"),
        ("How can we stop our best people from leaving?", "stop our best people from leaving"),
        ("Lift our retention rate from 8% to 12%", "lift our retention rate"),
        ("20 %", "20 %"),
    ],
)
def test_only_the_subject_of_an_objective_is_left(text: str, wanted: str) -> None:
    assert essence(text) == wanted
