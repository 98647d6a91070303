"""Claiming the next client, thirty-two callers at once, beside the bare statement of PostgreSQL."""

from __future__ import annotations

from tests.bench import product
from tests.bench.callers import CALLERS, SkipLocked, held_twice, race
from tests.bench.stats import Sample
from tests.bench.table import Budget, Row
from tests.bench.workplace import Workplace, say
from tests.support.pgserver import SAFE, start_cluster, stop_cluster

PEER = "FOR UPDATE SKIP LOCKED"


def measure(place: Workplace) -> list[Row]:
    """Race on the large SQLite store, on PostgreSQL, and on a bare table in the same server."""
    cluster = start_cluster(SAFE)
    try:
        bare, store = cluster.dsn(), cluster.dsn("store")
        SkipLocked.prepare(bare, place.large)
        cluster.create("store")
        product.make_store(store, place.small, seed=1)
        say("32 callers on the bare table, on SQLite, on PostgreSQL")
        peer = Sample.of((turn.had_at - turn.asked_at) * 1000 for turn in race("peer", bare))
        return [
            *_rows(str(place.large_store), f"SQLite, {place.large:,} clients", peer),
            *_rows(store, f"PostgreSQL, {place.small:,} clients", peer),
        ]
    finally:
        stop_cluster(cluster)


def _rows(url: str, where: str, peer: Sample) -> list[Row]:
    product.add_callers(url, CALLERS)
    turns = race("ours", url)
    taken = Sample.of((turn.had_at - turn.asked_at) * 1000 for turn in turns)
    return [
        Row.p95(f"claim, {CALLERS} callers, {where}, p95", taken, "ms", Budget(50), PEER, peer),
        Row(f"clients claimed twice, {len(turns)} claims, {where}", held_twice(turns), "", Budget(0)),
    ]
