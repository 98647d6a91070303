"""The workbook to fill in: required columns in yellow, an example row, lists of allowed values, notes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from trtui.domain.errors import Invalid
from trtui.integrations.files.target import target

YELLOW, GREY = "FFFFFF00", "FFEDEDED"
VALIDATED_ROWS = 10_000
"""Rows below the header whose cells offer the allowed values."""


class Column(Protocol):
    """One column of the template."""

    @property
    def label(self) -> str:
        """What the header says."""

    @property
    def is_required(self) -> bool:
        """Whether every row must have it."""

    @property
    def example(self) -> str:
        """What the example row says."""

    @property
    def help(self) -> str:
        """What belongs in it, in one sentence."""

    @property
    def allowed(self) -> Sequence[str]:
        """The values to choose from, or none where anything may stand."""

    @property
    def is_closed(self) -> bool:
        """Whether nothing but the allowed values is taken."""


def write_template(
    path: str | Path, columns: Sequence[Column], notes: Sequence[str], *, is_forced: bool = False
) -> Path:
    """Write the template to an XLSX file, whole or not at all.

    Raises Invalid for another ending, or when the file exists and ``is_forced`` is not set.
    """
    file = Path(path)
    if file.suffix.lower() != ".xlsx":
        raise Invalid(f"{file} must end in .xlsx: the template is a workbook.", "file")
    from openpyxl import Workbook

    book = Workbook()
    sheet, lists, about = book.active, book.create_sheet("Lists"), book.create_sheet("Notes")
    sheet.title = "Clients"
    _fill_in(sheet, columns)
    _offer(sheet, lists, columns)
    _explain(about, columns, notes)
    lists.sheet_state = "hidden"
    book.move_sheet("Notes", -1)
    with target(file, is_forced=is_forced) as temporary:
        book.save(temporary)
    return file


def _fill_in(sheet: Any, columns: Sequence[Column]) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for number, column in enumerate(columns, 1):
        head = sheet.cell(1, number, column.label)
        head.font = Font(bold=True)
        head.alignment = Alignment(vertical="center")
        head.fill = PatternFill("solid", fgColor=YELLOW if column.is_required else GREY)
        head.comment = Comment(("Required. " if column.is_required else "") + column.help, "trtui")
        example = sheet.cell(2, number, column.example)
        example.data_type = "s"
        example.font = Font(italic=True, color="FF7F7F7F")
        # text format keeps leading zeros and plus signs of numbers that are typed below
        sheet.column_dimensions[get_column_letter(number)].number_format = "@"
        example.number_format = "@"
        sheet.column_dimensions[get_column_letter(number)].width = max(
            14, len(column.label) + 4, len(column.example) + 2
        )
    sheet.freeze_panes = "B2"
    sheet.row_dimensions[1].height = 22


def _offer(sheet: Any, lists: Any, columns: Sequence[Column]) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    used = 0
    for number, column in enumerate(columns, 1):
        if not column.allowed:
            continue
        used += 1
        letter = get_column_letter(used)
        lists.cell(1, used, column.label)
        for row, value in enumerate(column.allowed, 2):
            cell = lists.cell(row, used, value)
            cell.data_type = "s"
        rule = DataValidation(
            type="list",
            formula1=f"=Lists!${letter}$2:${letter}${len(column.allowed) + 1}",
            allow_blank=True,
            showErrorMessage=column.is_closed,
            errorTitle=column.label,
            error="Choose one of the listed values.",
        )
        here = get_column_letter(number)
        rule.add(f"{here}2:{here}{VALIDATED_ROWS}")
        sheet.add_data_validation(rule)


def _explain(sheet: Any, columns: Sequence[Column], notes: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    row = 1
    for sentence in notes:
        sheet.cell(row, 1, sentence)
        row += 1
    row += 1
    for number, title in enumerate(("Column", "Required", "What belongs in it", "Allowed values"), 1):
        sheet.cell(row, number, title).font = Font(bold=True)
    for column in columns:
        row += 1
        name = sheet.cell(row, 1, column.label)
        if column.is_required:
            name.fill = PatternFill("solid", fgColor=YELLOW)
        sheet.cell(row, 2, "yes" if column.is_required else "")
        for number, words in ((3, column.help), (4, ", ".join(column.allowed))):
            cell = sheet.cell(row, number, words)
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in (("A", 22), ("B", 10), ("C", 70), ("D", 60)):
        sheet.column_dimensions[letter].width = width
