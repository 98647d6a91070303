"""The figures of a benchmark are computed and judged as they say."""

from __future__ import annotations

import pytest

from tests.bench.stats import Sample, interleave
from tests.bench.table import Budget, Row, figure, render


def test_the_slow_end_of_a_sample() -> None:
    sample = Sample.of(range(1, 101))
    assert (sample.median, sample.p95) == (50.5, 95)
    assert Sample.of([3.0]).p95 == 3.0
    assert Sample.of([9, 1, 5]).median == 5
    with pytest.raises(ValueError, match="nothing was measured"):
        Sample.of([])


def test_measurements_take_turns_after_a_round_that_does_not_count() -> None:
    order: list[str] = []

    def measure(name: str) -> float:
        order.append(name)
        return len(order)

    taken = interleave(2, {"ours": lambda: measure("ours"), "theirs": lambda: measure("theirs")})
    assert order == ["ours", "theirs"] * 3
    assert taken["ours"].values == (3, 5)


@pytest.mark.parametrize(
    ("budget", "ours", "theirs", "kept"),
    [
        (Budget(at_most=16), 16, None, True),
        (Budget(at_most=16), 16.1, None, False),
        (Budget(share=0.1), 5, 50, True),
        (Budget(share=0.1), 6, 50, False),
        (Budget(at_most=16, share=0.1), 15, 100, False),
        (Budget(share=0.1), 5, None, None),
        (Budget(at_least=93), 93, None, True),
        (Budget(at_least=93), 92.9, None, False),
        (Budget(), 5, 5, None),
    ],
)
def test_a_budget_is_kept_or_not(
    budget: Budget, ours: float, theirs: float | None, kept: bool | None
) -> None:
    assert Row("x", ours, "ms", budget, theirs=theirs).is_kept is kept


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.1234, "ms", "0.12 ms"),
        (12.34, "ms", "12.3 ms"),
        (1234.5, "ms", "1,234 ms"),
        (940, "B", "940 B"),
        (1336, "B", "1.34 KB"),
        (54_000_000, "B", "54 MB"),
        (None, "ms", "–"),
    ],
)
def test_figures_are_short(value: float | None, unit: str, text: str) -> None:
    assert figure(value, unit) == text


def test_the_table_shows_ratio_budget_and_verdict() -> None:
    rows = [
        Row.p95("search", Sample.of([1, 2, 4]), "ms", Budget(16, 0.1), "fzf", Sample.of([80])),
        Row("memory", 90e6, "B", Budget(share=2), "empty app", 30e6),
        Row("start", None, "ms", Budget(share=1.5), note="no terminal here"),
    ]
    lines = render(rows).splitlines()
    assert lines[2].split("  ")[0] == "search"
    for part in ("4 ms (median 2)", "fzf", "80 ms", "0.05 ×", "≤ 16 ms, ≤ 0.1 ×", "yes"):
        assert part in lines[2]
    assert all(part in lines[3] for part in ("90 MB", "30 MB", "3 ×", "NO"))
    assert lines[4].endswith("–")
    assert lines[5] == "start: no terminal here"
