"""Delimited text read record by record: encodings, delimiters, and rows whose quotes went wrong."""

from __future__ import annotations

import csv
import io
import os
from collections import Counter, deque
from collections.abc import Generator, Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path

from trtui.domain.errors import Invalid
from trtui.integrations.files import encoding as encodings
from trtui.integrations.files.formulas import unguarded
from trtui.integrations.files.records import CELL_LIMIT, COLUMN_LIMIT, Record, Unchanged, digest_of

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
NO_DELIMITER = "\x1f"
LINE_LIMIT = 1 << 20
"""Characters of one line; a file without line breaks must not fill the memory."""
RECORD_LINES = 2000
"""Lines that one record may span; beyond that a quote was opened and never closed."""
_SAMPLE_LINES = 60


class Delimited:
    """A CSV file, or one with other delimiters, as a ``Table``."""

    def __init__(self, path: Path, *, encoding: str = "", delimiter: str = "", is_raw: bool = False) -> None:
        self.path = path
        self._unchanged = Unchanged(path)
        self.encoding = encodings.encoding_of(path, encoding)
        self.is_raw = is_raw
        self._size = max(1, os.stat(path).st_size)
        self._text: io.TextIOWrapper | None = None
        self.delimiter, self.width, self._skipped = self._shape(delimiter)

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return self.path.name

    @property
    def described(self) -> str:
        """What was found out about the file: ``CSV, Windows-1252, semicolons``."""
        kind = DELIMITERS.get(self.delimiter, f"delimiter {self.delimiter!r}")
        if self.delimiter == NO_DELIMITER:
            kind = "one column"
        return f"CSV, {encodings.spoken(self.encoding)}, {kind}"

    @cached_property
    def digest(self) -> str:
        """What identifies the content, read with this encoding and delimiter."""
        return digest_of(self.path, f"{self.encoding}{self.delimiter}{self.is_raw:d}")

    @property
    def share(self) -> float:
        """How much of the file the running reading has passed."""
        if self._text is None or self._text.closed:
            return 0.0
        return min(1.0, self._text.buffer.tell() / self._size)

    def records(self) -> Generator[Record, None, None]:
        """Read the records from the beginning.

        A record that cannot be read as one (a quote never closed) gives its first line as a problem, and reading goes
        on at the next line, so that one bad quote costs one row. Raises Invalid at the end where the file was changed
        meanwhile.
        """
        with self._open() as text:
            self._text = text
            lines = _Lines(_lines(text), self._skipped)
            while (start := lines.line) is not None:
                record = self._next(lines, start)
                if record is not None:
                    yield record
        self._unchanged.check()

    def _next(self, lines: _Lines, start: int) -> Record | None:
        lines.begin()
        if lines.is_overlong:
            lines.take()
            return Record(
                start, (), f"The line has more than {LINE_LIMIT:,} characters. Look for missing line breaks."
            )
        try:
            cells = next(csv.reader(lines, delimiter=self.delimiter, strict=False), [])
            problem = self._suspicion(cells, lines)
        except csv.Error as error:
            cells, problem = [], _explained(str(error))
        except _Overflow:
            cells, problem = [], "A quote is opened here and never closed. Double it, or take it away."
        if problem and lines.taken > 1:
            lines.back_to_second()
        if len(cells) > COLUMN_LIMIT:
            cells = []  # nothing of it is read, and whoever looks for a header would try every cell
        if not problem and not any(cell.strip() for cell in cells):
            return None
        if not self.is_raw:
            cells = [unguarded(cell) for cell in cells]
        return Record(start, tuple(cells), problem)

    def _suspicion(self, cells: list[str], lines: _Lines) -> str:
        """Return why a record cannot be what was meant, or nothing."""
        if len(cells) > COLUMN_LIMIT:
            return f"The row has {len(cells):,} cells: at most {COLUMN_LIMIT} are read. Check the delimiter."
        if lines.taken > 1 and (lines.ended_inside_quotes(self.delimiter) or len(cells) != self.width):
            return "A quote is opened here and not closed on this line. Double it, or take it away."
        return ""

    def _open(self) -> io.TextIOWrapper:
        """Open the text; bytes that do not fit the encoding become lone surrogates, for only their row to suffer."""
        is_wide = self.encoding.replace("_", "-").startswith(("utf-16", "utf-32"))
        try:
            return self.path.open(
                encoding=self.encoding, errors="replace" if is_wide else "surrogateescape", newline=""
            )
        except OSError as error:
            raise Invalid(f"{self.path} cannot be read: {error.strerror}.", "file") from None

    def _shape(self, said: str) -> tuple[str, int, int]:
        """Return the delimiter, the usual number of cells, and how many lines stand before the first row."""
        with self._open() as text:
            sample = ["" if is_cut else line for line, is_cut in islice(_lines(text), _SAMPLE_LINES)]
        if sample and "\x00" in sample[0]:
            raise Invalid(
                f"{self.path} is not text: it begins with zero bytes. Give a .csv or .xlsx file, "
                "or name its encoding with --encoding.",
                "file",
            )
        skipped = 0
        first = sample[0].strip().lower() if sample else ""
        if first.startswith("sep=") and len(first) == 5:  # Excel's own way to name the delimiter
            said, skipped = said or sample[0].strip()[4], 1
        said = {"\\t": "\t", "tab": "\t"}.get(said, said)
        if said and (len(said) != 1 or said in '"\r\n'):
            raise Invalid(
                f"{said!r} cannot be a delimiter: give one character, such as ; or tab.", "delimiter"
            )
        found = said or _delimiter(sample)
        widths = _widths(sample[skipped:], found)
        return found, widths.most_common(1)[0][0] if widths else 1, skipped


