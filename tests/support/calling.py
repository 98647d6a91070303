"""Short words for what happens around the call queue of a small agency."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from tests.support.agency import Agency
from trtui.desk import calling, claims, history, queue
from trtui.desk.calling import Recorded
from trtui.desk.claims import Claimed
from trtui.desk.office import Office
from trtui.desk.queue import QueueRow


def a_due_contact(
    agency: Agency,
    name: str = "Dana Whitlock",
    at: int | None = None,
    *,
    csi: str = "A",
    days_late: int = 0,
    by: Office | None = None,
    **fields: Any,
) -> int:
    """Add a contact who was coded some days ago and never spoken to; without a client, at one of their own."""
    agency.clock.advance(days=-days_late)
    client = agency.a_client(f"{name} & Sons", by=by) if at is None else at
    contact = agency.a_contact(name, client, by=by, csi=csi, **fields)
    agency.clock.advance(days=days_late)
    return contact


def the_queue(office: Office, scope: str = "mine", text: str = "", **more: Any) -> list[str]:
    """Return the names in somebody's queue, in its order."""
    return [row.contact for row in office.read_now(queue.due, scope, text, **more).rows]


def the_row(office: Office, contact_id: int, scope: str = "everyone", **more: Any) -> QueueRow:
    """Return a contact's row in the queue, due or later."""
    rows = office.read_now(queue.due, scope, "", 1000, include_later=True, **more).rows
    return next(row for row in rows if row.contact_id == contact_id)


def take(office: Office, contact_id: int, session_id: int | None = None) -> Claimed:
    """Claim a contact's client."""
    return office.operate_now(claims.claim, contact_id, session_id)


def take_next(
    office: Office, scope: str = "mine", text: str = "", session_id: int | None = None
) -> str | None:
    """Claim the next client and return the contact's name."""
    claimed = office.operate_now(claims.claim_next, scope, text, session_id)
    return None if claimed is None else claimed.contact


def call(office: Office, contact_id: int, outcome: str, **more: Any) -> Recorded:
    """Record a call's outcome."""
    more.setdefault("once", uuid4().hex)
    return office.write_now(calling.record, contact_id, outcome, **more)


def undo(office: Office) -> str:
    """Take back the last change of this sitting and return what it was."""
    return office.write_now(history.undo).label


def next_undo(office: Office) -> tuple[str, str]:
    """Return what an undo and a redo would reverse in this sitting, in words; empty where there is nothing."""
    done, undone = office.read_now(lambda look: history._stacks(look.db, look.actor.user_id, office.sitting))
    plain = [history._plain(stack[-1][1]) if stack else "" for stack in (done, undone)]
    return plain[0], plain[1]


def everything(office: Office) -> dict[str, list[tuple[Any, ...]]]:
    """Return every business row of the store, so that two moments can be compared; versions are left out."""
    tables = (
        "client contact assignment contact_point objection phone_screening touch call_plan task note job target20"
        " csi_history client_state contact_state"
    )
    return {table: office.read_now(_rows, table) for table in tables.split()}


def _rows(look: Any, table: str) -> list[tuple[Any, ...]]:
    names = [name for name in _columns(look, table) if name != "version"]
    return sorted(look.db.rows(f"SELECT {', '.join(names)} FROM {table}"), key=repr)


def _columns(look: Any, table: str) -> list[str]:
    from trtui.store.tables import metadata

    return [column.name for column in metadata.tables[table].columns]
