"""Where what is kept of readers' opinions names somebody, though nobody signs them."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.database import Database
from assistant.feedback.store import FILE, Feedback


def mentions(
    home: Path, name: str, database: Database | None = None
) -> dict[str, list[dict[str, Any]]]:
    """Opinions and declined questions in whose words somebody's name stands, ready for JSON.

    Nothing tells whose they are: a name may be an ordinary word, so a person must judge them.
    Raises AssistantError with code "feedback-store" where the file cannot be used,
    or what the database raises.
    """
    if not name.strip() or not (database or (home / FILE).exists()):
        return {"opinions": [], "declined": []}
    named = re.compile(rf"(?<!\w){re.escape(name.strip())}(?!\w)", re.IGNORECASE)
    kept = Feedback(home, database=database)
    opinions = kept.all()
    own = {(" ".join(each.question.split()), each.lang) for each in opinions}
    return {
        "opinions": [
            asdict(each)
            for each in opinions
            if any(named.search(part) for part in (each.question, each.answer, each.reason))
        ],
        "declined": [
            asdict(each)
            for each in kept.unanswered()
            # Those of opinions are named with them.
            if (each.question, each.lang) not in own and named.search(each.question)
        ],
    }
