"""What charts and workbooks need of the wording: a text by its key, in one language."""

from __future__ import annotations

from typing import Protocol

from assistant.records import Lang


class Words(Protocol):
    """The wording of the arithmetic in one language, as `assistant.render.Labels` gives it."""

    @property
    def lang(self) -> Lang:
        """The language."""

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key; raises PromptError where key or variables do not fit."""
