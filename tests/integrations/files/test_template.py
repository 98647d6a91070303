"""The workbook to fill in."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from trtui.desk.importing.columns import COLUMNS, TEMPLATE_NOTES, template_columns
from trtui.desk.importing.header import is_example, read_header
from trtui.domain.errors import Invalid
from trtui.integrations.files import open_table, write_template

YELLOW = "FFFFFF00"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A template as it is handed out."""
    return write_template(
        tmp_path / "clients.xlsx", template_columns(["Priya Shah", "Sam"], ["=evil", "night"]), TEMPLATE_NOTES
    )


def test_required_columns_and_only_these_are_yellow(path: Path) -> None:
    header = load_workbook(path)["Clients"][1]
    yellow = {cell.value for cell in header if cell.fill.fgColor.rgb == YELLOW}
    assert yellow == {column.label for column in COLUMNS if column.is_required} == {"Client"}


def test_every_column_is_there_with_its_help_and_the_header_stays_in_sight(path: Path) -> None:
    sheet = load_workbook(path)["Clients"]
    expected = [column for column in COLUMNS if column.in_template]
    assert [cell.value for cell in sheet[1]] == [column.label for column in expected]
    assert all(column.help in cell.comment.text for cell, column in zip(sheet[1], expected, strict=True))
    assert sheet.freeze_panes == "B2"


def test_allowed_values_are_offered_and_closed_ones_enforced(path: Path) -> None:
    book = load_workbook(path)
    rules = {str(rule.sqref).split(":")[0]: rule for rule in book["Clients"].data_validations.dataValidation}
    labels = {cell.coordinate: cell.value for cell in book["Clients"][1]}
    offered = {labels[place[:-1] + "1"]: rule for place, rule in rules.items()}
    assert set(offered) == {"Stage", "Sales level", "Owner", "Tags", "Site", "Primary", "CSI"}
    assert offered["CSI"].showErrorMessage and not offered["Tags"].showErrorMessage
    column = offered["Owner"].formula1.split("$")[1]
    assert [cell.value for cell in book["Lists"][column] if cell.value] == ["Owner", "Priya Shah", "Sam"]
    assert book["Lists"].sheet_state == "hidden"


def test_names_of_tags_that_look_like_formulas_stay_text(path: Path) -> None:
    lists = load_workbook(path)["Lists"]
    assert "=evil" in {cell.value for row in lists for cell in row if cell.data_type == "s"}
    assert not any(cell.data_type == "f" for row in lists for cell in row)


def test_the_notes_explain_every_column(path: Path) -> None:
    words = {cell.value for row in load_workbook(path)["Notes"] for cell in row}
    assert set(TEMPLATE_NOTES) <= words
    assert {column.help for column in COLUMNS if column.in_template} <= words


def test_the_template_is_its_own_import_file_and_its_example_is_known(path: Path) -> None:
    header, example = open_table(path).records()
    found = read_header(header.line, header.cells)
    assert found is not None
    assert found.unknown == ()
    assert set(found.places) == {column.key for column in COLUMNS if column.in_template}
    assert is_example(found, example.cells)


def test_the_template_must_be_a_workbook_and_overwrites_nothing(path: Path) -> None:
    with pytest.raises(Invalid, match=r"must end in \.xlsx"):
        write_template(path.with_suffix(".csv"), (), ())
    with pytest.raises(Invalid, match="exists already"):
        write_template(path, (), ())
