"""The duplicate check for every row of a file, without bringing anything in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from trtui.desk import duplicates
from trtui.desk.duplicates import Asked, Candidate
from trtui.desk.importing_parsing import parse_row
from trtui.desk.importing_rows import BadRow
from trtui.desk.importing_run import Source, headed, owners_of

if TYPE_CHECKING:
    from trtui.store.look import Look

Tell = Callable[[int, tuple[Candidate, ...], str], None]
"""Hears of each row: its line, whom it may be the same as, and why it could not be read (else empty)."""


def check_rows(look: Look, source: Source, tell: Tell, limit: int = 5) -> int:
    """Check every row of a table whose columns are those of the import; return how many there were.

    Raises Invalid for a file that cannot be read or has no column for the client's name.
    """
    header, rows = headed(source, {})
    owners = owners_of(look)
    count = 0
    for source_row in rows:
        count += 1
        if source_row.problem:
            tell(source_row.line, (), source_row.problem)
            continue
        row = parse_row(header, source_row.line, source_row.cells, owners, look.rules.region)
        if isinstance(row, BadRow):
            tell(row.line, (), "; ".join(row.reasons))
            continue
        asked = Asked(
            name=row.name,
            number=row.number or "",
            website=row.website or "",
            emails=row.emails,
            phones=row.phones,
            postcode=row.postcode,
        )
        tell(row.line, duplicates.check(look, asked, limit=limit), "")
    return count
