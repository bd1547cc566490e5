"""What a person at a terminal sees: results on standard output, progress on standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from assistant.records import Lang
from assistant.settings import Settings
from assistant.wording import Wording, load_wording

if TYPE_CHECKING:
    from assistant.service import Assistant

# In a log file a bar would be one line a tenth of a second.
_SECONDS_BETWEEN_LINES = 15.0


def terminal_language(settings: Settings, environment: Mapping[str, str] = os.environ) -> Lang:
    """The language to speak in: the setting, then the locale, then English."""
    if settings.language != "auto":
        return settings.language
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if locale := environment.get(name):
            return "fr" if locale.lower().startswith("fr") else "en"
    return "en"


def terminal_wording(prompts: Path, lang: Lang) -> Wording:
    """The wording of the commands; raises PromptError where it is missing or malformed."""
    return load_wording(prompts, "terminal", lang)


def grouped(number: int, lang: Lang) -> str:
    """A whole number with its thousands set apart: 16,782 or 16 782 with narrow spaces."""
    return f"{number:,}".replace(",", "," if lang == "en" else "\u202f")


def as_json(data: Any) -> str:
    """The one JSON form of every command: two spaces, letters as they are."""
    return json.dumps(data, ensure_ascii=False, indent=2)


class TerminalProgress:
    """A bar on standard error for each stage that can be counted, a line for the others.

    Called with (stage, done, total), from any thread; use it as a context manager.
    """

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._stage = ""
        self._bar: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __call__(self, stage: str, done: int = 0, total: int = 0) -> None:
        """Report that `done` of `total` units of a stage are finished; total 0: uncounted."""
        if f"stage.{stage}" not in self._wording:
            return
        if stage != self._stage:
            self.close()
            self._open(stage, total)
        if self._bar is not None and total:
            self._bar.total = total
            self._bar.update(done - self._bar.n)

    def close(self) -> None:
        """Finish the present bar and leave it on the screen."""
        if self._bar is not None:
            self._bar.close()
        self._bar, self._stage = None, ""

    def _open(self, stage: str, total: int) -> None:
        self._stage = stage
        title = self._wording(f"stage.{stage}")
        if not total:
            print(title, file=sys.stderr, flush=True)
            return
        from tqdm import tqdm

        person = sys.stderr.isatty()
        self._bar = tqdm(
            desc=title,
            total=total,
            file=sys.stderr,
            mininterval=0.1 if person else _SECONDS_BETWEEN_LINES,
            bar_format="{desc}: {percentage:3.0f}% |{bar:30}| {n_fmt}/{total_fmt} [{remaining}]",
        )


def open_assistant(settings: Settings, lang: Lang, rebuild: bool = False) -> Assistant:
    """Start the service with its progress shown; raises what `service.start` raises."""
    from assistant.service import start

    with TerminalProgress(terminal_wording(settings.prompts, lang)) as progress:
        return start(settings, progress, rebuild)
