"""The one table of a benchmark: what was measured, beside its peer and its budget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.bench.stats import Sample


@dataclass(frozen=True, slots=True)
class Budget:
    """What a figure may be: at most a value, at most a share of the peer's, at least a value, or anything."""

    at_most: float | None = None
    share: float | None = None
    at_least: float | None = None

    def allows(self, ours: float, theirs: float | None) -> bool | None:
        """Tell whether a figure keeps it; None when there is nothing to keep or nothing to compare with."""
        kept = []
        if self.at_most is not None:
            kept.append(ours <= self.at_most)
        if self.at_least is not None:
            kept.append(ours >= self.at_least)
        if self.share is not None and theirs is not None:
            kept.append(ours <= self.share * theirs)
        return all(kept) if kept else None

    def text(self, unit: str) -> str:
        """Say it as in the list of budgets: ``≤ 16 ms, ≤ 0.1 ×``."""
        parts = [f"≤ {figure(self.at_most, unit)}"] if self.at_most is not None else []
        parts += [f"≤ {self.share:g} ×"] if self.share is not None else []
        parts += [f"≥ {figure(self.at_least, unit)}"] if self.at_least is not None else []
        return ", ".join(parts) or "–"


@dataclass(frozen=True, slots=True)
class Row:
    """One line: ``ours`` is None where it could not be measured, and ``note`` says why."""

    what: str
    ours: float | None
    unit: str
    budget: Budget = Budget()
    peer: str = ""
    theirs: float | None = None
    median: float | None = None
    note: str = ""

    @classmethod
    def p95(
        cls, what: str, ours: Sample, unit: str, budget: Budget, peer: str = "", theirs: Sample | None = None
    ) -> Row:
        """Make a line from the slow end of two samples, with our median beside it."""
        return cls(what, ours.p95, unit, budget, peer, theirs and theirs.p95, ours.median)

    @property
    def is_kept(self) -> bool | None:
        """Whether the budget is kept; None when nothing can be said."""
        return None if self.ours is None else self.budget.allows(self.ours, self.theirs)


def figure(value: float | None, unit: str) -> str:
    """Write a value with its unit, with three digits that mean something."""
    if value is None:
        return "–"
    if unit == "B":
        scale, unit = (1e6, "MB") if value >= 1e6 else (1e3, "KB") if value >= 1e3 else (1, "B")
        value /= scale
    digits = 0 if value >= 100 or value == int(value) else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {unit}".strip()


def render(rows: Sequence[Row]) -> str:
    """Return the table as lines of text: fixed columns, then the notes."""
    cells = [("what", "ours", "peer", "theirs", "ratio", "budget", "ok")]
    for row in rows:
        ours = figure(row.ours, row.unit)
        if row.median is not None:
            ours += f" (median {figure(row.median, '')})"
        ratio = f"{row.ours / row.theirs:.2g} ×" if row.ours is not None and row.theirs else "–"
        kept = {True: "yes", False: "NO", None: "–"}[row.is_kept]
        theirs = figure(row.theirs, row.unit)
        cells.append((row.what, ours, row.peer or "–", theirs, ratio, row.budget.text(row.unit), kept))
    widths = [max(len(line[column]) for line in cells) for column in range(7)]
    right = {1, 3, 4}
    lines = [
        "  ".join(
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in cells
    ]
    lines.insert(1, "  ".join("─" * width for width in widths))
    return "\n".join([*lines, *(f"{row.what}: {row.note}" for row in rows if row.note)])
