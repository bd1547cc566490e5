"""Numbers of a plan as people read them: with the unit of the KPI, in their language."""

from __future__ import annotations

from typing import Literal

from assistant.language.typography import NARROW, typeset
from assistant.library import Kpi
from assistant.records import Lang

# What kinds of number fit each other.
Family = Literal["percent", "points", "money", "time", "number"]

_MINUTES = {"minutes": 1.0, "hours": 60.0, "days": 1440.0, "months": 43830.0}
_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£"}
_SHARES = (
    "rate", "share", "coverage", "awareness", "consideration", "preference", "penetration",
    "csat", "timeliness", "pull-through", "visibility",
)  # fmt: skip


def family(kpi: Kpi) -> Family:
    """The kind of number that a KPI is."""
    unit = kpi.units["en"]
    if unit.startswith("percent"):
        return "points" if unit == "percentage points" else "percent"
    if unit.startswith("currency"):
        return "money"
    return "time" if unit in _MINUTES else "number"


def in_unit(value: float, unit: str, kpi: Kpi) -> float | None:
    """A value given in minutes, hours, days or months in the KPI's own unit; None where the
    KPI is no length of time."""
    own = kpi.units["en"]
    if unit not in _MINUTES or own not in _MINUTES:
        return None
    return value * _MINUTES[unit] / _MINUTES[own]


def possible(value: float, kpi: Kpi) -> bool:
    """False where a KPI cannot have this value: a share of 130 %, six stars, minus two days."""
    unit = kpi.units["en"]
    if unit.startswith("points (-100"):
        return -100 <= value <= 100
    if unit.startswith("stars"):
        return 1 <= value <= 5
    if family(kpi) == "percent":
        bounded = any(part in kpi.id for part in _SHARES) and "growth" not in kpi.id
        return 0 <= value <= 100 if bounded else value >= -100
    return value >= 0 or family(kpi) == "points"


def number(value: float, lang: Lang, places: int | None = None) -> str:
    """1,234.5 or 1 234,5; two decimals at most unless `places` is given."""
    text = f"{value:,.{2 if places is None else places}f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    if lang == "fr":
        text = text.replace(",", NARROW).replace(".", ",")
    return text.replace("-", "−") if value < 0 else text


def percent(value: float, lang: Lang) -> str:
    """A percentage with its sign."""
    return typeset(f"{number(value, lang)} %", lang) if lang == "fr" else f"{number(value, lang)}%"


def money(value: float, currency: str, lang: Lang) -> str:
    """An amount with its currency; whole where it is whole."""
    places = 0 if value == int(value) else 2
    symbol = _SYMBOLS.get(currency, currency)
    text = number(abs(value), lang, places)
    sign = "−" if value < 0 else ""
    if lang == "fr":
        return f"{sign}{text}{NARROW}{symbol}".rstrip()
    return f"{sign}{symbol}{text}" if currency in _SYMBOLS else f"{sign}{text} {symbol}".rstrip()


def shown(value: float, kpi: Kpi, lang: Lang, currency: str = "") -> str:
    """A value of a KPI with its unit."""
    kind = family(kpi)
    if kind == "percent":
        return percent(value, lang)
    if kind == "money" and currency:
        return money(value, currency, lang)
    unit = kpi.units[lang].partition(" (")[0]
    return f"{number(value, lang)} {unit}"
