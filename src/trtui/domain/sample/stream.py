"""Deterministic chance: one stream of numbers per client, and shuffles that need no memory.

Only ``random.Random.random`` is used: it is the one method whose sequence Python promises to keep between versions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from random import Random
from typing import TypeVar

T = TypeVar("T")
Draw = Callable[[], float]  # a number in [0, 1), the next of its stream

_MASK = (1 << 64) - 1
_UNITS_OF_100 = tuple(n for n in range(1, 100) if n % 2 and n % 5)


def mixed(*parts: int) -> int:
    """Return a 64-bit number that depends on every bit of the parts (splitmix64 finaliser)."""
    state = 0x9E3779B97F4A7C15
    for part in parts:
        state = (state ^ part) * 0xBF58476D1CE4E5B9 & _MASK
        state = (state ^ (state >> 27)) * 0x94D049BB133111EB & _MASK
        state ^= state >> 31
    return state


class Stream:
    """Random numbers that can be wound to the start of any client's own sequence."""

    __slots__ = ("_random", "draw")

    def __init__(self) -> None:
        self._random = Random(0)
        self.draw: Draw = self._random.random

    def wind(self, *parts: int) -> Draw:
        """Go to the sequence named by the parts (seed, client number, purpose) and return its draw."""
        self._random.seed(mixed(*parts))
        return self.draw


def pick(draw: Draw, choices: Sequence[T]) -> T:
    """Return one of the choices, each as likely."""
    return choices[int(len(choices) * draw())]


def pick_early(draw: Draw, choices: Sequence[T], lean: float = 2.0) -> T:
    """Return one of the choices, those in front more often; ``lean`` 1 is even, 2 gives the first of n 1/sqrt(n)."""
    return choices[int(len(choices) * draw() ** lean)]


def rank(draw: Draw, head: float, slope: float) -> int:
    """Return a rank from 0 whose probability falls as ``(rank + head) ** -slope`` (Zipf–Mandelbrot, slope > 1)."""
    return int(head * ((1.0 - draw()) ** (-1.0 / (slope - 1.0)) - 1.0))


def slot(seed: int, number: int, purpose: int = 0) -> int:
    """Return the place 0–99 of a number in its hundred after a shuffle: each place is taken once per hundred."""
    hundred, unit = divmod(number, 100)
    step, start = _shuffle(seed, hundred, purpose)
    return (unit * step + start) % 100


@lru_cache(maxsize=1024)
def _shuffle(seed: int, hundred: int, purpose: int) -> tuple[int, int]:
    salt = mixed(seed, hundred, purpose)
    return _UNITS_OF_100[salt % 40], (salt >> 16) % 100
