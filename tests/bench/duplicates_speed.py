"""The duplicate check of one new client, beside rapidfuzz over all names."""

from __future__ import annotations

from contextlib import closing
from functools import partial

from rapidfuzz import process

from tests.bench import product
from tests.bench.stats import Sample, milliseconds
from tests.bench.table import Budget, Row
from tests.bench.workplace import Workplace, warmed

PEER_EVERY = 10


def measure(place: Workplace) -> list[Row]:
    """Check names that resemble known ones, and names that do not."""
    ours: list[float] = []
    theirs: list[float] = []
    names = place.names
    with closing(product.open_office(warmed(place.large_store))) as office:
        check = product.checker(office)
        for name in place.entered[:10]:
            check(name)
        for number, name in enumerate(place.entered):
            ours.append(milliseconds(partial(check, name)))
            if number % PEER_EVERY == 0:
                theirs.append(milliseconds(partial(process.extract, name, names, limit=5)))
    what = f"duplicate check of a new client, {place.large:,} clients, p95"
    budget = Budget(25, 0.05)
    return [Row.p95(what, Sample.of(ours), "ms", budget, "rapidfuzz.process.extract", Sample.of(theirs))]
