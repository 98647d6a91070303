"""Fit the rules by which two company names are judged: ``python -m tests.bench.fit_matching [--write]``.

Needs scikit-learn (``pip install scikit-learn``), which the program and its tests do not. For every name that somebody
typed (``tests.bench.company_pairs``) it measures the candidates that the index gives, as the program does, and fits
boosted trees of two questions each under the constraint that a measure speaks in one direction only. So the rules learn
how often a candidate is right where they will judge, and their probabilities can be shown. It prints what rules fitted
on the tuning half are worth among themselves, five parts of it judged by the other four; the unseen half it leaves to
``make bench ARGS=names``. With ``--write`` it replaces ``src/trtui/domain/matching/weights.py`` by rules fitted on all
of it, and ``tests/bench/half_weights.json`` by those of the tuning half.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from tests.bench.company_pairs import ROOT, TUNING, CompanyPairs, NoData, Query, data_folder
from tests.bench.ranking_quality import quality
from trtui.domain.matching import Typed, measures
from trtui.domain.matching.features import NAMES
from trtui.store import matching
from trtui.store.reader import Reader

HALF_WEIGHTS = ROOT / "tests" / "bench" / "half_weights.json"
WEIGHTS = ROOT / "src" / "trtui" / "domain" / "matching" / "weights.py"
TREES = 120
RATE = 0.1
LEARNT_FROM = 12
"""How many of the candidates of one query are learnt from: the closest ones, and the right one."""
PARTS = 5

#: How a measure may speak: 1 for one company, -1 against it; those that are not named, either way.
DIRECTIONS = {
    "cover_more": 1, "cover_less": 1, "information": 1, "best_word": 1, "rarest_left_less": -1,
    "rarest_left_more": -1, "first_equal": 1, "numbers_differ": -1, "number_extra": -1, "places_differ": -1,
    "typo_loss": -1, "initials": 1, "joined_ratio": 1, "rest_ratio": 1, "form_conflict": -1, "same_start": 1,
    "compass": -1, "left_less": -1, "left_more": -1, "order": -1, "plain_best": 1, "typo_rarest": 1, "exact": 1,
    "sharing": -1, "explaining": -1, "best_rival": -1,
}  # fmt: skip

Rows = list[tuple[float, ...]]
Rule = tuple[int, float, int, float, int, float, float, float, float, float]
Model = tuple[float, list[Rule]]


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate for a query: its measures, one row per pair of names, and whether it was meant."""

    query: Query
    rows: Rows
    is_meant: bool


def examples(reader: Reader, queries: Iterable[Query]) -> list[Example]:
    """Return the candidates that the index gives, those that a model learns most from."""
    found: list[Example] = []
    for query in queries:
        typed = Typed(query.typed)
        known = matching.candidates(reader, typed)
        rows = measures(typed, known, matching.rarity(reader, typed))
        ordered = sorted(
            (
                Example(query, row, one.client_id == query.truth)
                for one, row in zip(known, rows, strict=True)
                if row
            ),
            key=lambda one: -_closeness(one.rows[0]),
        )
        for at, one in enumerate(ordered):
            # Who was meant by a name that has nothing in common with his says nothing of names.
            if one.is_meant if at >= LEARNT_FROM else not one.is_meant or query.is_resolvable:
                found.append(one)
    return found


def _closeness(row: Sequence[float]) -> float:
    return (row[0] + row[1]) / 2 * min(1.0, row[2] / 8)


def fit_examples(found: Sequence[Example]) -> Model:
    """Return the rules fitted to these candidates, each by the pair of its names that the rules find likeliest."""
    labels = [one.is_meant for one in found]
    first = fit([one.rows[0] for one in found], labels)
    return fit([max(one.rows, key=lambda row: log_odds(first, row)) for one in found], labels)


