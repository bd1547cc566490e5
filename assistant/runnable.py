"""The assistant as a LangChain Runnable, for use in somebody else's chain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from assistant.errors import QuestionError
from assistant.records import Answer
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable


def build_assistant(settings: Settings | None = None) -> Runnable[dict[str, Any], Answer]:
    """Start the assistant and return it as a Runnable: a question in, an Answer out.

    Input: `{"question": str, "history": [...], "lang": "fr" | "en"}`, the last two optional;
    `history` takes what `Assistant.ask` takes, LangChain messages among it. Starting raises
    what `service.start` raises, a question that cannot be taken QuestionError.
    """
    from langchain_core.runnables import RunnableLambda

    from assistant.service import start

    assistant = start(settings)

    def answer(asked: dict[str, Any]) -> Answer:
        if not isinstance(asked, Mapping) or not isinstance(asked.get("question"), str):
            raise QuestionError(
                f"The input has no question: {asked!r}.",
                'Pass {"question": "…", "history": […]}.',
                code="question-empty",
            )
        return assistant.ask(asked["question"], asked.get("history") or (), asked.get("lang"))

    return RunnableLambda(answer, name="boardwise")
