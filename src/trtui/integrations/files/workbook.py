"""XLSX workbooks read row by row, after the archive was looked over for bombs and damage."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Generator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from trtui.domain.errors import Invalid
from trtui.integrations.files.formulas import unguarded
from trtui.integrations.files.records import CELL_LIMIT, COLUMN_LIMIT, Record, Unchanged, digest_of

MEGABYTE = 1 << 20
ENTRY_LIMIT = 2000
UNPACKED_LIMIT = 1024 * MEGABYTE
STRINGS_LIMIT = 128 * MEGABYTE
"""Shared strings are the one part that is held in memory as a whole."""
STRING_COUNT_LIMIT = 2_000_000
"""More texts than this take minutes to read; a hundred thousand rows of twenty different texts each have as many."""
ROW_LIMIT = 1_048_576
"""The rows that a sheet can have; a number beyond is a trap, for every row up to it would be made."""
RATIO_LIMIT = 100
RATIO_FROM = 10 * MEGABYTE
"""Smaller parts may be as repetitive as they like."""


class Workbook:
    """One sheet of an XLSX workbook, as a ``Table``: the named one, else the first that shows anything."""

    def __init__(self, path: Path, *, sheet: str = "", is_raw: bool = False) -> None:
        self.path = path
        self._unchanged = Unchanged(path)
        self.is_raw = is_raw
        look_over(path)
        self._rows = 0
        self._expected = 0
        with self._book() as book:
            self.sheet = self._choose(book, sheet)

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return self.path.name

    @property
    def described(self) -> str:
        """What was found out about the file: ``XLSX, sheet “Clients”``."""
        return f"XLSX, sheet “{self.sheet}”"

    @cached_property
    def digest(self) -> str:
        """What identifies the content of this sheet."""
        return digest_of(self.path, f"{self.sheet}{self.is_raw:d}")

    @property
    def share(self) -> float:
        """How much of the sheet the running reading has passed, by the size it says it has."""
        return min(1.0, self._rows / self._expected) if self._expected else 0.0

    def records(self) -> Generator[Record, None, None]:
        """Read the rows from the top; formulas give the value they last had.

        Raises Invalid where the sheet turns out to be damaged, or was changed meanwhile.
        """
        with self._book() as book:
            sheet = book[self.sheet]
            self._expected = sheet.max_row or 0
            sheet.reset_dimensions()  # what a sheet says of its own size may be wrong, or a trap
            rows = sheet.iter_rows(values_only=True)
            self._rows = 0
            while True:
                try:
                    values = next(rows, None)
                except Exception as error:
                    self._unchanged.check()
                    raise _damaged(self.path, f"row {self._rows + 1}: {error}") from None
                if values is None:
                    break
                self._rows += 1
                record = self._record(values)
                if record is not None:
                    yield record
        self._unchanged.check()

    def _record(self, values: tuple[Any, ...]) -> Record | None:
        last = len(values)
        while last and (values[last - 1] is None or values[last - 1] == ""):
            last -= 1
        if not last:
            return None
        if last > COLUMN_LIMIT:
            return Record(
                self._rows, (), f"A cell stands in column {last:,}: at most {COLUMN_LIMIT} are read."
            )
        cells = [_text(value) for value in values[:last]]
        if not any(cell.strip() for cell in cells):
            return None
        if any(len(cell) > CELL_LIMIT for cell in cells):
            return Record(self._rows, (), f"A cell has more than {CELL_LIMIT:,} characters.")
        if not self.is_raw:
            cells = [unguarded(cell) for cell in cells]
        return Record(self._rows, tuple(cells))

    @contextmanager
    def _book(self) -> Generator[Any, None, None]:
        from openpyxl import load_workbook

        try:
            file = self.path.open("rb")  # openpyxl judges a path by its ending
        except OSError as error:
            raise Invalid(f"{self.path} cannot be read: {error.strerror}.", "file") from None
        with file:
            try:
                book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
            except Exception as error:
                raise _damaged(self.path, str(error)) from None
            try:
                yield book
            finally:
                book.close()

    def _choose(self, book: Any, wanted: str) -> str:
        names = [sheet.title for sheet in book.worksheets]
        if wanted:
            for name in names:
                if name.casefold() == wanted.casefold():
                    return str(name)
            raise Invalid(f"{self.path} has no sheet “{wanted}”. It has: {', '.join(names)}.", "sheet")
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                continue
            sheet.reset_dimensions()
            try:
                if any(value not in (None, "") for row in sheet.iter_rows(values_only=True) for value in row):
                    return str(sheet.title)
            except Exception as error:
                raise _damaged(self.path, str(error)) from None
        raise Invalid(f"{self.path} has no sheet with anything in it.", "file")


def look_over(path: Path) -> None:
    """Refuse an archive that is damaged, no workbook, or would unpack to far more than it is.

    Raises Invalid. What an entry says of its size may be a lie, but no more than that is ever unpacked.
    """
    try:
        with ZipFile(path) as archive:
            entries = archive.infolist()
            names = {entry.filename.lower() for entry in entries}
            if "xl/workbook.xml" not in names:
                raise Invalid(f"{path} is {_what(names)} Give a .xlsx or .csv file.", "file")
            if len(entries) > ENTRY_LIMIT:
                raise _bomb(path, f"it has {len(entries):,} parts")
            total = sum(entry.file_size for entry in entries)
            if total > UNPACKED_LIMIT:
                raise _bomb(path, f"it unpacks to {total // MEGABYTE:,} MB")
            for entry in entries:
                if entry.flag_bits & 1:
                    raise Invalid(f"{path} is protected by a password. Save it without one.", "file")
                if entry.file_size > RATIO_FROM and entry.file_size > RATIO_LIMIT * max(
                    1, entry.compress_size
                ):
                    raise _bomb(
                        path,
                        f"a part unpacks to {entry.file_size // max(1, entry.compress_size):,} times its size",
                    )
                if entry.filename.lower().endswith("sharedstrings.xml") and entry.file_size > STRINGS_LIMIT:
                    raise _bomb(path, f"its texts alone are {entry.file_size // MEGABYTE:,} MB")
            _count(path, archive)
    except Invalid:
        raise
    except (
        BadZipFile,
        zipfile.LargeZipFile,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        raise _damaged(path, str(error)) from None
    except OSError as error:
        raise Invalid(f"{path} cannot be read: {error.strerror or error}.", "file") from None
    except Exception as error:  # zlib.error and whatever else a made-up archive brings forth
        raise _damaged(path, str(error)) from None


_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br\s*=\s*[\"']\s*\+?0*(\d+)")
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br\s*=\s*[\"']\$?[A-Za-z]*\$?0*(\d{7,})")
_STRING = re.compile(rb"<(?:\w+:)?si\b")
_PIECE = 1 << 20
_SEAM = 512
"""How much of a piece is looked at again with the next one, so that no tag is cut in two."""


def _count(path: Path, archive: ZipFile) -> None:
    """Read every part to its end, and refuse one whose rows or texts no reader could get through.

    Raises Invalid. A part whose checksum is wrong raises BadZipFile.
    """
    for entry in archive.infolist():
        name = entry.filename.lower()
        strings = 0
        seam = b""
        with archive.open(entry) as part:
            while piece := part.read(_PIECE):
                window = seam + piece
                if name.endswith(".xml") and _last_row(window) > ROW_LIMIT:
                    raise _bomb(
                        path, f"it numbers a row beyond {ROW_LIMIT:,}, the last that a sheet can have"
                    )
                if name.endswith("sharedstrings.xml"):
                    strings += len(_STRING.findall(window)) - len(_STRING.findall(seam))
                    if strings > STRING_COUNT_LIMIT:
                        raise _bomb(path, f"it has more than {STRING_COUNT_LIMIT:,} different texts")
                seam = window[-_SEAM:]


def _last_row(window: bytes) -> int:
    numbers = [*_ROW.findall(window), *_CELL.findall(window)]
    return max((int(digits[:20]) for digits in numbers), default=0)


def _what(names: set[str]) -> str:
    if "xl/workbook.bin" in names:
        return "a binary Excel workbook (.xlsb). Save it as .xlsx."
    if "content.xml" in names:
        return "an OpenDocument file. Save it as .xlsx or .csv."
    if "word/document.xml" in names:
        return "a Word document, not a table."
    return "a ZIP archive, not a workbook. Unpack it first."


def _bomb(path: Path, why: str) -> Invalid:
    return Invalid(f"{path} is refused as a workbook: {why}. If it is a real list, save it as .csv.", "file")


def _damaged(path: Path, why: str) -> Invalid:
    detail = " ".join(why.split())[:120]
    return Invalid(
        f"{path} is damaged and cannot be read to the end ({detail}). Open it in a spreadsheet and save it again.",
        "file",
    )


def _text(value: Any) -> str:
    """Return a cell's value as it would be typed."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        whole_day = value.time() == time()
        return value.date().isoformat() if whole_day else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, timedelta):
        return str(value)
    return str(value)
