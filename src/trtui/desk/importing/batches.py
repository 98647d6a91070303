"""The book of imports: which files came in, how far, and whether they were taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trtui.desk.access import permit
from trtui.desk.importing.results import Counts
from trtui.domain.errors import Conflict, NotFound
from trtui.domain.policy import Verb
from trtui.domain.spoken import exact

if TYPE_CHECKING:
    from trtui.desk.importing.results import RowResult
    from trtui.store.look import Desk, Look
    from trtui.store.queries.imports import Batch as BatchRow
    from trtui.store.work import Work


class Unfinished(Conflict):
    """The same file was begun before and not finished; ``batch`` says which import it was."""

    def __init__(self, message: str, batch: Batch) -> None:
        super().__init__(message)
        self.batch = batch


class Overtaken(Conflict):
    """Somebody else works on the same import."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One file brought in; not finished without ``ended_at``, taken back with ``undone_at``."""

    id: int
    file: str
    digest: str
    user_id: int | None
    user: str
    started_at: int
    ended_at: int | None
    undone_at: int | None
    counts: Counts


def listed(look: Look | Desk | Work, limit: int = 50) -> tuple[Batch, ...]:
    """Return the newest imports first."""
    from trtui.store.queries import imports

    return tuple(map(_batch, imports.newest(look.db, limit)))


def batch(look: Look | Desk | Work, batch_id: int) -> Batch:
    """Return one import; raises NotFound."""
    from trtui.store.queries import imports

    row = imports.batch(look.db, batch_id)
    if row is None:
        newest = imports.last_number(look.db)
        hint = f" The newest is {newest}." if newest is not None else " Nothing was imported yet."
        raise NotFound(f"There is no import {batch_id}.{hint}")
    return _batch(row)


def same_file(look: Look | Desk | Work, digest: str) -> tuple[Batch, ...]:
    """Return earlier imports of the same content that were not taken back, newest first."""
    from trtui.store.queries import imports

    return tuple(map(_batch, imports.same_content(look.db, digest)))


def permit_import(look: Look | Desk | Work) -> None:
    """Let the user import, which is adding and changing whatever a row may hold; raises NotAllowed."""
    for verb in (Verb.IMPORT, Verb.ADD_CLIENT, Verb.EDIT_CLIENT, Verb.ASSIGN_CONTACTS, Verb.CODE_CONTACT):
        permit(look, verb)


def begin(desk: Desk, file: str, digest: str, *, resumes: bool = False) -> Batch:
    """Open the book for a file, or go on with the import of it that was broken off.

    Raises Unfinished for a file that was begun before unless ``resumes`` says to go on; Conflict when there is nothing
    to go on with; NotAllowed.
    """
    from trtui.store.queries import imports

    permit_import(desk)
    open_one = next((one for one in same_file(desk, digest) if one.ended_at is None), None)
    if open_one is not None and resumes:
        return open_one
    if open_one is not None:
        raise Unfinished(
            f"{file} was begun on {exact(open_one.started_at, desk.zone)} by {open_one.user} and broken off after "
            f"{open_one.counts.rows:,} rows. Go on with --resume, or take it back with: "
            f"trtui import undo {open_one.id}",
            open_one,
        )
    if resumes:
        raise Conflict(f"No import of {file}, as it is now, was broken off. Import it without --resume.")
    return batch(desk, imports.begin(desk.db, file, digest, desk.actor.user_id, desk.now))


def count(work: Work, batch_id: int, so_far: int, results: list[RowResult]) -> None:
    """Add rows to an import's counts, in the transaction that writes them; ``so_far`` is how many it should have.

    Raises Overtaken when somebody else goes on with the import, ended it or took it back meanwhile.
    """
    from trtui.store.queries import imports

    more = Counts().plus(results)
    done = imports.count(
        work.db,
        batch_id,
        so_far,
        created=more.created,
        updated=more.updated,
        duplicate=more.duplicate,
        refused=more.refused,
    )
    if not done:
        raise Overtaken(f"Import {batch_id} is being continued, or was taken back, by somebody else.")


def end(desk: Desk, batch_id: int) -> None:
    """Close the book of an import: all its rows were seen."""
    from trtui.store.queries import imports

    imports.end(desk.db, batch_id, desk.now)


def may_undo(look: Look | Desk, batch_id: int) -> Batch:
    """Return an import that the user may take back.

    Raises NotFound; NotAllowed for somebody else's unless the user may undo what others did.
    """
    found = batch(look, batch_id)
    permit(look, Verb.IMPORT)
    if found.user_id != look.actor.user_id:
        permit(look, Verb.UNDO_OTHERS)
    return found


def begin_undo(desk: Desk, batch_id: int) -> list[int]:
    """Close the book of an import that is to be taken back; return its changes, newest first."""
    from trtui.store.queries import imports

    may_undo(desk, batch_id)
    imports.end(desk.db, batch_id, desk.now)
    return imports.changes_of(desk.db, batch_id)


def end_undo(desk: Desk, batch_id: int) -> None:
    """Note that an import was taken back."""
    from trtui.store.queries import imports

    imports.end_undo(desk.db, batch_id, desk.now)


def _batch(row: BatchRow) -> Batch:
    counts = Counts(row.created, row.updated, row.duplicate, row.refused)
    return Batch(
        row.id,
        row.file,
        row.digest,
        row.user_id,
        row.user,
        row.started_at,
        row.ended_at,
        row.undone_at,
        counts,
    )
