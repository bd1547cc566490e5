"""`assistant evaluate` and `assistant benchmark` on four questions over the whole shelf."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from assistant.cli import cli
from assistant.evaluation.questions import load_cases

pytestmark = pytest.mark.shelf
SETS = Path(__file__).parent


@pytest.fixture(autouse=True)
def on_the_shelf(shelf_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_HOME", str(shelf_home))


def run(*arguments: str) -> str:
    result = CliRunner().invoke(cli, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def told(*arguments: str) -> Any:
    return json.loads(run(*arguments, "--json"))


def test_evaluate_tells_rows_curve_misses_and_baseline(questions: Path) -> None:
    report = told("evaluate", "--questions", str(questions), "--baseline")
    assert [row["slice"] for row in report["rows"]] == [
        "figure",
        "follow-up",
        "off-topic",
        "fr",
        "en",
        "all",
    ]
    assert report["rows"][0]["fact"] == 1.0
    assert [row["questions"] for row in report["baseline"]] == [2, 2]
    assert report["curve"][0]["threshold"] == 0.1
    assert report["missed"] == []


def test_evaluate_lists_what_was_missed(questions: Path) -> None:
    cases = yaml.safe_load(questions.read_text("utf-8"))
    cases[1]["expect"]["any_of"] = ["a figure nobody wrote"]
    questions.write_text(yaml.safe_dump(cases, allow_unicode=True), encoding="utf-8")
    text = run("evaluate", "--questions", str(questions), "--missed")
    assert "← a figure nobody wrote | ibm-black-friday-2012" in text


@pytest.mark.parametrize(("lang", "head"), [("en", "slice"), ("fr", "tranche")])
def test_evaluate_speaks_both_languages(lang: str, head: str, questions: Path) -> None:
    text = run("evaluate", "--questions", str(questions), "--lang", lang)
    assert head in [line.split()[0] for line in text.splitlines() if line]


def test_the_refusal_is_fitted_and_written(
    questions: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.evaluation.calibration.PHRASINGS", 40)
    bank = {"fr": ["Qui a gagné la Coupe du monde ?"] * 8, "en": ["Who is the president?"] * 8}
    questions.with_name("off_topic.yaml").write_text(yaml.safe_dump(bank), encoding="utf-8")
    cases = yaml.safe_load(questions.read_text("utf-8"))
    many = [{**case, "id": f"{case['id']}-{n}"} for n in range(4) for case in cases]
    questions.write_text(yaml.safe_dump(many, allow_unicode=True), encoding="utf-8")
    output = tmp_path / "refusal.json"
    fitted = told(
        "evaluate", "--questions", str(questions), "--fit-refusal", "--output", str(output)
    )
    written = json.loads(output.read_text("utf-8"))
    assert (fitted["path"], fitted["threshold"]) == (str(output), written["threshold"])


def test_the_benchmark_takes_every_measure(questions: Path) -> None:
    measures = told("benchmark", "--questions", str(questions), "--texts", "4")
    assert {measure["id"] for measure in measures} == {
        "first_page",
        "ready",
        "first_answer",
        "memory",
        "retrieval_p50",
        "retrieval_p95",
        "answer_p50",
        "answer_p95",
        "throughput",
        "bare",
        "ratio",
    }
    assert all(measure["value"] > 0 for measure in measures)


@pytest.mark.parametrize("name", ["questions.yaml", "held_out.yaml", "desk.yaml"])
def test_our_question_sets_can_be_read(name: str) -> None:
    cases = load_cases(SETS / name)
    assert len({case.id for case in cases}) == len(cases) >= 120


def test_a_set_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["evaluate", "--questions", str(tmp_path / "none.yaml")])
    assert (result.exit_code, "none.yaml" in result.stderr) == (2, True)
