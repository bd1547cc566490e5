"""What the template of the plan page is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response

from assistant.export.plan_files import PLAN_FORMATS
from assistant.plan.comparing import Difference, differences
from assistant.plan.intake import KPIS
from assistant.plan.records import TEAMS, KpiLine, Plan, Task
from assistant.plan.store import Saved
from assistant.plan.values import family, money, percent
from assistant.records import Lang
from assistant.render.labels import Labels
from assistant.render.plan_markdown import plan_labels
from assistant.render.sections import imprint, safe_link
from assistant.settings import Settings
from assistant.web.frame import Frame
from assistant.web.plan.form import Form

if TYPE_CHECKING:
    from assistant.web.plan.routes import PlanService

ROOT = "/plan"
_TEMPLATES = Path(__file__).resolve().parent / "templates"
_PRIVATE = {"Cache-Control": "no-store"}
CURRENCIES = ("EUR", "CHF", "GBP", "USD", "CAD", "MAD", "XOF", "SEK", "PLN")


@dataclass(frozen=True)
class View:
    """One state of the page: the form, the plan it gives, the saved version it stands on,
    another person's newer version, and what is wrong by field."""

    form: Form
    plan: Plan | None = None
    saved: Saved | None = None
    theirs: Saved | None = None
    latest: int = 0
    compare: bool = False
    faults: Mapping[str, str] = field(default_factory=dict)


class PlanPage:
    """Fills the template."""

    def __init__(self, settings: Settings, service: PlanService) -> None:
        self._settings = settings
        self._service = service
        self._frame = Frame(settings, "plan", "plan_page", _TEMPLATES)

    def lang(self, request: Request) -> Lang:
        """The language of the page."""
        return self._frame.lang(request)

    def percentages(self) -> frozenset[str]:
        """The KPIs whose levels are percentages."""
        kpis = self._service.planning.planner.library.kpis
        return frozenset(id for id, kpi in kpis.items() if family(kpi) == "percent")

    def missing(self, request: Request) -> Response:
        """The page for an address that holds no plan."""
        return self._frame.page(request, "missing.html", 404, _PRIVATE, root=ROOT)

    def show(self, request: Request, view: View, status: int = 200, stale: str = "") -> Response:
        """The page in one state; `stale` is the version that the person had opened."""
        lang = self.lang(request)
        planning = self._service.planning
        written: Lang = view.plan.lang if view.plan else lang
        return self._frame.page(
            request,
            "plan.html",
            status,
            _PRIVATE,
            root=ROOT,
            view=view,
            form=view.form,
            plan=view.plan,
            faults=view.faults,
            stale=stale,
            words=plan_labels(self._settings.prompts, written),
            objectives=sorted(
                (each.names[lang], each.id) for each in planning.planner.library.objectives.values()
            ),
            entries=planning.list(),
            history=planning.store.history(view.saved.id) if view.saved else (),
            diff=self._diff(view),
            asked=_asked(view),
            levels=_levels(view),
            known_fault=any(name.startswith("known.") for name in view.faults),
            custom_rows=_custom_rows,
            currencies=CURRENCIES,
            formats=PLAN_FORMATS,
            teams=TEAMS,
            duties=_duties,
            money=money,
            percent=percent,
            imprint=self._imprint(lang),
            safe_link=safe_link,
        )

    def _imprint(self, lang: Lang) -> Any:
        from assistant.render import load_labels

        labels: Labels = load_labels(self._settings.prompts, lang)
        return lambda reference: imprint(reference, labels)

    def _diff(self, view: View) -> tuple[int, int, tuple[Difference, ...]] | None:
        """(first, second, what differs): two versions, or the other person's and this one."""
        if view.theirs and view.plan:
            first = view.theirs.version
            return first, first + 1, differences(view.theirs.plan, view.plan)
        if view.compare and view.saved and view.saved.version > 1:
            first = view.saved.version - 1
            found = self._service.planning.difference(view.saved.id, first, view.saved.version)
            return first, view.saved.version, found
        return None


def _asked(view: View) -> dict[str, str]:
    """Field → the plan's question about it."""
    return {each.field: each.text for each in view.plan.questions} if view.plan else {}


def _levels(view: View) -> tuple[KpiLine, ...]:
    """Each KPI of the catalogue in the plan once: the fields for what is already measured."""
    lines = [line for each in view.plan.strategies for line in each.kpis] if view.plan else []
    return tuple({line.kpi: line for line in lines if line.kpi}.values())


def _custom_rows(form: Form, place: int) -> range:
    """The rows for indicators of one's own: those filled in and one more."""
    filled = [row for row in range(KPIS) if form[f"custom.{place}.{row}.name"].strip()]
    return range(min(KPIS, max(filled, default=-1) + 2))


def _duties(task: Task, team: str) -> str:
    return "/".join(part.duty for part in task.parts if part.team == team)
