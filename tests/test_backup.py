"""A backup holds the state in force; a restore puts it back whole or changes nothing."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import sqlite3
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from assistant.backup import backup, backup_date, finish_restore, restore
from assistant.cli.root import cli
from assistant.collections import Store, fill, verify
from assistant.durable import RESTORING
from assistant.errors import BackupError
from assistant.feedback import Feedback, Opinion
from assistant.plan.numbers.desk import Numbers
from assistant.plan.numbers.scorecard import Indicator

sys.path.insert(0, str(Path(__file__).parent / "collections"))
from hand_made import Geometry, Pile

FILES = {"churn.pdf": ["Churn fell to 4 %."], "budget.docx": ["The budget is 120,000 euros."]}


@pytest.fixture
def lived_in(home: Path) -> Path:
    """A home with a collection, a database in use, and what is not worth keeping."""
    store = Store(home)
    fill(store.create("Board pack"), [Path(n) for n in FILES], Geometry(), Pile(FILES))
    with sqlite3.connect(home / "plans.db") as plans:
        plans.execute("PRAGMA journal_mode=WAL")
        plans.execute("CREATE TABLE plan (name TEXT)")
        plans.execute("INSERT INTO plan VALUES ('first')")
    (home / "models").mkdir()
    (home / "models" / "weights.bin").write_bytes(b"0" * 100)
    return home


def plans(home: Path) -> list[str]:
    with sqlite3.connect(home / "plans.db") as database:
        return [name for (name,) in database.execute("SELECT name FROM plan")]


def names(home: Path) -> list[str]:
    return [file.name for each in Store(home).collections() for file in each.files]


def test_what_was_backed_up_comes_back(lived_in: Path, tmp_path: Path) -> None:
    backup(lived_in, tmp_path / "b.zip")
    Store(lived_in).delete("Board pack")
    with sqlite3.connect(lived_in / "plans.db") as database:
        database.execute("DELETE FROM plan")
    (lived_in / "later.txt").write_text("made after the backup")
    restore(lived_in, tmp_path / "b.zip")
    assert (names(lived_in), plans(lived_in)) == ([*FILES], ["first"])
    assert not (lived_in / "later.txt").exists()
    assert verify(Store(lived_in)) == ()


def test_scorecards_and_opinions_come_back(home: Path, tmp_path: Path) -> None:
    indicator = Indicator("Churn", target=9, baseline=12, better="down", due=date(2027, 12, 1))
    id = Numbers(home).cards.create("Board 2027", (indicator,), {}).id
    opinion = Feedback(home).keep(Opinion("up", "Why pay?"))
    backup(home, tmp_path / "b.zip")
    restore(tmp_path / "other", tmp_path / "b.zip")
    assert Numbers(tmp_path / "other").cards.get(id).indicators == (indicator,)
    assert Feedback(tmp_path / "other").all() == (opinion,)


def test_a_database_in_use_is_copied_whole(lived_in: Path, tmp_path: Path) -> None:
    writer = sqlite3.connect(lived_in / "plans.db")
    writer.execute("INSERT INTO plan VALUES ('committed, still in the log')")
    writer.commit()
    writer.execute("INSERT INTO plan VALUES ('not committed')")
    backup(lived_in, tmp_path / "b.zip")
    writer.close()
    restore(tmp_path / "other", tmp_path / "b.zip")
    assert plans(tmp_path / "other") == ["first", "committed, still in the log"]


def test_models_and_old_generations_stay_out(lived_in: Path, tmp_path: Path) -> None:
    (folder,) = Store(lived_in).folders()
    (folder.root / "index" / "generation-old").mkdir()
    (folder.root / "index" / "generation-old" / "vectors-en.npy").write_bytes(b"x")
    backup(lived_in, tmp_path / "b.zip")
    kept = ZipFile(tmp_path / "b.zip").namelist()
    assert [n for n in kept if "models" in n or "generation-old" in n or n.endswith(".lock")] == []


def test_models_survive_a_restore(lived_in: Path, tmp_path: Path) -> None:
    backup(lived_in, tmp_path / "b.zip")
    restore(lived_in, tmp_path / "b.zip")
    assert (lived_in / "models" / "weights.bin").exists()


def altered(path: Path) -> None:
    with ZipFile(path) as old:
        content = {name: old.read(name) for name in old.namelist()}
    with ZipFile(path, "w") as new:
        for name, data in content.items():
            new.writestr(name, b"altered" if name == "plans.db" else data)


def leading_out(path: Path) -> None:
    with ZipFile(path, "w") as new:
        new.writestr("../evil.txt", b"x")
        manifest = b'{"format": 1, "at": "2026", "files": {"../evil.txt": "0"}}'
        new.writestr("boardwise-backup.json", manifest)


def named(name: str, **other: object) -> Callable[[Path], None]:
    """A backup that holds one file of this name, its manifest otherwise as given."""

    def spoil(path: Path) -> None:
        digest = hashlib.sha256(b"x").hexdigest()
        manifest = {"format": 1, "at": "2026-11-01", "files": {name: digest}} | other
        with ZipFile(path, "w") as new:
            new.writestr(name, b"x")
            new.writestr("boardwise-backup.json", json.dumps(manifest))

    return spoil


def locked(path: Path) -> None:
    """Say in every header of the archive that its file has a password."""
    content = bytearray(path.read_bytes())
    for header, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        for found in re.finditer(re.escape(header), bytes(content)):
            content[found.start() + flags] |= 1
    path.write_bytes(content)


def garbled(path: Path) -> None:
    """Alter compressed bytes in a way that unpacking notices before any checksum."""
    content = bytearray(path.read_bytes())
    start = 30 + int.from_bytes(content[26:28], "little") + int.from_bytes(content[28:30], "little")
    content[start : start + 8] = b"\xff" * 8
    path.write_bytes(content)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-500])


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(altered, id="altered"),
        pytest.param(cut, id="cut"),
        pytest.param(leading_out, id="leading-out"),
        pytest.param(named("./x"), id="from-here"),
        pytest.param(named("a/./b"), id="here-within"),
        pytest.param(named("a//b"), id="two-slashes"),
        pytest.param(named("x", files={}), id="of-nothing"),
        pytest.param(named("x", files=["x"]), id="a-list"),
        pytest.param(named("x", at=None), id="undated"),
        pytest.param(named("x", format=2), id="another-version"),
        pytest.param(locked, id="password"),
        pytest.param(garbled, id="garbled"),
        pytest.param(lambda path: path.write_bytes(b""), id="empty"),
        pytest.param(lambda path: path.unlink(), id="missing"),
    ],
)
def test_what_is_no_whole_backup_changes_nothing(lived_in: Path, tmp_path: Path, spoil) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "b.zip"
    backup(lived_in, path)
    spoil(path)
    before = sorted(p.name for p in lived_in.rglob("*"))
    with pytest.raises(BackupError):
        restore(lived_in, path)
    assert sorted(p.name for p in lived_in.rglob("*")) == before
    assert not (tmp_path / "evil.txt").exists()


@pytest.mark.parametrize("moves", range(8))
def test_a_restore_cut_short_is_finished_at_the_next_start(
    lived_in: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    backup(lived_in, tmp_path / "b.zip")
    with sqlite3.connect(lived_in / "plans.db") as database:
        database.execute("DELETE FROM plan")
    done: list[Path] = []
    rename = Path.rename

    def cut_short(self: Path, target: Path) -> Path:
        if len(done) == moves:
            raise KeyboardInterrupt
        done.append(target)
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", cut_short)
        with contextlib.suppress(KeyboardInterrupt):
            restore(lived_in, tmp_path / "b.zip")
    finish_restore(lived_in)
    assert (plans(lived_in), names(lived_in)) == (["first"], [*FILES])
    assert [p.name for p in lived_in.iterdir() if p.name.startswith(".")] == []


def test_a_restore_whose_draft_is_gone_changes_nothing(lived_in: Path) -> None:
    (lived_in / RESTORING).write_text(
        '{"draft": ".restore-x", "entries": ["plans.db"], "old": ["plans.db", "collections"]}'
    )
    assert not finish_restore(lived_in)
    assert (plans(lived_in), names(lived_in)) == (["first"], [*FILES])


def test_no_command_sees_a_home_that_is_half_restored(
    lived_in: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(lived_in, tmp_path / "b.zip")
    with monkeypatch.context() as patch:
        patch.setattr("assistant.backup.restoring._move", interrupted)
        with pytest.raises(KeyboardInterrupt):
            restore(lived_in, tmp_path / "b.zip")
    for name in ("collections", "plans.db"):
        (lived_in / name).rename(tmp_path / name)
    told = CliRunner().invoke(cli, ["collections", "list", "--lang", "en"])
    assert "Board pack (files: 2" in told.output


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def test_an_empty_home_is_not_backed_up(home: Path, tmp_path: Path) -> None:
    with pytest.raises(BackupError) as caught:
        backup(home, tmp_path / "b.zip")
    assert caught.value.code == "backup-empty"
    assert not (tmp_path / "b.zip").exists()


def test_a_backup_that_cannot_be_written_is_named(lived_in: Path, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match=r"cannot be written"):
        backup(lived_in, tmp_path / "nowhere" / "b.zip")


def test_the_date_is_read_without_restoring(lived_in: Path, tmp_path: Path) -> None:
    report = backup(lived_in, tmp_path / "b.zip")
    assert backup_date(tmp_path / "b.zip") == report.at
