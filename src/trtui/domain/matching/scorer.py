"""The model: boosted rules of two questions each, from measures to the probability of one company.

The rules are figures fitted by ``tests/bench/fit_matching.py``. More of a measure that speaks for one company never
lowers the probability, and more of one that speaks against it never raises it (the fit is held to that), so that
no pair is judged by a quirk of the sample.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from trtui.domain.matching.weights import BIAS, RULES


def log_odds(values: Sequence[float]) -> float:
    """Return the logarithm of the odds that two names are one company, from the measures in order of ``NAMES``.

    A rule asks one measure, and by the answer another; each of the four outcomes adds its share.
    """
    total = BIAS
    for first, at, low, low_at, high, high_at, a, b, c, d in RULES:
        if values[first] <= at:
            total += a if values[low] <= low_at else b
        else:
            total += c if values[high] <= high_at else d
    return total


def probability(log_of_odds: float) -> float:
    """Return the probability of these odds."""
    return 1 / (1 + exp(-max(-60.0, min(60.0, log_of_odds))))
