"""What a hundred times as many clients cost."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path

from tests.bench import product
from tests.bench.stats import Sample, milliseconds
from tests.bench.table import Budget, Row
from tests.bench.workplace import Workplace, warmed

FILTERS = ["", "csi:a", "csi:b", "due:today"]


def measure(place: Workplace) -> list[Row]:
    """Do the same to the large and the small store, in turn."""
    with ExitStack() as open_offices:

        def office(store: Path) -> product.Office:
            return open_offices.enter_context(closing(product.open_office(store)))

        large, small = office(warmed(place.large_store)), office(warmed(place.small_store))
        return [
            _row(place, "search", product.searcher, large, small, place.typed[::3]),
            _row(place, "duplicate check", product.checker, large, small, place.entered[::2]),
            _row(place, "queue: list", product.lister, large, small, FILTERS * 10),
            _row(place, "queue: claim and release", product.taker, large, small, FILTERS * 10),
        ]


def _row(
    place: Workplace,
    what: str,
    made_for: Callable[[product.Office], Callable[[str], object]],
    large: product.Office,
    small: product.Office,
    texts: list[str],
) -> Row:
    works = made_for(large), made_for(small)
    for text in texts[:10]:
        for work in works:
            work(text)
    taken = [[milliseconds(partial(work, text)) for work in works] for text in texts]
    ours, theirs = (Sample.of(values) for values in zip(*taken, strict=True))
    size = f"{place.small:,} → {place.large:,} clients"
    return Row.p95(f"growth of {what}, {size}, p95", ours, "ms", Budget(share=2), "the small store", theirs)
