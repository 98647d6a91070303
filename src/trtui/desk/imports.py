"""Bringing files in, and taking imports back.

The work is done in steps on an office, each row whole or not at all: a chunk of rows is looked up and planned in a
reading, then written in one transaction that also counts its rows. What ends in ``_now`` carries the steps out in the
calling thread, for commands; the others await them, for screens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trtui.desk.importing import batches
from trtui.desk.importing.batches import Batch, Unfinished, listed
from trtui.desk.importing.checks import RowCheck, check_rows
from trtui.desk.importing.columns import TEMPLATE_NOTES, Column, template_columns
from trtui.desk.importing.doors import Doors, Here, finished
from trtui.desk.importing.results import Alike, Counts, Outcome, Progress, Report, RowResult
from trtui.desk.importing.reversal import Left
from trtui.desk.importing.run import Options, Run, Stopped
from trtui.desk.importing.source import Source, SourceRow
from trtui.desk.importing.undo import UndoReport, undo_batch
from trtui.domain.errors import TrtuiError

if TYPE_CHECKING:
    from trtui.desk.office import Office
    from trtui.store.look import Look

__all__ = [
    "Alike",
    "Batch",
    "Counts",
    "Left",
    "Options",
    "Outcome",
    "Progress",
    "Report",
    "RowCheck",
    "RowResult",
    "Source",
    "SourceRow",
    "Stopped",
    "Template",
    "UndoReport",
    "Unfinished",
    "bring_in",
    "bring_in_now",
    "check_file_now",
    "listed",
    "template",
    "undo",
    "undo_now",
]

OFFERED = 500
"""How many users, and how many tags, the template lets one choose from."""


@dataclass(frozen=True, slots=True)
class Template:
    """What the template workbook says: its columns and the sentences of its notes."""

    columns: tuple[Column, ...]
    notes: tuple[str, ...] = TEMPLATE_NOTES


def template(look: Look) -> Template:
    """Return the template's columns, with this store's users and tags to choose from."""
    from trtui.store.queries import tags, users

    owners = [user.name for user in users.enabled(look.db)[:OFFERED]]
    names = [tag.name for tag in tags.every(look.db, look.actor)[:OFFERED]]
    return Template(template_columns(owners, names))


def bring_in_now(
    office: Office,
    source: Source,
    options: Options | None = None,
    *,
    on_row: Callable[[RowResult], None] = lambda _: None,
    on_progress: Callable[[Progress], None] = lambda _: None,
) -> Report:
    """Bring a file in, in the calling thread; ``on_row`` hears of each row once it is written.

    Raises Invalid for a file that cannot be read or has no column for the client's name, Unfinished where the same file
    was broken off before, NotAllowed, and Stopped, with the report so far, when it ends before the last row,
    ctrl+c included.
    """
    run = Run(office, source, options or Options(), on_row, on_progress)
    return finished(_bring_in(Here(office), run, lambda: False))


async def bring_in(
    office: Office,
    source: Source,
    options: Options | None = None,
    *,
    on_row: Callable[[RowResult], None] = lambda _: None,
    on_progress: Callable[[Progress], None] = lambda _: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> Report:
    """Bring a file in, in the office's threads; ``should_stop`` is asked between chunks, and raises Stopped if so."""
    run = Run(office, source, options or Options(), on_row, on_progress)
    return await _bring_in(office, run, should_stop)


def undo_now(
    office: Office, batch_id: int, *, on_progress: Callable[[float], None] = lambda _: None
) -> UndoReport:
    """Take an import back, in the calling thread; ``on_progress`` hears the share done, 0 to 1.

    What somebody changed since is kept, and the report says what and who. Taking it back again takes what was kept, if
    it is free by now. Raises NotFound, NotAllowed for somebody else's import, Conflict when nothing of it is left.
    """
    return finished(undo_batch(Here(office), batch_id, on_progress))


async def undo(
    office: Office, batch_id: int, *, on_progress: Callable[[float], None] = lambda _: None
) -> UndoReport:
    """Take an import back, in the office's threads; see ``undo_now``."""
    return await undo_batch(office, batch_id, on_progress)


def check_file_now(
    office: Office,
    source: Source,
    on_row: Callable[[RowCheck], None],
    *,
    columns: Mapping[str, str] | None = None,
    limit: int = 5,
) -> int:
    """Ask the duplicate check about every row of a file, in the calling thread; return how many rows there were.

    Nothing is written, and what an import would refuse is asked about as far as it goes. Raises Invalid.
    """
    return finished(check_rows(Here(office), source, columns or {}, limit, on_row))


async def _bring_in(doors: Doors, run: Run, should_stop: Callable[[], bool]) -> Report:
    await doors.read(run.prepare)
    if not run.options.is_dry:
        name, digest = run.source.name, run.source.digest
        run.go_on(await doors.operate(batches.begin, name, digest, resumes=run.options.resumes))
    cause: BaseException | None = None
    try:
        while not should_stop():
            chunk = await doors.read(run.next_chunk)
            if chunk is None:
                if run.batch is not None:
                    await doors.operate(batches.end, run.batch.id)
                return run.report()
            await run.take(doors, *chunk)
    except (TrtuiError, KeyboardInterrupt) as error:
        cause = error
    finally:
        if run.scratch is not None:
            run.scratch.close()
    await run.recount(doors)
    raise run.stopped(cause)
