"""Lists written to files: whole or not at all, text as text, formulas as none, read back as they were."""

from __future__ import annotations

import csv
import datetime
import re
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.support.evil import EVIL
from trtui.domain.errors import Invalid
from trtui.integrations.files import open_table, write_table, writing
from trtui.integrations.files.formulas import guarded, unguarded

DANGEROUS = [
    "=1+1",
    "+44 113",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "\u00a0=1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert unguarded(guarded(text)) == text != guarded(text)
    assert guarded(text).lstrip("\t\r\n")[:1] == "'"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("x;=1+1", "x;'=1+1"),
        ("x; @SUM(A1)", "x;' @SUM(A1)"),
        ("Rang\n=cmd|' /C calc'!A0", "Rang\n'=cmd|' /C calc'!A0"),
        ("a\t+1|-2", "a\t'+1|'-2"),
        ("x;'=1", "x;''=1"),
    ],
)
def test_a_formula_that_another_separator_would_begin_gets_an_apostrophe_too(text: str, safe: str) -> None:
    assert guarded(text) == safe
    assert unguarded(safe) == text


@pytest.mark.parametrize("text", ["", "Acme", "a=b", "O'Brien", "'tis", "''", "'", "1-2", "(+44)"])
def test_other_text_is_left_alone(text: str) -> None:
    assert guarded(text) == unguarded(text) == text


RISKY_TEXT = st.text(st.sampled_from(list("'=+-@＝;|\t\r\n  x1")), max_size=8) | st.text(max_size=20)


@given(text=RISKY_TEXT)
def test_guarding_is_undone_exactly(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(text=RISKY_TEXT)
def test_nothing_that_is_guarded_begins_a_formula_whatever_ends_a_cell(text: str) -> None:
    for cell in re.split(r"[;|\t\r\n]", guarded(text)):
        assert cell.strip()[:1] not in tuple("=+-@＝＋－＠")


STORED = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t=+-@'\""), min_size=1, max_size=30
).map(lambda text: text.strip("\n") or "x")


@given(
    rows=st.lists(st.tuples(STORED, STORED), min_size=1, max_size=5),
    suffix=st.sampled_from([".csv", ".xlsx"]),
)
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], suffix: str
) -> None:
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    path = tmp_path_factory.mktemp("out") / f"a{suffix}"
    write_table(path, "clients", ["Client", "Note"], kept)
    options = {"encoding": "utf-8-sig", "delimiter": ","} if suffix == ".csv" else {}
    found = [
        (*record.cells, "")[:2] if len(record.cells) < 2 else record.cells
        for record in open_table(path, **options).records()
    ]
    assert found[1:] == [tuple(row) for row in kept]


def test_csv_has_a_mark_for_spreadsheets_and_guards_formulas(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    done = write_table(path, "clients", ["Client", "Phone"], [["=1+1", "+44 113 496 0142"], ["A", None]])
    assert done.rows == 2
    assert path.read_bytes().startswith(b"\xef\xbb\xbfClient")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1:] == [["'=1+1", "'+44 113 496 0142"], ["A", ""]]


