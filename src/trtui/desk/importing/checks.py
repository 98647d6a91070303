"""Asking the duplicate check about every row of a file, without bringing anything in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from trtui.desk import duplicates
from trtui.desk.duplicates import Asked, Candidate
from trtui.desk.importing.doors import Doors
from trtui.desk.importing.header import Header
from trtui.desk.importing.parsing import number_among
from trtui.desk.importing.source import Source, SourceRow, headed

if TYPE_CHECKING:
    from trtui.store.look import Look

CHUNK = 100


@dataclass(frozen=True, slots=True)
class RowCheck:
    """Whom one row of a file may be the same as; ``row`` counts rows below the header from 1, ``line`` is the file's.

    ``problem`` says why a row could not be asked about, or is empty.
    """

    row: int
    line: int
    name: str
    candidates: tuple[Candidate, ...] = ()
    problem: str = ""

    def document(self) -> dict[str, Any]:
        """Return it for JSON."""
        found: dict[str, Any] = {
            "row": self.row,
            "line": self.line,
            "name": self.name,
            "candidates": [
                {
                    "client_id": one.client_id,
                    "name": one.name,
                    "score": one.score,
                    "strength": one.strength,
                    "reasons": [{"kind": reason.kind, "detail": reason.detail} for reason in one.reasons],
                }
                for one in self.candidates
            ],
        }
        return found | ({"problem": self.problem} if self.problem else {})


async def check_rows(
    doors: Doors, source: Source, columns: Mapping[str, str], limit: int, on_row: Callable[[RowCheck], None]
) -> int:
    """Check the rows of a file against the clients that are there, and return how many there were."""
    header, rows = headed(source, columns)
    count = 0
    while chunk := list(islice(rows, CHUNK)):
        for found in await doors.read(_checked, header, chunk, count, limit):
            on_row(found)
        count += len(chunk)
    return count


def _checked(
    look: Look, header: Header, rows: Sequence[SourceRow], before: int, limit: int
) -> list[RowCheck]:
    return [_check(look, header, row, number, limit) for number, row in enumerate(rows, before + 1)]


def _check(look: Look, header: Header, row: SourceRow, number: int, limit: int) -> RowCheck:
    def texts(*keys: str) -> tuple[str, ...]:
        return tuple(text for key in keys for text in header.cells(key, row.cells))

    name = " ".join(" ".join(texts("client")[:1]).split())
    if row.problem or not name:
        return RowCheck(number, row.line, name, problem=row.problem or "The row has no name.")
    asked = Asked(
        name=name,
        number=" ".join(texts("number")[:1]) or number_among(" ".join(texts("ids"))),
        website=" ".join(texts("website")[:1]),
        emails=texts("email"),
        phones=texts("main_phone", "direct"),
        postcode=" ".join(texts("postcode")[:1]),
    )
    return RowCheck(number, row.line, name, duplicates.check(look, asked, limit=limit))
