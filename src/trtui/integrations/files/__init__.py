"""Tables in files: CSV and XLSX read row by row whatever their size, and written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from trtui.integrations.files.guard import Kind, kind_of
from trtui.integrations.files.records import Record, Table
from trtui.integrations.files.template import write_template
from trtui.integrations.files.writing import Written, write_table

__all__ = ["Record", "Table", "Written", "open_table", "write_table", "write_template"]


def open_table(
    path: str | Path, *, sheet: str = "", encoding: str = "", delimiter: str = "", is_raw: bool = False
) -> Table:
    """Open a CSV or XLSX file for reading, told apart by content, not by name.

    ``sheet`` chooses a sheet of a workbook; ``encoding`` and ``delimiter`` override what is found out about a text.
    ``is_raw`` takes cells as they stand, without the apostrophe that guards formulas. Raises Invalid, saying what to
    do, for anything that is not a readable table.
    """
    file = Path(path)
    if kind_of(file) is Kind.WORKBOOK:
        from trtui.integrations.files.workbook import Workbook

        return Workbook(file, sheet=sheet, is_raw=is_raw)
    from trtui.integrations.files.delimited import Delimited

    return Delimited(file, encoding=encoding, delimiter=delimiter, is_raw=is_raw)
