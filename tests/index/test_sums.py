"""Bytes altered while a file keeps its size: `verify` names the file, the next change mends it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import IndexFault
from assistant.evaluation.scale import RandomVectors
from assistant.index import Index, open_index
from assistant.index.generation import Generations
from assistant.index.sums import FILE, altered
from assistant.records import Passage

# So many that Chroma writes graphs beside its database.
SHELF = [
    Passage(
        f"p{n}", f"d{n % 9}", "shelf", "article", "fr" if n % 2 else "en", "evidence", f"Note {n}."
    )
    for n in range(2400)
]
EDITED = [*SHELF[1:], Passage("new", "d9", "shelf", "article", "en", "evidence", "One more note.")]


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose index was built, changed, opened and asked."""
    home = tmp_path_factory.mktemp("sealed")
    for stamp, shelf in (("1", SHELF), ("2", EDITED)):
        released(built(home, stamp, shelf))
    return home


@pytest.fixture
def home(sealed: Path, tmp_path: Path) -> Path:
    shutil.copytree(sealed, tmp_path / "home")
    return tmp_path / "home"


def built(home: Path, stamp: str, shelf: Sequence[Passage]) -> Index:
    return open_index(home, RandomVectors(), stamp, lambda: shelf)[0]


def released(index: Index) -> None:
    for part in index.partitions.values():
        part.dense.close()


def generation(home: Path) -> Path:
    current = Generations(home).current()
    assert current is not None
    return current[0]


def files(home: Path) -> list[str]:
    folder = generation(home)
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in found if path.name not in ("manifest.json", FILE))


def flip(path: Path, at: int) -> None:
    with path.open("rb+") as handle:
        handle.seek(at)
        (byte,) = handle.read(1)
        handle.seek(at)
        handle.write(bytes([byte ^ 0x10]))


def test_there_is_one_of_every_kind_of_file(sealed: Path) -> None:
    names = {Path(name).name for name in files(sealed)}
    assert names >= {"vectors-en.npy", "words.json", "leanings.json", "passages-fr.json"}
    assert names >= {"chroma.sqlite3", "data_level0.bin", "index_metadata.pickle"}


def test_a_flipped_byte_in_any_file_is_named(home: Path) -> None:
    folder = generation(home)
    told = {}
    for name in files(home):
        size = (folder / name).stat().st_size
        # A database's very beginning says which version of SQLite wrote it last.
        for at in {size // 2, size - 1, size // 7}:
            flip(folder / name, at)
            told[name, at] = altered(folder)
            flip(folder / name, at)
    assert told
    assert {key: names for key, names in told.items() if names != (key[0],)} == {}
    assert altered(folder) == ()


@pytest.mark.parametrize("name", ["vectors-en.npy", "passages-fr.json", "chroma/chroma.sqlite3"])
def test_what_is_altered_is_named_and_built_anew(home: Path, name: str) -> None:
    path = generation(home) / name
    flip(path, path.stat().st_size // 2)
    with pytest.raises(IndexFault, match=name):
        Generations(home).open(generation(home), RandomVectors().identity).verify()
    # The next change finds it too, and takes nothing over from it.
    again, report = open_index(home, RandomVectors(), "3", lambda: SHELF)
    again.verify()
    released(again)
    assert report.rebuilt == "damaged"
    assert {p.text for part in again.partitions.values() for p in part.passages} == {
        p.text for p in SHELF
    }


def test_an_index_that_cannot_even_be_opened_names_the_file(home: Path) -> None:
    path = generation(home) / "leanings.json"
    path.write_bytes(b"{" * path.stat().st_size)
    with pytest.raises(IndexFault, match=r"altered: leanings\.json"):
        Generations(home).open(generation(home), RandomVectors().identity)


def test_reading_alters_nothing_that_counts(home: Path) -> None:
    folder = generation(home)
    query = np.ones(RandomVectors().dimension, dtype=np.float32)
    for _ in range(3):
        index = Generations(home).open(folder, RandomVectors().identity)
        index.verify()
        for part in index.partitions.values():
            assert len(part.dense.neighbours.nearest(query, 5) or ()) == 5
        released(index)
    assert altered(folder) == ()


@pytest.mark.parametrize("openings", [2_000, 600_000])
def test_years_of_openings_alter_nothing_that_counts(home: Path, openings: int) -> None:
    """A row each: their table outgrows its page, then the free pages, then the file."""
    path = generation(home) / "chroma" / "chroma.sqlite3"
    before = path.stat().st_size
    with closing(sqlite3.connect(path)) as base, base:
        rows = [(1,)] * openings
        base.executemany("INSERT INTO acquire_write (lock_status) VALUES (?)", rows)
    assert (path.stat().st_size > before) == (openings > 100_000)
    assert altered(generation(home)) == ()
    # The schema, which no reader writes.
    flip(path, 4095)
    assert altered(generation(home)) == ("chroma/chroma.sqlite3",)


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda path: path.write_bytes(b""), id="empty"),
        pytest.param(lambda path: path.write_bytes(b"[]"), id="of another shape"),
        pytest.param(
            lambda path: path.write_bytes(b'{"files": {"x": 1}}'), id="with parts missing"
        ),
    ],
)
def test_spoilt_sums_are_named(home: Path, spoil: Callable[[Path], object]) -> None:
    folder = generation(home)
    spoil(folder / FILE)
    assert altered(folder) == (FILE,)


def test_a_generation_from_before_there_were_sums_stays_readable(home: Path) -> None:
    folder = generation(home)
    (folder / FILE).unlink()
    manifest = orjson.loads((folder / "manifest.json").read_bytes())
    del manifest["files"][FILE]
    (folder / "manifest.json").write_bytes(orjson.dumps(manifest))
    index = Generations(home).open(generation(home), RandomVectors().identity)
    index.verify()
    released(index)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(where=st.tuples(st.integers(0, 10**6), st.floats(0, 1, exclude_max=True)))
def test_any_byte_of_any_plain_file_counts(sealed: Path, where: tuple[int, float]) -> None:
    plain = [name for name in files(sealed) if not name.endswith(".sqlite3")]
    name = plain[where[0] % len(plain)]
    path = generation(sealed) / name
    at = int(path.stat().st_size * where[1])
    flip(path, at)
    try:
        assert altered(generation(sealed)) == (name,)
    finally:
        flip(path, at)
