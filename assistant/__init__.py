"""Boardwise: cited answers about what social media is worth, for boards."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.errors import AssistantError
    from assistant.records import Answer, Evidence
    from assistant.runnable import as_retriever, build_assistant
    from assistant.service import start
    from assistant.settings import Settings, load_settings
    from assistant.tool import as_tool

__all__ = [
    "Answer",
    "AssistantError",
    "Evidence",
    "Settings",
    "as_retriever",
    "as_tool",
    "build_assistant",
    "load_settings",
    "start",
]

# Imported when first used: `assistant --help` must not wait for them.
_HOMES = {
    "Answer": "assistant.records",
    "AssistantError": "assistant.errors",
    "Evidence": "assistant.records",
    "Settings": "assistant.settings",
    "as_retriever": "assistant.runnable",
    "as_tool": "assistant.tool",
    "build_assistant": "assistant.runnable",
    "load_settings": "assistant.settings",
    "start": "assistant.service",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'assistant' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
