"""A disk that is full, or that can only be read: told with a remedy, nothing kept is lost, and
once there is room again everything goes on.

On a real file system of a few megabytes in memory, which only root may mount.
"""

from __future__ import annotations

import gc
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant.access import Keys
from assistant.access.audit import Audit
from assistant.backup import backup, restore
from assistant.collections import CollectionDesk, Store
from assistant.collections.texts import Text
from assistant.errors import AssistantError
from assistant.evaluation.kill_trials import drafted, shelf
from assistant.evaluation.scale import RandomVectors
from assistant.index import open_index
from assistant.index.generation import Generations
from assistant.plan.store import PlanStore
from assistant.programme.progress import Progress
from assistant.settings import load_settings
from assistant.wording import explain

PROMPTS = Path(__file__).parents[1] / "prompts"
MEGABYTES = 24


@dataclass
class Disk:
    """The file system, and what can happen to it."""

    place: Path

    @property
    def home(self) -> Path:
        return self.place / "home"

    def fill(self) -> None:
        """Leave no room at all."""
        with suppress(OSError), (self.place / "ballast").open("wb", buffering=0) as handle:
            while handle.write(b"x" * 4096):
                pass

    def empty(self) -> None:
        (self.place / "ballast").unlink()

    def remount(self, how: str) -> None:
        # What a superseded generation still maps would keep the file system busy.
        gc.collect()
        command = ["mount", "-o", f"remount,{how}", str(self.place)]
        subprocess.run(command, check=True, capture_output=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A small file system of its own, with an empty home."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(place)]
    if os.geteuid() or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("a file system can only be mounted by root")
    found = Disk(place)
    found.home.mkdir()
    yield found
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def save_plan(home: Path) -> None:
    PlanStore(home).create(drafted(load_settings()))


def take_in(home: Path, name: str = "one") -> None:
    desk = CollectionDesk(Store(home), RandomVectors())
    desk.add_texts([Text(f"{name}-{n}", f"{name} says {n} things.") for n in range(40)], "Pack")


def build(home: Path, state: int = 1) -> None:
    open_index(home, RandomVectors(), str(state), lambda: shelf(state))


def learn(home: Path) -> None:
    progress = Progress(home)
    learner = progress.learner(progress.new_token())
    assert learner
    progress.keep(learner, "first", "note", "x" * 4000)


def found(generations: Generations) -> Any:
    """What a search finds, whether or not Chroma can be opened."""
    current = generations.current()
    assert current is not None
    index = generations.open(current[0], current[1].embedder)
    query = RandomVectors(7).encode_query("")
    nearest = [part.dense.nearest(query, 5).tolist() for part in index.partitions.values()]
    for part in index.partitions.values():
        part.dense.close()
    return nearest


WORK: dict[str, tuple[Callable[[Path], Any], Callable[[Path], Any]]] = {
    "plan": (save_plan, lambda home: len(PlanStore(home).list())),
    "own documents": (
        lambda home: take_in(home, os.urandom(4).hex()),
        lambda home: [
            (each.read().files, found(each.generations())) for each in Store(home).folders()
        ],
    ),
    "index": (
        lambda home: build(home, int.from_bytes(os.urandom(3), "big")),
        lambda home: found(Generations(home)),
    ),
    "programme": (learn, lambda home: None),
    "log": (lambda home: Audit(home).note("ann", "asked"), lambda home: Audit(home).verify()),
    "key": (lambda home: Keys(home).create("wiki", ["ask"]), lambda home: len(Keys(home).all())),
}


def explained(fault: AssistantError) -> None:
    """The fault is told in both languages, with a remedy."""
    english, french = (explain(fault, PROMPTS, lang) for lang in ("en", "fr"))
    assert all((*english, *french))
    assert english[1] != french[1]


TOLD_AS_FULL = ("plan", "own documents", "index")


def until_refused(home: Path, work: Any, state: Any, before: Any) -> tuple[AssistantError, Any]:
    """The refusal, and the state before it: what fits into the last block may still be kept."""
    for _ in range(200):
        try:
            work(home)
        except AssistantError as fault:
            return fault, before
        before = state(home)
    raise AssertionError("a full disk took everything")


@pytest.mark.parametrize("name", WORK)
def test_a_full_disk_is_told_and_nothing_is_lost(name: str, disk: Disk) -> None:
    work, state = WORK[name]
    work(disk.home)
    before = state(disk.home)
    disk.fill()
    fault, before = until_refused(disk.home, work, state, before)
    assert fault.code == ("disk-full" if name in TOLD_AS_FULL else "home")
    explained(fault)
    assert state(disk.home) == before
    disk.empty()
    work(disk.home)


@pytest.mark.parametrize("name", WORK)
def test_a_disk_that_can_only_be_read_is_told_and_still_read(name: str, disk: Disk) -> None:
    work, state = WORK[name]
    work(disk.home)
    before = state(disk.home)
    disk.remount("ro")
    with pytest.raises(AssistantError) as caught:
        work(disk.home)
    assert caught.value.code == "home"
    explained(caught.value)
    assert state(disk.home) == before


def test_no_backup_is_better_than_half_of_one(disk: Disk, tmp_path: Path) -> None:
    build(tmp_path / "home")
    disk.fill()
    with pytest.raises(AssistantError) as caught:
        backup(tmp_path / "home", disk.place / "b.zip")
    assert caught.value.code == "backup-written"
    assert [path.name for path in disk.place.iterdir() if "zip" in path.name] == []


def test_a_restore_that_has_no_room_says_so_and_changes_nothing(disk: Disk, tmp_path: Path) -> None:
    learn(tmp_path / "home")
    backup(tmp_path / "home", tmp_path / "b.zip")
    disk.fill()
    before = sorted(path.name for path in disk.place.rglob("*"))
    with pytest.raises(AssistantError) as caught:
        restore(disk.home, tmp_path / "b.zip")
    assert caught.value.code == "disk-full"
    assert sorted(path.name for path in disk.place.rglob("*")) == before
