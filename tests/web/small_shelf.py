"""A few documents of the real shelf: embedding all of it takes minutes."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_EMPTY = {
    "glossary.yaml": "[]\n",
    "kpi-frameworks/kpis.yaml": "levels: []\nkpis: []\n",
    "kpi-frameworks/objectives.yaml": "objectives: []\n",
}
# One question in each language whose answer holds a figure of the documents on Maersk.
FIGURES = {
    "fr-FR": ("Quel ROI Maersk Line a-t-il calculé pour sa page Facebook ?", "1\u202f500\u202f%"),
    "en-GB": ("What return did Maersk Line compute for its Facebook page?", "1,500%"),
}


def maersk_shelf(folder: Path) -> Path:
    """Copy the shelf without all documents but those on Maersk; returns its new place."""
    shelf = folder / "knowledge"
    shutil.copytree(ROOT / "knowledge", shelf, ignore=_all_but_maersk)
    for name, content in _EMPTY.items():
        (shelf / name).write_text(content, encoding="utf-8")
    return shelf


def _all_but_maersk(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name.endswith(".md") and not name.startswith("maersk")]
