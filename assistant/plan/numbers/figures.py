"""Numbers as readers of each language write them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from assistant.language.typography import NARROW
from assistant.plan.numbers.periods import Period
from assistant.records import Lang

_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}
# What stands for a value that does not exist.
NONE = "—"


@dataclass(frozen=True)
class Figures:
    """Writes numbers in one language and amounts in one currency, "" for none."""

    lang: Lang
    currency: str = ""

    def number(self, value: float, decimals: int | None = None) -> str:
        """A number with grouped thousands; about three significant digits unless told."""
        if not math.isfinite(value):
            return NONE
        if decimals is None:
            whole = abs(value) >= 100 or value == int(value)
            text = f"{value:,.0f}" if whole else f"{value:,.{_decimals(value)}f}".rstrip("0")
        else:
            text = f"{value:,.{decimals}f}"
        text = text.rstrip(".")
        if text.strip("-0.,") == "":
            text = text.lstrip("-")
        text = text.replace("-", "−")
        if self.lang == "fr":
            text = text.replace(",", NARROW).replace(".", ",")
        return text

    def money(self, value: float) -> str:
        """An amount in the currency; whole from a hundred on."""
        if not math.isfinite(value):
            return NONE
        text = self.number(value, 0 if abs(value) >= 100 or value == int(value) else 2)
        symbol = _SYMBOLS.get(self.currency, self.currency)
        if not symbol:
            return text
        if self.lang == "fr" or len(symbol) > 1:
            return f"{text}{NARROW if self.lang == 'fr' else chr(160)}{symbol}"
        return f"−{symbol}{text[1:]}" if text.startswith("−") else f"{symbol}{text}"

    def percent(self, share: float, decimals: int | None = None) -> str:
        """A share as a percentage."""
        if not math.isfinite(share):
            return NONE
        value = share * 100
        if decimals is None:
            decimals = 0 if abs(value) >= 20 or value == int(value) else 1
            if 0 < abs(value) < 1:
                decimals = 2
        return f"{self.number(value, decimals)}{NARROW if self.lang == 'fr' else ''}%"

    def chance(self, share: float) -> str:
        """A probability, never told as certain."""
        if share < 0.01:
            return f"< {self.percent(0.01, 0)}"
        return f"> {self.percent(0.99, 0)}" if share > 0.99 else self.percent(share, 0)

    def signed(self, text: str, value: float) -> str:
        """A text of a change with its plus sign."""
        return f"+{text}" if value > 0 else text

    def in_unit(self, value: float, unit: str) -> str:
        """A value of an indicator: a share for "%", an amount for a currency, else a number."""
        if unit == "%":
            return self.percent(value)
        if len(unit) == 3 and unit.isupper():
            return Figures(self.lang, unit).money(value)
        return self.number(value) + (f" {unit}" if unit else "")

    def day(self, value: date) -> str:
        """A day as 2026-03-31, the same in both languages."""
        return value.isoformat()

    def period(self, value: date, period: Period) -> str:
        """The period that begins on a day, as short as it is clear."""
        if period == "month":
            return f"{value:%Y-%m}"
        if period == "quarter":
            letter = "T" if self.lang == "fr" else "Q"
            return f"{value.year}-{letter}{(value.month - 1) // 3 + 1}"
        return str(value.year) if period == "year" else value.isoformat()


def _decimals(value: float) -> int:
    """Decimals that leave three significant digits."""
    return min(max(2 - math.floor(math.log10(abs(value))), 0), 6)
