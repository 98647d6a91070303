"""Lists written to CSV and XLSX, row by row: text stays text, dates are dates, formulas are none."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from trtui.domain.errors import Invalid
from trtui.integrations.files.formulas import guarded, is_guarded
from trtui.integrations.files.target import target

SHEET_ROWS = 1_048_576
"""What a sheet can hold, header included; more goes on the next sheet."""
SHEET_CELL = 32_767
"""Characters a spreadsheet takes in one cell."""
SUFFIXES = {".csv": "csv", ".xlsx": "xlsx"}
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold, and what a terminal would act on when the file is looked at there."""
_CUT = "… (cut: more than a spreadsheet cell holds; export as .csv for the whole text)"

Cell = str | int | float | bool | date | datetime | None
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: how many rows, how many sheets, and how many texts had to be cut to fit a cell."""

    path: Path
    rows: int
    sheets: int = 1
    cut: int = 0


def write_table(
    path: str | Path,
    title: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    is_raw: bool = False,
    is_forced: bool = False,
    progress: Progress = lambda _: None,
) -> Written:
    """Write a list to a CSV or XLSX file, as its name ends, whole or not at all.

    ``is_raw`` is for machines: CSV without the mark that spreadsheets want and without the apostrophe that keeps
    formulas from running. Raises Invalid for another ending, or when the file exists and ``is_forced`` is not set.
    """
    file = Path(path)
    kind = SUFFIXES.get(file.suffix.lower())
    if kind is None:
        raise Invalid(f"{file} must end in .csv or .xlsx, which says how it is written.", "file")
    with target(file, is_forced=is_forced) as temporary:
        if kind == "csv":
            count = _write_csv(temporary, columns, rows, is_raw, progress)
            return Written(file, count)
        return _write_xlsx(file, temporary, title, columns, rows, progress)


def _write_csv(
    path: Path, columns: Sequence[str], rows: Iterable[Sequence[Cell]], is_raw: bool, progress: Progress
) -> int:
    with path.open("w", encoding="utf-8" if is_raw else "utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        count = 0
        safe = _fit if is_raw else _safe
        writer.writerow([safe(name) for name in columns])
        for row in rows:
            writer.writerow([safe(cell) if isinstance(cell, str) else _spelt(cell) for cell in row])
            count += 1
            if count % 1000 == 0:
                progress(count)
    progress(count)
    return count


def _fit(text: str) -> str:
    return _UNFIT.sub("", text)


def _safe(text: str) -> str:
    return guarded(_fit(text))


def _spelt(cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    return cell.isoformat() if isinstance(cell, date) else cell


def _write_xlsx(
    path: Path,
    temporary: Path,
    title: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    progress: Progress,
) -> Written:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    count = sheets = cut = 0
    source = iter(rows)
    with _saved(book, temporary):
        is_more = True
        while is_more or not sheets:
            sheets += 1
            sheet = _begin(book, f"{title} {sheets}" if sheets > 1 else title, columns)
            is_more = False
            for row in source:
                cells, shortened = _cells(sheet, row)
                sheet.append(cells)
                cut += shortened
                count += 1
                if count % 1000 == 0:
                    progress(count)
                if count % (SHEET_ROWS - 1) == 0:
                    is_more = True
                    break
    progress(count)
    return Written(path, count, sheets, cut)


@contextmanager
def _saved(book: Any, path: Path) -> Iterator[None]:
    """Save the workbook at the end; after an error take away what it keeps in temporary files."""
    try:
        yield
    except BaseException:
        for sheet in book.worksheets:
            if sheet._writer is not None and not sheet.closed:
                sheet.close()
            if sheet._writer is not None:
                sheet._writer.cleanup()
        raise
    book.save(path)


def _begin(book: Any, title: str, columns: Sequence[str]) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for number, name in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = min(40, max(12, len(name) + 4))
    header = []
    for name in columns:
        cell = WriteOnlyCell(sheet, name)
        cell.font = Font(bold=True)
        header.append(cell)
    sheet.append(header)
    return sheet


def _cells(sheet: Any, row: Sequence[Cell]) -> tuple[list[Any], int]:
    found: list[Any] = []
    cut = 0
    for value in row:
        if isinstance(value, str):
            if len(value) > SHEET_CELL:
                value, cut = value[: SHEET_CELL - len(_CUT)] + _CUT, cut + 1
            found.append(_text(sheet, value))
        elif isinstance(value, bool):
            found.append(_spelt(value))
        elif isinstance(value, datetime):
            found.append(_styled(sheet, value.replace(tzinfo=None), "yyyy-mm-dd hh:mm"))
        elif isinstance(value, date):
            found.append(_styled(sheet, value, "yyyy-mm-dd"))
        else:
            found.append(value)
    return found, cut


def _text(sheet: Any, text: str) -> Any:
    """Return a cell that is a text whatever it looks like, and reads back as it was."""
    text = _fit(text)
    if is_guarded(text):
        text = guarded(text)
    if not text.startswith(("=", "#")):
        return text
    cell = _styled(sheet, text, "@")
    cell.data_type = "s"
    return cell


def _styled(sheet: Any, value: Any, number_format: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value)
    cell.number_format = number_format
    return cell
