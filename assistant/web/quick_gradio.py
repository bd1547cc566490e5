"""Import Gradio in half the time."""

from __future__ import annotations

import inspect
import os
from types import ModuleType
from typing import Any


def import_gradio() -> ModuleType:
    """Return the gradio module, imported without telemetry and without writing type stubs.

    While it is imported, Gradio writes a .pyi file beside every component for editors, which
    takes half of the time and fails in a read-only installation. It finds the place to write
    with `inspect.getfile` and carries on where that raises OSError.
    """
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    getfile = inspect.getfile

    def refuse(object: Any) -> str:
        raise OSError

    inspect.getfile = refuse
    try:
        import gradio
    finally:
        inspect.getfile = getfile
    module: ModuleType = gradio
    return module
