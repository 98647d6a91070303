"""The monthly company file as it comes: a zip of one CSV, its parts, or the CSV; streamed, never unpacked."""

from __future__ import annotations

import csv
import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, Final

from trtui.domain.errors import Invalid
from trtui.domain.register.source import Block, Part, Place
from trtui.integrations.files.guard import Kind, kind_of

BLOCK: Final = 2 * 1024 * 1024
LINE_LIMIT: Final = 256 * 1024
"""A longer line is not one of this file: its rows have some 500 characters."""
SIZE_LIMIT: Final = 32 * 1024**3
_ENDS: Final = 1024 * 1024
_DAY = re.compile(r"(20\d\d)-?(\d\d)-?(\d\d)")
_PART = re.compile(r"part\s*_?-?(\d+)", re.IGNORECASE)
_BAD_ZIP: Final = (
    "{} is not a whole zip file ({}): the download was cut off or damaged. Fetch it again; "
    "the register in use stays."
)


@dataclass(frozen=True, slots=True)
class _Member:
    """One CSV: in a zip under a name, or a file of its own."""

    path: Path
    member: str
    name: str
    size: int
    mark: str
    made_on: date


class RegisterFile:
    """The company file; a ``trtui.domain.register.source.RegisterSource``."""

    def __init__(self, members: Sequence[_Member], name: str) -> None:
        self._members = tuple(members)
        self.name = name
        self.parts = tuple(Part(member.name, member.size) for member in members)
        digest = hashlib.sha256("\n".join(f"{one.size} {one.mark}" for one in members).encode())
        self.fingerprint = digest.hexdigest()
        self.edition_on: date | None = _edition(members)

    def header(self, part: int) -> tuple[str, ...]:
        """Return the column names of a part."""
        member = self._members[part]
        with _opened(member) as file:
            return tuple(next(csv.reader([_decoded(_head(file, member)).lstrip("\ufeff")]), []))

    def blocks(self, start: Place) -> Iterator[Block]:
        """Yield the lines from a place to the end of its part, without the header."""
        member = self._members[start.part]
        offset, line = start.offset, start.line
        with _opened(member) as file:
            if offset:
                file.seek(offset)
            else:
                offset, line = len(_head(file, member)), 2
            rest = b""
            while True:
                data = file.read(BLOCK)
                if not data and not rest:
                    return
                end = data.rfind(b"\n") + 1
                whole, rest = (rest + data[:end], data[end:]) if data and end else (rest + data, b"")
                if data and not end:
                    if len(whole) > BLOCK + LINE_LIMIT:
                        raise Invalid(
                            f"{member.name} has a line without end: it is damaged, or no CSV.", "file"
                        )
                    rest = whole
                    continue
                lines = _decoded(whole).split("\n")
                if lines[-1] == "":
                    lines.pop()
                offset += len(whole)
                first, line = line, line + len(lines)
                yield Block(lines, first, Place(start.part, offset, line))


def open_register_file(paths: Sequence[Path]) -> RegisterFile:
    """Open the company file: a zip, the CSV, or all parts of one edition in any order.

    Raises Invalid for what is no such file, saying what to do.
    """
    if not paths:
        raise Invalid(
            "Name the company file: BasicCompanyDataAsOneFile-….zip, its parts, or the CSV.", "file"
        )
    found = [member for path in paths for member in _members(path)]
    if len({(one.size, one.mark) for one in found}) < len(found):
        raise Invalid("The same file is named twice. Name each part once.", "file")
    days = {day for one in found if (day := _named_day(one.name)) is not None}
    if len(days) > 1:
        named = " and ".join(day.isoformat() for day in sorted(days))
        raise Invalid(f"These files are of different editions ({named}). Load the parts of one.", "file")
    found.sort(key=lambda one: (_part_number(one.name), one.name))
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    return RegisterFile(found, f"{paths[0].name}{more}")


def _members(path: Path) -> list[_Member]:
    kind = kind_of(path)
    if kind is Kind.TEXT:
        stat = path.stat()
        made_on = datetime.fromtimestamp(stat.st_mtime, UTC).date()
        return [_Member(path, "", path.name, stat.st_size, _ends(path, stat.st_size), made_on)]
    try:
        with zipfile.ZipFile(path) as archive:
            inside = [one for one in archive.infolist() if not one.is_dir()]
    except (zipfile.BadZipFile, OSError, EOFError) as error:
        raise Invalid(_BAD_ZIP.format(path, error), "file") from None
    tables = [one for one in inside if one.filename.lower().endswith(".csv")]
    if not tables:
        names = ", ".join(one.filename for one in inside[:3]) or "nothing"
        raise Invalid(
            f"{path} holds no CSV file (but {names}). Take the zip from the register's download page.", "file"
        )
    if any(one.flag_bits & 1 for one in tables):
        raise Invalid(f"{path} is protected by a password; the company file is not. Fetch it anew.", "file")
    if sum(one.file_size for one in tables) > SIZE_LIMIT:
        raise Invalid(
            f"{path} would unpack to more than {SIZE_LIMIT >> 30} GB: it is no company file.", "file"
        )
    return [
        _Member(
            path,
            one.filename,
            Path(one.filename).name,
            one.file_size,
            f"{one.CRC:08x}",
            date(*one.date_time[:3]),
        )
        for one in tables
    ]


@contextmanager
def _opened(member: _Member) -> Iterator[IO[bytes]]:
    """Open a member for reading; damage that shows while it is read is told in words."""
    try:
        if not member.member:
            with member.path.open("rb") as file:
                yield file
            return
        with zipfile.ZipFile(member.path) as archive, archive.open(member.member) as inside:
            yield inside
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise Invalid(_BAD_ZIP.format(member.path, error), "file") from None
    except OSError as error:
        raise Invalid(f"{member.path} cannot be read: {error.strerror or error}.", "file") from None


def _head(file: IO[bytes], member: _Member) -> bytes:
    head = file.readline(LINE_LIMIT)
    if len(head) >= LINE_LIMIT:
        raise Invalid(f"{member.name} has no line breaks: it is damaged, or no CSV.", "file")
    return head


def _decoded(data: bytes) -> str:
    """Return text: UTF-8, and where a line is not, that line as Windows-1252."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return "\n".join(map(_line, data.split(b"\n")))


def _line(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _ends(path: Path, size: int) -> str:
    """Return what tells a large text from another without reading all of it."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        found.update(file.read(_ENDS))
        file.seek(max(0, size // 2))
        found.update(file.read(_ENDS))
        file.seek(max(0, size - _ENDS))
        found.update(file.read(_ENDS))
    return found.hexdigest()


def _edition(members: Sequence[_Member]) -> date | None:
    for one in members:
        for name in (one.name, one.path.name):
            if (day := _named_day(name)) is not None:
                return day
    return max(one.made_on for one in members)


def _named_day(name: str) -> date | None:
    found = _DAY.search(name)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _part_number(name: str) -> int:
    found = _PART.search(name)
    return int(found[1]) if found else 0


def write_register_file(path: Path, name: str, lines: Iterable[bytes]) -> int:
    """Write lines as the one CSV in a new zip, and return how many; raises Invalid where the file cannot be made."""
    count = 0
    try:
        with zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as inside:
            for line in lines:
                inside.write(line + b"\r\n")
                count += 1
    except FileExistsError:
        raise Invalid(f"{path} is there already. Name a new file, or remove it first.", "file") from None
    except OSError as error:
        raise Invalid(f"{path} cannot be written: {error.strerror}.", "file") from None
    return count
