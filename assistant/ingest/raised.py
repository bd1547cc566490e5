"""Digits printed above the line stay above it: the mark of a note is no digit of a figure.

"2024" with a raised 3 is read "2024³", ten to the sixth "10⁶", square metres "m²".
"""

from __future__ import annotations

import re

ABOVE = str.maketrans("0123456789+-−()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾")
_FIGURES = re.compile(r"[\d+\-−(),;\s]*\d[\d+\-−(),;\s]*")
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾"


def raised(text: str) -> str:
    """The text of raised letters: figures as superscripts, words ("er", "TM") as they are."""
    return text.translate(ABOVE) if _FIGURES.fullmatch(text) else text
