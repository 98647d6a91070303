"""The company file as it comes: zip, parts or CSV; whatever else it is, it is refused in words."""

from __future__ import annotations

import os
import zipfile
from datetime import date
from pathlib import Path

import pytest

from tests.support.register import NAME, a_company, a_csv, a_zip, many
from trtui.domain.errors import Invalid
from trtui.domain.register.layout import COLUMNS
from trtui.domain.register.source import Place
from trtui.integrations import register_file
from trtui.integrations.register_file import RegisterFile, open_register_file, write_register_file

BEGINNING = Place()


def lines(source: RegisterFile, start: Place = BEGINNING) -> list[str]:
    return [line.rstrip("\r") for block in source.blocks(start) for line in block.lines]


def test_zip_and_csv_give_the_same_lines(tmp_path: Path) -> None:
    zipped = open_register_file([a_zip(tmp_path / "a.zip", many(50))])
    plain = open_register_file([a_csv(tmp_path / "a.csv", many(50))])
    assert lines(zipped) == lines(plain) and len(lines(plain)) == 50
    assert [name.strip() for name in zipped.header(0)] == list(COLUMNS)
    assert zipped.parts[0].size == plain.parts[0].size == (tmp_path / "a.csv").stat().st_size


def test_reading_goes_on_from_any_place_that_an_earlier_one_came_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register_file, "BLOCK", 3_000)
    for path in (a_zip(tmp_path / "a.zip", many(60)), a_csv(tmp_path / "a.csv", many(60))):
        source = open_register_file([path])
        every = lines(source)
        blocks = list(source.blocks(Place()))
        assert len(blocks) > 5 and blocks[0].first_line == 2
        for block in blocks:
            assert lines(source, block.after) == every[block.after.line - 2 :]


def test_the_last_line_needs_no_line_break_and_a_byte_order_mark_is_nothing(tmp_path: Path) -> None:
    path = a_csv(tmp_path / "a.csv", many(3))
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().rstrip())
    source = open_register_file([path])
    assert source.header(0)[0] == "CompanyName"
    assert len(lines(source)) == 3


def test_a_line_that_is_no_utf8_is_read_as_windows_1252_and_the_others_are_not(tmp_path: Path) -> None:
    latin = ('"' + '","'.join(a_company("CAFÉ ONE", "00000001")) + '"').encode("cp1252")
    path = a_csv(tmp_path / "a.csv", [latin, a_company("CAFÉ TWO", "00000002")])
    assert [line.split('"')[1] for line in lines(open_register_file([path]))] == ["CAFÉ ONE", "CAFÉ TWO"]


@pytest.mark.parametrize(
    ("name", "inside", "day"),
    [
        ("BasicCompanyDataAsOneFile-2026-11-01.zip", "x.csv", date(2026, 11, 1)),
        ("download.zip", "BasicCompanyDataAsOneFile-2026-10-01.csv", date(2026, 10, 1)),
        ("BasicCompanyData-2026-09-01-part3_7.zip", "x.csv", date(2026, 9, 1)),
        ("download.zip", "2026-99-99.csv", date(2025, 3, 4)),
    ],
)
def test_the_edition_is_the_day_in_the_name_else_when_the_file_was_made(
    tmp_path: Path, name: str, inside: str, day: date
) -> None:
    with zipfile.ZipFile(tmp_path / name, "w") as archive:
        archive.writestr(zipfile.ZipInfo(inside, (2025, 3, 4, 0, 0, 0)), "CompanyName\r\n")
    assert open_register_file([tmp_path / name]).edition_on == day


