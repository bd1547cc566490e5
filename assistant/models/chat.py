"""The chat model: a LangChain model of an OpenAI-compatible endpoint, elsewhere or in here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.errors import SettingsError
from assistant.models.gguf import Progress
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

# Tokens of one lead; a model that goes on is cut off.
_LONGEST = 220
_CONNECT_SECONDS = 5.0
_OPENAI = "https://api.openai.com/v1"


def build_chat_model(settings: Settings, progress: Progress | None = None) -> BaseChatModel:
    """The model that `settings.narrator` names, which is not off.

    The local one is assembled and started first; `progress` is told (bytes done, in all).
    Raises SettingsError where the endpoint has no model named, ModelError and BusyError as
    `local_server` does.
    """
    if settings.narrator == "local":
        from assistant.models.local import local_server

        server = local_server(settings.home, settings.narrator_threads, progress)
        return _endpoint(settings, server.url, server.key, server.model, own=True)
    if not settings.narrator_model:
        raise SettingsError(
            "ASSISTANT_NARRATOR_MODEL: the endpoint needs the name of a model.",
            "Set it, for instance to a model that your endpoint lists.",
            "narrator-model",
        )
    key = settings.narrator_key.get_secret_value()
    return _endpoint(settings, settings.narrator_url, key, settings.narrator_model)


def _endpoint(
    settings: Settings, url: str, key: str, model: str, own: bool = False
) -> BaseChatModel:
    """`own` is a server of this process, to which no proxy leads."""
    import httpx
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    timeout = httpx.Timeout(settings.narrator_seconds, connect=_CONNECT_SECONDS)
    direct: dict[str, Any] = {}
    if own:
        direct = {
            "http_client": httpx.Client(timeout=timeout, trust_env=False),
            "http_async_client": httpx.AsyncClient(timeout=timeout, trust_env=False),
        }
    return ChatOpenAI(
        model=model,
        base_url=url or _OPENAI,
        # Without one, LangChain would send the key of the environment to any address.
        api_key=SecretStr(key or "none"),
        timeout=timeout,
        # Its own limit between two pieces would cut a slow machine off while it still reads.
        stream_chunk_timeout=settings.narrator_seconds,
        max_retries=settings.narrator_retries,
        temperature=0,
        max_completion_tokens=_LONGEST,
        stream_usage=False,
        use_responses_api=False,
        streaming=True,
        **direct,
    )
