"""What `assistant index verify` and `assistant index repair` share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace

import click

from assistant.collections import Finding, Store, open_collections
from assistant.collections.upkeep import verify
from assistant.database import database_of
from assistant.errors import IndexFault
from assistant.index.shared import library_generations
from assistant.records import Lang
from assistant.settings import Settings
from assistant.terminal import as_json, open_assistant, terminal_language
from assistant.wording import load_wording

# In the place of a collection's name; no collection can be called "".
_SHELF = ""


def verified(settings: Settings) -> tuple[Finding, ...]:
    """What is wrong with the library's index or that of a collection."""
    return (*_shelf(settings), *verify(_store(settings)))


def repaired(settings: Settings, lang: Lang) -> tuple[Finding, ...]:
    """Mend it; every finding says whether that could be done."""
    found = verified(settings)
    shelf = any(each.collection == _SHELF for each in found)
    # Starting mends what it cannot start with; the rest is mended after.
    assistant = open_assistant(settings, lang, rebuild=shelf)
    assistant.collections.repair()
    left = {(each.name, file.name) for each in assistant.collections.all() for file in each.files}
    return tuple(
        replace(each, mended=not each.file or (each.collection, each.file) in left)
        for each in found
    )


def _store(settings: Settings) -> Store:
    return open_collections(settings.home, database_of(settings))


def _shelf(settings: Settings) -> tuple[Finding, ...]:
    database = database_of(settings)
    if database is None and not (settings.home / "index").is_dir():
        return ()
    generations = library_generations(settings.home, database)
    current = generations.current()
    try:
        if current is None:
            if not generations.exists():
                return ()
            raise IndexFault("its files are missing or cut")
        generations.open(current[0], current[1].embedder).verify()
    except IndexFault as fault:
        return (Finding(_SHELF, "index", detail=fault.message),)
    return ()


def tell(findings: Sequence[Finding], settings: Settings, lang: Lang | None, json: bool) -> None:
    """Print the findings, or that all is whole."""
    if json:
        click.echo(as_json([asdict(each) for each in findings]))
        return
    wording = load_wording(settings.prompts, "documents", lang or terminal_language(settings))
    if not findings:
        click.echo(wording("upkeep.sound", n=len(_store(settings).folders())))
        return
    for each in findings:
        if each.collection == _SHELF:
            line = wording("upkeep.shelf", detail=each.detail)
        elif each.code == "name":
            line = wording("upkeep.name", collection=each.collection)
        elif each.code == "index":
            line = wording("upkeep.index", collection=each.collection, detail=each.detail)
        else:
            line = wording("upkeep.document", collection=each.collection, file=each.file)
        fate = "mended" if each.mended else ("lost" if each.code == "document" else "remedy")
        if each.code == "name" and each.mended:
            fate = "named"
        click.echo(f"{line} {wording(f'upkeep.{fate}')}")
