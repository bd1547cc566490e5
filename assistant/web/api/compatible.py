"""`/v1`: the assistant as a model for chat clients that speak OpenAI's protocol.

Fields that steer a language model (temperature, tools, system prompts) change nothing here:
what is answered, and from what, is not the client's to decide. They are taken and left aside.
"""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, FastAPI
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response, StreamingResponse

from assistant.records import Answer
from assistant.render import body_markdown, load_labels, to_dict
from assistant.settings import Settings
from assistant.web.api.application import WholeMount, handle_faults, product_version
from assistant.web.api.asking import PRIVATE, asked, last_of
from assistant.web.api.bodies import AskBody, Turn
from assistant.web.api.faults import ApiFault
from assistant.web.api.room import ApiService, Here, Room, Tongue
from assistant.web.api.scopes import CHAT_ROOT
from assistant.web.events import STREAM, unnamed

MODEL = "boardwise"
router = APIRouter()
_PARAGRAPH = re.compile(r"(?<=\n\n)")


class Part(BaseModel):
    """A part of a message; only text is read."""

    model_config = ConfigDict(extra="ignore")

    type: str
    text: str = ""


class Message(BaseModel):
    """A turn of the conversation."""

    model_config = ConfigDict(extra="ignore")

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[Part] | None = None

    def read(self) -> str:
        """The text; ApiFault where it holds what cannot be read, such as a picture."""
        if isinstance(self.content, list):
            if others := [part.type for part in self.content if part.type != "text"]:
                raise ApiFault(
                    422, "chat-content", f"Parts of type {others[0]!r} are not read.",
                    "Send text.", type=others[0][:40],
                )  # fmt: skip
            return " ".join(part.text for part in self.content)
        return self.content or ""


class StreamOptions(BaseModel):
    """What a stream ends with."""

    model_config = ConfigDict(extra="ignore")

    include_usage: bool = False


class Completion(BaseModel):
    """A request of the protocol; what steers a language model is left aside."""

    model_config = ConfigDict(extra="ignore")

    model: Annotated[str, Field(max_length=200)] = MODEL
    messages: list[Message] = Field(min_length=1, max_length=50_000)
    stream: bool | None = False
    stream_options: StreamOptions | None = None
    n: Annotated[int, Field(ge=1, le=1)] | None = 1

    def body(self) -> AskBody:
        """The last message of the user as a question, with the turns before it as history.

        Raises ApiFault where there is none.
        """
        places = [n for n, each in enumerate(self.messages) if each.role == "user"]
        if not places:
            raise ApiFault(422, "chat-empty", "No message has the role user.", "Ask something.")
        earlier = [
            Turn.model_construct(role=each.role, content=each.read())
            for each in self.messages[: places[-1]]
            if each.role in ("user", "assistant")
        ]
        question = self.messages[places[-1]].read()
        return AskBody.model_construct(question=question, history=earlier, lang=None, within=[])


def chat_routes(settings: Settings, service: ApiService) -> list[WholeMount]:
    """Return the routes of `/v1`."""
    api = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    api.state.room = Room(settings, service)
    api.include_router(router)
    handle_faults(api, settings)
    return [WholeMount(CHAT_ROOT, api)]


@router.get("/models", response_model=None)
def models() -> Response:
    """The one model there is."""
    return JSONResponse({"object": "list", "data": [_model()]})


@router.get("/models/{id}", response_model=None)
def model(id: str) -> Response:
    """That model; any other is missing."""
    _known(id)
    return JSONResponse(_model())


def _model() -> dict[str, Any]:
    return {"id": MODEL, "object": "model", "created": 0, "owned_by": "boardwise",
            "version": product_version()}  # fmt: skip


def _known(id: str) -> None:
    if id != MODEL:
        raise ApiFault(
            404, "model-unknown", f"There is no model {id[:60]!r}.", f"Use {MODEL!r}.",
            id=id[:60], known=MODEL,
        )  # fmt: skip


@router.post("/chat/completions", response_model=None)
async def complete(here: Here, tongue: Tongue, body: Completion) -> Response:
    """Answer the last message, with numbered citations in the text and a list at its end."""
    _known(body.model)
    answer = await run_in_threadpool(lambda: last_of(asked(here, body.body(), tongue)))
    await run_in_threadpool(here.feedback.note, answer)
    labels = await run_in_threadpool(load_labels, here.settings.prompts, answer.lang)
    text = body_markdown(answer, labels, 3).strip()
    head = {
        "id": f"chatcmpl-{secrets.token_hex(12)}",
        "created": int(time.time()),
        "model": MODEL,
    }
    if body.stream:
        usage = bool(body.stream_options and body.stream_options.include_usage)
        events = _events(head, text, answer, usage)
        return StreamingResponse(events, media_type=STREAM, headers=PRIVATE)
    message = {"role": "assistant", "content": text, "refusal": None}
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    data = head | {"object": "chat.completion", "choices": [choice]} | _extras(answer)
    return JSONResponse(data, headers=PRIVATE)


def _extras(answer: Answer) -> dict[str, Any]:
    """Our extension, the whole answer, and what it cost: a composed one takes no tokens."""
    extras: dict[str, Any] = {"boardwise": to_dict(answer)}
    if answer.narrator == "composer":
        extras["usage"] = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}
    return extras


async def _events(
    head: dict[str, Any], text: str, answer: Answer, usage: bool
) -> AsyncIterator[str]:
    """The text paragraph by paragraph; sentences are checked before the first of them is sent."""
    head = head | {"object": "chat.completion.chunk"}

    def chunk(delta: dict[str, Any], finish: str | None = None, **more: Any) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}
        return unnamed(head | {"choices": [choice]} | more)

    yield chunk({"role": "assistant", "content": ""})
    for piece in _PARAGRAPH.split(text):
        yield chunk({"content": piece})
    extras = _extras(answer)
    yield chunk({}, "stop", boardwise=extras["boardwise"])
    if usage and "usage" in extras:
        yield unnamed(head | {"choices": [], "usage": extras["usage"]})
    yield "data: [DONE]\n\n"
