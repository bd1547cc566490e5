"""The sentences people read, from `prompts/<task>.<fr|en>.yaml`, rendered strictly."""

from __future__ import annotations

import string
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import AssistantError, PromptError
from assistant.records import Lang


class Wording:
    """One task's templates in one language, by dotted key."""

    def __init__(self, source: str, texts: Mapping[str, Any]) -> None:
        self.source = source
        self._texts = dict(_flatten(texts))

    def keys(self) -> frozenset[str]:
        """Every dotted key."""
        return frozenset(self._texts)

    def __contains__(self, key: str) -> bool:
        return key in self._texts

    def template(self, key: str) -> Any:
        """The raw entry: a string or a list; PromptError where the key is unknown."""
        try:
            return self._texts[key]
        except KeyError:
            raise PromptError(f"{self.source}: no wording {key!r}.", "Add the key.") from None

    def __call__(self, key: str, **values: object) -> str:
        """Fill a template; PromptError names a missing or an unused variable."""
        template = str(self.template(key))
        wanted = variables(template)
        if wanted != values.keys():
            difference = sorted(wanted ^ values.keys())
            raise PromptError(
                f"{self.source}: {key!r} takes {sorted(wanted)}, given {sorted(values)}.",
                f"Make both agree on {difference}.",
            )
        return template.format(**values)

    def several(self, key: str) -> tuple[str, ...]:
        """A list entry, such as the example questions."""
        return tuple(str(line) for line in self.template(key))


def variables(template: str) -> frozenset[str]:
    """Names of the variables in a template."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name)


def _flatten(tree: Mapping[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    entries: list[tuple[str, Any]] = []
    for key, value in tree.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping):
            entries += _flatten(value, f"{name}.")
        else:
            entries.append((name, value))
    return entries


@lru_cache(maxsize=64)
def load_wording(folder: Path, task: str, lang: Lang) -> Wording:
    """Read `<folder>/<task>.<lang>.yaml`; PromptError where it is missing or malformed."""
    path = folder / f"{task}.{lang}.yaml"
    try:
        tree = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, yaml.YAMLError) as error:
        raise PromptError(f"{path}: cannot be read ({error}).", "Restore the file.") from error
    if not isinstance(tree, dict):
        raise PromptError(f"{path}: must be a mapping of keys to texts.", "Restore the file.")
    return Wording(path.name, tree)


def explain(error: AssistantError, folder: Path, lang: Lang) -> tuple[str, str]:
    """An error's message and remedy in the reader's language; its own English otherwise."""
    wording = load_wording(folder, "errors", lang)
    if f"{error.code}.message" not in wording:
        return error.message, error.remedy
    texts = []
    for part in ("message", "remedy"):
        template = str(wording.template(f"{error.code}.{part}"))
        wanted = variables(template)
        if not wanted <= error.details.keys():
            return error.message, error.remedy
        texts.append(template.format(**{name: error.details[name] for name in wanted}))
    return texts[0], texts[1]