def fit(rows: Sequence[Sequence[float]], labels: Sequence[bool]) -> Model:
    """Return the bias and the rules fitted to these measures."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    trees = HistGradientBoostingClassifier(
        learning_rate=RATE,
        max_iter=TREES,
        max_depth=2,
        min_samples_leaf=20,
        l2_regularization=2.0,
        early_stopping=False,
        monotonic_cst=[DIRECTIONS.get(name, 0) for name in NAMES],
        random_state=0,
    ).fit(rows, labels)
    rules = [_rule(tree[0].nodes) for tree in trees._predictors]
    return float(trees._baseline_prediction.item()), rules


def _rule(nodes: Any) -> Rule:
    """Return a tree of depth two as one rule; where a branch asks nothing, both its outcomes are the same."""

    def branch(at: int) -> tuple[int, float, float, float]:
        node = nodes[at]
        if node["is_leaf"]:
            return 0, 0.0, float(node["value"]), float(node["value"])
        low, high = nodes[node["left"]], nodes[node["right"]]
        return (
            int(node["feature_idx"]),
            float(node["num_threshold"]),
            float(low["value"]),
            float(high["value"]),
        )

    root = nodes[0]
    low, low_at, a, b = branch(root["left"])
    high, high_at, c, d = branch(root["right"])
    figures = [float(f"{value:.4g}") for value in (root["num_threshold"], low_at, high_at, a, b, c, d)]
    at, low_at, high_at, a, b, c, d = figures
    return int(root["feature_idx"]), at, low, low_at, high, high_at, a, b, c, d


def log_odds(model: Model, values: Sequence[float]) -> float:
    """Return the log-odds of a pair of names, as the program reckons them."""
    bias, rules = model
    total = bias
    for first, at, low, low_at, high, high_at, a, b, c, d in rules:
        if values[first] <= at:
            total += a if values[low] <= low_at else b
        else:
            total += c if values[high] <= high_at else d
    return total


def write(model: Model, half: Model) -> None:
    """Write the rules into the program, and those of the tuning half beside the benchmark."""
    bias, rules = model
    lines = "\n".join(f"    {tuple(rule)!r}," for rule in rules)
    WEIGHTS.write_text(
        '"""The rules of the model, fitted by ``tests/bench/fit_matching.py``; not to be edited by hand.\n\n'
        "A rule: measure and bound; measure and bound if at most that; measure and bound if more; and the four\n"
        'outcomes. The measures are numbered as in ``trtui.domain.matching.features.NAMES``.\n"""\n\n'
        "from __future__ import annotations\n\nfrom typing import Final\n\n"
        "Rule = tuple[int, float, int, float, int, float, float, float, float, float]\n\n"
        f"BIAS: Final = {bias:.4g}\nRULES: Final[tuple[Rule, ...]] = (\n{lines}\n)  # fmt: skip\n"
    )
    bias, rules = half
    texts = ",\n".join(json.dumps(rule) for rule in rules)
    HALF_WEIGHTS.write_text(f"[{bias:.4g}, [\n{texts}\n]]\n")


def main() -> int:
    """Fit, print what the fit is worth on parts that it has not seen, and write it if told to."""
    try:
        data = CompanyPairs(data_folder())
    except NoData as error:
        print(error)
        return 0
    with data.base() as reader:
        every = examples(reader, data.queries)
    tuning = [one for one in every if data.halves[one.query.number] == TUNING]
    parts = [crc32(one.query.number.encode()) % PARTS for one in tuning]
    scores = [0.0] * len(tuning)
    for part in range(PARTS):
        model = fit_examples([one for one, its in zip(tuning, parts, strict=True) if its != part])
        for at, one in enumerate(tuning):
            if parts[at] == part:
                scores[at] = max(log_odds(model, row) for row in one.rows)
    found = quality(scores, [one.is_meant for one in tuning])
    precision = f"P {found.precision:.3f}  R {found.recall:.3f}"
    print(f"tuning half, parts left out  AP {found.average_precision:.4f}  F1 {found.f1:.4f}  {precision}")
    if "--write" in sys.argv:
        write(fit_examples(every), fit_examples(tuning))
    return 0


if __name__ == "__main__":
    sys.exit(main())
