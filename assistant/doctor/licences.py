"""The licences of every package that the product runs on, as the packages themselves state them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

OURS = "boardwise-assistant"
_STATED = "License :: OSI Approved :: "
_LONGEST = 60
# What a package states, in the words of SPDX; the first that fits holds.
_FAMILIES: tuple[tuple[str, str], ...] = (
    (r"\bAGPL|Affero", "AGPL"),
    (r"\bLGPL|Lesser General Public", "LGPL"),
    (r"\bGPL|GNU General Public", "GPL"),
    (r"\bMPL|Mozilla Public", "MPL-2.0"),
    (r"Apache|\bAL2\b", "Apache-2.0"),
    (r"\bBSD|Modified BSD|3-Clause|2-Clause|0BSD", "BSD"),
    (r"\bPSF|Python Software Foundation|Python-2\.0", "PSF-2.0"),
    (r"\bISC\b|ISCL", "ISC"),
    (r"\bMIT\b|Expat|MIT-CMU|HPND|Historical Permission", "MIT"),
    (r"Unlicense|Public Domain|CC0|Zlib|zlib", "public domain or zlib"),
)


@dataclass(frozen=True, slots=True)
class Licence:
    """A package, its version, what it states (shortened), and the families found in that."""

    name: str
    version: str
    stated: str
    families: tuple[str, ...]


def licences(extras: tuple[str, ...] = ("postgres",)) -> tuple[Licence, ...]:
    """The packages that the product needs, all the way down, by name; those that are not
    installed on this machine are left out."""
    return tuple(sorted(map(_licence, _needed(extras)), key=lambda each: each.name))


def _needed(extras: tuple[str, ...]) -> Iterator[Distribution]:
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    waiting = [(Requirement(text), frozenset(extras)) for text in _own()]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        need, wanted = waiting.pop()
        chosen = ("", *wanted)
        if need.marker and not any(need.marker.evaluate({"extra": each}) for each in chosen):
            continue
        name = canonicalize_name(need.name)
        key = (name, frozenset(need.extras))
        if key in seen:
            continue
        first = name not in {other for other, _ in seen}
        seen.add(key)
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue
        if first:
            yield found
        waiting += [(Requirement(text), key[1]) for text in found.requires or ()]


def _own() -> Iterator[str]:
    """What we need ourselves: from the project's file in a clone, where it is newest."""
    project = Path(__file__).resolve().parents[2] / "pyproject.toml"
    if not project.is_file():
        yield from distribution(OURS).requires or ()
        return
    about = tomllib.loads(project.read_text("utf-8"))["project"]
    yield from about["dependencies"]
    for extra, needs in about["optional-dependencies"].items():
        yield from (f"{need} ; extra == '{extra}'" for need in needs)


def _licence(found: Distribution) -> Licence:
    about = found.metadata.json
    expression = str(about.get("license_expression") or "")
    classifiers = [
        each.removeprefix(_STATED) for each in about.get("classifier") or () if _STATED in each
    ]
    field = str(about.get("license") or "")
    # A whole text of a licence says what it is in its first lines.
    stated = expression or "; ".join(classifiers) or " ".join(field.split())[:400]
    if not stated:
        stated = _from_file(found)
    return Licence(str(about["name"]), found.version, stated[:_LONGEST], _families(stated))


def _from_file(found: Distribution) -> str:
    """The beginning of the licence that a package carries as a file."""
    for path in found.files or ():
        if re.match(r"(?i)(licen[cs]e|copying)", path.name):
            return " ".join(path.read_text(encoding="utf-8").split())[:400]
    return ""


def _families(stated: str) -> tuple[str, ...]:
    return tuple(name for pattern, name in _FAMILIES if re.search(pattern, stated))
