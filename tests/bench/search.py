"""Search while typing: the store alone, beside fzf and a plain LIKE over the same names."""

from __future__ import annotations

import sqlite3
import subprocess
from contextlib import closing
from functools import partial
from pathlib import Path

from tests.bench import product
from tests.bench.stats import Sample, milliseconds
from tests.bench.table import Budget, Row
from tests.bench.workplace import Workplace, warmed

PEER_EVERY = 8
"""The peers take a hundred times as long, so they are asked every eighth text, in between ours."""


def measure(place: Workplace) -> list[Row]:
    """Ask for every state of the box while forty clients are typed."""
    ours: list[float] = []
    fzf: list[float] = []
    like: list[float] = []
    names = place.names_file.read_bytes()
    with closing(product.open_office(warmed(place.large_store))) as office, _plain_table(place) as plain:
        find = product.searcher(office)
        for text in place.typed[:20]:
            find(text)
        for number, text in enumerate(place.typed):
            ours.append(milliseconds(partial(find, text)))
            if number % PEER_EVERY == 0:
                like.append(milliseconds(partial(_like, plain, text)))
                if place.fzf is not None:
                    fzf.append(milliseconds(partial(_filter, place.fzf, text, names)))
    what = f"search while typing, store only, {place.large:,} clients, p95"
    sample = Sample.of(ours)
    rows = [Row.p95(what, sample, "ms", Budget(16, 0.1), "SQL LIKE '%…%'", Sample.of(like))]
    if fzf:
        rows.append(Row.p95(what, sample, "ms", Budget(16, 0.1), "fzf --filter", Sample.of(fzf)))
    else:
        rows.append(Row(what, sample.p95, "ms", Budget(16), "fzf --filter", note="fzf cannot be had here"))
    return rows


def _plain_table(place: Workplace) -> closing[sqlite3.Connection]:
    """Open a database with one plain table of the same names."""

    def fill(path: Path) -> None:
        with closing(sqlite3.connect(path)) as made, made:
            made.execute("CREATE TABLE client (id INTEGER PRIMARY KEY, name TEXT NOT NULL)")
            made.executemany("INSERT INTO client (name) VALUES (?)", ((name,) for name in place.names))

    return closing(sqlite3.connect(place.keep(f"plain-{place.large}.db", fill)))


def _like(plain: sqlite3.Connection, text: str) -> list[tuple[int, str]]:
    return plain.execute(
        "SELECT id, name FROM client WHERE name LIKE ? ORDER BY name LIMIT 50", (f"%{text}%",)
    ).fetchall()


def _filter(fzf: Path | None, text: str, names: bytes) -> None:
    subprocess.run([str(fzf), "--filter", text], input=names, stdout=subprocess.DEVNULL, check=False)
