"""The record of changes: what is written about each, and how one is undone or redone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import IntegrityError

from trtui.domain.errors import UndoRefused
from trtui.domain.spoken import exact
from trtui.store import days
from trtui.store.obstacles import lost_parent, occupant
from trtui.store.tables import KEPT

if TYPE_CHECKING:
    from trtui.store.reader import Reader
    from trtui.store.tables import Kept
    from trtui.store.work import Work


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a change: the fields that differ, before and after; an insert has no before, a removal no after."""

    entity: str
    entity_id: int
    client_id: int | None
    contact_id: int | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def subjects(
    table: str, number: int, values: Mapping[str, Any], before: Mapping[str, Any] | None
) -> tuple[set[int], set[int]]:
    """Return the clients and the contacts that a row is about, those it was about before included."""
    clients: set[int] = set()
    contacts: set[int] = set()
    if table == "client":
        clients.add(number)
    if table == "contact":
        contacts.add(number)
    for fields in (values, before or {}):
        for name, found in (("client_id", clients), ("contact_id", contacts)):
            if fields.get(name) is not None:
                found.add(int(fields[name]))
    return clients, contacts


def write_change(work: Work) -> int:
    """Write the work's entries as one change and return its number."""
    label = work.label or work.use_case
    change_id = int(
        work.db.value(
            "INSERT INTO change (at, user_id, session, use_case, label, batch_id, undoes_id)"
            " VALUES (:at, :user_id, :session, :use_case, :label, :batch_id, :undoes_id) RETURNING id",
            at=work.now,
            user_id=work.actor.user_id,
            session=work.sitting,
            use_case=work.use_case,
            label=label,
            batch_id=work.batch_id,
            undoes_id=work.undoes_id,
        )
    )
    if work.undoes_id is not None:
        work.db.run("UPDATE change SET undone_by_id = :by WHERE id = :id", by=change_id, id=work.undoes_id)
    work.db.run_many(
        "INSERT INTO change_item (change_id, entity, entity_id, client_id, contact_id, before, after)"
        " VALUES (:change_id, :entity, :entity_id, :client_id, :contact_id, :before, :after)",
        [
            {
                "change_id": change_id,
                "entity": entry.entity,
                "entity_id": entry.entity_id,
                "client_id": entry.client_id,
                "contact_id": entry.contact_id,
                "before": _json(entry.before),
                "after": _json(entry.after),
            }
            for entry in work.entries
        ],
    )
    return change_id


def entries_of(reader: Reader, change_id: int) -> list[Entry]:
    """Return the rows of a change in the order in which they were touched."""
    found = reader.rows(
        "SELECT entity, entity_id, client_id, contact_id, before, after FROM change_item"
        " WHERE change_id = :id ORDER BY id",
        id=change_id,
    )
    return [
        Entry(entity, entity_id, client_id, contact_id, _parsed(before), _parsed(after))
        for entity, entity_id, client_id, contact_id, before, after in found
    ]


def reverse(work: Work, change_id: int) -> None:
    """Put the rows of a change back to what they were before it, last touched first.

    Raises UndoRefused, with who and when, if any of them was changed since or another row has taken its place; the
    transaction must then be dropped.
    """
    entry, wanted = None, {}
    try:
        with work.session.begin_nested():
            for entry in reversed(entries_of(work.db, change_id)):
                row = work.session.get(KEPT[entry.entity], entry.entity_id)
                later = standing_change(work.db, entry, change_id)
                if later is not None or (row is None) != (entry.after is None):
                    raise _refused(work, entry, later)
                wanted = {**(row.model_dump() if row is not None else {}), **(entry.before or {})}
                _put_back(work, entry, row)
    except IntegrityError:
        assert entry is not None
        raise _hindered(work, entry, wanted) from None


def _put_back(work: Work, entry: Entry, row: Kept | None) -> None:
    before = None if entry.before is None else days.known_before(entry.entity, entry.before, work.zone)
    if row is None:
        assert before is not None
        values = {**before, "version": before["version"] + 1}
        work.add(KEPT[entry.entity](id=entry.entity_id, **values))
    elif before is None:
        work.remove(row)
    else:
        work.change(row, **{name: value for name, value in before.items() if name != "version"})


def standing_change(reader: Reader, entry: Entry, change_id: int) -> int | None:
    """Return the newest later change of an entry's row that was not itself undone, or none."""
    standing: list[int] = []
    for later, undoes in reader.rows(
        "SELECT DISTINCT c.id, c.undoes_id FROM change_item i JOIN change c ON c.id = i.change_id"
        " WHERE i.entity = :entity AND i.entity_id = :entity_id AND c.id > :change_id ORDER BY c.id",
        entity=entry.entity,
        entity_id=entry.entity_id,
        change_id=change_id,
    ):
        if standing and undoes == standing[-1]:
            standing.pop()
        else:
            standing.append(later)
    return standing[-1] if standing else None


def last_change(reader: Reader, entity: str, entity_id: int) -> tuple[str, int] | None:
    """Return who changed a row last, and when, or none."""
    found = reader.row(
        "SELECT coalesce(u.name, 'somebody'), c.at FROM change_item i JOIN change c ON c.id = i.change_id"
        " LEFT JOIN user_account u ON u.id = c.user_id"
        " WHERE i.entity = :entity AND i.entity_id = :id ORDER BY i.id DESC LIMIT 1",
        entity=entity,
        id=entity_id,
    )
    return None if found is None else (str(found[0]), int(found[1]))


def overtaken(work: Work, entity: str, row: int | None, did: str, remedy: str) -> UndoRefused:
    """Return that somebody did something since, with who last changed a row and when, and what to do about it."""
    last = None if row is None else last_change(work.db, entity, row)
    who, at = last or ("somebody", work.now)
    name = "you" if who == work.actor.name else who
    return UndoRefused(f"{name} {did} since ({exact(at, work.zone)}). {remedy}", who, at)


def _refused(work: Work, entry: Entry, later: int | None) -> UndoRefused:
    noun = entry.entity.replace("_", " ")
    if later is None:
        who, at = last_change(work.db, entry.entity, entry.entity_id) or ("somebody", work.now)
        return UndoRefused(f"other records now depend on the {noun}.", who, at)
    return overtaken(work, entry.entity, entry.entity_id, f"changed the {noun}", "Edit it as it is now.")


def _hindered(work: Work, entry: Entry, wanted: Mapping[str, Any]) -> UndoRefused:
    """Return why the schema does not let a row be put back, or taken away where it has nothing before."""
    if entry.before is None:
        return _refused(work, entry, None)
    noun = entry.entity.replace("_", " ")
    if (parent := lost_parent(work.db, entry.entity, wanted)) is not None:
        return UndoRefused(f"the {parent.replace('_', ' ')} of the {noun} is no longer there.")
    taken = occupant(work.db, entry.entity, entry.entity_id, wanted)
    return overtaken(work, entry.entity, taken, f"put another {noun} in its place", "Edit that one.")


def _json(values: dict[str, Any] | None) -> str | None:
    return None if values is None else json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _parsed(text: str | None) -> dict[str, Any] | None:
    return None if text is None else dict(json.loads(text))
