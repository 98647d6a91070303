"""One import on its way: read, planned, written, counted, chunk by chunk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from trtui.desk.importing import batches
from trtui.desk.importing.batches import Batch, Overtaken
from trtui.desk.importing.chunks import Last, Plan, Rows, Terms, plan_chunk
from trtui.desk.importing.columns import BY_KEY
from trtui.desk.importing.doors import Doors
from trtui.desk.importing.header import Header
from trtui.desk.importing.parsing import parse_row
from trtui.desk.importing.results import Counts, Progress, Report, RowResult
from trtui.desk.importing.rows import BadRow, ImportRow, Owners
from trtui.desk.importing.scratch import Scratch
from trtui.desk.importing.shelf import Shelf
from trtui.desk.importing.source import Source, SourceRow, headed
from trtui.desk.importing.writing import write_pieces
from trtui.desk.stored_names import stored_as
from trtui.domain.errors import StoreUnavailable, TrtuiError
from trtui.domain.folding import fold
from trtui.domain.spoken import exact

if TYPE_CHECKING:
    from trtui.desk.office import Office
    from trtui.store.look import Look
    from trtui.store.work import Work

CHUNK = 300
"""Rows per transaction: others never wait long, and what a crash can lose is little."""
_BY_NAME = ("IntegrityError", "DataError", "UniqueViolation")
"""What the databases call a row that breaks a rule of the schema; the desk knows no driver."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a file is brought in.

    ``is_dry`` writes nothing. ``overwrites`` lets filled fields of existing clients be replaced, not only empty ones
    filled. ``accepts_duplicates`` makes clients although the check finds them likely the same as others. ``resumes``
    goes on with an import that was broken off. ``owner`` is whose clients they become where a row names nobody (login
    or name, ``nobody``; empty: the user's own). ``columns`` says of headers of the file which column they are.
    """

    is_dry: bool = False
    overwrites: bool = False
    accepts_duplicates: bool = False
    resumes: bool = False
    owner: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)


class Stopped(TrtuiError):
    """An import broken off by an error or by the user; ``report`` says how far it came."""

    def __init__(self, message: str, report: Report, cause: BaseException | None) -> None:
        super().__init__(message)
        self.report = report
        self.cause = cause
        self.exit_code = getattr(cause, "exit_code", 1)


class Run:
    """One import on its way."""

    def __init__(
        self,
        office: Office,
        source: Source,
        options: Options,
        on_row: Callable[[RowResult], None],
        on_progress: Callable[[Progress], None],
    ) -> None:
        self.source = source
        self.options = options
        self._office = office
        self.batch: Batch | None = None
        self.scratch: Scratch | None = None
        self._counts = Counts()
        self._on_row = on_row
        self._on_progress = on_progress
        self._notices: list[str] = []
        self._last: Last | None = None
        self._resumed_from = 0
        self._rows: Iterator[SourceRow]
        self._header: Header
        self._owners: Owners
        self._terms: Terms

    def prepare(self, look: Look) -> None:
        """Read the header, and what the rows will be judged by."""
        from trtui.store.queries import imports

        batches.permit_import(look)
        self._owners = _owners(look)
        owner = self.options.owner
        default = self._owners.find(owner) if owner.strip() else look.actor.user_id
        self._terms = Terms(
            default or None, imports.teams(look.db), self.options.overwrites, self.options.accepts_duplicates
        )
        self._header, self._rows = headed(self.source, self.options.columns)
        for one in batches.same_file(look, self.source.digest):
            if one.ended_at is not None:
                when = exact(one.started_at, look.zone)
                self._notices.append(
                    f"The same file was imported on {when} by {one.user} (import {one.id}: {one.counts.text})."
                )
                break

    def go_on(self, batch: Batch) -> None:
        """Begin with the first row that the batch has not counted."""
        self.batch = batch
        self._counts = batch.counts
        self._resumed_from = batch.counts.rows
        for _ in range(self._resumed_from):
            next(self._rows, None)

    def next_chunk(self, look: Look) -> tuple[Rows, Plan] | None:
        """Read and plan the next rows, none at the end; in a dry run also remember what they would have written."""
        rows = [self._parsed(row, look.rules.region) for row in islice(self._rows, CHUNK)]
        if not rows:
            return None
        try:
            return self._planned(look, rows)
        except StoreUnavailable:
            raise
        except Exception:
            return self._planned(look, [self._sound(look, row) for row in rows])

    def _planned(self, look: Look, rows: Rows) -> tuple[Rows, Plan]:
        if not self.options.is_dry:
            return rows, plan_chunk(Shelf(look, batch_id=self._batch_id), self._terms, rows, self._last)
        if self.scratch is None:
            following = list(islice(self._rows, 1))
            if not following:  # no row comes after these, so there is nothing to remember
                return rows, plan_chunk(Shelf(look), self._terms, rows, self._last)
            self._rows = chain(following, self._rows)
            self.scratch = Scratch(look, self._office.clock)
        plan = self.scratch.rehearse(look, lambda shelf: plan_chunk(shelf, self._terms, rows, self._last))
        self._pass(plan)
        return rows, plan

    def _sound(self, look: Look, row: ImportRow | BadRow) -> ImportRow | BadRow:
        """Return a row, or its refusal where trtui fails at it: one row never ends a file."""
        try:
            plan_chunk(Shelf(look), self._terms, [row], None)
        except StoreUnavailable:
            raise
        except Exception as error:
            return BadRow(row.line, row.name, (_told(error),))
        return row

    async def take(self, doors: Doors, rows: Rows, plan: Plan | None) -> None:
        """Have a chunk written; where the store refuses it, half by half, so that only the row at fault is refused."""
        if self.options.is_dry and plan is not None:
            self._hear(plan.imagined(self.scratch.floor if self.scratch else None))
            return
        try:
            self._hear(await doors.write(self.write_chunk, rows, plan))
        except (Overtaken, StoreUnavailable):
            raise
        except Exception as error:
            if len(rows) > 1:
                half = len(rows) // 2
                await self.take(doors, rows[:half], None)
                await self.take(doors, rows[half:], None)
                return
            bad = BadRow(rows[0].line, rows[0].name, (_told(error),))
            self._hear(await doors.write(self.write_chunk, [bad], None))

    @stored_as("imports.bring_in")
    def write_chunk(self, work: Work, rows: Rows, plan: Plan | None) -> list[RowResult]:
        """Write what was planned and count it; plan anew if somebody else wrote meanwhile."""
        shelf = Shelf(work, batch_id=self._batch_id)
        if plan is None or plan.last_change != shelf.last_change():
            plan = plan_chunk(shelf, self._terms, rows, self._last)
        work.batch_id = self._batch_id
        work.label = f"Import {self.source.name}, lines {rows[0].line}–{rows[-1].line}"
        write_pieces(work, plan.pieces)
        results = plan.told()
        batches.count(work, self._batch_id or 0, self._counts.rows, results)
        self._pass(plan)
        return results

    async def recount(self, doors: Doors) -> None:
        """Ask the store how far it came, for a write may have been completed while it was being broken off."""
        if self.batch is not None:
            with suppress(TrtuiError):
                found = await doors.read(batches.batch, self.batch.id)
                self._counts = replace(found.counts, unchanged=self._counts.unchanged)

    @property
    def _batch_id(self) -> int | None:
        return self.batch.id if self.batch else None

    def _hear(self, results: list[RowResult]) -> None:
        """Count rows that are written and tell of them."""
        self._counts = self._counts.plus(results)
        for result in results:
            self._on_row(result)
        self._on_progress(Progress(self._counts, self.source.share))

    def report(self, *, is_complete: bool = True) -> Report:
        """Return what was done so far."""
        header = self._header
        named = [(place, key) for key, places in header.places.items() for place in places]
        if not self._counts.rows and is_complete:
            self._notices.append("There is no row below the header: nothing to import.")
        return Report(
            file=self.source.name,
            described=self.source.described,
            batch_id=self._batch_id,
            is_dry=self.options.is_dry,
            counts=self._counts,
            columns=tuple((header.labels[place].strip(), BY_KEY[key].label) for place, key in sorted(named)),
            ignored=header.unknown,
            notices=tuple(self._notices),
            is_complete=is_complete,
            resumed_from=self._resumed_from,
        )

    def stopped(self, cause: BaseException | None) -> Stopped:
        """Return the error that says how far it came and how to go on."""
        why = cause.message if isinstance(cause, TrtuiError) else "Stopped before the end of the file."
        if self.batch is None:
            return Stopped(
                f"{why} This was a dry run: nothing was written.", self.report(is_complete=False), cause
            )
        return Stopped(
            f"{why} Until then: {self._counts.text}. Go on with --resume, or take it back with: "
            f"trtui import undo {self.batch.id}",
            self.report(is_complete=False),
            cause,
        )

    def _parsed(self, row: SourceRow, region: str) -> ImportRow | BadRow:
        name = " ".join(row.cells[:1])[:80]
        if row.problem:
            return BadRow(row.line, name, (row.problem,))
        try:
            return parse_row(self._header, row.line, row.cells, self._owners, region)
        except Exception as error:
            return BadRow(row.line, name, (_told(error),))

    def _pass(self, plan: Plan) -> None:
        """Remember the client of the chunk's last row."""
        self._last = plan.left_off()


def _told(error: Exception) -> str:
    """Return why a row is refused, in words; of an error in the program itself only its kind, for it may hold data."""
    if isinstance(error, TrtuiError):
        return error.message
    if type(error).__name__ in _BY_NAME:
        return "It breaks a rule of the store."
    return f"trtui failed at this row ({type(error).__name__}): it was left out, and the rest goes on."


def _owners(look: Look) -> Owners:
    """Return whom rows may name as owner; a name that two users share means neither."""
    from trtui.store.queries import users

    everyone = users.every(look.db)
    active = [(user.id, fold(user.login), fold(user.name)) for user in everyone if user.disabled_at is None]
    names = Counter(name for _, _, name in active)
    by_name = {name: number for number, _, name in active if names[name] == 1}
    by_name |= {login: number for number, login, _ in active}
    disabled = [user for user in everyone if user.disabled_at is not None]
    closed = {fold(text) for user in disabled for text in (user.login, user.name)}
    return Owners(by_name, frozenset(closed - by_name.keys()), look.actor.user_id)
