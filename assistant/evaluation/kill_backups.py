"""Backups and restores that a kill interrupts."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.backup import backup, finish_restore, restore
from assistant.errors import AssistantError
from assistant.evaluation.kill_trials import Said, Tell, Verdict, broken_index, drafted, with_index
from assistant.index.sync import DocumentEmbedder
from assistant.plan.codec import decode, encode
from assistant.plan.records import Plan
from assistant.plan.store import PlanStore

if TYPE_CHECKING:
    from assistant.settings import Settings


class BackingUp:
    """A home is backed up while plans are saved in it."""

    name = "backup"

    def prepare(self, home: Path, settings: Settings) -> str:
        """A home with an index, and a plan as JSON."""
        with_index(home)
        return json.dumps(encode(drafted(settings)))

    def work(self, home: Path, given: str, embedder: DocumentEmbedder, tell: Tell) -> None:
        """Save a plan, back up, say so."""
        plan, store = decode(Plan, json.loads(given)), PlanStore(home)
        while True:
            saved = store.create(plan)
            backup(home, home.parent / "backup.zip")
            tell({"id": saved.id})

    def judge(self, home: Path, given: str, said: Said) -> Verdict:
        """The file under the name of the backup is whole and holds every plan saved before."""
        path, other = home.parent / "backup.zip", home.parent / f"restored-{os.urandom(4).hex()}"
        if not path.exists():
            return Verdict(("the backup",) if said else ())
        try:
            restore(other, path)
        except AssistantError as fault:
            return Verdict((), (fault.message,))
        plan, plans = decode(Plan, json.loads(given)), PlanStore(other)
        held = {each.id for each in plans.list()}
        lost = tuple(each["id"] for each in said if each["id"] not in held)
        half = (*(id for id in sorted(held) if _another(plans, id, plan)), *broken_index(other))
        shutil.rmtree(other, ignore_errors=True)
        return Verdict(lost, half)


def _another(plans: PlanStore, id: str, plan: Plan) -> bool:
    """True where a plan is not the one that was saved, or cannot be read."""
    try:
        return plans.get(id).plan != plan
    except AssistantError:
        return True


class Restoring:
    """A home is put back to one backup, then to another, in turns."""

    name = "restore"

    def prepare(self, home: Path, settings: Settings) -> str:
        """Two backups that differ in their plan; the home holds the first."""
        plan = drafted(settings)
        for title in ("a", "b"):
            source = home.parent / title
            with_index(source)
            PlanStore(source).create(replace(plan, title=title))
            backup(source, home.parent / f"{title}.zip")
        restore(home, home.parent / "a.zip")
        return str(home.parent)

    def work(self, home: Path, given: str, embedder: DocumentEmbedder, tell: Tell) -> None:
        """Say what begins, restore, say that it is done."""
        finish_restore(home)
        now = PlanStore(home).list()[0].title
        while True:
            now = "b" if now == "a" else "a"
            tell({"begins": now})
            restore(home, Path(given) / f"{now}.zip")
            tell({"restored": now})

    def judge(self, home: Path, given: str, said: Said) -> Verdict:
        """Once started again, the home is the last backup restored or the one begun after it."""
        finish_restore(home)
        found = [each.title for each in PlanStore(home).list()]
        last = said[-1].get("restored") if said else None
        half = broken_index(home)
        if len(found) != 1 or half:
            return Verdict((), (f"plans {found}", *half))
        return Verdict((f"{last}, not {found[0]}",) if last and found[0] != last else ())
