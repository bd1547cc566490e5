"""The running application notices a change of its library, and keeps out what is at fault."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.library.fingerprint import file_states
from assistant.service import start
from assistant.settings import Settings, load_settings
from assistant.watch import LivingAssistant, Watch, start_watched
from assistant.web.ui.conversation import Conversation

FICTION = Path(__file__).parent / "knowledge"
CASE = "case-studies/brume-lighthouses.en.md"
TWIN = "case-studies/brume-lighthouses.fr.md"
PATIENCE = 60  # seconds until a thread that should have acted counts as stuck


@pytest.fixture(scope="module")
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One home for all tests here, so that the model is unpacked once."""
    return tmp_path_factory.mktemp("watch") / "home"


@pytest.fixture
def settings(shared_home: Path, tmp_path: Path) -> Settings:
    folder = Path(shutil.copytree(FICTION, tmp_path / "knowledge"))
    return load_settings(home=shared_home, knowledge=folder, watch=0)


@pytest.fixture
def living(settings: Settings) -> LivingAssistant:
    return LivingAssistant(start(settings))


@pytest.fixture
def watch(living: LivingAssistant) -> Watch:
    return Watch(living, file_states(living.settings.knowledge))


def edit(living: LivingAssistant, path: str, old: str, new: str) -> None:
    file = living.settings.knowledge / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def edit_soundly(living: LivingAssistant) -> None:
    """A new statement in both languages."""
    edit(living, CASE, "## Context\n", "## Context\nIts lamp turns at night. ")
    edit(living, TWIN, "## Contexte\n", "## Contexte\nSa lampe tourne la nuit. ")


def look_twice(watch: Watch) -> bool:
    watch.look()
    return watch.look()


def test_an_edit_is_served_from_the_second_look_on(watch: Watch, living: LivingAssistant) -> None:
    edit_soundly(living)
    assert (watch.look(), watch.look()) == (False, True)
    document = living.document("brume-lighthouses", "en")
    assert document is not None
    assert "Its lamp turns at night." in {passage.text for passage in document.passages}


def test_only_what_is_new_is_embedded(watch: Watch, living: LivingAssistant) -> None:
    edit_soundly(living)
    look_twice(watch)
    assert (living.now.report.added, living.now.report.removed) == (2, 0)


def test_what_has_not_changed_is_left_alone(watch: Watch, living: LivingAssistant) -> None:
    before = living.now
    assert not look_twice(watch)
    assert living.now is before


def test_a_document_taken_away_is_served_no_more(watch: Watch, living: LivingAssistant) -> None:
    for name in (CASE, TWIN):
        (living.settings.knowledge / name).unlink()
    assert look_twice(watch)
    assert living.document("brume-lighthouses", "en") is None


def duplicate(folder: Path) -> None:
    shutil.copy(folder / CASE, folder / "articles/brume-lighthouses.en.md")


def replaced(path: str, old: str, new: str) -> Callable[[Path], None]:
    def act(folder: Path) -> None:
        text = (folder / path).read_text("utf-8")
        assert old in text
        (folder / path).write_text(text.replace(old, new), "utf-8")

    return act


def wrong_encoding(folder: Path) -> None:
    (folder / CASE).write_bytes((folder / CASE).read_bytes().replace(b"credits", b"cr\xe9dits"))


def too_large(folder: Path) -> None:
    with (folder / CASE).open("a", encoding="utf-8") as file:
        file.write("x" * 5_000_000)


def without_twin(folder: Path) -> None:
    (folder / TWIN).unlink()


