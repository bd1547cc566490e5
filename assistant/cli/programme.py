"""`assistant programme list`, `show`, `readiness` and `slides`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.cli.options import json_option, lang_option, ready
from assistant.records import Lang

if TYPE_CHECKING:
    from assistant.library import Library, Readiness
    from assistant.programme import Step
    from assistant.settings import Settings
    from assistant.wording import Wording


@click.group(short_help="The board programme: lessons, readiness check, slides.")
def programme() -> None:
    """Nine lessons for directors, a readiness check, and slides for a live session."""


def _opened(lang: Lang | None) -> tuple[Settings, Library, Lang, Wording]:
    from assistant.library import load_library
    from assistant.terminal import terminal_language
    from assistant.wording import load_wording

    settings = ready()
    spoken = lang or terminal_language(settings)
    wording = load_wording(settings.prompts, "programme", spoken)
    return settings, load_library(settings.knowledge), spoken, wording


def _step(library: Library, id: str, lang: Lang) -> Step:
    """The lesson of that id; raises KnowledgeError naming those there are."""
    from assistant.errors import KnowledgeError
    from assistant.programme import Course

    course = Course(library)
    step = course.step(id, lang)
    if step is None:
        known = ", ".join(each.id for each in course.steps(lang))
        raise KnowledgeError(
            f"There is no lesson {id!r}.",
            f"Use one of {known}." if known else "Add lessons under knowledge/programme/.",
            code="lesson-unknown",
            id=id[:60],
            known=known or "—",
        )
    return step


@programme.command("list", short_help="List the lessons.")
@lang_option("Language of the lessons.")
@json_option
def list_lessons(lang: Lang | None, json: bool) -> None:
    """List the lessons in the order in which they are taken."""
    from assistant.programme import Course
    from assistant.terminal import as_json

    _, library, spoken, wording = _opened(lang)
    steps = Course(library).steps(spoken)
    if json:
        click.echo(as_json({"lessons": [_listed(step) for step in steps]}))
        return
    for step in steps:
        lesson, title = step.lesson, step.document.title
        click.echo(
            wording("cli.lesson", n=lesson.order, title=title, minutes=lesson.minutes, id=step.id)
        )


def _listed(step: Step) -> dict[str, Any]:
    lesson = step.lesson
    return {
        "id": step.id,
        "order": lesson.order,
        "title": step.document.title,
        "goal": lesson.goal,
        "minutes": lesson.minutes,
        "questions": len(lesson.quiz),
    }


@programme.command(short_help="Read one lesson.")
@click.argument("lesson")
@lang_option("Language of the lesson.")
@json_option
def show(lesson: str, lang: Lang | None, json: bool) -> None:
    """Print LESSON (its id) with its sources; quiz answers only with --json."""
    from dataclasses import asdict

    from assistant.render.lesson import lesson_text
    from assistant.terminal import as_json

    _, library, spoken, wording = _opened(lang)
    step = _step(library, lesson, spoken)
    if json:
        parts = {
            passage.role: [asdict(each) for each in step.document.of_role(passage.role)]
            for passage in step.document.passages
        }
        quiz = [asdict(question) for question in step.lesson.quiz]
        click.echo(as_json(_listed(step) | {"parts": parts, "quiz": quiz}))
    else:
        click.echo(lesson_text(step, library, wording), nl=False)


@programme.command(short_help="Answer the readiness check.")
@click.option("--answers", metavar="SCORES", help="Scores of 0 to 3, apart by commas, in order.")
@lang_option("Language of the questions.")
@json_option
def readiness(answers: str | None, lang: Lang | None, json: bool) -> None:
    """Print the twelve questions, or with --answers the lessons that they lead to."""
    from assistant.errors import KnowledgeError
    from assistant.terminal import as_json

    _, library, spoken, wording = _opened(lang)
    check = library.readiness
    if check is None:
        raise KnowledgeError(
            "The library has no readiness check.", "Restore programme/readiness.yaml."
        )
    if answers is None:
        _ask(check, wording, spoken, json)
        return
    told = _assessed(check, answers, library, spoken)
    if json:
        click.echo(as_json(told))
        return
    for score in told["dimensions"]:
        low = wording("cli.low") if score["low"] else ""
        click.echo(wording("cli.score", name=score["name"], share=score["shown"], low=low))
    if told["path"]:
        click.echo(wording("cli.path"))
    for step in told["path"]:
        click.echo(f"  {step['order']}. {step['title']} [{step['id']}]")


def _ask(check: Readiness, wording: Wording, lang: Lang, json: bool) -> None:
    from assistant.terminal import as_json

    if json:
        questions = [
            {
                "id": question.id,
                "dimension": question.dimension,
                "text": question.texts[lang],
                "answers": {each.score: each.texts[lang] for each in question.answers},
            }
            for question in check.questions
        ]
        click.echo(as_json({"questions": questions}))
        return
    for place, question in enumerate(check.questions, 1):
        click.echo(wording("cli.question", n=place, text=question.texts[lang]))
        for answer in question.answers:
            click.echo(f"   {answer.score}  {answer.texts[lang]}")
    click.echo(wording("cli.answer_first"))


def _assessed(check: Readiness, answers: str, library: Library, lang: Lang) -> dict[str, Any]:
    from assistant.programme import Course, assess, shown

    given = [part.strip() for part in answers.split(",")]
    scores = {each.id: each.answers for each in check.questions}
    chosen = dict(zip(scores, given, strict=False))
    allowed = {id: {str(each.score) for each in options} for id, options in scores.items()}
    if len(given) != len(scores) or any(chosen[id] not in allowed[id] for id in scores):
        raise click.BadParameter(
            f"give {len(scores)} scores of 0 to {check.highest}, apart by commas",
            param_hint="--answers",
        )
    result = assess(check, {id: int(score) for id, score in chosen.items()})
    course = Course(library)
    return {
        "dimensions": [
            {
                "id": score.dimension.id,
                "name": score.dimension.names[lang],
                "share": round(score.share, 4),
                "shown": shown(round(score.share, 2), "rate", lang),
                "low": score.low,
            }
            for score in result.scores
        ],
        "path": [_listed(step) for id in result.path if (step := course.step(id, lang))],
    }


@programme.command(short_help="Write slides for a live session.")
@click.argument("lesson")
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="File to write, .pptx or .md.",
)
@lang_option("Language of the slides.")
@json_option
def slides(lesson: str, output: Path, lang: Lang | None, json: bool) -> None:
    """Write the facilitator pack of LESSON: slides, with what to say in the notes."""
    from assistant.export.of_pack import pack_file
    from assistant.programme import facilitator_pack
    from assistant.terminal import as_json

    _, library, spoken, wording = _opened(lang)
    pack = facilitator_pack(_step(library, lesson, spoken), library, wording)
    output.write_bytes(pack_file(pack, output.suffix.removeprefix("."), wording))
    told = {"written": str(output), "slides": len(pack.slides)}
    click.echo(as_json(told) if json else wording("cli.written", path=output))
