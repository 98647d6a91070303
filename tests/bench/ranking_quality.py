"""What a score is worth: average precision, the best F1 with its precision and recall, recall at high precision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quality:
    """The figures of one scorer over labelled pairs."""

    average_precision: float
    f1: float
    precision: float
    recall: float
    recall_at_95: float


def quality(scores: Sequence[float], labels: Sequence[bool]) -> Quality:
    """Return the figures; pairs of equal score count together, so that no order among them flatters."""
    matches = sum(labels)
    area = best = 0.0
    at_best = (0.0, 0.0)
    at_95 = recall_before = 0.0
    for precision, recall in _curve(scores, labels, matches):
        area += (recall - recall_before) * precision
        recall_before = recall
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        if f1 > best:
            best, at_best = f1, (precision, recall)
        if precision >= 0.95:
            at_95 = recall
    return Quality(area, best, *at_best, at_95)


def _curve(scores: Sequence[float], labels: Sequence[bool], matches: int) -> Iterator[tuple[float, float]]:
    """Return precision and recall at every threshold, from the strictest."""
    ranked = sorted(zip(scores, labels, strict=True), key=lambda one: -one[0])
    seen = right = 0
    for at, (score, is_match) in enumerate(ranked):
        seen += 1
        right += is_match
        if at + 1 == len(ranked) or ranked[at + 1][0] != score:
            yield right / seen, right / matches


def expected_recall(ranks: Sequence[tuple[int, int] | None], within: int) -> float:
    """Return the share of queries whose truth is among the first ``within``.

    A rank is how many candidates are ahead and how many are level, the truth included; level ones count by chance.
    """
    total = 0.0
    for rank in ranks:
        if rank is not None:
            ahead, level = rank
            total += min(1.0, max(0.0, (within - ahead) / level))
    return total / len(ranks) if ranks else 0.0
