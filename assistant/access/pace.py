"""How often somebody may ask: buckets of tokens, one for each person, key or address."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

_MOST = 20_000


class Pace:
    """`per_minute` requests a minute on average, a third of them at once; 0 sets no limit."""

    def __init__(self, per_minute: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = per_minute / 60
        self._most = max(1.0, per_minute / 3)
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, who: str) -> float:
        """Count a request; 0 where it may be answered, else the seconds until the next may."""
        if not self._rate:
            return 0.0
        now = self._clock()
        with self._lock:
            tokens, at = self._buckets.pop(who, (self._most, now))
            tokens = min(self._most, tokens + (now - at) * self._rate)
            allowed = tokens >= 1
            self._buckets[who] = (tokens - 1 if allowed else tokens, now)
            while len(self._buckets) > _MOST:
                # The one unseen for longest: its bucket is the likeliest to be full again.
                self._buckets.popitem(last=False)
        return 0.0 if allowed else (1 - tokens) / self._rate
