"""The programme: quiz answers carried by sources, exercises with sound formulas and texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assistant.language.numbers import Figure, figures, missing
from assistant.library.check.figures import about_the_world
from assistant.library.exercises import Exercise
from assistant.library.lessons import Lesson, QuizQuestion
from assistant.library.problems import Problem
from assistant.library.reading import Reading
from assistant.library.shelf import EXERCISES, Library
from assistant.records import LANGS, Lang

_VARIABLE = re.compile(r"\{(\w+)\}")


def quiz_answers(library: Library, reading: Reading) -> Iterator[Problem]:
    """The figures of a right answer stand in its explanation or in the lesson's statements."""
    for (id, lang), lesson in library.lessons.items():
        document = library.document(id, lang)
        if document is None:
            continue
        lesson_text = " ".join(each.text for each in document.passages if each.cited)
        for question in lesson.quiz:
            odd = _unsupported(question, lesson_text, lang)
            if odd:
                yield Problem(
                    document.path,
                    question.line,
                    f"has a right answer that states {', '.join(each.raw for each in odd)}, which "
                    "neither its explanation nor a cited sentence of the lesson does.",
                    "Correct the answer, or state the figure with its source in the explanation.",
                    "quiz unsupported",
                )


def _unsupported(question: QuizQuestion, lesson_text: str, lang: Lang) -> list[Figure]:
    stated = figures(question.options[question.correct], lang)
    known = figures(f"{question.explanation} {question.text} {lesson_text}", lang)
    return [each for each in missing(stated, known) if about_the_world(each) and not each.worded]


def quiz_twins(library: Library, reading: Reading) -> Iterator[Problem]:
    """Both languages of a quiz ask the same: as many options, the same one right, same sources."""
    for (id, lang), french in library.lessons.items():
        english = library.lessons.get((id, "en"))
        if lang != "fr" or english is None or _shape(french) == _shape(english):
            continue
        document = library.documents[id, lang]
        yield Problem(
            document.path,
            french.quiz[0].line if french.quiz else 1,
            "has a quiz that differs from its sister's in its questions, options, right answers "
            "or sources.",
            "Give both languages the same, in the same order.",
            "quiz differs",
        )


def _shape(lesson: Lesson) -> list[tuple[int, int, tuple[str, ...]]]:
    return [(len(each.options), each.correct, each.references) for each in lesson.quiz]


def exercises(library: Library, reading: Reading) -> Iterator[Problem]:
    """Every lesson has its exercise, every exercise its lesson, both languages and sound names."""
    if not library.exercises:
        return
    for (id, lang), _ in library.lessons.items():
        if lang == "en" and id not in library.exercises:
            message = f"has no exercise for the lesson {id!r}."
            yield Problem(EXERCISES, 1, message, f"Add an entry `- id: {id}`.", "no exercise")
    for id, exercise in library.exercises.items():
        line = reading.line(EXERCISES, id)
        if library.lessons and (id, "en") not in library.lessons:
            message = f"has an exercise for an unknown lesson {id!r}."
            yield Problem(EXERCISES, line, message, "Correct its id.", "unknown lesson")
        for text in _faults(exercise):
            yield Problem(EXERCISES, line, f"entry {id!r} {text}", "Correct it.", "exercise")


def _faults(exercise: Exercise) -> Iterator[str]:
    named = exercise.kinds()
    inputs = {each.id for each in exercise.inputs}
    for rule in exercise.rules:
        if rule.id not in inputs:
            yield f"has a rule for an unknown input {rule.id!r}."
    for texts in _texts(exercise):
        gap = [lang for lang in LANGS if not texts[lang]]
        if gap:
            yield f"has no text in {', '.join(gap)} beside {''.join(texts.values())!r}."
        used = {lang: sorted(_VARIABLE.findall(texts[lang])) for lang in LANGS}
        if used["en"] != used["fr"]:
            yield f"shows other numbers in French than in English: {texts['fr']!r}."
        for name in set(used["en"]) - named.keys():
            yield f"shows an unknown number {name!r}."


def _texts(exercise: Exercise) -> Iterator[Mapping[Lang, str]]:
    for given in exercise.inputs:
        yield given.texts
        yield from given.options
    for result in exercise.results:
        yield result.texts
        yield result.shown
    yield from (rule.texts for rule in exercise.rules)
    yield from (remark.texts for remark in exercise.remarks)
