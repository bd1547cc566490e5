"""What state the index is in, told without loading a model."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.database import Database
from assistant.index.shared import library_generations


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """The index of a home: `size` in bytes, `built_at` in ISO 8601 (UTC), 0 and "" if missing."""

    state: Literal["ready", "stale", "missing", "damaged"]
    folder: str
    passages: int = 0
    embedder: str = ""
    built_at: str = ""
    size: int = 0


def index_status(
    home: Path, embedder: str, fingerprint: str, database: Database | None = None
) -> IndexStatus:
    """Compare the index with the shelf's fingerprint and the embedder's name (or folder).

    The model itself is not read: one that changed under the same name is noticed at the
    next start. Raises IndexFault where the home exists and cannot be written, DatabaseError
    where the database cannot be reached; the size is that of the copy in this home.
    """
    if database is None and not (home / "index").is_dir():
        return IndexStatus("missing", "")
    generations = library_generations(home, database)
    current = generations.current()
    if current is None:
        state: Literal["missing", "damaged"] = "damaged" if generations.exists() else "missing"
        return IndexStatus(state, "")
    folder, manifest = current
    name = manifest.embedder.rpartition("@")[0]
    fits = name == Path(embedder).name and manifest.fingerprint == fingerprint
    return IndexStatus(
        state="ready" if fits else "stale",
        folder=str(folder),
        passages=manifest.passages,
        embedder=name,
        built_at=manifest.built_at,
        size=sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()),
    )
