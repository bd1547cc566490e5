"""Serves the fiction as a process of its own; with `fail` its start-up fails."""

from __future__ import annotations

import sys

from fiction import FictionalService

from assistant.errors import AssistantError, IndexFault
from assistant.settings import load_settings
from assistant.web.app import ProgressCallback, serve


def build(progress: ProgressCallback) -> FictionalService:
    if "fail" in sys.argv:
        raise IndexFault("The index is damaged.", "Rebuild it.")
    return FictionalService()


try:
    serve(load_settings(), build)
except AssistantError as fault:
    print(fault, file=sys.stderr)
    raise SystemExit(1) from fault
