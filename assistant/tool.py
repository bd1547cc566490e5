"""The assistant as a LangChain tool, for somebody else's agent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from assistant.errors import AssistantError
from assistant.records import Answer
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

    from assistant.service import Assistant

_DESCRIPTION = (
    "Answers questions about what social media is worth to a company, in French or English, from "
    "a vetted library: every fact with a numbered source. Declines what the library does not "
    "cover. Keep the numbers and the list of sources when you pass an answer on."
)


def as_tool(assistant: Assistant | Settings | None = None) -> BaseTool:
    """Return a tool "boardwise": a question in, a cited answer in Markdown out.

    Without an assistant one is started, which raises what `service.start` raises. The artifact
    of a call is the Answer; a question that cannot be taken is told to the model as an error.
    """
    from langchain_core.tools import StructuredTool, ToolException

    from assistant.render import load_labels, to_markdown
    from assistant.service import start

    settings = assistant if isinstance(assistant, Settings) else None
    here = start(settings) if assistant is None or isinstance(assistant, Settings) else assistant

    def ask(question: str, lang: Literal["fr", "en"] | None = None) -> tuple[str, Answer]:
        try:
            answer = here.ask(question, (), lang)
        except AssistantError as fault:
            raise ToolException(str(fault)) from fault
        return to_markdown(answer, load_labels(here.settings.prompts, answer.lang)), answer

    return StructuredTool.from_function(
        ask,
        name="boardwise",
        description=_DESCRIPTION,
        response_format="content_and_artifact",
        handle_tool_error=True,
    )
