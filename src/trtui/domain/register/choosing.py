"""Which of the companies that may be meant is the one, where it can be one at most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from trtui.domain.matching.values import Reason
from trtui.domain.register.values import RegisterHit, standing

ENDED: Final = 0.1
"""How much seldomer a company that has ended is somebody's client."""
RIVAL: Final = 0.05
"""From which share on another company is named."""
_MOST: Final = 0.9999


@dataclass(frozen=True, slots=True)
class Likeliest:
    """A company, how likely it is meant among all that were found, and why."""

    hit: RegisterHit
    score: float
    reasons: tuple[Reason, ...]


def likeliest(hits: Sequence[RegisterHit]) -> Likeliest | None:
    """Return the likeliest company, weighed against the others: two that fit alike are half as likely each."""
    if not hits:
        return None
    odds = [_odds(hit) for hit in hits]
    order = sorted(range(len(hits)), key=lambda at: -odds[at])
    first, whole = hits[order[0]], 1 + sum(odds)
    reasons = first.reasons
    if len(order) > 1 and odds[order[1]] / whole > RIVAL:
        other = hits[order[1]]
        reasons = (*reasons, Reason("rival", f"but {other.name} ({other.number}) may be meant as well"))
    return Likeliest(first, min(first.score, odds[order[0]] / whole), reasons)


def _odds(hit: RegisterHit) -> float:
    score = min(hit.score, _MOST)
    return score / (1 - score) * (ENDED if standing(hit.status) > 1 else 1.0)
