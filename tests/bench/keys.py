"""Keys in a real terminal of 120 by 40: how long a repaint takes and how many bytes it sends."""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

from tests.bench import product
from tests.bench.stats import Sample
from tests.bench.table import Budget, Row
from tests.bench.workplace import ROOT, SEED, Workplace, warmed
from tests.terminal.harness import KeyCost, Terminal

IDLE_SECONDS = 60
PEER = "stock DataTable"


def measure(place: Workplace) -> list[Row]:
    """Type, move and repaint in the program, and in a search screen made of stock widgets."""
    workspace = product.workspace(warmed(place.large_store))
    stock = [sys.executable, "-m", "tests.bench.table_app", _rows_file(place)]
    with Terminal(workspace, cwd=ROOT) as ours, Terminal(stock, cwd=ROOT) as theirs:
        ours.wait_for(product.has_rows)
        theirs.wait_for("Next call")
        typed, stock_typed = _type(ours, place), _type(theirs, place)
        moves, stock_moves = [_costs(terminal, ["down"] * 12) for terminal in (ours, theirs)]
        full, stock_full = _full(ours), _full(theirs)
        idle, stock_idle = _idle(ours, theirs)
    latency = Sample.of(cost.last_ms for cost in [*typed, *moves])
    what = f"key → repaint, terminal 120×40, {place.large:,} clients, p95"
    stock_latency = Sample.of(cost.last_ms for cost in [*stock_typed, *stock_moves])
    return [
        Row.p95(what, latency, "ms", Budget(60), f"{PEER}, {ROWS} rows", stock_latency),
        _bytes("idle minute", Budget(0), Sample.of([idle]), Sample.of([stock_idle])),
        _bytes("cursor move, p95", Budget(1e3), _sizes(moves), _sizes(stock_moves)),
        _bytes("typed key, p95", Budget(6e3), _sizes(typed), _sizes(stock_typed)),
        _bytes("full screen", Budget(40e3), Sample.of([full]), Sample.of([stock_full])),
    ]


ROWS = 2000


def _rows_file(place: Workplace) -> Path:
    def fill(path: Path) -> None:
        chooser = random.Random(SEED)
        names = chooser.sample(place.names, ROWS)
        lines = [f"{name}\tLeeds\tTarget\tSam\t0113 496 0142\t{n % 28} Dec" for n, name in enumerate(names)]
        path.write_text("\n".join(lines))

    return place.keep(f"rows-{place.large}.tsv", fill)


def _type(terminal: Terminal, place: Workplace) -> list[KeyCost]:
    """Type a dozen beginnings of names, emptying the box in between."""
    costs = []
    for name in random.Random(SEED).sample(place.names, 12):
        costs += _costs(terminal, list(name[:5].lower()))
        terminal.press(*["backspace"] * 5)
    return costs


def _costs(terminal: Terminal, keys: list[str]) -> list[KeyCost]:
    return [terminal.key_cost(key) for key in keys]


def _full(terminal: Terminal) -> float:
    """Return the bytes of a repaint of everything, as a resize asks for."""
    terminal.resize(119, 40)
    terminal.settle(0.5)
    before = terminal.received
    terminal.resize(120, 40)
    terminal.settle(0.5)
    return terminal.received - before


def _idle(*terminals: Terminal) -> list[float]:
    """Return the bytes that each sends in a minute in which nobody touches a key."""
    for terminal in terminals:
        terminal.settle(1.0)
    before = [terminal.received for terminal in terminals]
    end = time.monotonic() + IDLE_SECONDS
    while time.monotonic() < end:
        for terminal in terminals:
            terminal.listen(0.25)
    return [terminal.received - received for terminal, received in zip(terminals, before, strict=True)]


def _sizes(costs: list[KeyCost]) -> Sample:
    return Sample.of(cost.size for cost in costs)


def _bytes(what: str, budget: Budget, ours: Sample, theirs: Sample) -> Row:
    return Row(f"bytes to the terminal: {what}", ours.p95, "B", budget, PEER, theirs.p95)
