"""What moving part of one channel's spend to another does to the response, with its doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.plan.numbers.faults import NumberFault
from assistant.plan.numbers.response import ChannelData, Curve, fit_curve, pooled

SWEEP = tuple(step / 100 for step in range(0, 55, 5))
# Spend beyond this multiple of the highest observed is a guess about a place never visited.
FURTHEST = 1.2


@dataclass(frozen=True, slots=True)
class Move:
    """One share moved: change of response a period with its 90 % interval, chance of a gain."""

    share: float
    amount: float
    change: float
    low: float
    high: float
    gain: float


@dataclass(frozen=True)
class Reallocation:
    """A move between two channels, what other shares would do, and what to doubt."""

    source: str
    target: str
    move: Move
    sweep: tuple[Move, ...]
    curves: Mapping[str, Curve]
    warnings: tuple[str, ...]

    @property
    def verdict(self) -> str:
        """ "cannot_say" where data or interval do not carry it, else "gain" or "loss"."""
        if self.warnings and set(self.warnings) - {"no_saturation"}:
            return "cannot_say"
        if self.move.low > 0:
            return "gain"
        return "loss" if self.move.high < 0 else "cannot_say"


def reallocate(
    channels: Sequence[ChannelData], source: str, target: str, share: float, seed: int = 1
) -> Reallocation:
    """Move a share of the mean spend of `source` to `target`, the total unchanged.

    Each pair of resampled curves gives one change; the interval is their 5th to 95th percentile.
    Raises NumberFault for an unknown channel, the same one twice or a share outside ]0, 1].
    """
    by_name = {channel.name: channel for channel in channels}
    for field, name in (("source", source), ("target", target)):
        if name not in by_name:
            known = ", ".join(by_name)
            raise NumberFault(
                "channel-unknown",
                f"{name!r}: no such channel.",
                f"Choose one of {known}.",
                field,
                name=name,
                known=known,
            )
    if source == target:
        raise NumberFault("channel-same", "Both channels are the same.", "Choose two.", "target")
    if not 0 < share <= 1:
        raise NumberFault(
            "number-out-of-bounds",
            "share: must lie between 0 % and 100 %.",
            "Correct the value.",
            "share",
            minimum="0 %",
            maximum="100 %",
        )
    curves = {name: fit_curve(by_name[name], seed) for name in (source, target)}
    one, other = curves[source], curves[target]
    moves = tuple(_move(one, other, each) for each in SWEEP)
    return Reallocation(
        source, target, _move(one, other, share), moves, curves, _warnings(one, other, share)
    )


def _move(source: Curve, target: Curve, share: float) -> Move:
    amount = source.mean_spend * share
    before = np.asarray([source.mean_spend, source.mean_spend - amount])
    after = np.asarray([target.mean_spend, target.mean_spend + amount])
    change = float(np.diff(source.response(before))[0] + np.diff(target.response(after))[0])
    drawn = np.diff(source.drawn(before))[:, 0] + np.diff(target.drawn(after))[:, 0]
    low, high = np.percentile(drawn, [5, 95])
    return Move(share, amount, change, float(low), float(high), float(np.mean(drawn > 0)))


def _warnings(source: Curve, target: Curve, share: float) -> tuple[str, ...]:
    found = list(pooled((source, target)))
    moved = source.mean_spend * share
    if target.mean_spend + moved > FURTHEST * target.highest_spend:
        found.append("beyond_data")
    if source.mean_spend - moved < source.lowest_spend / FURTHEST:
        found.append("below_data")
    return tuple(found)
