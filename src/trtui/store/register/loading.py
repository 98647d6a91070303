"""Loading an edition: read, checked, kept in batches that a resumed load finds again, put into place when whole."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from trtui.domain.errors import Invalid, StoreUnavailable
from trtui.domain.register.layout import Layout
from trtui.domain.register.rows import Rows, Seen
from trtui.domain.register.source import Block, Place, RegisterSource
from trtui.domain.register.values import FAULTS_KEPT, Filters, Tally
from trtui.store.locating import locate
from trtui.store.register.shelf import AT_STATUS, Batch, Order, Progress, Shelf

if TYPE_CHECKING:
    from trtui.domain.register.rows import Plain

BATCH: Final = 40_000
"""Rows of one transaction: what a broken-off load does again at most."""
_MOST_LINES: Final = 4
"""Lines of one row, where a line break stands in quotes."""


def load(
    url: str,
    source: RegisterSource,
    filters: Filters,
    *,
    now: int,
    by: str,
    resumes: bool = False,
    progress: Progress = lambda *_: None,
) -> Tally:
    """Load a company file beside the register in use, then put it in its place; return what was counted.

    Raises Invalid for a file that is none or is damaged, Conflict where somebody else is loading, StoreUnavailable
    where it cannot be kept. Whatever happens, the register in use stays until the new one is whole.
    """
    where, kind = locate(url)
    shelf: Shelf
    if kind == "sqlite":
        from trtui.store.register.sqlite_shelf import SqliteShelf

        shelf = SqliteShelf(where)
    else:
        from trtui.store.register.postgres_shelf import PostgresShelf

        shelf = PostgresShelf(where)
    day = source.edition_on.isoformat() if source.edition_on else None
    order = Order(source.name, day, source.fingerprint, filters, now, by)
    layouts = [Layout(source.header(at), part.name) for at, part in enumerate(source.parts)]
    with shelf.alone():
        try:
            tally = _fill(shelf, source, layouts, order, resumes, progress)
            if not tally.rows:
                wanted = f" that the filters want ({filters.words})" if filters.words else ""
                raise Invalid(f"{source.name} holds no company{wanted}. The register in use stays.", "file")
            shelf.complete(progress)
            shelf.check(tally.rows, progress)
            shelf.put_in_place()
        except StoreUnavailable as error:
            raise StoreUnavailable(
                f"{error.message} The register in use stays; go on with: trtui register load FILE --resume"
            ) from None
        finally:
            shelf.close()
    return tally


def _fill(
    shelf: Shelf,
    source: RegisterSource,
    layouts: list[Layout],
    order: Order,
    resumes: bool,
    progress: Progress,
) -> Tally:
    begun = shelf.begin(order, resumes)
    seen = Seen()
    for number in shelf.numbers() if begun.tally.rows else ():
        seen.add(number)
    rows = Rows(order.filters, begun.terms, seen)
    rows.count_from(begun.tally)
    total, before = sum(part.size for part in source.parts), 0
    kept: list[Plain] = []
    place = begun.place
    listed = begun.tally.bad + begun.tally.flawed

    def keep() -> None:
        nonlocal listed
        begun.statuses.update(map(itemgetter(AT_STATUS), kept))
        room = max(0, FAULTS_KEPT - listed)
        shelf.keep(
            Batch(
                kept,
                tuple(rows.terms.new),
                tuple(rows.sic_texts.items()),
                rows.faults[:room],
                rows.tally,
                Counter(begun.statuses),
                place,
            )
        )
        listed += len(rows.faults)
        kept.clear()
        rows.terms.new.clear()
        rows.sic_texts.clear()
        rows.faults.clear()

    for at, part in enumerate(source.parts):
        if at >= place.part:
            place = place if at == place.part else Place(at)
            rows.begin(part.name, layouts[at])
            for block in _unless_damaged(shelf, source.blocks(place)):
                kept += read_block(rows, block, layouts[at].width)
                place = block.after
                if len(kept) >= BATCH:
                    keep()
                progress("loading", before + place.offset, total)
            place = Place(at + 1)
        before += part.size
    keep()
    return rows.tally


def _unless_damaged(shelf: Shelf, blocks: Iterator[Block]) -> Iterator[Block]:
    """Yield blocks; where the file turns out to be damaged nothing that was read of it is kept."""
    try:
        yield from blocks
    except Invalid:
        shelf.discard()
        raise


def read_block(rows: Rows, block: Block, width: int) -> Iterator[Plain]:
    """Read the lines of a block, each as a row unless a line break stands in its quotes."""
    lines = block.lines
    try:
        found = list(csv.reader(lines))
    except csv.Error:
        found = []
    if len(found) == len(lines):
        read = rows.read
        for line, cells in enumerate(found, block.first_line):
            row = read(cells, line)
            if row is not None:
                yield row
        return
    yield from _read_carefully(rows, lines, block.first_line, width)


def _read_carefully(rows: Rows, lines: list[str], line: int, width: int) -> Iterator[Plain]:
    """Read lines among which a quote is open at the end of one: only the rows that it is about suffer."""
    at = 0
    while at < len(lines):
        cells, used = _cells([f"{one}\n" for one in lines[at : at + _MOST_LINES]], width)
        if cells is None:
            rows.refuse(line + at, "A quote is opened here and not closed, or a cell is too long.")
        elif (row := rows.read(cells, line + at)) is not None:
            yield row
        at += used


def _cells(lines: list[str], width: int) -> tuple[list[str] | None, int]:
    """Return the cells of the row that begins with these lines, and how many of them it takes."""
    for used in range(1, len(lines) + 1):
        reader = csv.reader(islice(lines, used), strict=True)
        try:
            cells = next(reader, [])
        except csv.Error:
            continue
        if len(cells) == width or (used == 1 and reader.line_num == 1):
            return cells, used
    try:
        cells = next(csv.reader(lines[:1]), [])
    except csv.Error:
        return None, 1
    return (cells if len(cells) == width else None), 1
