"""XLSX: what is read, what is refused before it is opened, what turns out to be damaged."""

from __future__ import annotations

import datetime
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook as Book

from trtui.domain.errors import Invalid
from trtui.integrations.files import Record, open_table, workbook


def saved(path: Path, *rows: list[object], title: str = "Clients") -> Path:
    book = Book()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def cells(path: Path, **options: str) -> list[tuple[str, ...]]:
    return [record.cells for record in open_table(path, **options).records()]


def repacked(source: Path, target: Path, changes: dict[str, bytes]) -> Path:
    """Copy an archive with some parts replaced or added."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, changes.pop(entry.filename, old.read(entry.filename)))
        for name, content in changes.items():
            new.writestr(name, content)
    return target


def test_values_are_read_as_they_would_be_typed(tmp_path: Path) -> None:
    path = saved(
        tmp_path / "a.xlsx",
        ["Client", 4418292, 1134960142.0, 2.5, True, False],
        [
            "A",
            datetime.datetime(2026, 12, 3),
            datetime.datetime(2026, 12, 3, 14, 30),
            datetime.time(9, 5),
            None,
            "x",
        ],
    )
    assert cells(path) == [
        ("Client", "4418292", "1134960142", "2.5", "yes", "no"),
        ("A", "2026-12-03", "2026-12-03 14:30", "09:05", "", "x"),
    ]


def test_rows_keep_their_numbers_and_blank_ones_are_left_out(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", ["Client"], [None], [""], ["A"])
    assert list(open_table(path).records()) == [Record(1, ("Client",)), Record(4, ("A",))]


def test_a_formula_gives_its_last_value_never_its_text(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", ["Client", "Town"], ["A", '=HYPERLINK("http://x")'])
    assert cells(path)[1] == ("A",)


def test_the_first_sheet_that_shows_anything_is_read_unless_one_is_named(tmp_path: Path) -> None:
    book = Book()
    book.active.title = "Cover"
    hidden = book.create_sheet("Lists")
    hidden.append(["hidden"])
    hidden.sheet_state = "hidden"
    book.create_sheet("Data").append(["Client"])
    book.save(tmp_path / "a.xlsx")
    assert cells(tmp_path / "a.xlsx") == [("Client",)]
    assert open_table(tmp_path / "a.xlsx").described == "XLSX, sheet “Data”"
    assert cells(tmp_path / "a.xlsx", sheet="lists") == [("hidden",)]
    with pytest.raises(Invalid, match="has no sheet “Nope”. It has: Cover, Lists, Data"):
        open_table(tmp_path / "a.xlsx", sheet="Nope")


def with_shared_strings(path: Path, target: Path) -> Path:
    """Turn the texts of a workbook into shared ones, as spreadsheet programs write them."""
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        types = archive.read("[Content_Types].xml").decode()
        links = archive.read("xl/_rels/workbook.xml.rels").decode()
    texts = re.findall(r"<is><t[^>]*>(.*?)</t></is>", sheet)
    for number, text in enumerate(texts):
        sheet = re.sub(
            rf't="inlineStr"><is><t[^>]*>{re.escape(text)}</t></is>', f't="s"><v>{number}</v>', sheet, count=1
        )
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    shared = f'<sst xmlns="{namespace}">' + "".join(f"<si><t>{text}</t></si>" for text in texts) + "</sst>"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    part = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/>'
    relation = (
        '<Relationship Id="rId99" Target="sharedStrings.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/>'
    )
    changes = {
        "xl/worksheets/sheet1.xml": sheet,
        "xl/sharedStrings.xml": shared,
        "[Content_Types].xml": types.replace("</Types>", f"{part}</Types>"),
        "xl/_rels/workbook.xml.rels": links.replace("</Relationships>", f"{relation}</Relationships>"),
    }
    return repacked(path, target, {name: text.encode() for name, text in changes.items()})


def test_shared_texts_are_read(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", ["Client", "Town"], ["Acme &amp; Co", "Leeds"])
    assert cells(with_shared_strings(path, tmp_path / "b.xlsx")) == [
        ("Client", "Town"),
        ("Acme &amp; Co", "Leeds"),
    ]


def test_a_stray_cell_far_away_costs_nothing_but_its_row(tmp_path: Path) -> None:
    book = Book()
    book.active.append(["Client"])
    book.active.append(["A"])
    book.active["XFD3"] = "stray"
    book.active["A4"] = "B"
    book.save(tmp_path / "a.xlsx")
    found = list(open_table(tmp_path / "a.xlsx").records())
    assert [record.cells for record in found if not record.problem] == [("Client",), ("A",), ("B",)]
    assert "column 16,384" in found[2].problem


def test_a_workbook_is_known_by_its_content(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", ["Client"])
    shutil.copy(path, tmp_path / "a.csv")
    assert cells(tmp_path / "a.csv") == [("Client",)]


def test_a_truncated_file_is_refused_before_a_row_is_read(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", ["Client"], *([f"Company {number}"] for number in range(500)))
    content = path.read_bytes()
    for length in (40, len(content) // 2, len(content) - 10):
        (tmp_path / "b.xlsx").write_bytes(content[:length])
        with pytest.raises(Invalid, match="is damaged"):
            open_table(tmp_path / "b.xlsx")


def test_flipped_bytes_are_found_before_a_row_is_read(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", ["Client"], *([f"Company {number}"] for number in range(500)))
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo("xl/worksheets/sheet1.xml").header_offset + 200
    content[start : start + 8] = b"\xff" * 8
    (tmp_path / "b.xlsx").write_bytes(content)
    with pytest.raises(Invalid, match="is damaged"):
        open_table(tmp_path / "b.xlsx")


def test_broken_xml_is_told_with_its_row(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", ["Client"], ["A"], ["B"])
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    broken = repacked(
        path,
        tmp_path / "b.xlsx",
        {"xl/worksheets/sheet1.xml": sheet.replace(b'<row r="3"', b'</oops><row r="3"')},
    )
    with pytest.raises(Invalid, match="cannot be read to the end"):
        list(open_table(broken).records())


def test_entities_are_refused(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", ["Client"])
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    laughs = repacked(path, tmp_path / "b.xlsx", {"xl/workbook.xml": bomb})
    with pytest.raises(Invalid, match="is damaged"):
        open_table(laughs)


def test_a_part_that_unpacks_to_far_more_than_it_is_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "RATIO_FROM", 100_000)
    path = saved(tmp_path / "a.xlsx", ["Client"])
    bomb = repacked(path, tmp_path / "b.xlsx", {"xl/worksheets/sheet2.xml": b" " * 200_000})
    with pytest.raises(Invalid, match=r"unpacks to \d+ times its size.*save it as \.csv"):
        open_table(bomb)


@pytest.mark.parametrize(
    ("limit", "value", "why"),
    [
        ("ENTRY_LIMIT", 3, "parts"),
        ("UNPACKED_LIMIT", 1000, "unpacks to"),
        ("STRINGS_LIMIT", 10, "texts alone"),
    ],
)
def test_sizes_are_limited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, why: str
) -> None:
    path = with_shared_strings(saved(tmp_path / "a.xlsx", ["Client", "a shared text"]), tmp_path / "b.xlsx")
    monkeypatch.setattr(workbook, limit, value)
    with pytest.raises(Invalid, match=why):
        open_table(path)


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ("content.xml", "OpenDocument"),
        ("xl/workbook.bin", "binary Excel"),
        ("word/document.xml", "Word document"),
        ("readme.txt", "ZIP archive"),
    ],
)
def test_other_archives_are_named(tmp_path: Path, part: str, what: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr(part, "x")
    with pytest.raises(Invalid, match=what):
        open_table(tmp_path / "a.xlsx")
