"""What files are called to people: without the folders in which they happened to lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from assistant.errors import DocumentError
from assistant.ingest import Outcome


class Names:
    """Shortens the names of the files that were given one by one.

    Those found in a folder that was given keep their path below it.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        folders = {str(path.parent) for path in paths if path.name and str(path.parent) != "."}
        # The longest first, so that a folder inside another is taken off whole.
        self._folders = sorted((f"{each.rstrip('/')}/" for each in folders), key=len, reverse=True)

    def short(self, text: str) -> str:
        """The text without the folders of the given files, wherever they stand in it."""
        for folder in self._folders:
            text = text.replace(folder, "")
        return text

    def shortened(self, outcome: Outcome) -> Outcome:
        """The outcome with short names, also in what a refusal says."""
        refusal = outcome.refusal
        if refusal is not None:
            details = {
                key: self.short(value) if isinstance(value, str) else value
                for key, value in refusal.details.items()
            }
            message = self.short(refusal.message)
            refusal = DocumentError(message, refusal.remedy, code=refusal.code, **details)
        name, like = self.short(outcome.name), self.short(outcome.like)
        return replace(outcome, name=name, like=like, refusal=refusal)
