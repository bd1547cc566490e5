"""A collection that is given sixty hostile files keeps what it had and takes in what is honest."""

from __future__ import annotations

import shutil
from pathlib import Path

import hostile
import pytest
from makers import ENGLISH

from assistant.collections import IngestReport
from assistant.ingest import Limits
from assistant.service import Assistant, start
from assistant.settings import load_settings

LIMITS = Limits(files=300, pages=300, seconds=60, processor_seconds=40, memory=450 * 2**20)
KEPT = "The lighthouse keeper of Ouessant counted 4,120 ships in 1931."


@pytest.fixture(scope="module")
def service(shelf_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The whole library in a home of its own, and a collection of one honest file."""
    folder = tmp_path_factory.mktemp("siege")
    home = folder / "home"
    shutil.copytree(shelf_home / "index", home / "index")
    (home / "models").symlink_to(shelf_home / "models")
    (folder / "keeper.txt").write_text(KEPT, "utf-8")
    assistant = start(load_settings(home=home))
    assistant.collections.ingest([folder / "keeper.txt"], "Pack")
    return assistant


@pytest.fixture(scope="module")
def report(service: Assistant, tmp_path_factory: pytest.TempPathFactory) -> IngestReport:
    folder = tmp_path_factory.mktemp("hostile-pack")
    hostile.write_all(folder)
    (folder / "zz-honest.txt").write_text(f"{ENGLISH} The last file of the pack.", "utf-8")
    return service.collections.ingest([folder], "Pack", limits=LIMITS)


def test_every_file_has_an_outcome_and_the_batch_ends(report: IngestReport) -> None:
    told = {Path(file.name).name for file in report.files}
    assert told >= {case.name for case in hostile.cases() if case.expected}
    assert next(f for f in report.files if f.name.endswith("zz-honest.txt")).status == "added"
    assert not report.cancelled


def test_the_indexes_are_whole_afterwards(service: Assistant, report: IngestReport) -> None:
    assert service.collections.verify() == ()
    names = {file.name for file in service.collections.show("Pack").files}
    assert names == {f.name for f in report.files if f.status == "added"} | {"keeper.txt"}


@pytest.mark.usefixtures("report")
@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("How many ships did the lighthouse keeper of Ouessant count?", "4,120"),
        ("Combien de navires le gardien du phare d’Ouessant a-t-il comptés ?", "4,120"),
    ],
    ids=["asked in its language", "asked in the other"],
)
def test_what_was_there_before_still_answers(
    question: str, quoted: str, service: Assistant
) -> None:
    answer = service.ask(question, within=["Pack"])
    assert any(quoted in citation.quote for citation in answer.citations)
