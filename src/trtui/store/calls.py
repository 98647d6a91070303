"""Whom to call and on which number: people in the queue, what speaks against a number, plans and tasks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trtui.domain import queue
from trtui.domain.do_not_call import NumberRecord, TpsResult
from trtui.domain.promises import Promise
from trtui.domain.queue import Claim, Due, DueKind
from trtui.store import days, lines
from trtui.store.visibility import may_open

if TYPE_CHECKING:
    from trtui.domain.policy import Actor
    from trtui.store.reader import Reader


_EVIDENCE = (
    "b.noted_at, coalesce(u.name, ''), coalesce(b.words, ''), coalesce(s.tps_result, 'unknown'),"
    " s.tps_checked_at, s.id"
)
_AGAINST = (
    f" LEFT JOIN phone_screening s ON s.e164 = p.value LEFT JOIN objection b ON b.id = {lines.FIRST_OBJECTION}"
    " LEFT JOIN user_account u ON u.id = b.noted_by"
)
"""What is known against the line ``p``: of the objections that stand the first, and the screening."""


@dataclass(frozen=True, slots=True)
class Callee:
    """A contact as the queue knows it."""

    contact_id: int
    contact: str
    job_title: str
    best_time: str
    csi: str
    owner: str
    client_id: int | None
    client: str
    town: str
    due: Due | None
    blocked: str
    last_outcome: str
    last_touch_at: int | None
    last_conversation_at: int | None
    client_called_at: int | None
    owner_id: int | None
    claim: Claim | None
    """The live claim on the client, whoever has it."""
    aside: str = ""
    """Why the client takes its contacts out of the queue, but for agreed call-backs, or nothing."""


@dataclass(frozen=True, slots=True)
class Number:
    """A line on which a contact is called, with what speaks against it; ``of_client`` marks the switchboard."""

    value: str
    label: str
    of_client: bool
    record: NumberRecord | None


def callees(db: Reader, contact_ids: Iterable[int], now: int) -> dict[int, Callee]:
    """Return contacts by number with their standing in the queue now."""
    return {
        row[0]: Callee(
            contact_id=row[0],
            contact=row[1],
            job_title=row[2],
            best_time=row[3],
            csi=row[4],
            owner=row[5],
            client_id=row[6],
            client=row[7],
            town=row[8],
            due=None
            if row[9] is None
            else Due(row[9], row[10], DueKind(row[11]), row[12], row[13], row[14], days.read(row[28])),
            blocked=row[15],
            last_outcome=row[16],
            last_touch_at=row[17],
            last_conversation_at=row[18],
            client_called_at=row[19],
            owner_id=row[20],
            claim=None if row[21] is None else Claim(row[6], row[21], row[22], row[23], row[24]),
            aside=""
            if row[6] is None
            else queue.client_aside(row[25], row[26], is_archived=row[27] is not None),
        )
        for row in db.rows(
            "SELECT p.id, p.name, coalesce(p.job_title, ''), coalesce(p.best_time, ''), coalesce(p.csi, ''),"
            " coalesce(u.name, ''), s.client_id, coalesce(k.name, ''), coalesce(c.town, ''), s.due_at, s.due_since,"
            " s.due_kind, s.interval_days, s.csi_rank, s.reserved_for, coalesce(s.blocked, ''),"
            " coalesce(s.last_outcome, ''), s.last_touch_at, s.last_conversation_at, c.last_call_at, s.owner_id,"
            " m.user_id, h.name, m.taken_at, m.lease_until, k.sales_level, k.stage, k.archived_at, s.due_on"
            " FROM contact p LEFT JOIN contact_state s ON s.contact_id = p.id"
            " LEFT JOIN client k ON k.id = s.client_id LEFT JOIN client_state c ON c.client_id = s.client_id"
            " LEFT JOIN user_account u ON u.id = s.owner_id"
            " LEFT JOIN claim m ON m.client_id = s.client_id AND m.lease_until > :now"
            f" LEFT JOIN user_account h ON h.id = m.user_id WHERE {db.among('p.id', 'ids')}",
            ids=db.listed(contact_ids),
            now=now,
        )
    }


def numbers(db: Reader, clients: dict[int, int | None]) -> dict[int, list[Number]]:
    """Return the valid numbers of contacts, their own first, then the client's; ``clients`` are contact → client."""
    found: dict[int, list[Number]] = {contact_id: [] for contact_id in clients}
    for contact_id, number in _numbers(db, "contact_id", clients):
        found[contact_id].append(number)
    at_client: dict[int, list[Number]] = {}
    for client_id, number in _numbers(db, "client_id", {one for one in clients.values() if one is not None}):
        at_client.setdefault(client_id, []).append(number)
    for who, through in clients.items():
        own = {number.value for number in found[who]}
        found[who] += [one for one in at_client.get(through or 0, []) if one.value not in own]
    return found


