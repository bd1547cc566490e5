"""The assistant as a LangChain Runnable and retriever, for use in somebody else's chain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from assistant.errors import QuestionError
from assistant.records import Answer, Hit, Lang
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.runnables import Runnable

    from assistant.service import Assistant


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


def as_retriever(
    assistant: Assistant | Settings | None = None,
    count: int = 10,
    collections: Sequence[str] = (),
    lang: Lang | None = None,
    ranked: bool | None = None,
) -> BaseRetriever:
    """A LangChain retriever over the library, or over own collections, named or by id.

    It gives LangChain documents: the passage's text, and as metadata `id`, `document`, `file`,
    `title`, `collection`, `kind`, `role`, `lang`, `page`, `locator`, `references`, `score` and
    `context`. `ranked` is that of `Assistant.retrieve`. Starts an assistant where none is given.
    """
    from langchain_core.callbacks import CallbackManagerForRetrieverRun
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever

    from assistant.retrieve.filters import Filters
    from assistant.service import start

    here = start(assistant) if assistant is None or isinstance(assistant, Settings) else assistant
    filters = Filters(collections=tuple(collections))

    class BoardwiseRetriever(BaseRetriever):
        """Passages, best first."""

        def _get_relevant_documents(
            self, query: str, *, run_manager: CallbackManagerForRetrieverRun
        ) -> list[Document]:
            found = here.retrieve(query, lang, count, filters, ranked)
            return [
                Document(page_content=hit.passage.text, metadata=_metadata(hit), id=hit.passage.id)
                for hit in found.hits
            ]

    return BoardwiseRetriever()


def _metadata(hit: Hit) -> dict[str, Any]:
    passage = hit.passage
    names = ("id", "document", "collection", "kind", "role", "lang", "page", "locator", "context")
    told = {name: getattr(passage, name) for name in names}
    references = list(passage.references)
    return told | {
        "file": hit.file,
        "title": hit.title,
        "references": references,
        "score": float(hit.score),
    }
