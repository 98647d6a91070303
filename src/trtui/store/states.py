"""The state rows that lists, filters and the call queue read, computed from the facts by the domain's rules."""

from __future__ import annotations

from collections.abc import Iterable, Set
from datetime import date, tzinfo
from typing import TYPE_CHECKING, Any, NamedTuple

from trtui.domain import queue
from trtui.domain.csi import CsiCode, cadence_from
from trtui.domain.folding import fold
from trtui.domain.proposals import Plan
from trtui.domain.rules import Rules
from trtui.domain.status import ClientStatus, ContactStatus
from trtui.domain.time import local_day
from trtui.store import days, lines
from trtui.store.queries.people import switchboards

if TYPE_CHECKING:
    from trtui.store.reader import Writer

NOT_QUEUED = 9
CALL_TASK = "call"
LIVE_PLACEMENT = "removed_at IS NULL AND (ends_on IS NULL OR ends_on >= :today)"
"""The condition that a placement has not ended."""


def linked(db: Writer, clients: Set[int], contacts: Set[int]) -> tuple[set[int], set[int]]:
    """Return clients and contacts together with those currently or formerly assigned to each other.

    Contacts come with whoever shares a number with them: an objection, or its undoing, concerns all of them.
    """
    found_clients, found_contacts = set(clients), set(contacts)
    if contacts:
        found_contacts |= set(
            db.column(
                "SELECT q.contact_id FROM contact_point p JOIN contact_point q ON q.value = p.value"
                " AND q.kind = 'phone' AND q.contact_id IS NOT NULL"
                f" WHERE {db.among('p.contact_id', 'ids')} AND p.kind = 'phone'",
                ids=db.listed(contacts),
            )
        )
        found_clients |= set(
            db.column(
                f"SELECT client_id FROM assignment WHERE {db.among('contact_id', 'ids')}",
                ids=db.listed(contacts),
            )
        )
    if clients:
        found_contacts |= set(
            db.column(
                f"SELECT contact_id FROM assignment WHERE {db.among('client_id', 'ids')}",
                ids=db.listed(clients),
            )
        )
    return found_clients, found_contacts


def sharing(db: Writer, number: str) -> set[int]:
    """Return the contacts who are called on a number, on whichever extension: on their own, or on their client's."""
    return set(
        db.column(
            "SELECT contact_id FROM contact_point WHERE kind = 'phone' AND value = :number"
            " AND contact_id IS NOT NULL UNION SELECT a.contact_id FROM contact_point p"
            " JOIN assignment a ON a.client_id = p.client_id AND a.to_at IS NULL"
            " WHERE p.kind = 'phone' AND p.value = :number",
            number=number,
        )
    )


def having(db: Writer, number: str) -> set[int]:
    """Return the clients that have a number of their own."""
    return set(
        db.column(
            "SELECT client_id FROM contact_point WHERE kind = 'phone' AND value = :number"
            " AND client_id IS NOT NULL",
            number=number,
        )
    )


def refresh_contacts(db: Writer, now: int, zone: tzinfo, rules: Rules, ids: Set[int]) -> None:
    """Recompute the states of contacts; a contact that no longer exists loses its row."""
    if not ids:
        return
    listed = db.listed(ids)
    db.run(f"DELETE FROM contact_state WHERE {db.among('contact_id', 'ids')}", ids=listed)
    facts = _ContactFacts(db, listed, local_day(now, zone).isoformat())
    cadence = cadence_from(rules.cadence)
    rows = []
    for number, name, owner, csi, csi_since, held, archived in facts.contacts:
        client = facts.clients.get(number, NO_CLIENT)
        conversation, touched, outcome = facts.touches.get(number, (None, None, None))
        numbers, blocked = facts.phones.get(number, (0, 0))
        plan = facts.plans.get(number)
        code = CsiCode(csi) if csi else None
        task_at, task_on = facts.tasks.get(number, (None, None))
        due = queue.call_due(
            queue.CallFacts(
                code=code,
                coded_at=csi_since,
                last_conversation_at=conversation,
                plan=queue.CallPlan(Plan(plan[0]), plan[1], plan[2], days.read(plan[3])) if plan else None,
                task_at=task_at,
                task_on=task_on,
                numbers=numbers,
                blocked_numbers=blocked,
                held=held or "",
                is_archived=archived is not None,
                aside=client.aside,
                has_client=client.id is not None,
            ),
            zone,
            cadence,
            rules.workdays,
        )
        # An archived client is hidden, but for a call-back that was agreed with one of its contacts.
        is_shown = not client.is_archived or isinstance(due, queue.Due)
        row: dict[str, Any] = {
            "contact_id": number,
            "client_id": client.id if is_shown else None,
            "name_key": fold(name),
            "owner_id": owner if owner is not None or not is_shown else client.owner_id,
            "status": _contact_status(number in facts.placed, csi).value,
            "csi": csi,
            "csi_rank": NOT_QUEUED,
            "due_at": None,
            "due_on": None,
            "due_since": None,
            "due_kind": None,
            "reserved_for": None,
            "interval_days": None,
            "last_conversation_at": conversation,
            "last_touch_at": touched,
            "last_outcome": outcome,
            "blocked": None,
            "is_archived": archived is not None,
        }
        if isinstance(due, queue.Due):
            row |= {
                "csi_rank": due.rank,
                "due_at": due.at,
                "due_on": None if due.on is None else due.on.isoformat(),
                "due_since": due.since,
                "due_kind": due.kind.value,
                "reserved_for": due.reserved_for,
                "interval_days": due.interval_days,
            }
        elif due.is_blocked:
            row["blocked"] = due.reason
        rows.append(row)
    _insert(db, "contact_state", rows)


