"""A list of indicators as the text that `indicators_of` reads back."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from assistant.plan.numbers.indicator import Indicator
from assistant.records import Lang

_HEADS = {
    "en": ("KPI", "Unit", "Better", "Baseline", "Target", "Start", "Due", "Counting"),
    "fr": ("KPI", "Unité", "Sens", "Départ", "Cible", "Début", "Échéance", "Comptage"),
}
_BETTER = {"en": {"up": "up", "down": "down"}, "fr": {"up": "hausse", "down": "baisse"}}
_COUNTING = {
    "en": {"level": "level", "total": "total"},
    "fr": {"level": "niveau", "total": "cumul"},
}


def targets_text(indicators: Sequence[Indicator], lang: Lang) -> str:
    """One line an indicator, with semicolons; percentages with their sign."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(_HEADS[lang])
    for each in indicators:
        writer.writerow(
            [
                each.name,
                each.unit,
                _BETTER[lang][each.better],
                _level(each.baseline, each.unit, lang),
                _level(each.target, each.unit, lang),
                each.start.isoformat() if each.start else "",
                each.due.isoformat() if each.due else "",
                _COUNTING[lang][each.counting],
            ]
        )
    return out.getvalue()


def _level(value: float | None, unit: str, lang: Lang) -> str:
    if value is None:
        return ""
    # Ten decimals keep a share exact once it is a percentage, and drop what binary left behind.
    text = f"{value * 100 if unit == '%' else value:.10f}".rstrip("0").rstrip(".")
    whole, _, decimals = text.partition(".")
    # Three decimals could be thousands, and would be asked about.
    text = f"{whole}.{decimals}0" if len(decimals) == 3 else text
    text = text.replace(".", ",") if lang == "fr" else text
    return f"{text} %" if unit == "%" else text