BAD = [
    pytest.param(duplicate, CASE, id="duplicate-id"),
    pytest.param(replaced(CASE, "country:", "contry:"), CASE, id="unknown-key"),
    pytest.param(replaced(CASE, "topics: [", "topics: [["), CASE, id="yaml"),
    pytest.param(replaced(CASE, "5 to 9% more", "5 to 8% more"), CASE, id="figures-differ"),
    pytest.param(replaced(CASE, "[@brume-2012].", "[@brume-2021]."), CASE, id="unknown-reference"),
    pytest.param(wrong_encoding, CASE, id="encoding"),
    pytest.param(too_large, CASE, id="5-MB"),
    pytest.param(without_twin, CASE, id="missing-sister"),
    pytest.param(replaced("glossary.yaml", "- id: foghorn", "- id: ["), "glossary.yaml", id="list"),
    pytest.param(shutil.rmtree, "knowledge", id="folder-gone"),
]


@pytest.mark.parametrize(("spoil", "path"), BAD)
def test_what_is_at_fault_is_held_back(
    spoil: Callable[[Path], None], path: str, watch: Watch, living: LivingAssistant
) -> None:
    before = living.now
    spoil(living.settings.knowledge)
    assert not look_twice(watch)
    assert living.now is before
    assert path in {fault.path for fault in living.held}


@pytest.mark.parametrize(("spoil", "path"), BAD)
def test_the_last_good_state_answers_meanwhile(
    spoil: Callable[[Path], None], path: str, watch: Watch, living: LivingAssistant
) -> None:
    question = "Do foghorns sell visits?"
    before = living.ask(question)
    spoil(living.settings.knowledge)
    look_twice(watch)
    assert living.ask(question) == before


def test_a_change_that_is_held_back_is_tried_once(watch: Watch, living: LivingAssistant) -> None:
    wrong_encoding(living.settings.knowledge)
    look_twice(watch)
    held = living.held
    look_twice(watch)
    assert living.held is held


def test_a_fault_mended_is_taken_up(watch: Watch, living: LivingAssistant) -> None:
    edit(living, CASE, "country:", "contry:")
    look_twice(watch)
    edit(living, CASE, "contry:", "country:")
    edit_soundly(living)
    assert look_twice(watch)
    assert living.held == ()


def test_a_fault_from_before_the_start_keeps_no_other_edit_out(settings: Settings) -> None:
    wrong_encoding(settings.knowledge)
    living = LivingAssistant(start(settings))
    watch = Watch(living, file_states(settings.knowledge))
    edit(living, "glossary.yaml", "One person going up", "A person going up")
    assert look_twice(watch)
    assert [problem.path for problem in living.library.problems] == [CASE]


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "as it was before the change"), ("fr", "état antérieur")]
)
def test_the_page_warns_of_what_is_held_back(
    lang: str, told: str, watch: Watch, living: LivingAssistant
) -> None:
    wrong_encoding(living.settings.knowledge)
    look_twice(watch)
    warning = Conversation(living, living.settings.prompts, 100).problems(lang)  # type: ignore[arg-type]
    assert told in warning
    assert CASE in warning


def test_questions_are_answered_while_the_library_is_exchanged(
    watch: Watch, living: LivingAssistant
) -> None:
    faults: list[Exception] = []
    done = threading.Event()

    def reader() -> None:
        while not done.is_set():
            try:
                living.ask("Do foghorns sell visits?")
            except Exception as fault:  # noqa: BLE001 - any fault at all fails the test
                faults.append(fault)

    thread = threading.Thread(target=reader)
    thread.start()
    edit_soundly(living)
    taken_up = look_twice(watch)
    done.set()
    thread.join(PATIENCE)
    assert (taken_up, faults) == (True, [])


def test_the_application_looks_by_itself(settings: Settings) -> None:
    living = start_watched(settings.model_copy(update={"watch": 0.05}), lambda *_: None)
    before = living.now
    edit_soundly(living)
    waiting = threading.Event()
    for _ in range(PATIENCE * 10):
        if living.now is not before:
            break
        waiting.wait(0.1)
    assert living.watch is not None
    living.watch.stop()
    assert living.now is not before


def test_no_looking_where_the_setting_says_so(settings: Settings) -> None:
    assert start_watched(settings, lambda *_: None).watch is None
