"""Plans as the interfaces use them: drafted, saved, edited, compared, copied, exchanged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from assistant.plan.comparing import Difference, differences
from assistant.plan.drafting import Planner
from assistant.plan.exchange import exported, imported
from assistant.plan.intake import Intake
from assistant.plan.records import Interpretation, Plan
from assistant.plan.request import Change, Request, Wish
from assistant.plan.store import Entry, PlanStore, Saved
from assistant.records import Lang
from assistant.wording import load_wording


class Planning:
    """Drafts with one library, keeps plans in one home."""

    def __init__(self, planner: Planner, store: PlanStore, prompts: Path) -> None:
        self.planner = planner
        self.store = store
        self._prompts = prompts

    def interpret(self, text: str, lang: Lang) -> Interpretation:
        """How one typed objective is read."""
        return self.planner.interpret(Wish(text), lang)

    def draft(
        self,
        typed: Mapping[str, str],
        lang: Lang,
        changes: Sequence[Change] = (),
        today: date | None = None,
    ) -> Plan:
        """A plan from typed fields (see `Intake`).

        Raises NumberFault, or InputFaults with all that is wrong, each at its field.
        """
        words = load_wording(self._prompts, "plan", lang)
        intake = Intake(typed, lang, self.planner.library, words, today or date.today())
        plan = self.planner.draft(intake.request(tuple(changes)))
        return replace(plan, notes=(*intake.notes, *plan.notes))

    def redraft(self, request: Request) -> Plan:
        """The plan of a request."""
        return self.planner.draft(request)

    def save(self, plan: Plan, reason: str = "") -> Saved:
        """Keep a new plan."""
        return self.store.create(plan, reason)

    def replan(self, id: str, base: int, plan: Plan, reason: str = "") -> Saved:
        """Keep a plan as the version after `base`; raises PlanStale, PlanMissing."""
        return self.store.update(id, plan, base, reason)

    def edit(self, id: str, base: int, changes: Sequence[Change], reason: str = "") -> Saved:
        """Change parts of version `base`, such as a target with its reason, and keep the result.

        Raises PlanStale, PlanMissing.
        """
        before = self.store.get(id, base)
        return self.store.update(id, self.changed(before.plan, changes), base, reason)

    def changed(self, plan: Plan, changes: Sequence[Change]) -> Plan:
        """The plan with parts edited; an edit back to the draft's own text undoes an edit."""
        paths = {change.path for change in changes}
        kept = tuple(each for each in plan.request.changes if each.path not in paths)
        wanted = tuple(change for change in changes if change.text.strip())
        return self.redraft(replace(plan.request, changes=(*kept, *wanted)))

    def duplicate(self, id: str, version: int | None = None) -> Saved:
        """A copy as a plan of its own; raises PlanMissing."""
        saved = self.store.get(id, version)
        return self.store.create(saved.plan, f"{saved.id} · {saved.version}")

    def difference(self, id: str, first: int, second: int) -> tuple[Difference, ...]:
        """What changed between two versions; raises PlanMissing."""
        before, after = self.store.get(id, first), self.store.get(id, second)
        return differences(before.plan, after.plan)

    def list(self) -> tuple[Entry, ...]:
        """Every plan kept."""
        return self.store.list()

    def export(self, id: str, version: int | None = None) -> str:
        """A kept plan as a JSON file; raises PlanMissing."""
        return exported(self.store.get(id, version).plan)

    def take(self, text: str, reason: str = "") -> Saved:
        """Keep a plan from an exported file; raises PlanFileError."""
        return self.store.create(self.redraft(imported(text)), reason)
