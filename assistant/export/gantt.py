"""The joint roadmap as a drawing: a row a task, a column a month, a colour a phase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from assistant.export.measure import length
from assistant.export.style import Style, soft
from assistant.export.tree import legible
from assistant.plan.records import Roadmap, Task
from assistant.wording import Wording

# Drawing units: a row, what a second line of its text adds, the head, the size of type.
_ROW, _LINE, _HEAD, _LEGEND, _TYPE = 22.0, 13.0, 22.0, 24.0, 11.0
_PHASES: tuple[tuple[str, float], ...] = (("prepare", 0.62), ("run", 0.0), ("review", 0.38))


@dataclass(frozen=True, slots=True)
class Canvas:
    """How wide the drawing is, and which share of it the names of the tasks take."""

    width: float
    names: float


# On a page the type must stay legible at half a metre; a slide has half as much room again.
PAGE, SLIDE = Canvas(720.0, 0.42), Canvas(1000.0, 0.44)


def draw_gantt(
    tasks: Sequence[Task], roadmap: Roadmap, say: Wording, style: Style, canvas: Canvas
) -> str:
    """The SVG of these tasks of a roadmap; the phases are named below."""
    left = canvas.width * canvas.names
    month = (canvas.width - left) / roadmap.months
    rows = [(task, _wrapped(task.text, left - 14)) for task in tasks]
    tall = [_ROW + _LINE * (len(lines) - 1) for _, lines in rows]
    bottom = _HEAD + sum(tall)
    parts = _months(roadmap, say, style, (left, month, bottom))
    top = _HEAD
    for (task, lines), room in zip(rows, tall, strict=True):
        parts += _row(task, lines, (top, room), (left, month), style)
        top += room
    parts += _legend(say, style, left, bottom)
    whole = bottom + _LEGEND
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {canvas.width:g} {whole:g}" '
        f'width="{canvas.width:g}" height="{whole:g}" role="img" font-family="Inter" '
        f'font-size="{_TYPE:g}">{"".join(parts)}</svg>'
    )


def month_name(roadmap: Roadmap, number: int, say: Wording) -> str:
    """The month of a roadmap counted from 1, by its name and year where the plan has a date."""
    if roadmap.first is None:
        return say("document.month_number", month=number)
    year, first = roadmap.first
    count = first - 1 + number - 1
    return f"{say.several('months_short')[count % 12]} {year + count // 12}"


def _months(
    roadmap: Roadmap, say: Wording, style: Style, frame: tuple[float, float, float]
) -> list[str]:
    """The months at the top, as many as there is room for, and a hairline at each."""
    left, month, bottom = frame
    widest = max(
        length(month_name(roadmap, number, say)) * _TYPE for number in range(1, roadmap.months + 1)
    )
    every = next(
        (step for step in (1, 2, 3, 6, 12) if step * month >= widest + 8), max(1, roadmap.months)
    )
    parts = []
    for number in range(1, roadmap.months + 1, every):
        x = left + (number - 1) * month
        parts.append(
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{_HEAD - 4:g}" y2="{bottom:g}" '
            f'stroke="#{style.rule}" stroke-width="0.6"/>'
            f'<text x="{x + 3:.1f}" y="13" fill="#{style.quiet}">'
            f"{escape(month_name(roadmap, number, say))}</text>"
        )
    return parts


def _row(
    task: Task,
    lines: Sequence[str],
    place: tuple[float, float],
    scale: tuple[float, float],
    style: Style,
) -> list[str]:
    (top, room), (left, month) = place, scale
    middle = top + room / 2
    first = middle - _LINE * (len(lines) - 1) / 2 + 4
    x, width = left + (task.start - 1) * month, (task.end - task.start + 1) * month
    pale = dict(_PHASES)[task.phase]
    return [
        f'<line x1="0" x2="{left:.1f}" y1="{top + room:g}" y2="{top + room:g}" '
        f'stroke="#{style.rule}" stroke-width="0.6"/>',
        *(
            f'<text x="0" y="{first + _LINE * number:.1f}" fill="#{style.ink}">'
            f"{escape(legible(line))}</text>"
            for number, line in enumerate(lines)
        ),
        f'<rect x="{x + 1:.1f}" y="{middle - 5:.1f}" width="{max(3.0, width - 2):.1f}" '
        f'height="10" rx="2" fill="#{soft(style.accent, pale)}"/>',
    ]


def _legend(say: Wording, style: Style, left: float, bottom: float) -> list[str]:
    parts, x = [], left
    for phase, pale in _PHASES:
        name = say(f"phase.{phase}")
        parts.append(
            f'<rect x="{x:.1f}" y="{bottom + 9:g}" width="14" height="8" rx="2" '
            f'fill="#{soft(style.accent, pale)}"/><text x="{x + 19:.1f}" y="{bottom + 17:g}" '
            f'fill="#{style.quiet}">{escape(name)}</text>'
        )
        x += 19 + length(name) * _TYPE + 22
    return parts


def _wrapped(text: str, room: float) -> list[str]:
    """The text on as many lines as it needs, none wider than its room."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and length(longer) * _TYPE > room:
            lines.append(word)
        elif lines:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
