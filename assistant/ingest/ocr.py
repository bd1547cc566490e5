"""Scanned pages: recognised by Tesseract where it is installed; never fetched, never required."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

_PAGE_SECONDS = 60
_WANTED = ("fra", "eng")


@lru_cache(maxsize=1)
def tesseract() -> str:
    """Where Tesseract is, "" where it is not installed."""
    return shutil.which("tesseract") or ""


def languages() -> str:
    """French and English as far as they are installed, as Tesseract names them ("fra+eng")."""
    done = subprocess.run(  # noqa: S603 - the program that is installed, no shell
        [tesseract(), "--list-langs"], capture_output=True, text=True, timeout=30, check=False
    )
    installed = set(done.stdout.split()) | set(done.stderr.split())
    return "+".join(each for each in _WANTED if each in installed) or "eng"


def recognise(out: Path, pages: Sequence[int], progress: Callable[[int, int], None]) -> list[int]:
    """Read `page-<n>.png` in the folder into `page-<n>.txt`; returns the pages that gave text."""
    spoken = languages()
    read = []
    for done, page in enumerate(pages, 1):
        progress(done, len(pages))
        base = out / f"page-{page}"
        try:
            subprocess.run(  # noqa: S603 - numbered files of our own
                [tesseract(), f"{base}.png", str(base), "-l", spoken, "--psm", "3", "txt"],
                capture_output=True,
                timeout=_PAGE_SECONDS,
                check=True,
            )
        except (subprocess.SubprocessError, OSError):
            continue
        if (text := Path(f"{base}.txt")).is_file() and text.read_text("utf-8", "replace").strip():
            read.append(page)
    return read
