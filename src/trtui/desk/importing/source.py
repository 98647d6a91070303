"""The table that an import reads, wherever it comes from, and where its header is."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from itertools import islice
from typing import Protocol

from trtui.desk.importing.header import HEADER_ROWS, Header, no_header, read_header
from trtui.domain.errors import Invalid


class SourceRow(Protocol):
    """One row as it stands in a file; ``problem`` says why it cannot be read, or is empty."""

    @property
    def line(self) -> int:
        """The line on which it begins."""

    @property
    def cells(self) -> tuple[str, ...]:
        """What stands in it."""

    @property
    def problem(self) -> str:
        """Why it cannot be read."""


class Source(Protocol):
    """A table to bring in, such as ``trtui.integrations.files.open_table`` opens."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def described(self) -> str:
        """What it is, in words."""

    @property
    def digest(self) -> str:
        """What identifies its content."""

    @property
    def share(self) -> float:
        """How much of it the running reading has passed, 0 to 1."""

    def records(self) -> Generator[SourceRow, None, None]:
        """Read its rows from the beginning, header included."""


def headed(source: Source, columns: Mapping[str, str]) -> tuple[Header, Iterator[SourceRow]]:
    """Return a source's header and the rows below it; titles and dates may stand above.

    Raises Invalid where no row near the top can be the header.
    """
    with closing(source.records()) as rows:
        top = list(islice(rows, HEADER_ROWS))
    found = [header for row in top if (header := read_header(row.line, row.cells, columns)) is not None]
    if not found:
        if top and all(row.problem for row in top):
            raise Invalid(f"Line {top[0].line} cannot be read: {top[0].problem}", "file")
        raise no_header([row.cells for row in top])
    best = max(found, key=lambda header: len(header.places))
    return best, (row for row in source.records() if row.line > best.line)