class _Client(NamedTuple):
    """A client that a contact may be called for, and why it takes its contacts out of the queue, if it does."""

    id: int | None = None
    owner_id: int | None = None
    aside: str = ""
    is_archived: bool = False

    def is_better_than(self, other: _Client) -> bool:
        """Tell whether to call a contact for this client rather than for another: one that calls are made for."""
        return (self.is_archived, bool(self.aside)) < (other.is_archived, bool(other.aside))


NO_CLIENT = _Client()


class _ContactFacts:
    """What the rules need to know of a set of contacts, read in one statement per kind of fact."""

    def __init__(self, db: Writer, ids: Any, today: str) -> None:
        def of(column: str) -> str:
            return db.among(column, "ids")

        self.contacts = db.rows(
            "SELECT id, name, owner_id, csi, csi_since_at, out_of_queue, archived_at FROM contact"
            f" WHERE {of('id')} ORDER BY id",
            ids=ids,
        )
        self.clients: dict[int, _Client] = {}
        for contact_id, client_id, owner, level, stage, archived in db.rows(
            "SELECT a.contact_id, a.client_id, k.owner_id, k.sales_level, k.stage, k.archived_at FROM assignment a"
            f" JOIN client k ON k.id = a.client_id WHERE {of('a.contact_id')} AND a.to_at IS NULL"
            " ORDER BY a.contact_id, a.is_primary DESC, a.from_at, a.id",
            ids=ids,
        ):
            is_archived = archived is not None
            aside = queue.client_aside(level, stage, is_archived=is_archived)
            at = _Client(client_id, owner, aside, is_archived)
            there = self.clients.setdefault(contact_id, at)
            if at.is_better_than(there):
                self.clients[contact_id] = at
        self.touches: dict[int, tuple[int | None, int, str | None]] = {
            contact_id: (spoke, last, outcome)
            for contact_id, spoke, last, outcome in db.rows(
                "SELECT t.contact_id, max(CASE WHEN t.is_conversation THEN t.at END), max(t.at),"
                " (SELECT l.outcome FROM touch l WHERE l.contact_id = t.contact_id AND l.outcome IS NOT NULL"
                "  AND l.removed_at IS NULL ORDER BY l.at DESC, l.id DESC LIMIT 1)"
                f" FROM touch t WHERE {of('t.contact_id')} AND t.removed_at IS NULL GROUP BY t.contact_id",
                ids=ids,
            )
        }
        self.phones = _phones(db, "contact_id", ids)
        # Without a number of their own they are called through the client's.
        through = {who: at.id for who, at in self.clients.items() if who not in self.phones}
        if through:
            found = _phones(db, "client_id", db.listed(set(through.values())))
            self.phones |= {who: found[at] for who, at in through.items() if at in found}
        self.plans = {
            row[0]: row[1:]
            for row in db.rows(
                "SELECT n.contact_id, n.kind, n.at, u.id, n.day_on FROM call_plan n"
                " LEFT JOIN user_account u ON u.id = n.user_id AND u.disabled_at IS NULL"
                f" WHERE {of('n.contact_id')} AND n.done_at IS NULL",
                ids=ids,
            )
        }
        self.tasks: dict[int, tuple[int, date | None]] = {}
        for contact_id, due_at, due_on in db.rows(
            "SELECT contact_id, due_at, due_on FROM task WHERE kind = :kind AND done_at IS NULL"
            f" AND removed_at IS NULL AND due_at IS NOT NULL AND {of('contact_id')}"
            " ORDER BY contact_id, due_at, due_on IS NULL, id",
            ids=ids,
            kind=CALL_TASK,
        ):
            self.tasks.setdefault(contact_id, (due_at, days.read(due_on)))
        self.placed = set(
            db.column(
                f"SELECT contact_id FROM placement WHERE {of('contact_id')} AND {LIVE_PLACEMENT}",
                ids=ids,
                today=today,
            )
        )