def test_raw_csv_is_for_machines(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_table(path, "clients", ["Client"], [["=1+1"]], is_raw=True)
    assert path.read_bytes() == b"Client\r\n=1+1\r\n"


def test_csv_spells_dates_and_truth(tmp_path: Path) -> None:
    day, at = datetime.date(2026, 12, 3), datetime.datetime(2026, 12, 3, 14, 30)
    write_table(tmp_path / "a.csv", "x", ["a", "b", "c", "d"], [[day, at, True, 7]])
    assert (tmp_path / "a.csv").read_text("utf-8-sig").splitlines()[1] == "2026-12-03,2026-12-03 14:30,yes,7"


def test_xlsx_types_text_as_text_and_dates_as_dates(tmp_path: Path) -> None:
    day, at = datetime.date(2026, 12, 3), datetime.datetime(2026, 12, 3, 14, 30)
    write_table(tmp_path / "a.xlsx", "clients", ["a", "b", "c", "d", "e"], [["=1+1", "#N/A", day, at, 7]])
    sheet = load_workbook(tmp_path / "a.xlsx")["clients"]
    row = sheet[2]
    assert [cell.data_type for cell in row] == ["s", "s", "d", "d", "n"]
    assert [cell.value for cell in row] == ["=1+1", "#N/A", datetime.datetime(2026, 12, 3), at, 7]
    assert sheet.freeze_panes == "A2"


@pytest.mark.parametrize("name", [name for name, text in EVIL.items() if text])
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_bad_text_is_written_without_harm(tmp_path: Path, name: str, suffix: str) -> None:
    text = EVIL[name].replace("\ud800", "")
    path = tmp_path / f"a{suffix}"
    write_table(path, "clients", ["Client"], [[text], ["after"]])
    if suffix == ".xlsx":
        rows = list(load_workbook(path)["clients"].values)
        assert all(not str(cell).startswith("=") or cell == text for row in rows for cell in row)
    assert [record.cells for record in open_table(path).records()][-1] == ("after",)


def test_a_text_longer_than_a_cell_is_cut_in_xlsx_only_and_told(tmp_path: Path) -> None:
    text = "note " * 10_000
    assert write_table(tmp_path / "a.csv", "notes", ["Note"], [[text]]).cut == 0
    assert write_table(tmp_path / "a.xlsx", "notes", ["Note"], [[text]]).cut == 1
    cell = load_workbook(tmp_path / "a.xlsx")["notes"]["A2"].value
    assert len(cell) == writing.SHEET_CELL
    assert "export as .csv" in cell


def test_more_rows_than_a_sheet_holds_go_on_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "SHEET_ROWS", 4)
    done = write_table(tmp_path / "a.xlsx", "clients", ["n"], ([number] for number in range(7)))
    book = load_workbook(tmp_path / "a.xlsx")
    assert (done.rows, done.sheets) == (7, 3)
    assert [list(sheet.values) for sheet in book] == [
        [("n",), (0,), (1,), (2,)],
        [("n",), (3,), (4,), (5,)],
        [("n",), (6,)],
    ]


def test_a_file_that_is_there_stays_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("mine")
    with pytest.raises(Invalid, match="exists already.*--force"):
        write_table(path, "x", ["a"], [])
    assert path.read_text() == "mine"
    write_table(path, "x", ["a"], [], is_forced=True)
    assert path.read_text("utf-8-sig") == "a\n"


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_an_error_half_way_leaves_nothing_behind(tmp_path: Path, suffix: str) -> None:
    def rows() -> Iterator[list[str]]:
        yield ["A"]
        raise RuntimeError("the store went away")

    path = tmp_path / f"a{suffix}"
    path.write_text("before")
    with pytest.raises(RuntimeError, match="went away"):
        write_table(path, "x", ["a"], rows(), is_forced=True)
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]
    assert path.read_text() == "before"


def test_a_file_that_appears_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"

    def rows() -> Iterator[list[str]]:
        path.write_text("theirs")
        yield ["A"]

    with pytest.raises(Invalid, match="exists already"):
        write_table(path, "x", ["a"], rows())
    assert path.read_text() == "theirs"


def test_only_the_owner_may_read_an_export(tmp_path: Path) -> None:
    write_table(tmp_path / "a.csv", "x", ["a"], [["b"]])
    assert stat.S_IMODE((tmp_path / "a.csv").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("a.txt", r"must end in \.csv or \.xlsx"),
        ("no/such/a.csv", "There is no folder"),
        ("a.csv/", "is a folder"),
    ],
)
def test_a_target_that_cannot_be_is_told(tmp_path: Path, name: str, why: str) -> None:
    if name.endswith("/"):
        (tmp_path / name).mkdir()
    with pytest.raises(Invalid, match=why):
        write_table(tmp_path / name, "x", ["a"], [])
