"""The library as it was last read, kept as JSON: reading it back takes a tenth of the time.

Only a convenience: a snapshot that is missing, damaged, of other files or of other reading
code is ignored and the files are read.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson

from assistant import records
from assistant.library.catalogue import Kpi, Level, Objective
from assistant.library.exercises import read_exercise
from assistant.library.glossary import Term
from assistant.library.lessons import Lesson
from assistant.library.readiness import Readiness
from assistant.library.reading import Reading
from assistant.library.shelf import EXERCISES, Library, load_library
from assistant.records import Document, Reference

log = logging.getLogger(__name__)

FILE = "library.json"


@dataclass(frozen=True)
class Snapshot:
    """A library in a form that JSON can hold: what is keyed by (id, language) is listed."""

    state: str
    documents: tuple[Document, ...]
    lessons: tuple[Lesson, ...]
    references: Mapping[str, Reference] = field(default_factory=dict)
    kpis: Mapping[str, Kpi] = field(default_factory=dict)
    levels: Mapping[str, Level] = field(default_factory=dict)
    objectives: Mapping[str, Objective] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    readiness: Readiness | None = None


_SAME = ("references", "kpis", "levels", "objectives", "terms", "readiness")


def remembered_library(knowledge: Path, home: Path, fingerprint: str) -> Library:
    """The library, from its snapshot in `home` where that is of these very files.

    `fingerprint` is that of the files. Raises KnowledgeError where the folder does not exist.
    """
    state = f"{fingerprint} {_code()}"
    path = home / FILE
    with suppress(OSError, ValueError):
        snapshot = _adapter().validate_json(path.read_bytes())
        if snapshot.state == state:
            return _opened(snapshot, knowledge)
    library = load_library(knowledge)
    # Faults are told with their files open to repair: such a shelf is read anew each time.
    if not library.problems:
        _keep(library, state, path)
    return library


def _keep(library: Library, state: str, path: Path) -> None:
    snapshot = Snapshot(
        state,
        tuple(library.documents.values()),
        tuple(library.lessons.values()),
        **{name: getattr(library, name) for name in _SAME},
    )
    draft = path.with_suffix(f".{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(orjson.dumps(snapshot, default=dict, option=orjson.OPT_NON_STR_KEYS))
        draft.replace(path)
    except OSError as error:
        log.info("The library's snapshot could not be kept: %s", error)
        with suppress(OSError):
            draft.unlink()


def _opened(snapshot: Snapshot, knowledge: Path) -> Library:
    return Library(
        documents={(each.id, each.lang): each for each in snapshot.documents},
        lessons={(each.document, each.lang): each for each in snapshot.lessons},
        # Their formulas are syntax trees, which JSON does not hold; the file is short.
        exercises=Reading(knowledge).read_list(EXERCISES, read_exercise),
        **{name: getattr(snapshot, name) for name in _SAME},
    )


@lru_cache(maxsize=1)
def _adapter() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(Snapshot)


def _code() -> str:
    """A digest of the code that reads: another version may read the same files differently."""
    here = Path(__file__).resolve().parent
    digest = hashlib.sha256()
    for path in (Path(records.__file__), *sorted(here.glob("*.py"))):
        state = path.stat()
        digest.update(f"{path.name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]
