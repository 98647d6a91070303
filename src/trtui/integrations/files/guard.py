"""What may be opened as a table at all: checks before the first byte is taken seriously."""

from __future__ import annotations

import os
import stat
from difflib import get_close_matches
from enum import Enum
from pathlib import Path

from trtui.domain.errors import Invalid


class Kind(Enum):
    """How a table is kept in a file."""

    TEXT = "text"
    WORKBOOK = "workbook"


_FOREIGN = (
    (
        b"\xd0\xcf\x11\xe0",
        "an old Excel file (.xls), or protected by a password. In a spreadsheet, save it as .xlsx without password.",
    ),
    (b"%PDF", "a PDF. Save the list as .xlsx or .csv where it was made."),
    (b"\x1f\x8b", "compressed (gzip). Unpack it first."),
    (b"\xfd7zXZ", "compressed (xz). Unpack it first."),
    (b"BZh", "compressed (bzip2). Unpack it first."),
    (b"7z\xbc\xaf", "compressed (7z). Unpack it first."),
    (b"Rar!", "compressed (rar). Unpack it first."),
    (b"SQLite format 3\x00", "a database, not a table. Open it with --db instead."),
    (b"\x89PNG", "a picture. Give a .csv or .xlsx file."),
    (b"\xff\xd8\xff", "a picture. Give a .csv or .xlsx file."),
    (b"{\\rtf", "a text document (RTF). Save the list as .xlsx or .csv."),
)
_WEB = (b"<!doctype html", b"<html", b"<table", b"<?xml", b"<head", b"<meta")


def kind_of(path: Path) -> Kind:
    """Tell by its content how a file keeps a table.

    Raises Invalid, saying what to do, when it is missing, a folder, unreadable, empty or something else.
    """
    head = _head(path)
    if head.startswith(b"PK\x03\x04"):
        return Kind.WORKBOOK
    for sign, words in _FOREIGN:
        if head.startswith(sign):
            raise Invalid(f"{path} is {words}", "file")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_WEB):
        raise Invalid(
            f"{path} holds a web page or XML, not a table, whatever its name. "
            "Open it in a spreadsheet and save it as .xlsx or .csv.",
            "file",
        )
    return Kind.TEXT


def _head(path: Path) -> bytes:
    try:
        found = os.stat(path)
        if stat.S_ISDIR(found.st_mode):
            raise Invalid(f"{path} is a folder. Name a .csv or .xlsx file in it.", "file")
        if not stat.S_ISREG(found.st_mode):
            raise Invalid(
                f"{path} is not a plain file: it is read twice. Save the list to a file first.", "file"
            )
        with path.open("rb") as file:
            head = file.read(4096)
    except FileNotFoundError:
        raise Invalid(f"There is no file {path}.{_nearest(path)}", "file") from None
    except PermissionError:
        raise Invalid(
            f"{path} may not be read by you. Change its permissions, or copy it where you may.", "file"
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Invalid(f"{path} cannot be read: {reason}.", "file") from None
    if not head.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        raise Invalid(
            f"{path} is empty. Make a template to fill in with: trtui template clients.xlsx", "file"
        )
    return head


def _nearest(path: Path) -> str:
    try:
        names = [entry.name for entry in os.scandir(path.parent)][:10_000]
    except OSError:
        return f" Nor is there a folder {path.parent}." if not path.parent.exists() else ""
    near = get_close_matches(path.name, names, n=1, cutoff=0.7)
    return f" Did you mean {path.parent / near[0]}?" if near else ""
