"""Every hostile file gets its outcome, and the rest of the batch goes through."""

from __future__ import annotations

from pathlib import Path

import hostile
import pytest
from makers import ENGLISH

from assistant.ingest import Limits, Outcome, read_files
from assistant.ingest.faults import codes
from assistant.ingest.finish import text_of

CASES = list(hostile.cases())
# Smaller than what users get, so that each limit is met with a small file.
LIMITS = Limits(
    files=300,
    pages=300,
    archive_bytes=128 * 2**20,
    file_bytes=100 * 2**20,
    seconds=60,
    processor_seconds=40,
    memory=450 * 2**20,
)
HONEST = "zz-honest.txt"


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """All hostile files and an honest last one, read in one batch; by name in the folder."""
    folder = tmp_path_factory.mktemp("hostile") / "pack"
    folder.mkdir()
    hostile.write_all(folder)
    (folder / HONEST).write_text(f"{ENGLISH} The last file of the pack.")
    found: dict[str, Outcome] = {}
    with pytest.MonkeyPatch.context() as patch:
        # What becomes of a scan depends on the machine; here it has no Tesseract.
        patch.setattr("assistant.ingest.batch.tesseract", lambda: "")
        for outcome in read_files([folder], limits=LIMITS):
            assert outcome.name not in found
            found[outcome.name.removeprefix("pack/")] = outcome
    return found


def said(outcome: Outcome) -> str:
    return outcome.refusal.code if outcome.refusal else outcome.status


def test_there_are_sixty_hostile_files() -> None:
    assert len({case.name for case in CASES}) >= 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_outcome_is_the_one_named(case: hostile.Hostile, outcomes: dict[str, Outcome]) -> None:
    if case.expected:
        assert said(outcomes[case.name]) == case.expected
    found = [
        (name, said(outcome))
        for name, outcome in outcomes.items()
        if name.startswith(f"{case.name} › ")
    ]
    for part, expected in case.inside:
        assert [code for name, code in found if part in name.rpartition(" › ")[2]] == [expected]


READ = [case for case in CASES if case.expected == "read"]


@pytest.mark.parametrize("case", READ, ids=lambda case: case.name)
def test_what_is_read_is_told_and_complete(
    case: hostile.Hostile, outcomes: dict[str, Outcome]
) -> None:
    extract = outcomes[case.name].extract
    assert extract is not None
    text = "\n".join(text_of(block) for block in extract.blocks)
    assert case.holds in text
    assert not case.lacks or case.lacks not in text
    assert case.notice in {"", *(notice.code for notice in extract.notices)}


def test_the_batch_goes_on_to_its_end(outcomes: dict[str, Outcome]) -> None:
    assert outcomes[HONEST].passages[0].text.endswith("The last file of the pack.")


def test_every_refusal_has_a_message_and_a_remedy(outcomes: dict[str, Outcome]) -> None:
    refusals = [each.refusal for each in outcomes.values() if each.refusal]
    assert {each.code for each in refusals} <= codes()
    assert all(each.message and each.remedy for each in refusals)


def test_nothing_is_written_outside(outcomes: dict[str, Outcome]) -> None:
    assert outcomes
    assert not Path("/etc/evil.txt").exists()
    assert not list(Path.cwd().parent.glob("evil.txt"))


def test_a_file_of_500_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.pdf"
    with path.open("wb") as file:
        file.truncate(500 * 2**20)
    (outcome,) = read_files([path])
    assert said(outcome) == "file-too-large"
    assert outcome.sha256 == ""
