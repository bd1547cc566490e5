"""What readers of the chat say of its answers; knows nothing of Gradio."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from assistant.database import Database
from assistant.errors import AssistantError
from assistant.feedback import VERDICTS, Feedback, opinion_on
from assistant.feedback.records import LONGEST_REASON
from assistant.records import Lang
from assistant.render import load_labels
from assistant.render.inert import escaped, inert
from assistant.web.ui.conversation import Turn

log = logging.getLogger(__name__)
_ANCHOR = re.compile(r"t([1-9]\d{0,4})")

# By anchor of a turn: the id of the opinion that is kept of it.
Kept = Mapping[str, str]


class Opinions:
    """Keeps what readers say; the answer comes from the conversation, not from the browser."""

    def __init__(
        self, home: Path, prompts: Path, keep_questions: bool, database: Database | None = None
    ) -> None:
        self._feedback = Feedback(home, keep_questions, database)
        self._prompts = prompts

    def give(
        self, turns: Sequence[Turn], kept: Kept, lang: Lang, anchor: str, verdict: str, reason: str
    ) -> tuple[Kept, str]:
        """Keep an opinion in place of an earlier one on the same answer.

        Returns what is kept now, and the line for the page's status.
        """
        match = _ANCHOR.fullmatch(anchor)
        place = int(match[1]) - 1 if match else len(turns)
        answer = turns[place].answer if place < len(turns) else None
        chosen = next((each for each in VERDICTS if each == verdict), None)
        labels = load_labels(self._prompts, answer.lang if answer else lang)
        if answer is None or chosen is None:
            return kept, _status(anchor, labels("opinion_failed"))
        opinion = opinion_on(answer, chosen, inert(reason).strip()[:LONGEST_REASON])
        try:
            new = self._feedback.keep(opinion)
            if anchor in kept:
                self._feedback.erase(kept[anchor])
        except AssistantError:
            log.exception("An opinion could not be kept.")
            return kept, _status(anchor, labels("opinion_failed"))
        said = labels("opinion_thanks" if opinion.reason else "opinion_kept")
        return {**kept, anchor: new.id}, _status(anchor, said)

    def note(self, turns: Sequence[Turn] | None) -> None:
        """Keep the question of the last turn where it was declined and the setting allows it."""
        if turns and (answer := turns[-1].answer):
            self._feedback.note(answer)


def _status(anchor: str, text: str) -> str:
    """What a screen reader announces; the script of the page shows it beside the answer."""
    return (
        f'<p class="hidden" role="status" aria-live="polite" '
        f'data-opinion="{escaped(anchor)}">{escaped(text)}</p>'
    )
