"""Word lists that ship with the check, from public dictionaries; NOTICE names the licences."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
