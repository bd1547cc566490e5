"""The headings of a knowledge document, and the role that each gives to what stands under it."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.records import Lang

KINDS = ("article", "case-study", "kpi-framework", "question", "lesson")

# The only place where a heading is tied to a role: (role, English, French).
_TABLE = (
    ("brief", "In brief", "En bref"),
    ("context", "Context", "Contexte"),
    ("argument", "Argument", "Thèse"),
    ("structure", "Structure", "Structure"),
    ("evidence", "Evidence", "Preuves"),
    ("when", "When to use it", "Quand l’utiliser"),
    ("example", "Worked example", "Exemple chiffré"),
    ("recommendations", "Recommendations", "Recommandations"),
    ("limits", "What it does not prove", "Ce que cela ne prouve pas"),
    ("board", "For the board", "Pour le conseil"),
    ("answer", "Answer", "Réponse"),
    ("evidence", "Evidence for", "Preuves pour"),
    ("evidence-against", "Evidence against or missing", "Preuves contre ou absentes"),
    ("how-to", "How to", "Comment faire"),
    ("goal", "Goal", "Objectif"),
    ("lesson", "Lesson", "Leçon"),
    ("success", "A success", "Un succès"),
    ("failure", "A failure", "Un échec"),
    ("exercise", "Exercise", "Exercice"),
    ("quiz", "Quiz", "Quiz"),
    ("meeting", "For your next meeting", "Pour votre prochaine réunion"),
)


def _fold(heading: str) -> str:
    """Editors type either apostrophe and any case; the role does not depend on it."""
    return " ".join(heading.replace("'", "’").casefold().split())


ROLES: Mapping[Lang, Mapping[str, str]] = {
    "en": {_fold(english): role for role, english, _ in _TABLE},
    "fr": {_fold(french): role for role, _, french in _TABLE},
}

# Roles that state facts about the world: a figure there needs its own citation.
FACT_ROLES = frozenset(
    {
        "brief",
        "context",
        "argument",
        "evidence",
        "evidence-against",
        "limits",
        "answer",
        "how-to",
        "recommendations",
        "lesson",
        "success",
        "failure",
    }
)


def role_of(heading: str, lang: Lang) -> str | None:
    """The role of a heading in that language, None where the heading is not in the table."""
    return ROLES[lang].get(_fold(heading))


def headings(lang: Lang) -> tuple[str, ...]:
    """Every heading in use in that language, as an editor writes it."""
    return tuple(english if lang == "en" else french for _, english, french in _TABLE)
