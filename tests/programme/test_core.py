"""The programme without its faces: exercises, quizzes, readiness, progress, boards, packs."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import AssistantError
from assistant.language.numbers import figures, missing
from assistant.library import Library, load_library
from assistant.library.formula import read_formula
from assistant.programme import Course, Progress, assess, combine, example, mark, shown, work
from assistant.programme.boards import FEWEST, Boards, board_code
from assistant.programme.pack import facilitator_pack, to_markdown
from assistant.programme.readiness import unanswered
from assistant.records import LANGS, Lang
from assistant.settings import load_settings
from assistant.wording import load_wording

LESSONS = (
    "cannot-delegate",
    "kinds-of-value",
    "reading-the-ladder",
    "reading-a-kpi",
    "returns-and-proof",
    "budgets-test-or-commit",
    "risk-and-crisis",
    "one-roadmap",
    "overseeing",
)
PARTS = ("goal", "lesson", "success", "failure", "exercise", "meeting")


@pytest.fixture(scope="module")
def shelf() -> Library:
    return load_library(load_settings().knowledge)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("place", range(len(LESSONS)), ids=LESSONS)
class TestEveryLesson:
    def test_is_whole(self, shelf: Library, place: int, lang: Lang) -> None:
        step = Course(shelf).steps(lang)[place]
        assert step.id == LESSONS[place]
        assert [role for role in PARTS if not step.document.of_role(role)] == []
        assert step.lesson.minutes == 10
        assert len(step.lesson.quiz) == 6
        assert len(step.document.of_role("meeting")) == 3
        assert all(each.explanation and each.references for each in step.lesson.quiz)

    def test_tells_one_success_and_one_failure_of_the_shelf(
        self, shelf: Library, place: int, lang: Lang
    ) -> None:
        step = Course(shelf).steps(lang)[place]
        assert step.success is not None
        assert step.failure is not None
        assert step.success.id != step.failure.id

    def test_quiz_figures_stand_in_statements_that_cite_the_same_source(
        self, shelf: Library, place: int, lang: Lang
    ) -> None:
        step = Course(shelf).steps(lang)[place]
        for question in step.lesson.quiz:
            said = " ".join(
                passage.text
                for document in shelf.documents.values()
                if document.lang == lang
                for passage in document.passages
                if set(passage.references) & set(question.references)
            )
            # "More than half, 58 %" and "both figures" say nothing beyond the digits beside them.
            told = [each for each in figures(question.explanation, lang) if not each.worded]
            assert missing(told, figures(said, lang)) == (), question.text

    def test_example_gives_the_figures_of_the_illustration(
        self, shelf: Library, place: int, lang: Lang
    ) -> None:
        step = Course(shelf).steps(lang)[place]
        assert step.exercise is not None
        sheet = work(step.exercise, example(step.exercise, lang), lang)
        assert (dict(sheet.faults), sheet.missing) == ({}, ())
        assert sheet.remarks
        illustrated = " ".join(passage.text for passage in step.document.of_role("exercise"))
        results = [(r, v) for r, v in sheet.results if r.kind == "rate" or r.id in ILLUSTRATED]
        told = " ".join(shown(v, r.kind, lang) for r, v in results if r.id not in BESIDE if v)
        stated = {figure.value for figure in figures(illustrated, lang)}
        assert {figure.value for figure in figures(told, lang)} - stated == set()

    def test_pack_holds_every_part_and_the_quiz_answers_in_the_notes(
        self, shelf: Library, place: int, lang: Lang
    ) -> None:
        step = Course(shelf).steps(lang)[place]
        wording = load_wording(load_settings().prompts, "programme", lang)
        pack = facilitator_pack(step, shelf, wording)
        assert len(pack.slides) >= 6 + 5
        for question in step.lesson.quiz:
            notes = next(s.notes for s in pack.slides if s.title.endswith(question.text))
            assert question.options[question.correct] in notes[0]
            assert question.explanation in notes[1]
        text = to_markdown(pack, wording, [each.title for each in pack.references])
        assert text.count("::: notes") == text.count("\n:::\n")
        stated = " ".join(p.text for s in pack.slides[1:-8] for p in s.points)
        page = " ".join(passage.text for passage in step.document.passages)
        assert missing(figures(stated, lang), figures(page, lang)) == ()


# Results that the lesson's own illustration states; those computed beside it are left out.
ILLUSTRATED = {"total", "implied", "added", "gain", "breakeven", "day", "night", "boxes"}
BESIDE = {"ratio", "lift", "reserve"}


@pytest.mark.parametrize(
    ("typed", "field", "code"),
    [
        ({"listed": ["-3"]}, "listed", "exercise-negative"),
        ({"listed": ["2.5"]}, "listed", "exercise-whole"),
        ({"listed": ["eight"]}, "listed", "number-unreadable"),
        ({"listed": ["8 euros"]}, "listed", "number-wrong-unit"),
        ({"listed": ["4"], "owner": ["5"]}, "owner", "exercise-rule"),
        ({"listed": ["1e999"]}, "listed", "number-not-finite"),
        ({"listed": ["9" * 500]}, "listed", "number-unreadable"),
    ],
    ids=["negative", "part", "word", "unit", "rule", "endless", "long"],
)
def test_what_cannot_be_taken_is_told_at_its_field(
    shelf: Library, typed: dict[str, list[str]], field: str, code: str
) -> None:
    sheet = work(shelf.exercises["cannot-delegate"], typed, "en")
    assert {id: fault.code for id, fault in sheet.faults.items()} == {field: code}
    assert [value for _, value in sheet.results if value is not None] == []
    assert sheet.remarks == ()


def test_decimal_commas_percentages_and_grouped_thousands_are_read(shelf: Library) -> None:
    typed = {"cost": ["60 000"], "measuring": ["6.000,00"], "margin": ["37,5 %"], "usual": ["3 M€"]}
    sheet = work(shelf.exercises["budgets-test-or-commit"], typed, "fr")
    assert dict(sheet.faults) == {}
    assert sheet.missing == ("variation",)
    told = {result.id: value for result, value in sheet.results}
    assert told["breakeven"] == pytest.approx(160_000)
    assert told["visibility"] == pytest.approx(160 / 3000)


def test_nothing_divided_by_nothing_is_no_number(shelf: Library) -> None:
    sheet = work(shelf.exercises["reading-a-kpi"], {"saving": ["0"], "avoided": ["0"]}, "en")
    assert [value for _, value in sheet.results] == [None, None]
    assert len(sheet.remarks) == 1


def test_a_difference_within_the_ordinary_variation_is_not_established(shelf: Library) -> None:
    exercise = shelf.exercises["returns-and-proof"]
    typed = {**example(exercise, "en"), "variation": ("12%",)}
    remarks = " ".join(work(exercise, typed, "en").remarks)
    assert "not established" in remarks
    assert "10%" in remarks


@given(st.dictionaries(st.sampled_from(["saving", "avoided", "cost"]), st.lists(st.text())))
def test_whatever_is_typed_is_kept_or_told(typed: dict[str, list[str]]) -> None:
    exercise = EXERCISES["reading-a-kpi"]
    for lang in LANGS:
        sheet = work(exercise, typed, lang)
        assert sheet.faults.keys() <= {"saving", "avoided", "cost"}
        for result, value in sheet.results:
            assert value is None or shown(value, result.kind, lang)


EXERCISES = load_library(load_settings().knowledge).exercises


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os')",
        "a.b",
        "a ** 9",
        "lambda: 1",
        "a if b else c",
        "'a' * 9",
        "a[0]",
        "f(a)",
        "1 +",
    ],
)
def test_a_formula_holds_arithmetic_only(text: str) -> None:
    with pytest.raises(ValueError, match="formula"):
        read_formula(text)


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_a_formula_computes_as_python_does(a: float, b: float) -> None:
    found = read_formula("(a - b) / b + min(a, 2 * b)").value({"a": a, "b": b})
    try:
        expected = (a - b) / b + min(a, 2 * b)
    except (ZeroDivisionError, OverflowError):
        assert found is None
    else:
        assert found is None if abs(expected) == float("inf") else found == expected


def test_quiz_is_marked_question_by_question(shelf: Library) -> None:
    lesson = shelf.lessons["returns-and-proof", "en"]
    right = {place: question.correct for place, question in enumerate(lesson.quiz)}
    assert (mark(lesson, right).score, mark(lesson, right).complete) == (6, True)
    some = mark(lesson, {0: right[0], 1: (right[1] + 1) % 3, 2: 99})
    assert (some.score, some.answered, some.complete) == (1, 2, False)


def answers(shelf: Library, score: int, **others: int) -> dict[str, int]:
    assert shelf.readiness is not None
    return {each.id: score for each in shelf.readiness.questions} | others


@pytest.mark.parametrize(
    ("score", "others", "path"),
    [
        (3, {}, ()),
        (2, {"board-skills": 3}, ("cannot-delegate", "overseeing")),
        (3, {"account-keys": 0, "crisis-rehearsed": 0}, ("risk-and-crisis",)),
        (3, {"full-cost": 1, "shared-roadmap": 0, "return-tested": 1},
         ("one-roadmap", "returns-and-proof", "budgets-test-or-commit")),
        (0, {}, ("cannot-delegate", "overseeing", "kinds-of-value", "reading-the-ladder",
                 "reading-a-kpi", "returns-and-proof", "budgets-test-or-commit",
                 "risk-and-crisis", "one-roadmap")),
    ],
    ids=["full", "weakest", "risk", "two-low", "all-low"],
)  # fmt: skip
def test_readiness_leads_to_lessons(
    shelf: Library, score: int, others: dict[str, int], path: tuple[str, ...]
) -> None:
    assert shelf.readiness is not None
    assert assess(shelf.readiness, answers(shelf, score, **others)).path == path


def test_readiness_needs_every_answer(shelf: Library) -> None:
    assert shelf.readiness is not None
    given_ = answers(shelf, 2, **{"full-cost": 7})
    assert unanswered(shelf.readiness, given_) == ("full-cost",)
    with pytest.raises(ValueError, match="full-cost"):
        assess(shelf.readiness, given_)


def test_several_people_are_averaged_and_their_difference_is_told(shelf: Library) -> None:
    assert shelf.readiness is not None
    together = combine(shelf.readiness, [answers(shelf, 0), answers(shelf, 3), answers(shelf, 3)])
    assert {round(score.share, 3) for score in together.scores} == {0.667}
    assert all(score.divided for score in together.scores)
    assert together.path == ("cannot-delegate", "overseeing")


class TestProgress:
    def test_work_is_kept_exported_and_erased(self, home: Path) -> None:
        progress = Progress(home)
        learner = progress.learner(progress.new_token())
        assert learner
        progress.keep(learner, "kinds-of-value", "quiz", {"0": 1})
        progress.keep(learner, "kinds-of-value", "quiz", {"0": 2})
        assert Progress(home).work(learner) == {"kinds-of-value": {"quiz": {"0": 2}}}
        exported = progress.export(learner)
        assert [each["content"] for each in exported["work"]] == [{"0": 2}]
        progress.erase(learner)
        assert progress.work(learner) == {}
        assert progress.export(learner)["since"] is None

    def test_a_token_made_elsewhere_is_nobody(self, home: Path, tmp_path: Path) -> None:
        token = Progress(home).new_token()
        other = Progress(tmp_path / "other")
        assert other.learner(token) is None
        assert other.learner(other.new_token()) is not None
        assert other.learner(token) is None
        assert Progress(home).learner(token.replace(".", "0.", 1)) is None

    def test_the_file_is_for_its_owner_alone(self, home: Path) -> None:
        Progress(home).new_token()
        assert (home / "programme.sqlite3").stat().st_mode & 0o077 == 0

    def test_a_home_that_cannot_be_written_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        with pytest.raises(AssistantError, match="cannot write here") as caught:
            Progress(tmp_path / "file" / "home").new_token()
        assert caught.value.code == "home"


class TestBoards:
    def join(self, progress: Progress, code: str, shelf: Library, score: int) -> str:
        learner = progress.learner(progress.new_token())
        assert learner
        progress.keep(learner, "readiness", "answers", answers(shelf, score))
        assert Boards(progress).join(code, learner)
        return learner

    def test_opens_its_result_with_three_people_only(self, home: Path, shelf: Library) -> None:
        assert shelf.readiness is not None
        progress = Progress(home)
        boards = Boards(progress)
        first = progress.learner(progress.new_token())
        assert first
        progress.keep(first, "readiness", "answers", answers(shelf, 1))
        code = boards.found("  Acme \u202e SA ", first)
        self.join(progress, code, shelf, 2)
        board = boards.board(code, shelf.readiness)
        assert board is not None
        assert (board.name, board.people, board.assessment) == ("Acme SA", 2, None)
        third = self.join(progress, code, shelf, 3)
        board = boards.board(code, shelf.readiness)
        assert board is not None
        assert board.assessment is not None
        assert board.assessment.people == FEWEST
        assert {round(s.share, 3) for s in board.assessment.scores} == {0.667}
        progress.erase(third)
        board = boards.board(code, shelf.readiness)
        assert board is not None
        assert board.assessment is None

    def test_goes_with_its_last_member(self, home: Path, shelf: Library) -> None:
        assert shelf.readiness is not None
        progress = Progress(home)
        learner = progress.learner(progress.new_token())
        assert learner
        progress.keep(learner, "readiness", "answers", answers(shelf, 1))
        code = Boards(progress).found("", learner)
        assert Boards(progress).of(learner) == ((code, ""),)
        Boards(progress).leave(code, learner)
        assert Boards(progress).board(code, shelf.readiness) is None

    @pytest.mark.parametrize(
        ("typed", "code"),
        [
            ("abcde-fghjk", "ABCDE-FGHJK"),
            ("  abcdefghjk ", "ABCDE-FGHJK"),
            ("ABCDE", ""),
            ("ABCDE-FGH1O", ""),
            ("", ""),
        ],
    )
    def test_code_is_read_as_people_type_it(self, typed: str, code: str) -> None:
        assert board_code(typed) == code
