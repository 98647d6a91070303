"""What a table gives: its records one after another, and how far they have been read."""

from __future__ import annotations

import hashlib
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from trtui.domain.errors import Invalid

COLUMN_LIMIT = 256
"""Columns beyond this are refused: no list of clients has them, and a stray cell far right must cost nothing."""
CELL_LIMIT = 131_072
"""Characters of one cell; twice what the longest note may have."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row as it stands in the file; ``line`` is the line (sheets: the row) on which it begins.

    ``problem`` says why it cannot be taken at all, or is empty.
    """

    line: int
    cells: tuple[str, ...]
    problem: str = ""


class Table(Protocol):
    """A table that can be read from its beginning as often as need be, one record at a time."""

    @property
    def name(self) -> str:
        """The file's name without its folder."""

    @property
    def described(self) -> str:
        """What was found out about the file, in words: ``CSV, Windows-1252, semicolons``."""

    @property
    def digest(self) -> str:
        """What identifies the content, whatever the file is called."""

    @property
    def share(self) -> float:
        """How much of the file the running reading has passed, 0 to 1."""

    def records(self) -> Generator[Record, None, None]:
        """Read the records from the beginning, header included, blank ones left out."""


def digest_of(path: Path, extra: str = "") -> str:
    """Return the SHA-256 of a file's content, and of what else decides how it is read."""
    found = hashlib.sha256(extra.encode())
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            found.update(block)
    return found.hexdigest()


class Unchanged:
    """A file as it was when it was opened first; whoever reads it to the end asks whether it still is."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._state = self._now()

    def check(self) -> None:
        """Raise Invalid where the file was cut, written to or replaced since: what was read of it is no whole file."""
        if self._now() != self._state:
            raise Invalid(
                f"{self._path} was changed while it was read. Close what writes to it, and begin again.",
                "file",
            )

    def _now(self) -> tuple[int, int, int]:
        try:
            state = self._path.stat()
        except OSError:
            return (0, 0, 0)
        return (state.st_ino, state.st_size, state.st_mtime_ns)
