"""What every part of the drafting works with: the library, the words, the request's facts."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.language.typography import typeset
from assistant.library import Kpi, Library
from assistant.plan.drafting.sources import Sources
from assistant.plan.records import Note
from assistant.plan.request import Change, Request
from assistant.plan.values import shown
from assistant.records import Lang
from assistant.wording import Wording


@dataclass(frozen=True)
class Desk:
    """One drafting. `months` is the plan's length; `notes` collects what is told of fields."""

    library: Library
    words: Wording
    sources: Sources
    request: Request
    months: int
    notes: list[Note] = field(default_factory=list)

    @property
    def lang(self) -> Lang:
        """The language of the plan."""
        return self.request.lang

    @property
    def currency(self) -> str:
        """The currency of the budget, "" where there is none."""
        return self.request.budget.currency if self.request.budget else ""

    def say(self, key: str, **values: object) -> str:
        """A wording, typeset."""
        return typeset(self.words(key, **values), self.lang)

    def value(self, number: float, kpi: Kpi) -> str:
        """A value of a KPI with its unit."""
        return shown(number, kpi, self.lang, self.currency)

    def note(self, field: str, key: str, **values: object) -> None:
        """Tell something about what was typed into a field, once."""
        note = Note(field, self.say(f"note.{key}", **values))
        if note not in self.notes:
            self.notes.append(note)

    def changed(self, path: str) -> Change | None:
        """The last edit of a part, None where it is as drafted."""
        return next((each for each in reversed(self.request.changes) if each.path == path), None)

    def text(self, path: str, drafted: str) -> str:
        """A text as edited, else as drafted."""
        change = self.changed(path)
        return change.text if change else drafted

    def by(self, month: int) -> str:
        """The end of a month of the plan, as a date where the plan has a first month."""
        if self.request.start is None:
            return self.say("by.month", month=month)
        count = self.request.start[0] * 12 + self.request.start[1] - 1 + month - 1
        return self.say("by.date", month=self.words.several("months")[count % 12], year=count // 12)
