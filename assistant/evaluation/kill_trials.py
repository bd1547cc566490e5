"""The kinds of work that a kill interrupts: what a victim does, and how what it left is judged."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from assistant.collections import Store, fill, verify
from assistant.errors import AssistantError
from assistant.index.generation import Generations
from assistant.index.sync import DocumentEmbedder, open_index
from assistant.ingest import read_files
from assistant.plan.codec import decode, encode
from assistant.plan.records import Plan
from assistant.plan.store import Entry, PlanStore
from assistant.records import Passage

if TYPE_CHECKING:
    from assistant.settings import Settings

Tell = Callable[[Mapping[str, Any]], None]
Said = Sequence[Mapping[str, Any]]
_COLLECTION = "Killed"
_PARAGRAPHS, _WINDOW = 6, 24


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with the state that a kill left: acknowledged and not there, or not whole."""

    lost: tuple[str, ...] = ()
    half: tuple[str, ...] = ()


class Trial(Protocol):
    """One kind of work. A message of a victim that holds `begins` tells what it is about to do;
    any other tells what it has done, which is then acknowledged."""

    name: str

    def prepare(self, home: Path, settings: Settings) -> str:
        """Make what is needed beforehand; returns what the victims are given."""

    def work(self, home: Path, given: str, embedder: DocumentEmbedder, tell: Tell) -> None:
        """Work without end."""

    def judge(self, home: Path, given: str, said: Said) -> Verdict:
        """Read the state as the product reads it."""


