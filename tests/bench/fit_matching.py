"""Fit the rules by which two company names are judged: ``python -m tests.bench.fit_matching [--write]``.

Needs scikit-learn (``pip install scikit-learn``), which the program and its tests do not. Reads the labelled pairs
(``tests.bench.company_pairs``), measures each pair as the program does, and fits boosted trees of two questions each
under the constraint that a measure speaks in one direction only. What it prints is judged by models that were fitted
without the query in question, and once more without any query of the same source. With ``--write`` it replaces
``src/trtui/domain/matching/weights.py`` by rules fitted on all pairs, and ``tests/bench/fold_weights.json`` by the
rules of the five parts, from which ``tests.bench.duplicates`` reckons without scikit-learn.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

from tests.bench.company_pairs import FOLDS, ROOT, CompanyPairs, NoData, Rows, data_folder, measured
from tests.bench.ranking_quality import quality
from trtui.domain.matching.features import NAMES

FOLD_WEIGHTS = ROOT / "tests" / "bench" / "fold_weights.json"
WEIGHTS = ROOT / "src" / "trtui" / "domain" / "matching" / "weights.py"
TREES = 80
RATE = 0.2

#: How a measure may speak: 1 for one company, -1 against it; those that are not named, either way.
DIRECTIONS = {
    "cover_more": 1, "cover_less": 1, "information": 1, "best_word": 1, "rarest_left_less": -1,
    "rarest_left_more": -1, "first_equal": 1, "numbers_differ": -1, "number_extra": -1, "places_differ": -1,
    "typo_loss": -1, "initials": 1, "joined_ratio": 1, "rest_ratio": 1, "form_conflict": -1, "same_start": 1,
    "sharing": -1, "explaining": -1, "best_rival": -1,
}  # fmt: skip

Rule = tuple[int, float, int, float, int, float, float, float, float, float]
Model = tuple[float, list[Rule]]


def fit(rows: Sequence[Sequence[float]], labels: Sequence[bool]) -> Model:
    """Return the bias and the rules fitted to these pairs."""
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


def judge(model: Model, rows: Rows) -> float:
    """Return the log-odds of a pair: those of its closest names."""
    bias, rules = model

    def one(values: Sequence[float]) -> float:
        total = bias
        for first, at, low, low_at, high, high_at, a, b, c, d in rules:
            if values[first] <= at:
                total += a if values[low] <= low_at else b
            else:
                total += c if values[high] <= high_at else d
        return total

    return max(map(one, rows), default=-9.0)


def left_out(
    groups: Sequence[Any], rows: list[Rows], labels: list[bool]
) -> tuple[list[float], dict[Any, Model]]:
    """Return the log-odds of each pair by a model that saw none of its group, and the models."""
    models: dict[Any, Model] = {}
    for group in sorted(set(groups)):
        others = [at for at, one in enumerate(groups) if one != group]
        models[group] = fit([rows[at][0] for at in others], [labels[at] for at in others])
    return [judge(models[group], found) for group, found in zip(groups, rows, strict=True)], models


def write(model: Model, folds: dict[int, Model]) -> None:
    """Write the rules into the program, and those of the parts beside the benchmark."""
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
    texts = [
        f'"{fold}": {json.dumps([float(f"{bias:.4g}"), rules])}' for fold, (bias, rules) in folds.items()
    ]
    FOLD_WEIGHTS.write_text("{\n" + ",\n".join(texts) + "\n}\n")


def main() -> int:
    """Fit, print what the fit is worth on pairs it has not seen, and write it if told to."""
    try:
        data = CompanyPairs(data_folder())
    except NoData as error:
        print(error)
        return 0
    pairs = [pair for pair in data.pairs if pair.is_resolvable]
    with data.base() as reader:
        rows = measured(reader, pairs)
    rows = [found or [(0.0,) * len(NAMES)] for found in rows]
    labels = [pair.is_same for pair in pairs]
    by_part, models = left_out([pair.fold for pair in pairs], rows, labels)
    _say("queries left out", by_part, labels)
    by_source, _ = left_out([pair.source for pair in pairs], rows, labels)
    _say("whole sources left out", by_source, labels)
    if "--write" in sys.argv:
        write(fit([found[0] for found in rows], labels), models)
    assert len(models) == FOLDS
    return 0


def _say(what: str, scores: list[float], labels: list[bool]) -> None:
    found = quality(scores, labels)
    precision = f"P {found.precision:.3f}  R {found.recall:.3f}"
    print(f"{what:24} AP {found.average_precision:.4f}  F1 {found.f1:.4f}  {precision}")


if __name__ == "__main__":
    sys.exit(main())
