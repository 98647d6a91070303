"""Files made to keep a reader busy, and files that change while they are read: refused in words, before any work."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from tests.integrations.files.test_workbook import repacked, saved
from trtui.domain.errors import Invalid
from trtui.integrations.files import open_table, workbook

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


def sheet_with(row: str) -> bytes:
    names = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    first = '<row r="1"><c r="A1" t="inlineStr"><is><t>Client</t></is></c></row>'
    return f"<worksheet {names}><sheetData>{first}{row}</sheetData></worksheet>".encode()


@pytest.mark.parametrize(
    "row",
    [
        '<row r="999999999999"><c r="A999999999999"><v>1</v></c></row>',
        '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        "<row\n  spans='1:1'\n  r = '0005000000' ><c><v>1</v></c></row>",
        '<x:row xmlns:x="a" r="20000000"/>',
        '<row><c r="A999999999999"><v>1</v></c></row>',
    ],
)
def test_a_row_beyond_the_last_of_a_sheet_is_refused_before_the_sheet_is_read(
    tmp_path: Path, row: str
) -> None:
    path = repacked(saved(tmp_path / "a.xlsx", ["Client"]), tmp_path / "b.xlsx", {SHEET: sheet_with(row)})
    with pytest.raises(Invalid, match="numbers a row beyond 1,048,576"):
        open_table(path)


def test_a_trap_is_seen_where_the_parts_that_are_read_meet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "_PIECE", 7)
    row = '<row r="5000000"><c r="A5000000"><v>1</v></c></row>'
    path = repacked(saved(tmp_path / "a.xlsx", ["Client"]), tmp_path / "b.xlsx", {SHEET: sheet_with(row)})
    with pytest.raises(Invalid, match="numbers a row beyond"):
        open_table(path)


def test_the_last_row_of_a_sheet_may_be_used(tmp_path: Path) -> None:
    row = '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>Acme</t></is></c></row>'
    path = repacked(saved(tmp_path / "a.xlsx", ["Client"]), tmp_path / "b.xlsx", {SHEET: sheet_with(row)})
    workbook.look_over(path)


@pytest.mark.parametrize("piece", [7, 1 << 20])
def test_more_texts_than_can_be_read_are_counted_before_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    monkeypatch.setattr(workbook, "_PIECE", piece)
    monkeypatch.setattr(workbook, "STRING_COUNT_LIMIT", 50)
    names = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

    def path_with(count: int) -> Path:
        texts = "".join(f"<si><t>unused {number}</t></si>" for number in range(count))
        content = f"<sst {names}>{texts}</sst>".encode()
        return repacked(
            saved(tmp_path / "a.xlsx", ["Client"]), tmp_path / f"{count}.xlsx", {STRINGS: content}
        )

    workbook.look_over(path_with(50))
    with pytest.raises(Invalid, match="more than 50 different texts.*save it as .csv"):
        workbook.look_over(path_with(51))


def test_a_line_of_too_many_cells_keeps_none_of_them(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text("c," * 400_000 + "\nAcme\n")
    first, *_ = open_table(path).records()
    assert (first.cells, first.problem) == (
        (),
        "The row has 400,001 cells: at most 256 are read. Check the delimiter.",
    )


@pytest.mark.parametrize("what", ["cut", "written to", "replaced", "removed"])
def test_a_file_that_changes_while_it_is_read_is_no_whole_file(tmp_path: Path, what: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Client\n" + "".join(f"Firm {number} Ltd\n" for number in range(50_000)))
    records = open_table(path).records()
    assert next(records).cells == ("Client",)
    if what == "cut":
        os.truncate(path, 300_000)
    elif what == "written to":
        with path.open("a") as file:
            file.write("One more Ltd\n")
    elif what == "replaced":
        (tmp_path / "other.csv").write_text(path.read_text())
        (tmp_path / "other.csv").replace(path)
    else:
        path.unlink()
    with pytest.raises(
        Invalid, match="was changed while it was read. Close what writes to it, and begin again"
    ):
        list(records)


def test_a_workbook_that_changes_while_it_is_read_is_no_whole_file(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", ["Client"], ["Acme"], ["Brook"])
    records = open_table(path).records()
    next(records)
    with zipfile.ZipFile(path, "a") as book:
        book.writestr("more.txt", "x")
    with pytest.raises(Invalid, match="was changed while it was read"):
        list(records)
