"""The board programme: lessons, quizzes, exercises, the readiness check, progress, packs."""

from assistant.programme.course import Course, Step
from assistant.programme.pack import facilitator_pack
from assistant.programme.progress import Progress
from assistant.programme.quiz import Marked, mark
from assistant.programme.readiness import Assessment, assess, combine
from assistant.programme.worksheet import Worksheet, example, shown, work

__all__ = [
    "Assessment",
    "Course",
    "Marked",
    "Progress",
    "Step",
    "Worksheet",
    "assess",
    "combine",
    "example",
    "facilitator_pack",
    "mark",
    "shown",
    "work",
]
