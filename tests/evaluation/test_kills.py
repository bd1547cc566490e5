"""Work that is killed: nothing acknowledged is lost, nothing half-written is served; and the
measuring itself notices both."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from assistant.cli import cli
from assistant.collections import Store
from assistant.evaluation.kill_backups import BackingUp, Restoring
from assistant.evaluation.kill_trials import Changing, Ingest, Plans, Trial, Verdict
from assistant.evaluation.kills import KINDS, measure_kills
from assistant.evaluation.scale import RandomVectors
from assistant.index.generation import Generations
from assistant.settings import load_settings


class Enough(Exception):
    """The victim has done what the test needs."""


def worked(trial: Trial, home: Path, acknowledged: int) -> tuple[str, list[dict[str, Any]]]:
    """What a victim was given and said by the time that so much was acknowledged."""
    given = trial.prepare(home, load_settings(home=home))
    said: list[dict[str, Any]] = []

    def tell(what: Any) -> None:
        said.append(dict(what))
        if sum("begins" not in each for each in said) == acknowledged:
            raise Enough

    with pytest.raises(Enough):
        trial.work(home, given, RandomVectors(), tell)
    return given, said


def test_kills_lose_nothing_and_leave_nothing_half_written() -> None:
    kinds = [word for kind in KINDS for word in ("--kind", kind)]
    result = CliRunner().invoke(
        cli, ["benchmark", "faults", "--rounds", "10", *kinds, "--json"], catch_exceptions=False
    )
    found = {each["kind"]: each for each in json.loads(result.stdout)}
    assert list(found) == ["ingest", "plan", "index", "backup", "restore"]
    assert [each["rounds"] for each in found.values()] == [2] * 5
    assert [each["faults"] for each in found.values()] == [[]] * 5
    assert all(each["acknowledged"] for each in found.values())
    assert result.exit_code == 0


def test_a_victim_that_fails_by_itself_is_a_fault(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Ingest, "prepare", lambda *_: str(home / "nowhere"))
    (found,) = measure_kills(load_settings(home=home), 1, ("ingest",))
    assert found.faults == ("the victim ended by itself (1)",)


def forget_file(home: Path) -> None:
    store = Store(home)
    (folder,) = store.folders()
    store.delete_file(folder.id, folder.read().files[0].sha256, RandomVectors())


def cut_copy(home: Path) -> None:
    copy = next((home / "collections").rglob("documents/*.json"))
    copy.write_bytes(copy.read_bytes()[:-100])


def forget_version(home: Path) -> None:
    with sqlite3.connect(home / "plans.sqlite") as plans:
        plans.execute("DELETE FROM versions WHERE version = 2")


def alter_plan(home: Path) -> None:
    with sqlite3.connect(home / "plans.sqlite") as plans:
        plans.execute("UPDATE versions SET plan = replace(plan, 'customer', '') WHERE version = 1")


def forget_index(home: Path) -> None:
    shutil.rmtree(home / "index")


def cut_vectors(home: Path) -> None:
    current = Generations(home).current()
    assert current is not None
    vectors = current[0] / "vectors-en.npy"
    vectors.write_bytes(b"\x00" * vectors.stat().st_size)


def cut_backup(home: Path) -> None:
    path = home.parent / "backup.zip"
    path.write_bytes(path.read_bytes()[:-500])


def forget_backup(home: Path) -> None:
    (home.parent / "backup.zip").unlink()


def two_plans(home: Path) -> None:
    with sqlite3.connect(home / "plans.sqlite") as plans:
        plans.execute("INSERT INTO plans SELECT 'x', title, lang, version, updated FROM plans")
        plans.execute("INSERT INTO versions SELECT 'x', version, at, reason, plan FROM versions")


@pytest.mark.parametrize(
    ("trial", "damage", "found"),
    [
        pytest.param(Ingest(), forget_file, "lost", id="a file that was taken in is gone"),
        pytest.param(Ingest(), cut_copy, "half", id="the copy of a file is cut"),
        pytest.param(Plans(), forget_version, "lost", id="a version that was saved is gone"),
        pytest.param(Plans(), alter_plan, "half", id="a plan is another"),
        pytest.param(Changing(), forget_index, "lost", id="the index is gone"),
        pytest.param(Changing(), cut_vectors, "half", id="the vectors are no vectors"),
        pytest.param(BackingUp(), forget_backup, "lost", id="the backup is gone"),
        pytest.param(BackingUp(), cut_backup, "half", id="the backup is cut"),
        pytest.param(Restoring(), two_plans, "half", id="two states are mixed"),
    ],
)
def test_what_is_lost_or_half_written_is_noticed(
    trial: Trial, damage: Callable[[Path], None], found: str, home: Path
) -> None:
    given, said = worked(trial, home, 2)
    assert trial.judge(home, given, said) == Verdict()
    damage(home)
    verdict = trial.judge(home, given, said)
    assert verdict.lost if found == "lost" else verdict.half