class Ingest:
    """Files are taken into a collection, each in force before the next; every third is deleted."""

    name = "ingest"

    def prepare(self, home: Path, settings: Settings) -> str:
        """An empty folder for the files."""
        (home.parent / "files").mkdir()
        return str(home.parent / "files")

    def work(self, home: Path, given: str, embedder: DocumentEmbedder, tell: Tell) -> None:
        """Write a text, take it in, say so."""
        store = Store(home)
        folder = store.create(_COLLECTION)
        for number in count(time.time_ns() // 3 * 3):
            path = Path(given) / f"file-{number}.txt"
            path.write_text("\n\n".join(_paragraphs(str(number))), encoding="utf-8")
            fill(folder, [path], embedder, read_files)
            tell({"name": path.name})
            if number % 3 == 2:
                oldest = folder.read().files[0]
                tell({"begins": oldest.name})
                store.delete_file(folder.id, oldest.sha256, embedder)
                tell({"deleted": oldest.name})

    def judge(self, home: Path, given: str, said: Said) -> Verdict:
        """Every file that was taken in is listed; the copies and the index hold the same."""
        store = Store(home)
        half = [f"{each.code}: {each.detail or each.file}" for each in verify(store)]
        named = [each["name"] for each in said if "name" in each]
        gone = {each["begins"] for each in said if "begins" in each}
        deleted = {each["deleted"] for each in said if "deleted" in each}
        listed = {file.name for each in store.collections() for file in each.files}
        half += [] if half else _cut_files(store)
        lost = [each for each in named if each not in listed and each not in gone]
        return Verdict((*lost, *(f"{each} is back" for each in deleted & listed)), tuple(half))


class Plans:
    """Plans are saved, and saved again as their next versions."""

    name = "plan"

    def prepare(self, home: Path, settings: Settings) -> str:
        """A whole plan, drafted from the library, as JSON."""
        return json.dumps(encode(drafted(settings)))

    def work(self, home: Path, given: str, embedder: DocumentEmbedder, tell: Tell) -> None:
        """Save a plan, then three versions of it, and say so each time."""
        plan, store = decode(Plan, json.loads(given)), PlanStore(home)
        for number in count(time.time_ns()):
            saved = store.create(replace(plan, title=f"{number}.1"))
            tell({"id": saved.id, "version": 1, "title": saved.plan.title})
            for version in (2, 3, 4):
                changed = replace(plan, title=f"{number}.{version}")
                store.update(saved.id, changed, version - 1)
                tell({"id": saved.id, "version": version, "title": changed.title})

    def judge(self, home: Path, given: str, said: Said) -> Verdict:
        """Every version is there with its title, and every plan is whole."""
        plan, store = decode(Plan, json.loads(given)), PlanStore(home)
        lost, half = [], []
        for each in said:
            place = f"{each['id']}, {each['version']}"
            try:
                found = store.get(each["id"], each["version"]).plan
            except AssistantError:
                lost.append(place)
                continue
            if found != replace(plan, title=each["title"]):
                half.append(place)
        half += [f"{each.id}: the list is another" for each in store.list() if _unlike(store, each)]
        return Verdict(tuple(lost), tuple(half))


class Changing:
    """The index follows a library that changes all the time."""

    name = "index"

    def prepare(self, home: Path, settings: Settings) -> str:
        return ""

    def work(self, home: Path, given: str, embedder: DocumentEmbedder, tell: Tell) -> None:
        """Bring the index in step with the next state, and say so."""
        current = Generations(home).current()
        for state in count(int(current[1].fingerprint) + 1 if current else 1):
            tell({"begins": state})
            open_index(home, embedder, str(state), lambda state=state: shelf(state))  # type: ignore[misc]
            tell({"state": state})

    def judge(self, home: Path, given: str, said: Said) -> Verdict:
        """The index in force is the last one acknowledged or one begun after it, and whole."""
        done = max((int(each["state"]) for each in said if "state" in each), default=0)
        begun = max((int(each["begins"]) for each in said if "begins" in each), default=0)
        generations = Generations(home)
        current = generations.current()
        if current is None:
            return Verdict((f"state {done}",) if done else ())
        state = int(current[1].fingerprint)
        if state < done:
            return Verdict((f"state {done}: {state} is in force",))
        try:
            index = generations.open(current[0], current[1].embedder)
            index.verify()
        except AssistantError as fault:
            return Verdict((), (f"state {state}: {fault.message}",))
        held = {p.id for part in index.partitions.values() for p in part.passages}
        for part in index.partitions.values():
            part.dense.close()
        whole = held == {p.id for p in shelf(state)} and state <= begun
        return Verdict((), () if whole else (f"state {state}: other passages",))


def _unlike(store: PlanStore, entry: Entry) -> bool:
    """True where the versions of a plan are not what the list says of it."""
    try:
        versions = [each.version for each in store.history(entry.id)]
        latest = store.get(entry.id, versions[0])
    except AssistantError:
        return True
    return len(versions) != entry.version or latest.plan.title != entry.title


def _cut_files(store: Store) -> list[str]:
    """The files of which not every paragraph is found again."""
    cut = []
    for folder in store.folders():
        for file in folder.read().files:
            text = "\n".join(p.text for p in folder.documents.read(file.sha256)[1])
            wanted = _paragraphs(Path(file.name).stem.partition("-")[2])
            if not all(each in text for each in wanted):
                cut.append(f"{file.name} is cut")
    return cut


def _paragraphs(number: str) -> list[str]:
    return [f"Paragraph {place} of file {number} says so." for place in range(_PARAGRAPHS)]


def shelf(state: int) -> list[Passage]:
    """The passages of one state; half of them are in the next."""
    return list(_passages(range(state * _WINDOW // 2, state * _WINDOW // 2 + _WINDOW)))


def _passages(numbers: range) -> Iterator[Passage]:
    for number in numbers:
        text = f"Statement number {number} of a shelf that changes."
        lang = "fr" if number % 2 else "en"
        yield Passage(f"p{number}", f"d{number}", "shelf", "article", lang, "evidence", text)  # type: ignore[arg-type]


def drafted(settings: Settings) -> Plan:
    """A plan of the real catalogue, its objective picked, so that no model is needed."""
    return _drafted(settings.knowledge, settings.prompts)


@cache
def _drafted(knowledge: Path, prompts: Path) -> Plan:
    from assistant.library import load_library
    from assistant.plan.drafting import Planner
    from assistant.plan.interpret import Mapper
    from assistant.plan.planning import Planning

    library = load_library(knowledge)
    planner = Planner(library, Mapper(library, None, ""), prompts)
    typed = {"wish.0": "Keep more customers", "choice.0": "customer-retention"}
    return Planning(planner, PlanStore(Path()), prompts).draft(typed, "en")


def with_index(home: Path) -> None:
    """Give a home an index of the first state."""
    from assistant.evaluation.scale import RandomVectors

    index, _ = open_index(home, RandomVectors(), "1", lambda: shelf(1))
    for part in index.partitions.values():
        part.dense.close()


def broken_index(home: Path) -> tuple[str, ...]:
    """What is wrong with the index of a home."""
    current = Generations(home).current()
    if current is None:
        return ("the index is not whole",)
    index = Generations(home).open(current[0], current[1].embedder)
    try:
        index.verify()
    except AssistantError as fault:
        return (fault.message,)
    finally:
        for part in index.partitions.values():
            part.dense.close()
    return ()
