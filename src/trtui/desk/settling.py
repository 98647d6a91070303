"""What must hold again once the rows of a change were put back, beside what others did since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from trtui.desk import assignment, target20

if TYPE_CHECKING:
    from trtui.store.journal import Entry
    from trtui.store.work import Work


@contextmanager
def settling(work: Work, change_id: int) -> Iterator[None]:
    """Have a change put back in a block, and keep the rules that the schema cannot.

    A client that has contacts keeps exactly one primary. Raises UndoRefused where a Target 20 would become longer than
    it may be, with who took the place and when.
    """
    from trtui.store import targets
    from trtui.store.journal import entries_of

    entries = entries_of(work.db, change_id)
    places = [entry for entry in entries if entry.entity == "target20"]
    owners = sorted(
        targets.owners(work.db, [one.entity_id for one in places]) | set(map(_owner, places)) - {0}
    )
    for owner in owners:
        targets.hold_list(work.db, owner)
    before = {owner: len(target20.standing(work, owner)) for owner in owners}
    yield
    settle_primaries(work, entries)
    for owner in owners:
        _check_size(work, owner, before[owner], {one.entity_id for one in places})


def settle_primaries(work: Work, entries: Iterable[Entry]) -> None:
    """Leave every client whose contacts came or went with exactly one primary."""
    for client_id in _clients(work, entries):
        assignment.settle_primary(work, client_id, None)


def _owner(entry: Entry) -> int:
    """Return whose list a place is on, if the entry says so, else 0."""
    return int({**(entry.before or {}), **(entry.after or {})}.get("user_id", 0))


def _clients(work: Work, entries: Iterable[Entry]) -> list[int]:
    """Return the clients to which a change assigned or delinked a contact, or whose contacts it archived."""
    from trtui.store.queries import access

    found: set[int] = set()
    for one in entries:
        if one.entity == "assignment" and one.client_id:
            found.add(one.client_id)
        if one.entity == "contact" and "archived_at" in (one.before or {}):
            found.update(access.clients_of(work.db, one.entity_id))
    return sorted(found)


def _check_size(work: Work, owner: int, before: int, own: set[int]) -> None:
    from trtui.store.journal import overtaken

    places = target20.standing(work, owner)
    size = work.rules.target20_size
    if len(places) <= max(size, before):
        return
    newest = max((place.id for place in places if place.id not in own), default=None)
    raise overtaken(work, "target20", newest, "filled the Target 20", "Take somebody off it first.")
