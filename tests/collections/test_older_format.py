"""What an earlier version wrote is brought up to date at the next start, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from hand_made import Geometry, Pile

from assistant.collections import Store, bring_in_step, fill, verify
from assistant.index import open_index
from assistant.index.generation import FORMAT, Generations
from assistant.records import Passage

FILES = {"churn.pdf": ["Churn fell to 4 %."], "budget.docx": ["The budget is 120,000 euros."]}
SHELF = [Passage("p1", "d1", "shelf", "article", "en", "evidence", "Alpha sold 10 boats.")]


def outdated(generations: Generations, format: int) -> Path:
    """Mark the generation in force as one of an earlier format, as that version would have."""
    current = generations.current()
    assert current is not None
    manifest = current[0] / "manifest.json"
    state = orjson.loads(manifest.read_bytes())
    manifest.write_bytes(orjson.dumps({**state, "format": format}))
    assert generations.current() is None
    return current[0]


@pytest.mark.parametrize("format", range(FORMAT))
def test_a_collection_of_an_earlier_format_is_made_again_from_its_copies(
    home: Path, format: int
) -> None:
    store = Store(home)
    folder = store.create("Board pack")
    fill(folder, [Path(name) for name in FILES], Geometry(), Pile(FILES))
    before = folder.read().files
    outdated(folder.generations(), format)
    embedder = Geometry()
    bring_in_step(store, embedder, lambda *_: None)
    assert (folder.read().files, verify(store)) == (before, ())
    # The vectors were kept with the copies.
    assert embedder.seen == []


@pytest.mark.parametrize("format", range(FORMAT))
def test_a_library_index_of_an_earlier_format_is_built_again(home: Path, format: int) -> None:
    open_index(home, Geometry(), "one", lambda: SHELF)
    old = outdated(Generations(home), format)
    index, report = open_index(home, Geometry(), "one", lambda: SHELF)
    assert (len(index), report.added) == (1, 1)
    assert index.folder != old
