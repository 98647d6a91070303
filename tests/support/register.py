"""Company files to test with: any companies, in the true format unless a test wants it otherwise."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from trtui.domain.register.layout import COLUMNS
from trtui.domain.sample.register import header, line

NAME = "BasicCompanyDataAsOneFile-2026-11-01.csv"

_USUAL = {
    "RegAddress.AddressLine1": "1 MILL ROAD",
    "RegAddress.PostTown": "LEEDS",
    "RegAddress.Country": "ENGLAND",
    "RegAddress.PostCode": "LS10 1AB",
    "CompanyCategory": "Private Limited Company",
    "CompanyStatus": "Active",
    "IncorporationDate": "03/02/2011",
    "Accounts.NextDueDate": "31/12/2026",
    "Accounts.LastMadeUpDate": "31/03/2025",
    "Accounts.AccountCategory": "MICRO ENTITY",
    "ConfStmtNextDueDate": "17/02/2027",
    "SICCode.SicText_1": "78109 - Other activities of employment placement agencies",
}


def a_company(name: str, number: str, **columns: str) -> list[str]:
    """Return the cells of a company; columns are named as in the file, ``__`` for a dot."""
    given = {column.replace("__", "."): value for column, value in columns.items()}
    cells = {**_USUAL, "CompanyName": name, "CompanyNumber": number, **given}
    assert set(cells) <= set(COLUMNS), set(cells) - set(COLUMNS)
    return [cells.get(column, "") for column in COLUMNS]


def many(count: int, first: int = 1) -> list[list[str]]:
    """Return as many companies, each of another name and number."""
    return [a_company(f"{_word(at)} TRADING LIMITED", f"{at:08}") for at in range(first, first + count)]


def a_csv(path: Path, companies: Iterable[Sequence[str] | bytes], top: bytes = b"") -> Path:
    """Write a CSV of these companies, or of lines as they are."""
    path.write_bytes(_text(companies, top))
    return path


def a_zip(path: Path, companies: Iterable[Sequence[str] | bytes], name: str = NAME) -> Path:
    """Write the zip in which the file comes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, _text(companies, b""))
    return path


def _text(companies: Iterable[Sequence[str] | bytes], top: bytes) -> bytes:
    rows = [one if isinstance(one, bytes) else line(one) for one in companies]
    return b"\r\n".join([top or header(), *rows]) + b"\r\n"


def _word(at: int) -> str:
    """Return a word of its own for every number."""
    letters = ""
    while True:
        at, letter = divmod(at, 20)
        letters = "BCDFGHJKLMNPQRSTVWXZ"[letter] + "AEIOU"[at % 5] + letters
        if not at:
            return letters