class _Overflow(Exception):
    """A record went on for more lines than any record does."""


class _Lines:
    """Lines for the parser, with those of the current record kept so that they can be read again."""

    def __init__(self, source: Iterator[tuple[str, bool]], skip: int) -> None:
        self._source = source
        self._ahead: deque[tuple[str, bool]] = deque()
        self._record: list[tuple[str, bool]] = []
        self._number = 1
        for _ in range(skip):
            self.take()

    @property
    def line(self) -> int | None:
        """The number of the line that comes next, or none at the end."""
        return self._number if self._peek() else None

    @property
    def is_overlong(self) -> bool:
        """Whether the next line was cut."""
        return self._peek() and self._ahead[0][1]

    @property
    def taken(self) -> int:
        """How many lines the current record has."""
        return len(self._record)

    def begin(self) -> None:
        """Begin a record at the next line."""
        self._record.clear()

    def take(self) -> str:
        """Return the next line."""
        if not self._peek():
            raise StopIteration
        found = self._ahead.popleft()
        self._record.append(found)
        self._number += 1
        return found[0]

    def back_to_second(self) -> None:
        """Give back all lines of the record but its first."""
        self._ahead.extendleft(reversed(self._record[1:]))
        self._number -= len(self._record) - 1
        del self._record[1:]

    def ended_inside_quotes(self, delimiter: str) -> bool:
        """Return whether the file ended before the record's last quote was closed."""
        if self._peek():
            return False
        try:
            for _ in csv.reader([line for line, _ in self._record], delimiter=delimiter, strict=True):
                pass
        except csv.Error as error:
            return "unexpected end" in str(error)
        return False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self._record and (self.taken >= RECORD_LINES or self.is_overlong):
            raise _Overflow
        return self.take()

    def _peek(self) -> bool:
        if not self._ahead:
            found = next(self._source, None)
            if found is None:
                return False
            self._ahead.append(found)
        return True


def _lines(text: io.TextIOWrapper) -> Iterator[tuple[str, bool]]:
    """Yield the lines of a text, and whether each was cut."""
    while line := text.readline(LINE_LIMIT):
        rest = line
        while len(rest) >= LINE_LIMIT and not rest.endswith(("\n", "\r")):
            rest = text.readline(LINE_LIMIT)
        yield line, len(line) >= LINE_LIMIT


def _delimiter(sample: list[str]) -> str:
    """Return the delimiter under which most of the sample has the same number of cells, more than one; else none.

    What has one column needs no delimiter, so that a comma in a name is part of the name.
    """
    best: tuple[float, int] = (0.0, 0)
    found = NO_DELIMITER
    for candidate in DELIMITERS:
        widths = _widths(sample, candidate)
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
        if width > 1:
            best, found = max(
                (best, found), ((count / widths.total(), width), candidate), key=lambda pair: pair[0]
            )
    return found


def _widths(sample: list[str], delimiter: str) -> Counter[int]:
    """Count how many cells the records of a sample have; the last, perhaps cut, is left out of a long one."""
    found: list[int] = []
    try:
        for cells in csv.reader(sample, delimiter=delimiter):
            if any(cell.strip() for cell in cells):
                found.append(len(cells))
    except csv.Error:
        pass
    return Counter(found[:-1] if len(sample) >= _SAMPLE_LINES and len(found) > 1 else found)


def _explained(error: str) -> str:
    if "field larger" in error:
        return f"A cell has more than {CELL_LIMIT:,} characters; perhaps a quote is opened here and never closed."
    return f"The row cannot be read as CSV ({error})."
