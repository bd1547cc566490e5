"""Builds the service and serves the web application."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.web.app import ProgressCallback
    from assistant.web.ui.conversation import Service


def main() -> int:
    """Serve until stopped; returns 1 after a fault, which is written to standard error."""
    from assistant.errors import AssistantError
    from assistant.settings import load_settings
    from assistant.web.app import serve

    try:
        settings = load_settings()

        def build(progress: ProgressCallback) -> Service:
            from assistant.service import build_service

            return build_service(settings, progress)

        serve(settings, build)
    except AssistantError as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
