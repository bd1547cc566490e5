"""The wording around an answer and of the interface, from `prompts/interface.<lang>.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.records import Lang
from assistant.wording import Wording, load_wording, variables


@dataclass(frozen=True)
class Labels:
    """One language of the interface catalogue."""

    lang: Lang
    wording: Wording

    def __contains__(self, key: str) -> bool:
        return key in self.wording

    def __call__(self, key: str, **values: object) -> str:
        """Return the wording of a key; raises PromptError where key or variables do not fit."""
        return self.wording(key, **values)

    def count(self, key: str, number: int, **values: object) -> str:
        """Return `<key>_one` or `<key>_many` with `{n}`, by the language's plural rule."""
        singular = number < 2 if self.lang == "fr" else number == 1
        return self(f"{key}_{'one' if singular else 'many'}", n=number, **values)

    def of_code(self, prefix: str, code: str) -> str:
        """Return the wording of a code from elsewhere, the code itself if it has none."""
        key = f"{prefix}_{code}"
        return self(key) if key in self else code

    def of_fault(self, key: str, details: Mapping[str, object]) -> str:
        """Return the wording of a fault with those details that it names, "" where it has none.

        Raises PromptError where the wording needs a detail that the fault does not carry.
        """
        if key not in self:
            return ""
        wanted = variables(str(self.wording.template(key)))
        return self(key, **{name: details[name] for name in wanted if name in details})


def load_labels(prompts: Path, lang: Lang) -> Labels:
    """Read one language of the catalogue; raises PromptError where it is missing or malformed."""
    return Labels(lang, load_wording(prompts, "interface", lang))
