"""One write transaction of one user: change, journal, refresh what is derived, all or nothing.

Whatever a use case does to kept rows through the session is recorded by itself, with before and after, as one
``Change``. From that record come the activity log, the field history and undo.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import tzinfo
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import event, insert, inspect
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import Session

from trtui.domain.errors import Conflict, NotFound
from trtui.domain.policy import Actor
from trtui.domain.rules import Rules
from trtui.store import days, states
from trtui.store.journal import Entry, subjects, write_change
from trtui.store.place import Store
from trtui.store.reader import CHANGED_MEANWHILE, Writer
from trtui.store.tables import Kept

T = TypeVar("T", bound=Kept)


class Work:
    """What a write use case works with; made by ``working`` and ended by its block."""

    def __init__(
        self, store: Store, session: Session, actor: Actor, now: int, zone: tzinfo, rules: Rules, sitting: str
    ) -> None:
        self.session = session
        self.db: Writer = store.writer()
        self.actor = actor
        self.now = now
        self.zone = zone
        self.rules = rules
        self.sitting = sitting
        self.label = ""
        """What is being done, in words; the use case sets it."""
        self.use_case = ""
        self.batch_id: int | None = None
        self.undoes_id: int | None = None
        self.entries: list[Entry] = []
        self.change_id: int | None = None
        self._resettled = False
        self._clients: set[int] = set()
        self._contacts: set[int] = set()
        event.listen(session, "before_flush", self._count)
        event.listen(session, "after_flush", self._note)

    def get(self, table: type[T], number: int | None, name: str = "") -> T:
        """Return the row with this number.

        Raises NotFound, naming the thing by ``name`` or its table.
        """
        row = self.session.get(table, number) if number is not None else None
        if row is None:
            raise self.missing(table, number, name)
        return row

    def missing(self, table: type[T], number: int | None, name: str = "") -> NotFound:
        """Return the error that says that there is no row of this number, named by ``name`` or its table."""
        return NotFound(f"There is no {name or str(table.__tablename__).replace('_', ' ')} {number}.")

    def add(self, row: T) -> T:
        """Insert a row and return it with its number."""
        self.session.add(row)
        self.flush()
        return row

    def insert(self, rows: Sequence[tuple[type[Kept], Mapping[str, Any]]]) -> list[int]:
        """Insert many rows, each a table with values, and return their numbers.

        Rows may refer to what is there already, not to each other. They do not become objects of the session, which
        would take longer than writing them.
        """
        self.flush()
        places: dict[type[Kept], list[int]] = {}
        for place, (table, _) in enumerate(rows):
            places.setdefault(table, []).append(place)
        whole = [self._whole(table, values) for table, values in rows]
        numbers = [0] * len(rows)
        for table, of_table in places.items():
            target = table.__table__  # type: ignore[attr-defined]
            statement = insert(target).returning(target.c.id, sort_by_parameter_order=True)
            found = self.session.execute(statement, [whole[place] for place in of_table]).scalars().all()
            for place, number in zip(of_table, found, strict=True):
                numbers[place] = number
        for (table, _), number, values in zip(rows, numbers, whole, strict=True):
            self._keep(str(table.__tablename__), number, values, None, values)
        return numbers

    def _whole(self, table: type[Kept], values: Mapping[str, Any]) -> dict[str, Any]:
        whole = {**_defaults(table), **values}
        return whole | days.sorted_by(str(table.__tablename__), whole, self.zone)

    @staticmethod
    def number(row: Kept) -> int:
        """Return the number of a row that was added."""
        assert row.id is not None
        return row.id

    def change(self, row: T, **values: Any) -> bool:
        """Set fields of a row; return whether anything differed."""
        differing = {name: value for name, value in values.items() if getattr(row, name) != value}
        for name, value in differing.items():
            setattr(row, name, value)
        if differing:
            self.flush()
        return bool(differing)

    def remove(self, row: Kept) -> None:
        """Delete a row that is only a link or was only just made; records of the business are ended instead."""
        self.session.delete(row)
        self.flush()

    def flush(self) -> None:
        """Send the session's changes to the store.

        Raises Conflict when a row was changed by somebody else since it was read, IntegrityError when a rule of the
        schema forbids it; unless caught, ``working`` makes that a Conflict.
        """
        try:
            self.session.flush()
        except StaleDataError:
            raise Conflict(CHANGED_MEANWHILE) from None
        except IntegrityError:
            raise
        except DBAPIError as error:
            raise self.db.dialect.translated(error.orig or error) from None

    def touch(self, *, client_id: int | None = None, contact_id: int | None = None) -> None:
        """Have what is derived of a client or contact refreshed although none of its rows changed."""
        if client_id is not None:
            self._clients.add(client_id)
        if contact_id is not None:
            self._contacts.add(contact_id)

    def refresh(self) -> None:
        """Bring derived rows and indexes up to the changes so far."""
        from trtui.store.derived import refresh

        self.flush()
        if self._resettled:
            self._settle()
        if self._clients or self._contacts:
            refresh(self.db, self.now, self.zone, self.rules, self._clients, self._contacts)
            self._clients.clear()
            self._contacts.clear()

    def _settle(self) -> None:
        """Go by the settings as they are now, and work out every due date anew where they depend on what changed."""
        from trtui.store.agreed import agreed
        from trtui.store.derived import restate

        self._resettled = False
        found, before = agreed(self.db), (self.zone, self.rules.country, self.rules.cadence)
        self.rules, self.zone = found.rules, found.zone or self.zone
        if before != (self.zone, self.rules.country, self.rules.cadence):
            days.rezone(self.db, self.zone)
            self.session.expire_all()
            restate(self.db, self.now, self.zone, self.rules)

    def record(self) -> int | None:
        """Write the change that the entries so far make up, and return its number."""
        if self.entries:
            self.change_id = write_change(self)
            self.entries = []
        return self.change_id

    def _count(self, session: Session, _context: Any, _instances: Any) -> None:
        for row in (*session.new, *session.dirty):
            if isinstance(row, Kept):
                self._follow_day(row)
        for row in session.dirty:
            if isinstance(row, Kept) and session.is_modified(row):
                row.version += 1

    def _follow_day(self, row: Kept) -> None:
        """Let the instant by which a row is sorted follow the day that it holds."""
        for name, at in days.sorted_by(str(row.__tablename__), row.__dict__, self.zone).items():
            if getattr(row, name) != at:
                setattr(row, name, at)

    def _note(self, session: Session, _context: Any) -> None:
        for row in session.new:
            if isinstance(row, Kept):
                self._keep(str(row.__tablename__), row.id, row.__dict__, None, _values(row))
        for row in session.dirty:
            if isinstance(row, Kept):
                before, after = _difference(row)
                if after:
                    self._keep(str(row.__tablename__), row.id, row.__dict__, before, after)
        for row in session.deleted:
            if isinstance(row, Kept):
                self._keep(str(row.__tablename__), row.id, row.__dict__, _values(row), None)

    def _keep(
        self,
        table: str,
        number: int | None,
        values: Mapping[str, Any],
        before: dict[str, Any] | None,
        after: dict[str, Any] | None,
    ) -> None:
        assert number is not None
        self._resettled |= table == "setting"
        clients, contacts = subjects(table, number, values, before)
        self._clients |= clients
        self._contacts |= contacts
        if table in ("objection", "phone_screening"):
            self._contacts |= states.sharing(self.db, str(values["e164"]))
            self._clients |= states.having(self.db, str(values["e164"]))
        self.entries.append(
            Entry(
                table,
                number,
                min(clients, default=None),
                min(contacts, default=None),
                before,
                after,
            )
        )


@contextmanager
def working(
    store: Store,
    actor: Actor,
    *,
    now: int,
    zone: tzinfo,
    sitting: str,
    rules: Rules | None = None,
    use_case: str = "",
) -> Iterator[Work]:
    """Carry out one use case in one transaction; any error undoes all of it.

    Raises Conflict or StoreUnavailable when the transaction cannot be completed.
    """
    with store.exclusive(), Session(store.engine(), expire_on_commit=False, autoflush=False) as session:
        work = Work(store, session, actor, now, zone, rules or Rules(), sitting)
        work.use_case = use_case
        try:
            session.begin()
            session.connection()
            yield work
            work.refresh()
            work.record()
            session.commit()
        except IntegrityError:
            session.rollback()
            raise Conflict(
                "Somebody else made the same record a moment ago. Press R and look again."
            ) from None
        except DBAPIError as error:
            session.rollback()
            raise store.dialect.translated(error.orig or error) from None
        except BaseException:
            session.rollback()
            raise


@cache
def _defaults(table: type[Kept]) -> dict[str, Any]:
    """Return what a new row holds in the fields that nobody sets."""
    fields = {name: field for name, field in table.model_fields.items() if name != "id"}
    return {name: None if field.is_required() else field.get_default() for name, field in fields.items()}


def _values(row: Kept) -> dict[str, Any]:
    return {name: value for name, value in row.model_dump().items() if name != "id"}


def _difference(row: Kept) -> tuple[dict[str, Any], dict[str, Any]]:
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for attribute in inspect(row).attrs:
        history = attribute.history
        if history.has_changes():
            old = history.deleted[0] if history.deleted else None
            new = history.added[0] if history.added else None
            if old != new:
                before[attribute.key], after[attribute.key] = old, new
    return before, after
