"""Builds the service and serves the web application: the same as `assistant serve`."""

from __future__ import annotations

import sys

from assistant.cli import main

if __name__ == "__main__":
    main(["serve", *sys.argv[1:]])
