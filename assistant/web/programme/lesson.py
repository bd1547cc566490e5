"""What the page of one lesson shows: its text with numbered sources, exercise, quiz."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from assistant.errors import AssistantError
from assistant.library import Library
from assistant.library.layout import Notebook, lay_out
from assistant.programme import Course, Marked, Step, example, mark, shown, work
from assistant.programme.progress import plain_choices
from assistant.records import Lang
from assistant.render import Labels
from assistant.render.sections import imprint, safe_link
from assistant.settings import Settings
from assistant.web.library.address import document_href, question_href
from assistant.wording import explain

# The parts of a lesson before its exercise, and after its quiz.
READ = ("goal", "lesson", "success", "failure")
QUIZ, EXERCISE = "quiz", "exercise"

Kept = Mapping[str, Any]


def lesson_context(
    step: Step,
    library: Library,
    kept: Kept,
    labels: Labels,
    shared: Labels,
    settings: Settings,
    typed: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, Any]:
    """All that the template `lesson.html` needs.

    `kept` is the reader's work on this lesson; `typed` takes the place of the kept figures.
    """
    lang = step.lesson.lang
    notebook = Notebook(library)
    sections = {
        each.role: each for each in lay_out(step.document, notebook, library, date.today().year)
    }
    marked = mark(step.lesson, plain_choices(kept[QUIZ])) if kept.get(QUIZ) else None
    outcomes = marked.outcomes if marked else ()
    # The source of an explanation is listed once the explanation is shown.
    quiz_notes = [
        notebook.numbers(each.question.references) if each.chosen is not None else ()
        for each in outcomes
    ]
    figures = typed if typed is not None else kept.get(EXERCISE, {})
    course = Course(library)
    return {
        "step": step,
        "total": len(course.steps(lang)),
        "following": course.after(step),
        "sections": sections,
        "read": READ,
        "headed": _Headings(step),
        "marked": marked,
        "quiz_notes": quiz_notes,
        "notes": notebook.notes(),
        "imprint": lambda reference: imprint(reference, shared),
        "safe_link": safe_link,
        "document_href": document_href,
        "ask_href": question_href(labels("ask_question", title=step.document.title), lang),
        **_exercise(step, figures, lang, settings),
    }


class _Headings:
    """Splits a line into the bold heading that it opens with and the rest."""

    def __init__(self, step: Step) -> None:
        self._headings = sorted(step.lesson.headings.values(), key=len, reverse=True)

    def __call__(self, text: str) -> tuple[str, str]:
        for heading in self._headings:
            if text.startswith(heading):
                return heading, text.removeprefix(heading)
        return "", text


def _exercise(
    step: Step, typed: Mapping[str, Sequence[str]], lang: Lang, settings: Settings
) -> dict[str, Any]:
    exercise = step.exercise
    if exercise is None:
        return {"exercise": None, "sheet": None}
    sheet = work(exercise, typed, lang)
    invented = sheet.started and all(
        sheet.typed[id] == tuple(value) for id, value in example(exercise, lang).items()
    )

    def told(fault: AssistantError) -> str:
        return " ".join(part for part in explain(fault, settings.prompts, lang) if part)

    return {
        "exercise": exercise,
        "sheet": sheet,
        "invented": invented,
        "faults": {id: told(fault) for id, fault in sheet.faults.items()},
        "missing": [each.texts[lang] for each in exercise.inputs if each.id in sheet.missing],
        "shown": lambda value, kind: shown(value, kind, lang),
    }


def posted_quiz(form: Mapping[str, Sequence[str]], questions: int) -> dict[str, int]:
    """The options chosen, by index of question, as they are kept."""
    chosen = {str(place): form.get(f"q{place}", [""])[0] for place in range(questions)}
    return {place: int(value) for place, value in chosen.items() if value in tuple("0123456789")}


def posted_figures(step: Step, form: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """What was typed and ticked, by input; a single text is cut at a length nobody needs."""
    if step.exercise is None:
        return {}
    return {
        each.id: [text[:80] for text in form.get(each.id, [])][:20] for each in step.exercise.inputs
    }


def state(step: Step, kept: Kept) -> tuple[Marked | None, bool]:
    """How far a reader is with a lesson: the marked quiz, and whether the exercise was begun."""
    marked = mark(step.lesson, plain_choices(kept[QUIZ])) if kept.get(QUIZ) else None
    figures = kept.get(EXERCISE, {})
    return marked, any(text for texts in figures.values() for text in texts)
