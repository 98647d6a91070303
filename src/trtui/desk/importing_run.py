"""One import on its way: read, planned, written, counted, chunk by chunk."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from trtui.desk import importing_batches as batches
from trtui.desk.importing_batches import Batch, Overtaken
from trtui.desk.importing_chunks import Last, Plan, Rows, Terms, plan_chunk
from trtui.desk.importing_columns import BY_KEY
from trtui.desk.importing_doors import Doors
from trtui.desk.importing_header import HEADER_ROWS, Header, no_header, read_header
from trtui.desk.importing_parsing import parse_row
from trtui.desk.importing_results import Counts, Progress, Report, RowResult
from trtui.desk.importing_rows import BadRow, ImportRow, Owners
from trtui.desk.importing_scratch import Scratch
from trtui.desk.importing_shelf import Shelf
from trtui.desk.importing_writing import write_pieces
from trtui.domain.errors import Conflict, Invalid, NotAllowed, NotFound, TrtuiError
from trtui.domain.folding import fold
from trtui.domain.spoken import exact

if TYPE_CHECKING:
    from trtui.store.look import Look
    from trtui.store.work import Work

CHUNK = 300
"""Rows per transaction: others never wait long, and what a crash can lose is little."""
_OF_ONE_ROW = (Invalid, NotAllowed, NotFound, Conflict)
_BY_NAME = ("IntegrityError", "DataError", "UniqueViolation")
"""What the databases call a row that breaks a rule of the schema; the desk knows no driver."""


class SourceRow(Protocol):
    """One row as it stands in a file; ``problem`` says why it cannot be read, or is empty."""

    @property
    def line(self) -> int:
        """The line on which it begins."""

    @property
    def cells(self) -> tuple[str, ...]:
        """What stands in it."""

    @property
    def problem(self) -> str:
        """Why it cannot be read."""


class Source(Protocol):
    """A table to bring in, such as ``trtui.integrations.files.open_table`` opens."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def described(self) -> str:
        """What it is, in words."""

    @property
    def digest(self) -> str:
        """What identifies its content."""

    @property
    def share(self) -> float:
        """How much of it the running reading has passed, 0 to 1."""

    def records(self) -> Generator[SourceRow, None, None]:
        """Read its rows from the beginning, header included."""


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
        source: Source,
        options: Options,
        on_row: Callable[[RowResult], None],
        on_progress: Callable[[Progress], None],
    ) -> None:
        self.source = source
        self.options = options
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
        batches.permit_import(look)
        self._owners = owners_of(look)
        owner = self.options.owner
        default = self._owners.find(owner) if owner.strip() else look.actor.user_id
        teams = look.db.rows("SELECT user_id, min(team_id) FROM team_member GROUP BY user_id")
        self._terms = Terms(
            default or None, dict(teams), self.options.overwrites, self.options.accepts_duplicates
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
        """Read and plan the next rows; in a dry run write them to the scratch store. None at the end."""
        rows: list[ImportRow | BadRow] = []
        for row in self._rows:
            rows.append(self._parsed(row, look.rules.region))
            if len(rows) == CHUNK:
                break
        if not rows:
            return None
        if self.scratch is not None:
            return rows, self._rehearse(look, self.scratch, rows)
        return rows, plan_chunk(Shelf(look, batch_id=self._batch_id), self._terms, rows, self._last)

    async def take(self, doors: Doors, rows: Rows, plan: Plan | None) -> None:
        """Have a chunk written; where the store refuses it, half by half, so that only the row at fault is refused."""
        if self.scratch is not None and plan is not None:
            self._hear(plan.imagined(self.scratch.floor))
            return
        try:
            self._hear(await doors.write(self.write_chunk, rows, plan))
        except Overtaken:
            raise
        except Exception as error:
            if not isinstance(error, _OF_ONE_ROW) and type(error).__name__ not in _BY_NAME:
                raise
            if len(rows) > 1:
                half = len(rows) // 2
                await self.take(doors, rows[:half], None)
                await self.take(doors, rows[half:], None)
                return
            reason = error.message if isinstance(error, TrtuiError) else "It breaks a rule of the store."
            bad = BadRow(rows[0].line, rows[0].name, (reason,))
            self._hear(await doors.write(self.write_chunk, [bad], None))

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

    def _rehearse(self, look: Look, scratch: Scratch, rows: Rows) -> Plan:
        plan = scratch.office.read_now(
            lambda over: plan_chunk(Shelf(look, over, floor=scratch.floor), self._terms, rows, self._last)
        )
        scratch.adopt(look, plan.clients, plan.contacts)
        scratch.office.write_now(lambda work: write_pieces(work, plan.pieces))
        self._pass(plan)
        return plan

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
        if row.problem:
            return BadRow(row.line, " ".join(row.cells[:1])[:80], (row.problem,))
        return parse_row(self._header, row.line, row.cells, self._owners, region)

    def _pass(self, plan: Plan) -> None:
        """Remember the client of the chunk's last row."""
        self._last = plan.left_off()


def headed(source: Source, columns: Mapping[str, str]) -> tuple[Header, Iterator[SourceRow]]:
    """Return a source's header and the rows below it; titles and dates may stand above.

    Raises Invalid where no row near the top can be the header.
    """
    with closing(source.records()) as rows:
        top = list(islice(rows, HEADER_ROWS))
    found = [header for row in top if (header := read_header(row.line, row.cells, columns)) is not None]
    if not found:
        raise no_header([row.cells for row in top])
    best = max(found, key=lambda header: len(header.places))
    return best, (row for row in source.records() if row.line > best.line)


def owners_of(look: Look) -> Owners:
    by_name: dict[str, int] = {}
    closed: set[str] = set()
    shared: set[str] = set()
    for user_id, login, name, disabled in look.db.rows(
        "SELECT id, login, name, disabled_at FROM user_account ORDER BY id"
    ):
        for text in {fold(login), fold(name)}:
            if disabled is not None:
                closed.add(text)
            elif text in by_name:
                shared.add(text)
            else:
                by_name[text] = user_id
    logins = {fold(login): user_id for user_id, login in look.db.rows("SELECT id, login FROM user_account")}
    for text in shared:
        by_name.pop(text)
        if text in logins:
            by_name[text] = logins[text]
    return Owners(by_name, frozenset(closed - by_name.keys()), look.actor.user_id)
