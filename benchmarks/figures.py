"""What a benchmark prints, and how pairs become a figure."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """One line of the result; a ratio above 1 means that ours is better."""

    name: str
    engine: str
    value: float
    unit: str
    against: str
    ratio: float

    def printed(self) -> dict[str, Any]:
        """The row with figures that say no more than was measured."""
        return asdict(self) | {"value": round(self.value), "ratio": round(self.ratio, 2)}


def of_pairs(name: str, engine: str, unit: str, against: str, pairs: Sequence[tuple[float, float]]) -> Row:
    """The row of (ours, theirs) pairs measured in turn: the median of ours, and of the ratios pair by pair."""
    value = statistics.median(ours for ours, _ in pairs)
    ratio = statistics.median(ours / theirs for ours, theirs in pairs)
    return Row(name, engine, value, unit, against, ratio)


def say(text: str) -> None:
    """Progress, for whoever waits."""
    print(text, file=sys.stderr, flush=True)
