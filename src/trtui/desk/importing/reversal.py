"""Undoing one change of an import: which clients it can be undone at, and putting their rows back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from trtui.desk.settling import settle_primaries
from trtui.desk.stored_names import stored_as
from trtui.domain.errors import Conflict

if TYPE_CHECKING:
    from trtui.store.journal import Entry
    from trtui.store.work import Work

Row = tuple[str, int]
"""A row of the store: its table and its number."""
_LEASED = {"claim": "lease_until"}
"""Tables that are not journaled whose rows matter until an instant, and the field that holds it."""


@dataclass(frozen=True, slots=True)
class Left:
    """A client of the import that was left as it is: because ``who`` changed it at ``at``, or because undoing failed.

    ``who`` is empty where it failed; ``why`` says in words what stands in the way.
    """

    client_id: int | None
    name: str
    why: str
    who: str = ""
    at: int | None = None

    def document(self) -> dict[str, Any]:
        """Return it for JSON."""
        return {
            "client_id": self.client_id,
            "name": self.name,
            "why": self.why,
            "who": self.who,
            "at": self.at,
        }


@dataclass(frozen=True, slots=True)
class Share:
    """What became of the part of an import that one change holds: how many clients went, how many are as before."""

    removed: int = 0
    restored: int = 0
    kept: tuple[Left, ...] = ()


@dataclass(slots=True)
class _Group:
    """What belongs together: a client with its people, so that it is undone as a whole or left as a whole."""

    entries: list[Entry] = field(default_factory=list)
    blocked: tuple[str, str, int | None] | None = None

    @property
    def client(self) -> Entry | None:
        """The entry of the client itself, if the import made or changed it."""
        return next((entry for entry in self.entries if entry.entity == "client"), None)

    @property
    def key(self) -> int:
        """What identifies the group among those of one change."""
        return min((entry.client_id for entry in self.entries if entry.client_id), default=0)


@stored_as("imports.undo")
def undo_change(work: Work, change_id: int, stuck: Iterable[int], only: Sequence[int] | None = None) -> Share:
    """Undo what one change of an import did, except to clients that were changed since or are ``stuck``.

    ``only`` limits it to some of the clients. Later changes of the same import have to be undone first.
    """
    groups = _groups(_standing(work, change_id))
    if only is not None:
        groups = [group for group in groups if group.key in only]
    for group in groups:
        if group.key in stuck:
            group.blocked = ("a later part of the import could not be undone", "", None)
    _find_later_changes(work, change_id, groups)
    _find_dependents(work, groups)
    free = [group for group in groups if group.blocked is None]
    _reverse(work, [entry for group in free for entry in group.entries])
    stay = (group for group in free if group.client is None or group.client.before is not None)
    settle_primaries(work, [entry for group in stay for entry in group.entries])
    removed = sum(1 for group in free if group.client is not None and group.client.before is None)
    counted = sum(1 for group in free if group.key)
    work.undoes_id = change_id
    work.label = f"Take back part of an import ({counted} {'client' if counted == 1 else 'clients'})"
    kept = tuple(_left(work, group) for group in groups if group.blocked is not None and group.key)
    return Share(removed, counted - removed, kept)


def clients_of(work: Work, change_id: int) -> list[int]:
    """Return the keys of what a change holds, for undoing it part by part."""
    return [group.key for group in _groups(_standing(work, change_id))]


def _standing(work: Work, change_id: int) -> list[Entry]:
    """Return the entries of a change that were not undone yet."""
    from trtui.store.journal import entries_of
    from trtui.store.queries import reversals

    undone = reversals.undone(work.db, change_id)
    return [
        entry for entry in entries_of(work.db, change_id) if (entry.entity, entry.entity_id) not in undone
    ]


def _groups(entries: Iterable[Entry]) -> list[_Group]:
    """Put entries together that concern the same client, or people whom clients share."""
    roots: dict[Row, Row] = {}

    def root(node: Row) -> Row:
        while roots.setdefault(node, node) != node:
            node = roots[node]
        return node

    found = list(entries)
    for entry in found:
        nodes = _nodes(entry)
        for node in nodes[1:]:
            roots[root(node)] = root(nodes[0])
    groups: dict[Row, _Group] = {}
    for entry in found:
        groups.setdefault(root(_nodes(entry)[0]), _Group()).entries.append(entry)
    return list(groups.values())


def _nodes(entry: Entry) -> list[Row]:
    nodes = [("client", entry.client_id)] if entry.client_id else []
    nodes += [("contact", entry.contact_id)] if entry.contact_id else []
    return nodes or [(entry.entity, entry.entity_id)]


def _find_later_changes(work: Work, change_id: int, groups: Sequence[_Group]) -> None:
    """Block the groups of which somebody changed a row since."""
    from trtui.store.queries import reversals

    owner = {(entry.entity, entry.entity_id): group for group in groups for entry in group.entries}
    by_table: dict[str, list[int]] = {}
    for table, number in owner:
        by_table.setdefault(table, []).append(number)
    for table, numbers in by_table.items():
        stacks: dict[int, list[tuple[int, str, int]]] = {}
        for number, later, undoes, who, at in reversals.later(work.db, change_id, table, numbers):
            stack = stacks.setdefault(number, [])
            if stack and stack[-1][0] == undoes:
                stack.pop()
            elif not stack or stack[-1][0] != later:
                stack.append((later, who, at))
        for number, stack in stacks.items():
            if stack:
                _, who, at = stack[-1]
                owner[table, number].blocked = (f"{who} changed the {_noun(table)} since", who, at)


def _find_dependents(work: Work, groups: Sequence[_Group]) -> None:
    """Block the groups whose new rows others refer to by now: a logged call, a note, a job, a live claim."""
    from trtui.store.queries import reversals
    from trtui.store.tables import KEPT

    made = {
        (entry.entity, entry.entity_id): group
        for group in groups
        for entry in group.entries
        if entry.before is None
    }
    # Tags come last: one goes if all that carry it in this change go, and stays without a word if not.
    for table, column, target, numbers in sorted(_references(made), key=lambda found: found[2] == "tag"):
        if table in KEPT:
            for number, parent in reversals.referring(work.db, table, column, numbers):
                group, other = made[target, parent], made.get((table, number))
                goes_too = other is group or (target == "tag" and other is not None and other.blocked is None)
                if not goes_too and group.blocked is None:
                    group.blocked = _blamed(work, table, number, target)
        elif table in _LEASED:
            for parent in reversals.referred_until(work.db, table, column, numbers, _LEASED[table], work.now):
                made[target, parent].blocked = ("somebody is calling them now", "", None)


def _references(rows: Iterable[Row]) -> Iterator[tuple[str, str, str, list[int]]]:
    """Yield which columns of which tables refer to the tables of these rows, as the schema has it."""
    from trtui.store.tables import metadata

    by_table: dict[str, list[int]] = {}
    for name, number in rows:
        by_table.setdefault(name, []).append(number)
    for table in metadata.sorted_tables:
        for key in table.foreign_keys:
            target = key.column.table.name
            if target in by_table:
                yield table.name, key.parent.name, target, by_table[target]


def _blamed(work: Work, table: str, number: int, target: str) -> tuple[str, str, int | None]:
    from trtui.store.journal import last_change

    who, at = last_change(work.db, table, number) or ("somebody", None)
    return (f"{who} added a {_noun(table)} to the {_noun(target)} since", who, at)


def _reverse(work: Work, entries: Sequence[Entry]) -> None:
    """Put rows back: new ones go, children before parents, then changed ones are as they were."""
    from trtui.store.queries import reversals
    from trtui.store.tables import KEPT, metadata

    order = {table.name: place for place, table in enumerate(metadata.sorted_tables)}
    made = sorted(
        (entry for entry in entries if entry.before is None), key=lambda entry: -order[entry.entity]
    )
    for name, column, _, numbers in _references((entry.entity, entry.entity_id) for entry in made):
        if name not in KEPT:
            reversals.remove_referring(work.db, name, column, numbers)
    table = ""
    for entry in made:
        if entry.entity != table:
            work.flush()
            table = entry.entity
        row = work.session.get(KEPT[entry.entity], entry.entity_id)
        if row is None:
            raise Conflict(f"The {_noun(entry.entity)} {entry.entity_id} is gone already.")
        work.session.delete(row)
    work.flush()
    changed = [entry for entry in entries if entry.before is not None]
    # A client has one primary contact at a time, also between two statements.
    changed.sort(key=lambda entry: bool((entry.before or {}).get("is_primary")))
    for entry in changed:
        row = work.session.get(KEPT[entry.entity], entry.entity_id)
        if row is None:
            raise Conflict(f"The {_noun(entry.entity)} {entry.entity_id} is gone already.")
        for name, value in (entry.before or {}).items():
            if name != "version":
                setattr(row, name, value)
        if "is_primary" in (entry.before or {}):
            work.flush()
    work.flush()


def _left(work: Work, group: _Group) -> Left:
    from trtui.store.queries import portraits

    assert group.blocked is not None
    why, who, at = group.blocked
    name = portraits.client_name(work.db, group.key) or "a tag"
    return Left(group.key or None, name, why, who, at)


def _noun(table: str) -> str:
    return {"contact_point": "number or address", "csi_history": "CSI code", "client_name": "other name"}.get(
        table, table.replace("_", " ")
    )