def test_parts_are_read_in_order_and_only_those_of_one_edition(tmp_path: Path) -> None:
    part = "BasicCompanyData-{}-part{}_7"
    paths = []
    for at in (10, 2, 1):
        name = part.format("2026-11-01", at)
        paths.append(a_zip(tmp_path / f"{name}.zip", many(1, at), f"{name}.csv"))
    source = open_register_file(paths)
    assert [one.name.split("part")[1] for one in source.parts] == ["1_7.csv", "2_7.csv", "10_7.csv"]
    assert source.name == f"{paths[0].name} and 2 more"
    other = a_zip(
        tmp_path / f"{part.format('2026-10-01', 3)}.zip", many(1, 50), f"{part.format('2026-10-01', 3)}.csv"
    )
    with pytest.raises(Invalid, match=r"different editions \(2026-10-01 and 2026-11-01\)"):
        open_register_file([*paths, other])
    with pytest.raises(Invalid, match="named twice"):
        open_register_file([paths[0], paths[0]])


def test_a_file_is_known_again_by_its_content_whatever_it_is_called(tmp_path: Path) -> None:
    one, same = a_zip(tmp_path / "one.zip", many(5)), tmp_path / "same.zip"
    same.write_bytes(one.read_bytes())
    other = a_zip(tmp_path / "other.zip", many(5, 2))
    prints = [open_register_file([path]).fingerprint for path in (one, same, other)]
    assert prints[0] == prints[1] != prints[2]


def test_what_is_no_company_file_is_refused_in_words(tmp_path: Path) -> None:
    whole = a_zip(tmp_path / "whole.zip", many(500)).read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) // 2])
    with zipfile.ZipFile(tmp_path / "letters.zip", "w") as archive:
        archive.writestr("letter.txt", "Dear Sir")
    (tmp_path / "page.html").write_text("<!doctype html><p>Not found")
    (tmp_path / "long.csv").write_bytes(b"x" * (register_file.LINE_LIMIT + 10))
    for name, words in {
        "cut.zip": "not a whole zip file",
        "letters.zip": r"holds no CSV file \(but letter\.txt\)",
        "page.html": "web page",
        "missing.zip": "There is no file",
        ".": "is a folder",
    }.items():
        with pytest.raises(Invalid, match=words):
            open_register_file([tmp_path / name])
    with pytest.raises(Invalid, match="no line breaks"):
        open_register_file([tmp_path / "long.csv"]).header(0)
    with pytest.raises(Invalid, match="Name the company file"):
        open_register_file([])


def test_a_line_without_end_is_damage_and_not_read_into_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register_file, "BLOCK", 10_000)
    path = a_csv(tmp_path / "a.csv", many(2))
    with path.open("ab") as file:
        file.write(b"x" * (register_file.LINE_LIMIT * 3))
    with pytest.raises(Invalid, match="a line without end"):
        lines(open_register_file([path]))


def test_a_zip_that_would_unpack_to_more_than_any_edition_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register_file, "SIZE_LIMIT", 1_000)
    with pytest.raises(Invalid, match="would unpack to more than"):
        open_register_file([a_zip(tmp_path / "a.zip", many(50))])


def test_damage_inside_the_zip_shows_while_it_is_read(tmp_path: Path) -> None:
    whole = bytearray(a_zip(tmp_path / "a.zip", many(2_000)).read_bytes())
    at = len(whole) // 2
    whole[at : at + 8] = bytes(8)
    (tmp_path / "a.zip").write_bytes(whole)
    with pytest.raises(Invalid, match=r"not a whole zip file.*the register in use stays"):
        lines(open_register_file([tmp_path / "a.zip"]))


def test_a_file_is_written_anew_only(tmp_path: Path) -> None:
    path = tmp_path / "sample.zip"
    assert write_register_file(path, NAME, [b"CompanyName", b'"A"']) == 2
    assert lines(open_register_file([path])) == ['"A"']
    with pytest.raises(Invalid, match="there already"):
        write_register_file(path, NAME, [])
    with pytest.raises(Invalid, match="cannot be written"):
        write_register_file(tmp_path / "no" / "such.zip", NAME, [])
    assert os.listdir(tmp_path) == ["sample.zip"]
