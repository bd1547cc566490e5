"""Several people's readiness answers read together, under a code that they share.

Nobody sees another person's answers: a board's result opens with FEWEST people in it.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.language.typography import clean_question
from assistant.library import Readiness
from assistant.programme.progress import Progress
from assistant.programme.readiness import Answers, Assessment, combine, unanswered

# With two people, each could read the other's answers off the mean.
FEWEST = 3
LONGEST_NAME = 80
# The readiness check stands in the place of a lesson among a reader's work.
CHECK = "readiness"
ANSWERS = "answers"
# Without letters and digits that are read for one another: a code is told by telephone.
_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
_LENGTH = 10


@dataclass(frozen=True, slots=True)
class Board:
    """People who read their answers together; `assessment` is None with fewer than FEWEST."""

    code: str
    name: str
    people: int
    assessment: Assessment | None


class Boards:
    """The boards of one home."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def found(self, name: str, learner: str) -> str:
        """Open a board with its first member; the code that lets others in, as ABCDE-FGHJK."""
        letters = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
        code = f"{letters[:5]}-{letters[5:]}"
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._progress.connection() as base:
            base.execute("INSERT INTO board VALUES (?, ?, ?)", (code, _named(name), now))
            base.execute("INSERT INTO member VALUES (?, ?)", (code, learner))
        return code

    def join(self, code: str, learner: str) -> bool:
        """Add a reader, whose own answers must be kept; False where there is no such board."""
        with self._progress.connection() as base:
            if not base.execute("SELECT 1 FROM board WHERE code = ?", (code,)).fetchone():
                return False
            base.execute("INSERT OR IGNORE INTO member VALUES (?, ?)", (code, learner))
        return True

    def leave(self, code: str, learner: str) -> None:
        """Take a reader's answers out of a board; one that nobody is left in goes with them."""
        with self._progress.connection() as base:
            base.execute("DELETE FROM member WHERE board = ? AND learner = ?", (code, learner))
            base.execute("DELETE FROM board WHERE code NOT IN (SELECT board FROM member)")

    def of(self, learner: str) -> tuple[tuple[str, str], ...]:
        """(code, name) of the boards that a reader is in."""
        with self._progress.connection() as base:
            rows = base.execute(
                "SELECT code, name FROM board JOIN member ON board = code WHERE learner = ? "
                "ORDER BY since",
                (learner,),
            ).fetchall()
        return tuple((code, name) for code, name in rows)

    def board(self, code: str, readiness: Readiness) -> Board | None:
        """A board with what its members say together, None where there is none of that code."""
        with self._progress.connection() as base:
            row = base.execute("SELECT name FROM board WHERE code = ?", (code,)).fetchone()
            kept = base.execute(
                "SELECT content FROM work JOIN member USING (learner) "
                "WHERE board = ? AND lesson = ? AND what = ?",
                (code, CHECK, ANSWERS),
            ).fetchall()
        if row is None:
            return None
        # Answers to an older edition of the check may no longer fit the questions.
        everyone: list[Answers] = [json.loads(content) for (content,) in kept]
        whole = [answers for answers in everyone if not unanswered(readiness, answers)]
        told = combine(readiness, whole) if len(whole) >= FEWEST else None
        return Board(code, row[0], len(whole), told)


def board_code(typed: str) -> str:
    """The code in what somebody typed, in capitals with its dash; "" where there is none."""
    letters = "".join(each for each in typed.upper() if each.isalnum())
    if len(letters) != _LENGTH or not set(letters) <= set(_LETTERS):
        return ""
    return f"{letters[:5]}-{letters[5:]}"


def _named(name: str) -> str:
    return " ".join(clean_question(name).split())[:LONGEST_NAME]
