"""What was typed, field by field, to a request: every fault told at its field, nothing lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TypeVar

from assistant.language.typography import clean_question, typeset
from assistant.library import Kpi, Library
from assistant.plan.numbers.amounts import read_amount
from assistant.plan.numbers.faults import NumberFault, refuse
from assistant.plan.records import Note
from assistant.plan.request import (
    Change,
    CustomKpi,
    Known,
    Maturity,
    Model,
    Money,
    Organisation,
    Request,
    Wish,
)
from assistant.plan.typed_values import read_horizon, read_level, read_start
from assistant.plan.values import percent
from assistant.records import Lang
from assistant.wording import Wording

T = TypeVar("T")

WISHES, LONGEST, KPIS = 6, 400, 6
DEAREST = 1e12
LARGEST = 10_000_000
CURRENCY = "EUR"
_CUSTOM = ("name", "formula", "unit", "baseline", "target", "source", "cadence", "owner")


@dataclass
class Intake:
    """Reads one form. `typed` holds texts by field: "wish.0", "choice.0", "weight.0",
    "custom.0.1.name", "known.<kpi>", "budget", "currency", "horizon", "start", and the
    organisation's facts."""

    typed: Mapping[str, str]
    lang: Lang
    library: Library
    words: Wording
    today: date
    faults: list[NumberFault] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def request(self, changes: tuple[Change, ...] = ()) -> Request:
        """The request; raises NumberFault, or InputFaults with all that is wrong."""
        budget = self._try(self._budget)
        made = Request(
            wishes=self._wishes(),
            lang=self.lang,
            organisation=self._organisation(),
            budget=budget,
            horizon=self._try(lambda: read_horizon(self._text("horizon"))),
            start=self._try(lambda: read_start(self._text("start"), self.today)),
            known=self._known(budget),
            content_share=self._try(lambda: self._share("content_share")),
            measurement_share=self._try(lambda: self._share("measurement_share")),
            changes=changes,
            title=self._text("title"),
        )
        refuse(self.faults)
        return made

    def _text(self, name: str, longest: int = LONGEST) -> str:
        text = clean_question(self.typed.get(name, ""))
        if len(text) > longest:
            self._fault("plan-long", name, f"{name}: {len(text)} characters, at most {longest}.",
                        length=len(text), limit=longest)  # fmt: skip
        return text[:longest]

    def _wishes(self) -> tuple[Wish, ...]:
        places = sorted(
            int(match[1])
            for name in self.typed
            if (match := re.fullmatch(r"wish\.(\d{1,3})", name))
        )
        wishes = [
            Wish(
                text,
                self._choice(place),
                self._weight(place),
                self._custom(place),
            )
            for place in places
            if (text := self._text(f"wish.{place}"))
        ]
        if not wishes:
            self._fault("plan-empty", "wish.0", "No objective was typed.")
        if len(wishes) > WISHES:
            self._fault(
                "plan-many", f"wish.{WISHES}", f"At most {WISHES} objectives.", limit=WISHES
            )
        return tuple(wishes[:WISHES])

    def _choice(self, place: int) -> str:
        choice = self._text(f"choice.{place}")
        if choice and choice != "custom" and choice not in self.library.objectives:
            self._fault("plan-objective", f"choice.{place}", f"{choice!r}: no such objective.",
                        typed=choice)  # fmt: skip
            return ""
        return choice

    def _weight(self, place: int) -> float:
        name = f"weight.{place}"
        if not self._text(name):
            return 1.0
        value = self._try(lambda: read_amount(self.typed[name], "number", "", name).value)
        if value is not None and not 0 < value <= 100:
            self._fault("plan-weight", name, f"{name}: must lie above 0, up to 100.")
            return 1.0
        return value or 1.0

    def _custom(self, place: int) -> tuple[CustomKpi, ...]:
        found = []
        for number in range(KPIS):
            values = {each: self._text(f"custom.{place}.{number}.{each}") for each in _CUSTOM}
            if values["name"]:
                found.append(CustomKpi(**values))
            elif any(values.values()):
                name = f"custom.{place}.{number}.name"
                self._fault("plan-nameless", name, "An indicator without a name.")
        return tuple(found)

    def _organisation(self) -> Organisation:
        model, maturity = self._text("model"), self._text("maturity")
        models: dict[str, Model] = {"b2b": "b2b", "b2c": "b2c", "both": "both"}
        stages: dict[str, Maturity] = {
            "starting": "starting", "regular": "regular", "advanced": "advanced",
        }  # fmt: skip
        channels = re.split(r"\s*[,;\n]\s*", self._text("channels"))
        return Organisation(
            name=self._text("name", 120),
            sector=self._text("sector", 120),
            size=self._try(self._size),
            model=models.get(model.lower(), ""),
            country=self._text("country", 80),
            channels=tuple(each for each in channels if each)[:20],
            maturity=stages.get(maturity.lower(), ""),
        )

    def _size(self) -> int | None:
        if not self._text("size"):
            return None
        value = read_amount(self.typed["size"], "number", "", "size").value
        if not 1 <= value <= LARGEST or value != int(value):
            raise NumberFault("plan-size", f"{value:g} employees?", "", "size", maximum=LARGEST)
        return int(value)

    def _budget(self) -> Money | None:
        if not self._text("budget"):
            return None
        amount = read_amount(self.typed["budget"], "money", "", "budget")
        currency = amount.currency or self._text("currency").upper()[:3] or CURRENCY
        if amount.value < 0:
            raise NumberFault("plan-budget-negative", "A budget below zero.", "", "budget")
        if amount.value > DEAREST:
            raise NumberFault("plan-budget-absurd", "A budget beyond any company.", "", "budget")
        return Money(round(amount.value, 2), currency)

    def _share(self, name: str) -> float | None:
        if not self._text(name):
            return None
        amount = read_amount(self.typed[name], "rate", "", name)
        value = round(amount.value * 100, 4)
        highest = 90 if name == "measurement_share" else 100
        if not 0 <= value <= highest:
            raise NumberFault("plan-share", f"{value:g} %?", "", name, maximum=highest)
        self._note_share(name, self.typed[name], amount.notes, value)
        return value

    def _known(self, budget: Money | None) -> tuple[Known, ...]:
        found = []
        for name, typed in self.typed.items():
            if not name.startswith("known.") or not typed.strip():
                continue
            kpi = self.library.kpis.get(name.removeprefix("known."))
            if kpi is None:
                self._fault("plan-kpi", name, f"{name}: no such KPI.", typed=name[6:])
                continue
            known = self._try(partial(self._baseline, kpi, name, budget))
            if known is not None:
                found.append(known)
        return tuple(found)

    def _baseline(self, kpi: Kpi, name: str, budget: Money | None) -> Known:
        typed = clean_question(self.typed[name])
        currency = budget.currency if budget else ""
        value, codes = read_level(typed, kpi, name, currency, self.lang)
        self._note_share(name, typed, codes, value)
        return Known(kpi.id, value)

    def _note_share(self, name: str, typed: str, codes: tuple[str, ...], value: float) -> None:
        if "rate-from-share" in codes:
            text = self.words("note.share", typed=typed.strip(), value=percent(value, self.lang))
            self.notes.append(Note(name, typeset(text, self.lang)))

    def _try(self, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except NumberFault as fault:
            self.faults.append(fault)
            return None

    def _fault(self, code: str, name: str, message: str, **details: object) -> None:
        self.faults.append(NumberFault(code, message, "", name, **details))
