"""A lesson as plain text, for a terminal."""

from __future__ import annotations

from assistant.library import Library
from assistant.library.bibliography import as_text
from assistant.programme import Step
from assistant.programme.pack import marked
from assistant.render.inert import inert
from assistant.wording import Wording

_ROLES = ("goal", "lesson", "success", "failure", "exercise")


def lesson_text(step: Step, library: Library, wording: Wording) -> str:
    """The lesson with numbered sources; its quiz shows options, not answers."""
    numbers: dict[str, int] = {}
    blocks = [f"{step.lesson.order}. {step.document.title}"]
    for role in (*_ROLES, "quiz", "meeting"):
        lines = [wording(f"role.{role}")]
        if role == "quiz":
            for place, question in enumerate(step.lesson.quiz, 1):
                options = (f"   {'ABCDEF'[i]}. {text}" for i, text in enumerate(question.options))
                lines += [f"{place}. {question.text}", *options]
        for passage in step.document.of_role(role):
            cited = [numbers.setdefault(key, len(numbers) + 1) for key in passage.references]
            lines.append(f"  • {marked(passage, wording)}" + "".join(f" [{n}]" for n in cited))
        blocks.append("\n".join(lines))
    listed = (
        f"  [{n}] {as_text(library.references[key], step.lesson.lang)}"
        for key, n in numbers.items()
        if key in library.references
    )
    blocks.append("\n".join((wording("sources"), *listed)))
    return inert("\n\n".join(blocks)) + "\n"
