"""What a language model is asked, in words: instructions, an example, the statements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from assistant.answer.narrate.material import as_data
from assistant.wording import Wording

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

# Of a question, in characters: what a small model has room for.
_LONGEST = 1000


def messages_of(question: str, statements: Iterable[str], wording: Wording) -> list[BaseMessage]:
    """What never changes first, so that a server reads it once and keeps it, then what does."""
    from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

    example = _told(
        wording("prompt.example.question"), wording.several("prompt.example.statements"), wording
    )
    return [
        SystemMessage(wording("prompt.system")),
        HumanMessage(example),
        AIMessage(wording("prompt.example.told")),
        HumanMessage(_told(question, statements, wording)),
    ]


def _told(question: str, statements: Iterable[str], wording: Wording) -> str:
    lines = (f"{number}. {as_data(each)}" for number, each in enumerate(statements, 1))
    return wording(
        "prompt.user", statements="\n".join(lines), question=as_data(question[:_LONGEST])
    )
