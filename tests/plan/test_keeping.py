"""Saved plans: versions, differences, edits with a reason, exchange, two people at once."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from assistant.errors import AssistantError
from assistant.plan.codec import PlanFileError, decode, encode
from assistant.plan.exchange import exported, imported, plan_schema
from assistant.plan.planning import Planning
from assistant.plan.records import Plan
from assistant.plan.request import Change
from assistant.plan.store import PlanMissing, PlanStale, PlanStore
from assistant.records import Lang

TODAY = date(2026, 11, 22)
TYPED = {
    "wish.0": "Ramener l’attrition de 12 % à 9 %",
    "choice.0": "customer-retention",
    "wish.1": "Tenir notre promesse",
    "choice.1": "custom",
    "custom.1.0.name": "Promesses tenues",
    "budget": "50 k€",
}


@pytest.fixture
def plan(planning: Planning) -> Plan:
    return planning.draft(TYPED, "fr", today=TODAY)


def test_a_saved_plan_is_read_back_whole(planning: Planning, plan: Plan) -> None:
    saved = planning.save(plan, "first")
    read = planning.store.get(saved.id)
    assert (read.plan, read.version, read.reason) == (plan, 1, "first")
    assert [each.id for each in planning.list()] == [saved.id]


def test_a_target_is_changed_with_a_reason_and_the_difference_shows_it(
    planning: Planning, plan: Plan
) -> None:
    saved = planning.save(plan)
    change = Change("kpi/churn-rate/target", "8 %", "le conseil l’a demandé")
    after = planning.edit(saved.id, 1, [change], "conseil de mars")
    line = next(each for each in after.plan.strategies[0].kpis if each.kpi == "churn-rate")
    assert (line.target.basis, line.target.text) == ("changed", "8 %")
    assert "le conseil l’a demandé" in line.target.reasoning
    found = planning.difference(saved.id, 1, 2)
    assert ("target", "8 %") in {(each.kind, each.after) for each in found}
    assert [each.reason for each in planning.store.history(saved.id)] == ["conseil de mars", ""]
    undone = planning.edit(saved.id, 2, [Change("kpi/churn-rate/target", "")])
    assert undone.plan == plan


def test_the_second_writer_is_told_and_nothing_is_lost(planning: Planning, plan: Plan) -> None:
    saved = planning.save(plan)
    theirs = planning.edit(saved.id, 1, [Change("title", "Le leur")])
    with pytest.raises(PlanStale) as caught:
        planning.edit(saved.id, 1, [Change("title", "Le mien")])
    assert caught.value.details["current"] == 2
    assert planning.store.get(saved.id).plan == theirs.plan


def test_of_many_writers_at_once_one_wins(tmp_path: Path, plan: Plan) -> None:
    first = PlanStore(tmp_path)
    saved = first.create(plan)

    def write(number: int) -> bool:
        try:
            PlanStore(tmp_path).update(saved.id, replace(plan, title=str(number)), 1)
        except PlanStale:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(write, range(8)))
    assert won.count(True) == 1
    assert first.get(saved.id).plan.title == str(won.index(True))


def test_a_copy_is_a_plan_of_its_own(planning: Planning, plan: Plan) -> None:
    saved = planning.save(plan)
    copy = planning.duplicate(saved.id)
    planning.edit(copy.id, 1, [Change("title", "Copie")])
    assert planning.store.get(saved.id).plan == plan
    planning.store.delete(copy.id)
    with pytest.raises(PlanMissing):
        planning.store.history(copy.id)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_exported_plan_follows_the_schema_and_comes_back(lang: Lang, planning: Planning) -> None:
    plan = planning.draft(TYPED, lang, [Change("title", "Mine", "why")], today=TODAY)
    text = exported(plan)
    jsonschema.Draft202012Validator.check_schema(plan_schema())
    jsonschema.validate(json.loads(text), plan_schema())
    assert planning.redraft(imported(text)) == replace(
        plan, notes=planning.redraft(plan.request).notes
    )
    assert planning.take(text).plan.request == plan.request


def broken(plan: Plan, how: str) -> str:
    data: dict[str, Any] = json.loads(exported(plan))
    inner = data["plan"]
    if how == "format":
        data["format"] = "boardwise-plan/9"
    elif how == "unknown-key":
        inner["extra"] = 1
    elif how == "missing":
        del inner["title"]
    elif how == "type":
        inner["roadmap"]["months"] = "12"
    elif how == "choice":
        inner["lang"] = "de"
    elif how == "endless":
        inner["title"] = "x" * 30_000
    elif how == "outer-key":
        data["more"] = True
    return json.dumps(data)


FAULTS = {
    "format": "format", "unknown-key": "plan", "missing": "plan", "type": "plan.roadmap.months",
    "choice": "plan.lang", "endless": "plan.title", "outer-key": "file",
}  # fmt: skip


@pytest.mark.parametrize(("how", "place"), FAULTS.items(), ids=FAULTS)
def test_a_file_that_is_no_plan_is_refused_at_its_place(how: str, place: str, plan: Plan) -> None:
    with pytest.raises(PlanFileError) as caught:
        imported(broken(plan, how))
    assert caught.value.details["place"] == place


@pytest.mark.parametrize("text", ["", "no json", "[]", "null", "{}", "[" * 50_000, '{"a": NaN}'])
def test_any_other_file_is_refused(text: str) -> None:
    with pytest.raises(PlanFileError):
        imported(text)


def test_text_from_a_file_is_not_trusted(planning: Planning, plan: Plan) -> None:
    data = json.loads(exported(plan))
    data["plan"]["strategies"][0]["evidence"][0]["sentence"]["text"] = "Sales rose by 900%."
    saved = planning.take(json.dumps(data))
    assert "900" not in json.dumps(encode(saved.plan))


def test_records_survive_json(plan: Plan) -> None:
    assert decode(Plan, json.loads(json.dumps(encode(plan)))) == plan


def test_a_home_that_cannot_be_written_is_told(tmp_path: Path, plan: Plan) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(AssistantError) as caught:
        PlanStore(tmp_path / "file").create(plan)
    assert caught.value.code == "home"
