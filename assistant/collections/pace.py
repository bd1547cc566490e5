"""How much of a batch is done, and how long the rest will take."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

# Measured on text PDFs: of the time a file takes, about this part goes into reading it.
_READING = 0.25
_SURE_AFTER = 2.0


@dataclass
class Pace:
    """Extrapolates from the time taken so far; seconds throughout, shares from 0 to 1."""

    _began: float = field(default_factory=time.monotonic)
    _furthest: float = 0.0

    def reading(self, file: int, files: int, within: float) -> float:
        """The share done while file number `file` is read."""
        return self._whole(file, files, _READING * within)

    def embedding(self, file: int, files: int, within: float) -> float:
        """The share done while file number `file` is embedded."""
        return self._whole(file, files, _READING + (1 - _READING) * within)

    def left(self, share: float) -> float | None:
        """Seconds to the end at this share, None where it is too early to say."""
        spent = time.monotonic() - self._began
        if spent < _SURE_AFTER or share < 0.02:
            return None
        return round(spent * (1 - share) / share, 1)

    def _whole(self, file: int, files: int, within: float) -> float:
        share = (max(file, 1) - 1 + within) / max(files, 1)
        # Files are found while others are read, so that the number of them may grow.
        self._furthest = max(self._furthest, min(share, 1.0))
        return round(self._furthest, 4)
