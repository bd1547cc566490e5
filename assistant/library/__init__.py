"""Reads knowledge/ into records, and refuses what is wrong with it."""

from assistant.library.catalogue import Benchmark, Kpi, KpiInput, Objective, ObjectiveKpi
from assistant.library.check import Report, check_library, examine_library
from assistant.library.fingerprint import content_fingerprint, fingerprint
from assistant.library.glossary import Term
from assistant.library.lessons import Lesson, QuizQuestion
from assistant.library.problems import Problem
from assistant.library.readiness import Readiness
from assistant.library.shelf import Library, load_library
from assistant.library.stats import stats
from assistant.library.topics import TOPICS

__all__ = [
    "TOPICS",
    "Benchmark",
    "Kpi",
    "KpiInput",
    "Lesson",
    "Library",
    "Objective",
    "ObjectiveKpi",
    "Problem",
    "QuizQuestion",
    "Readiness",
    "Report",
    "Term",
    "check_library",
    "content_fingerprint",
    "examine_library",
    "fingerprint",
    "load_library",
    "stats",
]
