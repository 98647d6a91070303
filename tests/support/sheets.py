"""Tables for tests of imports: written by hand, or kept in a file."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a sheet."""

    line: int
    cells: tuple[str, ...]
    problem: str = ""


class Sheet:
    """A table in memory, as ``trtui.desk.imports.Source``; it may break off before ``until``."""

    def __init__(
        self, *rows: Sequence[str], name: str = "clients.csv", until: Exception | None = None
    ) -> None:
        self.rows = [tuple(row) for row in rows]
        self.name = name
        self.described = "by hand"
        self.until = until
        self._passed = 0

    @property
    def digest(self) -> str:
        """What identifies the content."""
        return hashlib.sha256(repr(self.rows).encode()).hexdigest()

    @property
    def share(self) -> float:
        """How much was read."""
        return self._passed / max(1, len(self.rows))

    def records(self) -> Generator[SheetRow, None, None]:
        """Read the rows."""
        for number, cells in enumerate(self.rows, 1):
            self._passed = number
            yield SheetRow(number, cells)
        if self.until is not None:
            raise self.until


def sheet(text: str, name: str = "clients.csv") -> Sheet:
    """Return a sheet written as CSV, one row per line, indented as the test likes."""
    lines = "\n".join(line.strip() for line in text.strip().splitlines())
    return Sheet(*csv.reader(io.StringIO(lines), skipinitialspace=True), name=name)


def kept(path: Path, *rows: Sequence[str]) -> Path:
    """Write rows to a CSV file and return its path."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return path
