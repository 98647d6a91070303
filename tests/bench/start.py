"""From the command to a box that takes typing, and to the first rows."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from tests.bench import product
from tests.bench.stats import interleave
from tests.bench.table import Budget, Row
from tests.bench.workplace import ROOT, Workplace
from tests.terminal.harness import Terminal

ROUNDS = 12
EMPTY = [sys.executable, "-m", "tests.bench.empty_app"]
TYPED = "zqx"
"""Letters that no text on the start screen holds."""


def measure(place: Workplace) -> list[Row]:
    """Start the program and an empty Textual app in turn, typing as soon as something shows."""
    ours = product.workspace(place.large_store)
    taken = interleave(
        ROUNDS,
        {
            "typing": lambda: _until_typed(ours, product.SEARCH_BOX),
            "rows": lambda: _until(ours, product.has_rows),
            "empty": lambda: _until_typed(EMPTY, "ready"),
        },
    )
    empty = taken["empty"]
    return [
        _row("start → box takes typing", taken["typing"].median, 1.5, empty.median),
        _row("start → first rows", taken["rows"].median, 3, empty.median),
    ]


def _row(what: str, ours: float, share: float, theirs: float) -> Row:
    return Row(f"{what}, median", ours, "ms", Budget(share=share), "empty Textual app", theirs)


def _until_typed(command: Sequence[str], ready: str) -> float:
    with Terminal(command, cwd=ROOT) as terminal:
        terminal.wait_for(ready)
        terminal.send(TYPED)
        terminal.wait_for(TYPED)
        return (terminal.last_byte_at - terminal.started_at) * 1000


def _until(command: Sequence[str], holds: Callable[[str], bool]) -> float:
    with Terminal(command, cwd=ROOT) as terminal:
        terminal.wait_for(holds)
        return (terminal.last_byte_at - terminal.started_at) * 1000
