"""What cannot be opened as a table says why and what to do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from trtui.domain.errors import Invalid
from trtui.integrations.files import open_table


def test_a_missing_file_is_named_with_the_nearest_there_is(tmp_path: Path) -> None:
    (tmp_path / "clients.csv").write_text("Client\n")
    with pytest.raises(Invalid, match=r"There is no file .*client\.csv\. Did you mean .*clients\.csv\?"):
        open_table(tmp_path / "client.csv")
    with pytest.raises(Invalid, match="Nor is there a folder"):
        open_table(tmp_path / "nowhere" / "client.csv")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="is a folder"):
        open_table(tmp_path)


def test_a_file_without_permission_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Client\n")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")  # as root, no permission is ever missing

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(Invalid, match="may not be read by you"):
        open_table(path)


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.csv")
    with pytest.raises(Invalid, match="not a plain file"):
        open_table(tmp_path / "a.csv")


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n \r\n", b"\xff\xfe\n\x00"])
def test_an_empty_file_points_to_the_template(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    with pytest.raises(Invalid, match="is empty.*trtui template"):
        open_table(tmp_path / "a.csv")


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel file"),
        (b"%PDF-1.7", "PDF"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"SQLite format 3\x00", "a database"),
        (b"  <!DOCTYPE html><table>", "web page"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", "web page or XML"),
        (b"\x00\x01\x02\x03\x00\x00\x00\x00" * 100, "not text"),
    ],
)
def test_other_kinds_of_files_are_named(tmp_path: Path, head: bytes, what: str) -> None:
    (tmp_path / "a.csv").write_bytes(head + b"\x00\x01 more")
    with pytest.raises(Invalid, match=what):
        open_table(tmp_path / "a.csv")
