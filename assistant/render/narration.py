"""What became of the language model that was to word an answer: one line, and what to inspect."""

from __future__ import annotations

from collections.abc import Callable

from assistant.records import Answer, Sentence
from assistant.render.inert import escaped
from assistant.render.labels import Labels


def narration_line(answer: Answer, labels: Labels) -> str:
    """Return who worded the answer, or why it is the composed one; "" where no model was asked."""
    if not answer.narration:
        return ""
    if answer.narration == "narrated":
        line = labels("narration_narrated", model=answer.narrator)
    else:
        line = labels(f"narration_{answer.narration}")
    if answer.withheld:
        line = f"{line} {labels.count('narration_withheld', answer.withheld)}"
    return line


def narration_html(answer: Answer, labels: Labels, sentence: Callable[[Sentence], str]) -> str:
    """Return the line, which opens on the withheld sentences and the composed wording.

    `sentence` makes a sentence with its markers.
    """
    line = escaped(narration_line(answer, labels))
    if not line or answer.narration == "writing":
        pulse = '<span class="pulse"></span>' if line else ""
        return f'<p class="narration">{pulse}{line}</p>' if line else ""
    inside = ""
    if answer.withheld_sentences:
        items = "".join(
            f"<li><q>{escaped(each.text)}</q> {escaped(' '.join(each.reasons))}</li>"
            for each in answer.withheld_sentences
        )
        inside += f"<h4>{escaped(labels('narration_what_withheld'))}</h4><ul>{items}</ul>"
    if answer.composed:
        composed = " ".join(sentence(each) for each in answer.composed)
        inside += f"<h4>{escaped(labels('narration_composed'))}</h4><p>{composed}</p>"
    if not inside:
        return f'<p class="narration">{line}</p>'
    return f'<details class="narration"><summary>{line}</summary>{inside}</details>'
