"""Samples of a measurement, and taking several by turns so that the machine's moods hit all alike."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sample:
    """The values of one measurement, sorted; never empty."""

    values: tuple[float, ...]

    @classmethod
    def of(cls, values: Iterable[float]) -> Sample:
        """Make a sample; raise ValueError when there is nothing in it."""
        ordered = tuple(sorted(values))
        if not ordered:
            raise ValueError("nothing was measured")
        return cls(ordered)

    @property
    def median(self) -> float:
        """The middle value, or the mean of the middle two."""
        middle = len(self.values) // 2
        return self.values[middle] if len(self.values) % 2 else sum(self.values[middle - 1 : middle + 1]) / 2

    @property
    def p95(self) -> float:
        """The smallest value that at least 95 of 100 do not exceed."""
        return self.values[math.ceil(0.95 * len(self.values)) - 1]


def interleave(rounds: int, measurements: Mapping[str, Callable[[], float]]) -> dict[str, Sample]:
    """Take every measurement once per round, in turn, beginning with a round that is thrown away."""
    taken: dict[str, list[float]] = {name: [] for name in measurements}
    for number in range(rounds + 1):
        for name, measure in measurements.items():
            value = measure()
            if number:
                taken[name].append(value)
    return {name: Sample.of(values) for name, values in taken.items()}


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000