def _phones(db: Writer, subject: str, ids: Any) -> dict[int, tuple[int, int]]:
    """Return how many numbers each contact or client has, and how many of them nobody may call."""
    return {
        number: (int(count), int(blocked or 0))
        for number, count, blocked in db.rows(
            f"SELECT p.{subject}, count(*), sum(CASE WHEN s.tps_result IN ('tps', 'ctps') OR {lines.OBJECTED}"
            " THEN 1 ELSE 0 END)"
            " FROM contact_point p LEFT JOIN phone_screening s ON s.e164 = p.value"
            f" WHERE {db.among(f'p.{subject}', 'ids')} AND p.kind = 'phone' AND p.invalid_at IS NULL"
            f" GROUP BY p.{subject}",
            ids=ids,
        )
    }


def refresh_clients(db: Writer, now: int, zone: tzinfo, ids: Set[int]) -> None:
    """Recompute the states of clients from their facts and their contacts' states."""
    if not ids:
        return
    listed = db.listed(ids)
    db.run(f"DELETE FROM client_state WHERE {db.among('client_id', 'ids')}", ids=listed)

    def of(column: str) -> str:
        return db.among(column, "ids")

    sites: dict[int, tuple[Any, ...]] = {}
    for client_id, town, postcode in db.rows(
        f"SELECT client_id, town, postcode FROM site WHERE {of('client_id')} AND removed_at IS NULL"
        " ORDER BY client_id, is_main DESC, id",
        ids=listed,
    ):
        sites.setdefault(client_id, (town, postcode))
    phones = switchboards(db, ids)
    people = {
        row[0]: row[1:]
        for row in db.rows(
            "SELECT a.client_id, count(*), min(c.csi), min(s.due_at),"
            # The first of them is a day when its date is the first one and begins at the first instant.
            " min(s.due_at * 2 + CASE WHEN s.due_on IS NULL THEN 1 ELSE 0 END), min(s.due_on) FROM assignment a"
            " JOIN contact c ON c.id = a.contact_id LEFT JOIN contact_state s ON s.contact_id = c.id"
            f" WHERE {of('a.client_id')} AND a.to_at IS NULL AND c.archived_at IS NULL GROUP BY a.client_id",
            ids=listed,
        )
    }
    jobs = {
        row[0]: row[1:]
        for row in db.rows(
            "SELECT client_id, count(*), sum(CASE WHEN status = 'open' THEN 1 ELSE 0 END) FROM job"
            f" WHERE {of('client_id')} AND removed_at IS NULL GROUP BY client_id",
            ids=listed,
        )
    }
    placed = set(
        db.column(
            f"SELECT client_id FROM placement WHERE {of('client_id')} AND {LIVE_PLACEMENT}",
            ids=listed,
            today=local_day(now, zone).isoformat(),
        )
    )
    touches = {
        row[0]: row[1:]
        for row in db.rows(
            "SELECT client_id, max(at), max(CASE WHEN kind IN ('call', 'voicemail') THEN at END) FROM touch"
            f" WHERE {of('client_id')} AND removed_at IS NULL GROUP BY client_id",
            ids=listed,
        )
    }
    rows = []
    for number, name, owner, archived in db.rows(
        f"SELECT id, name, owner_id, archived_at FROM client WHERE {of('id')} ORDER BY id", ids=listed
    ):
        town, postcode = sites.get(number, (None, None))
        contacts, csi, next_call, first, first_day = people.get(number, (0, None, None, None, None))
        registered, open_jobs = jobs.get(number, (0, 0))
        touched, called = touches.get(number, (None, None))
        rows.append(
            {
                "client_id": number,
                "name_key": fold(name),
                "owner_id": owner,
                "status": _client_status(number in placed, registered > 0, csi is not None).value,
                "town": town,
                "postcode": postcode,
                "phone": phones.get(number),
                "csi": csi,
                "contacts": contacts,
                "open_jobs": open_jobs,
                "next_call_at": None if archived is not None else next_call,
                "next_call_on": first_day
                if archived is None and first is not None and first % 2 == 0
                else None,
                "last_touch_at": touched,
                "last_call_at": called,
                "is_archived": archived is not None,
            }
        )
    _insert(db, "client_state", rows)


def _client_status(is_placed: bool, has_vacancies: bool, is_coded: bool) -> ClientStatus:
    if is_placed:
        return ClientStatus.ACTIVE_WITH
    if has_vacancies:
        return ClientStatus.ACTIVE_WITHOUT
    return ClientStatus.TARGET if is_coded else ClientStatus.PROSPECT


def _contact_status(is_placed: bool, csi: str | None) -> ContactStatus:
    if is_placed:
        return ContactStatus.RECRUITER_WITH
    return ContactStatus.RECRUITER_WITHOUT if csi else ContactStatus.UNKNOWN


def _insert(db: Writer, table: str, rows: Iterable[dict[str, Any]]) -> None:
    found = list(rows)
    if found:
        names = ", ".join(found[0])
        values = ", ".join(f":{name}" for name in found[0])
        db.run_many(f"INSERT INTO {table} ({names}) VALUES ({values})", found)
