"""Text tables: encodings, delimiters, quotes that went wrong."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trtui.domain.errors import Invalid
from trtui.integrations.files import Record, open_table
from trtui.integrations.files.delimited import RECORD_LINES, Delimited

ROWS = [["Client", "Town"], ["Café Ölberg Ltd", "Köln"], ["O’Brien & Söhne", "Bath"]]


def written(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(path: Path, **options: str) -> list[Record]:
    return list(open_table(path, **options).records())


def cells(path: Path, **options: str) -> list[list[str]]:
    return [list(record.cells) for record in read(path, **options)]


@pytest.mark.parametrize(
    ("encoding", "described"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16-LE"),
        ("utf-16-be", "UTF-16-BE"),
        ("utf-32", "UTF-32"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_an_encoding_is_found_out(tmp_path: Path, encoding: str, described: str) -> None:
    text = "\r\n".join(",".join(row) for row in ROWS)
    path = written(tmp_path / "a.csv", text.encode(encoding))
    assert cells(path) == ROWS
    assert described in open_table(path).described


def test_an_encoding_that_is_named_is_used(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "Client\nCafé\n".encode("mac_roman"))
    assert cells(path, encoding="macroman") == [["Client"], ["Café"]]
    with pytest.raises(Invalid, match="no encoding 'klingon'"):
        open_table(path, encoding="klingon")


def test_one_damaged_line_in_utf_8_does_not_make_it_another_encoding(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "Client\nCafé\nÖlberg\n".encode() + b"Bad\xe9\n")
    assert cells(path) == [["Client"], ["Café"], ["Ölberg"], ["Bad\udce9"]]


def test_bytes_that_windows_1252_does_not_have_are_kept_as_damage(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", b"Client\nCaf\xe9\nBad\x81\n")
    assert cells(path) == [["Client"], ["Café"], ["Bad\udc81"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_delimiter_is_found_out(tmp_path: Path, delimiter: str) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(
        [["Client", "Note"], ["A, B; C", "x|y\tz"], ["D", "one, two, three"]]
    )
    path = written(tmp_path / "a.csv", text.getvalue())
    assert cells(path)[1:] == [["A, B; C", "x|y\tz"], ["D", "one, two, three"]]


def test_a_file_of_one_column_needs_no_delimiter(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", 'Client\nAcme, Inc.\nBrook; Hill\n"Smith, Jones & Co"\nWidgets\n')
    assert cells(path) == [["Client"], ["Acme, Inc."], ["Brook; Hill"], ["Smith, Jones & Co"], ["Widgets"]]
    assert open_table(path).described == "CSV, UTF-8, one column"


def test_the_delimiter_may_be_named_in_the_first_line_or_by_the_user(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "sep=;\nClient;Town\nA,B;Leeds\n")
    assert read(path) == [Record(2, ("Client", "Town")), Record(3, ("A,B", "Leeds"))]
    assert cells(written(tmp_path / "b.csv", "Client^Town\nA^B\n"), delimiter="^") == [
        ["Client", "Town"],
        ["A", "B"],
    ]
    assert cells(written(tmp_path / "c.csv", "Client\tTown\n"), delimiter="tab") == [["Client", "Town"]]
    with pytest.raises(Invalid, match="cannot be a delimiter"):
        open_table(path, delimiter=";;")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_and_blank_lines(tmp_path: Path, end: str) -> None:
    path = written(tmp_path / "a.csv", end.join(["Client,Town", "", "A,B", ",", "C,D"]))
    assert read(path) == [Record(1, ("Client", "Town")), Record(3, ("A", "B")), Record(5, ("C", "D"))]


def test_line_breaks_inside_quotes_belong_to_the_cell_and_lines_are_counted(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", 'Client,Note\nA,"one\ntwo\nthree"\nB,x\n')
    assert read(path) == [
        Record(1, ("Client", "Note")),
        Record(2, ("A", "one\ntwo\nthree")),
        Record(5, ("B", "x")),
    ]


def test_a_quote_that_is_never_closed_costs_one_row(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", 'Client,Town\nA,B\n"C,D\nE,F\nG,H\n')
    found = read(path)
    assert [(record.line, record.cells) for record in found if not record.problem] == [
        (1, ("Client", "Town")),
        (2, ("A", "B")),
        (4, ("E", "F")),
        (5, ("G", "H")),
    ]
    [bad] = [record for record in found if record.problem]
    assert bad.line == 3
    assert "quote is opened here" in bad.problem


def test_a_stray_quote_that_meets_another_one_later_costs_no_row_in_between(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", 'Client,Town\n"A,B\nC,D\nE,"F"\nG,H\n')
    found = read(path)
    assert [record.line for record in found if record.problem] == [2]
    assert [record.cells for record in found if not record.problem][1:] == [
        ("C", "D"),
        ("E", "F"),
        ("G", "H"),
    ]


def test_an_open_quote_in_the_last_column_does_not_swallow_the_rest_of_the_file(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", 'Client,Note\nA,"never closed\nB,x\nC,y\n')
    found = read(path)
    assert [record.line for record in found if record.problem] == [2]
    assert [record.cells for record in found if not record.problem][1:] == [("B", "x"), ("C", "y")]


def test_a_quote_over_thousands_of_lines_is_given_up(tmp_path: Path) -> None:
    lines = "\n".join(f"{number},x" for number in range(RECORD_LINES + 500))
    path = written(tmp_path / "a.csv", f'Client,Town\n"A,B\n{lines}\n')
    found = read(path)
    assert sum(1 for record in found if record.problem) == 1
    assert len(found) == RECORD_LINES + 502


def test_a_line_without_end_is_refused_not_held(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("w") as file:
        file.write("Client,Town\n")
        for _ in range(30):
            file.write("x" * 100_000)
        file.write("\nA,B\n")
    found = read(path)
    assert [record.line for record in found] == [1, 2, 3]
    assert "characters" in found[1].problem
    assert found[2].cells == ("A", "B")


def test_nul_characters_reach_the_row_that_has_them(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", b"Client,Town\nA\x00B,C\nD,E\n")
    assert cells(path)[1:] == [["A\x00B", "C"], ["D", "E"]]


def test_rows_with_too_many_or_too_few_cells_are_given_as_they_are(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "Client,Town\nA,B,C\nD\nE,F\n")
    assert cells(path)[1:] == [["A", "B", "C"], ["D"], ["E", "F"]]


def test_an_apostrophe_that_guards_a_formula_is_taken_away_once(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "Client,Note\n'=1+1,'+44 113\n''-x,'tis\n")
    assert cells(path)[1:] == [["=1+1", "+44 113"], ["'-x", "'tis"]]
    table = open_table(path, is_raw=True)
    assert [record.cells for record in table.records()][1] == ("'=1+1", "'+44 113")


def test_the_digest_follows_the_content_not_the_name(tmp_path: Path) -> None:
    one = written(tmp_path / "a.csv", "Client\nA\n")
    same = written(tmp_path / "b.csv", "Client\nA\n")
    other = written(tmp_path / "c.csv", "Client\nB\n")
    assert open_table(one).digest == open_table(same).digest != open_table(other).digest


def test_reading_says_how_far_it_is_and_can_begin_again(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "Client\n" + "A fairly long company name Ltd\n" * 50_000)
    table = open_table(path)
    shares = [table.share for number, _ in enumerate(table.records()) if number % 10_000 == 0]
    assert shares == sorted(shares)
    assert shares[0] < 0.5 < shares[-1]
    assert next(table.records()).cells == ("Client",)


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\x1a"), max_size=30)


@given(rows=st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=8))
def test_whatever_csv_writes_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    header = ["Client", "Town", "Note"]
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([header, *rows])
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    written(path, text.getvalue().encode())
    table = Delimited(path, encoding="utf-8", delimiter=",", is_raw=True)
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    assert [list(record.cells) for record in table.records()] == [header, *kept]


@given(content=st.binary(max_size=400))
def test_no_bytes_make_the_reader_crash(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    written(path, content)
    try:
        for record in open_table(path).records():
            assert record.line >= 1
    except Invalid as error:
        assert str(path) in error.message
