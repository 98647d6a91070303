"""The memory of one session."""

from __future__ import annotations

from tests.bench import product
from tests.bench.start import EMPTY
from tests.bench.table import Budget, Row
from tests.bench.workplace import ROOT, Workplace
from tests.terminal.harness import Terminal


def measure(place: Workplace) -> list[Row]:
    """Search, open a client and look at the queue; then weigh the program beside an empty app."""
    workspace = product.workspace(place.large_store)
    with Terminal(workspace, cwd=ROOT) as ours, Terminal(EMPTY, cwd=ROOT) as empty:
        empty.wait_for("ready")
        ours.wait_for(product.has_rows)
        product.visit_screens(ours)
        ours.settle(1.0)
        what = f"memory of one session, {place.large:,} clients"
        return [Row(what, ours.memory(), "B", Budget(share=2), "empty Textual app", empty.memory())]
