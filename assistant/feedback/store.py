"""Opinions and declined questions, in one SQLite file of ASSISTANT_HOME, or in the database that
replicas share.

Privacy: what a person asks is theirs. An opinion is kept because the person sends it, with the
question it is about. A declined question is kept only where the setting `keep_questions` allows
it (off by default), without anything that tells who asked: no name, no address, no session.
Sign-in must not add such a column; `erase` and `erase_all` remove what was kept.
"""

from __future__ import annotations

import json
import logging
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.database import Base, Database, shared_transaction
from assistant.errors import AssistantError
from assistant.feedback.records import FeedbackError, Opinion, Unanswered, checked
from assistant.records import Answer

log = logging.getLogger(__name__)

FILE = "feedback.sqlite3"
# Declined questions: beyond these the oldest go.
MOST_DECLINED = 5_000
# What is small talk or no question says nothing about gaps of the library.
GAPS = frozenset(("uncovered", "unclear"))
_TABLES = """
CREATE TABLE IF NOT EXISTS opinion (
  id TEXT PRIMARY KEY, at TEXT NOT NULL, verdict TEXT NOT NULL, question TEXT NOT NULL,
  answer TEXT NOT NULL, reason TEXT NOT NULL, evidence TEXT NOT NULL, lang TEXT NOT NULL,
  kind TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS declined (
  question TEXT NOT NULL, lang TEXT NOT NULL, kind TEXT NOT NULL, times INTEGER NOT NULL,
  last TEXT NOT NULL, PRIMARY KEY (question, lang)
);
"""
_OPINIONS = "SELECT id, at, verdict, question, answer, reason, evidence, lang, kind FROM [opinion]"


class Feedback:
    """What is kept in a home, or in a database; safe for several threads and processes.

    `keep_questions` is the setting of that name. Every method but `note` raises AssistantError
    with code "feedback-store" where the file cannot be used, or what the database raises.
    """

    def __init__(
        self, home: Path, keep_questions: bool = False, database: Database | None = None
    ) -> None:
        self._path = home / FILE
        self._keep_questions = keep_questions
        self._database = database

    def keep(self, opinion: Opinion) -> Opinion:
        """Keep an opinion, and return it with its id and time; raises FeedbackError."""
        kept = replace(checked(opinion), id=secrets.token_urlsafe(9), at=_now())
        row = (
            kept.id, kept.at, kept.verdict, kept.question, kept.answer, kept.reason,
            json.dumps(kept.evidence), kept.lang, kept.kind,
        )  # fmt: skip
        with self._open() as base:
            base.execute("INSERT INTO [opinion] VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        return kept

    def amend(self, id: str, reason: str) -> Opinion:
        """Give an opinion its reason; raises FeedbackError where it is not there."""
        with self._open() as base:
            row = base.execute(f"{_OPINIONS} WHERE id = ?", (id,)).fetchone()
            if row is None:
                raise _missing(id)
            amended = checked(replace(_opinion(row), reason=reason.strip()))
            base.execute("UPDATE [opinion] SET reason = ? WHERE id = ?", (amended.reason, id))
        return amended

    def all(self) -> tuple[Opinion, ...]:
        """Every opinion, the latest first."""
        with self._open() as base:
            rows = base.execute(f"{_OPINIONS} ORDER BY at DESC, rowid DESC").fetchall()
        return tuple(_opinion(row) for row in rows)

    def note(self, answer: Answer) -> bool:
        """Keep the question of an answer that declined it, where the setting allows; True if so.

        A fault goes to the log: it must not cost the reader the answer.
        """
        if not self._keep_questions or answer.kind not in GAPS:
            return False
        try:
            self._count(" ".join(answer.question.split()), answer)
        except AssistantError:
            log.exception("A declined question could not be noted.")
            return False
        return True

    def _count(self, question: str, answer: Answer) -> None:
        with self._open() as base:
            base.execute(
                "INSERT INTO [declined] VALUES (?, ?, ?, 1, ?) ON CONFLICT (question, lang) "
                "DO UPDATE SET times = [declined].times + 1, last = excluded.last",
                (question, answer.lang, answer.kind, _now()),
            )
            base.execute(
                "DELETE FROM [declined] WHERE rowid NOT IN "
                "(SELECT rowid FROM [declined] ORDER BY last DESC, rowid DESC LIMIT ?)",
                (MOST_DECLINED,),
            )

    def unanswered(self) -> tuple[Unanswered, ...]:
        """Declined questions, the most frequent first: those noted, and those of opinions."""
        with self._open() as base:
            noted = base.execute("SELECT question, lang, kind, times, last FROM [declined]")
            found = {(row[0], row[1]): Unanswered(*row) for row in noted.fetchall()}
        for each in self.all():
            question = " ".join(each.question.split())
            if each.kind in GAPS and (question, each.lang) not in found:
                told = Unanswered(question, each.lang, each.kind, 1, each.at)
                found[question, each.lang] = told
        by_time = sorted(found.values(), key=lambda each: each.last, reverse=True)
        return tuple(sorted(by_time, key=lambda each: -each.times))

    def erase(self, id: str) -> None:
        """Erase an opinion; raises FeedbackError where it is not there."""
        with self._open() as base:
            if not base.execute("DELETE FROM [opinion] WHERE id = ?", (id,)).rowcount:
                raise _missing(id)

    def erase_all(self) -> int:
        """Erase everything that is kept, and return how many entries that were."""
        with self._open() as base:
            count = base.execute("DELETE FROM [opinion]").rowcount
            return int(count + base.execute("DELETE FROM [declined]").rowcount)

    @contextmanager
    def _open(self) -> Iterator[Base]:
        """One transaction; a second writer waits for the first."""
        if self._database is not None:
            with shared_transaction(self._database) as shared:
                yield shared
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=30)) as base, base:
                base.executescript(_TABLES)
                yield base
        except (OSError, sqlite3.Error) as error:
            raise AssistantError(
                f"{self._path} cannot be used ({error}).",
                "Make its folder writable; a damaged file can be moved away, to begin anew.",
                code="feedback-store",
                path=self._path,
            ) from error


def _opinion(row: tuple[Any, ...]) -> Opinion:
    id, at, verdict, question, answer, reason, evidence, lang, kind = row
    passages = tuple(json.loads(evidence))
    return Opinion(verdict, question, answer, reason, passages, lang, kind, id, at)


def _missing(id: str) -> FeedbackError:
    return FeedbackError(f"There is no opinion {id[:40]}.", "List them to find it.", id=id[:40])


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