def client_numbers(db: Reader, client_id: int) -> list[Number]:
    """Return the valid numbers of a client as a whole."""
    return [number for _, number in _numbers(db, "client_id", [client_id])]


def _numbers(db: Reader, subject: str, ids: Iterable[int]) -> list[tuple[int, Number]]:
    return [
        (row[0], Number(row[1], row[2], subject == "client_id", _record(row[3:])))
        for row in db.rows(
            f"SELECT p.{subject}, {lines.LINE}, coalesce(p.label, ''), {_EVIDENCE}"
            f" FROM contact_point p{_AGAINST}"
            f" WHERE {db.among(f'p.{subject}', 'ids')} AND p.kind = 'phone' AND p.invalid_at IS NULL"
            f" ORDER BY p.{subject}, p.position, p.id",
            ids=db.listed(ids),
        )
    ]


def record(db: Reader, line: str) -> NumberRecord | None:
    """Return what is known against calling a line, or none."""
    row = db.row(
        f"SELECT {_EVIDENCE} FROM (SELECT CAST(:number AS TEXT) AS value, CAST(:ext AS TEXT) AS ext) AS p{_AGAINST}",
        **lines.parts(line),
    )
    return None if row is None else _record(row)


def _record(row: Sequence[Any]) -> NumberRecord | None:
    objected_at, objected_by, objection, result, checked_at, screening_id = row
    if objected_at is None and screening_id is None:
        return None
    return NumberRecord(objected_at, objected_by, objection, TpsResult(result), checked_at)


def open_ones(db: Reader, actor: Actor, client_ids: Iterable[int]) -> set[int]:
    """Return those of some clients that a user may open."""
    return set(
        db.column(
            f"SELECT k.id FROM client k WHERE {db.among('k.id', 'ids')} AND {may_open(actor, 'k')}",
            ids=db.listed(client_ids),
        )
    )


def open_plan(db: Reader, contact_id: int) -> int | None:
    """Return a contact's open plan for the next call, or none."""
    found = db.value(
        "SELECT id FROM call_plan WHERE contact_id = :contact AND done_at IS NULL", contact=contact_id
    )
    return None if found is None else int(found)


def promise(db: Reader, contact_id: int) -> Promise | None:
    """Return a contact's open call-back, or none; nobody's where the user who agreed it was disabled."""
    row = db.row(
        "SELECT n.at, u.id, n.day_on FROM call_plan n"
        " LEFT JOIN user_account u ON u.id = n.user_id AND u.disabled_at IS NULL"
        " WHERE n.contact_id = :contact AND n.kind = 'callback' AND n.done_at IS NULL",
        contact=contact_id,
    )
    return None if row is None else Promise(row[0], row[1], days.read(row[2]))


def call_tasks(db: Reader, contact_id: int, before: int) -> list[int]:
    """Return the open tasks to call a contact that are due before an instant."""
    return db.column(
        "SELECT id FROM task WHERE contact_id = :contact AND kind = 'call' AND done_at IS NULL"
        " AND removed_at IS NULL AND due_at IS NOT NULL AND due_at < :before ORDER BY id",
        contact=contact_id,
        before=before,
    )


def repair_tasks(db: Reader, contact_id: int) -> list[int]:
    """Return the open tasks to repair a contact's record."""
    return db.column(
        "SELECT id FROM task WHERE contact_id = :contact AND kind = 'repair' AND done_at IS NULL"
        " AND removed_at IS NULL ORDER BY id",
        contact=contact_id,
    )


def is_active_user(db: Reader, user_id: int) -> bool:
    """Tell whether somebody is a user who was not disabled."""
    return bool(
        db.value("SELECT count(*) FROM user_account WHERE id = :id AND disabled_at IS NULL", id=user_id)
    )
