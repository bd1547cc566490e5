"""The form of a plan: typed fields and edits, read from a request or filled from a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from assistant.plan.intake import WISHES
from assistant.plan.records import Plan
from assistant.plan.request import Change, Request
from assistant.plan.values import number
from assistant.records import Lang

FACTS = ("name", "sector", "country", "size", "model", "channels", "maturity")
EDIT, REASON = "edit.", "reason."
_CONTROLS = frozenset(("id", "base", "do", "version_reason", "lang"))


@dataclass(frozen=True)
class Form:
    """What stands in the fields; `id` and `base` name the saved version it started from."""

    fields: Mapping[str, str] = field(default_factory=dict)
    id: str = ""
    base: int = 0
    do: str = ""
    reason: str = ""

    def __getitem__(self, name: str) -> str:
        """The text of a field, "" where nothing was typed."""
        return self.fields.get(name, "")

    @property
    def typed(self) -> dict[str, str]:
        """The fields that describe the plan, without edits."""
        return {
            name: text
            for name, text in self.fields.items()
            if not name.startswith((EDIT, REASON)) and name not in _CONTROLS
        }

    @property
    def changes(self) -> tuple[Change, ...]:
        """The edits that were filled in, each with its reason."""
        return tuple(
            Change(path, text.strip()[:400], self[f"{REASON}{path}"].strip()[:400])
            for name, text in self.fields.items()
            if name.startswith(EDIT) and text.strip() and (path := name.removeprefix(EDIT))
        )

    @property
    def wishes(self) -> int:
        """How many fields for objectives are shown: one more than are filled in."""
        filled = [place for place in range(WISHES) if self[f"wish.{place}"].strip()]
        return min(WISHES, max(filled, default=-1) + 2)


def read_form(fields: Mapping[str, str]) -> Form:
    """A posted form; a base that is no number is none."""
    base = fields.get("base", "")
    return Form(
        fields=dict(fields),
        id=fields.get("id", "")[:40],
        base=int(base) if base.isascii() and base.isdigit() and len(base) < 7 else 0,
        do=fields.get("do", ""),
        reason=" ".join(fields.get("version_reason", "").split())[:200],
    )


def form_of(request: Request, lang: Lang, id: str = "", base: int = 0) -> Form:
    """The form that gives this request."""
    fields: dict[str, str] = {}
    for place, wish in enumerate(request.wishes):
        fields[f"wish.{place}"] = wish.text
        fields[f"choice.{place}"] = wish.choice
        fields[f"weight.{place}"] = "" if wish.weight == 1 else number(wish.weight, lang)
        for row, kpi in enumerate(wish.kpis):
            fields |= {f"custom.{place}.{row}.{key}": text for key, text in asdict(kpi).items()}
    facts = asdict(request.organisation)
    fields |= {name: str(facts[name] or "") for name in FACTS if name != "channels"}
    fields["channels"] = ", ".join(request.organisation.channels)
    if request.budget:
        amount = request.budget.amount
        fields["budget"] = f"{amount:.0f}" if amount == int(amount) else f"{amount:.2f}"
        fields["currency"] = request.budget.currency
    if request.start:
        fields["start"] = f"{request.start[0]}-{request.start[1]:02d}"
    fields["horizon"] = str(request.horizon or "")
    for name in ("content_share", "measurement_share"):
        share = getattr(request, name)
        fields[name] = "" if share is None else f"{number(share, lang)} %"
    fields |= {f"known.{each.kpi}": _level(each.value) for each in request.known}
    fields["title"] = request.title
    for change in request.changes:
        fields[f"{EDIT}{change.path}"] = change.text
        fields[f"{REASON}{change.path}"] = change.reason
    return Form(fields, id, base)


def with_percent(form: Form, plan: Plan, percentages: frozenset[str]) -> Form:
    """The form with a percent sign on levels that are percentages: "0.5 %" is not "0.5"."""
    fields = dict(form.fields)
    for known in plan.request.known:
        if known.kpi in percentages:
            fields[f"known.{known.kpi}"] = f"{_level(known.value)} %"
    return Form(fields, form.id, form.base, form.do, form.reason)


def _level(value: float) -> str:
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    # "1.234" would be asked about: three decimals could be thousands.
    whole, _, decimals = text.partition(".")
    return f"{whole}.{decimals}0" if len(decimals) == 3 else text
