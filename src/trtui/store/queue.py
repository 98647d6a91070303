"""The call queue in the database: the heads of a few index scans, merged by the domain's order.

Within one CSI code all contacts have the same interval, so the index that holds the codes one by one in the order of
``due_since`` is already in the order of the queue. Each statement here reads the first few rows of such runs; nothing
is sorted but those, however long the queue is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trtui.domain.queue import Due, DueKind, QueueItem, order_key
from trtui.store.queue_filters import NOBODYS, owner_condition

if TYPE_CHECKING:
    from trtui.store.queue_selection import Selection
    from trtui.store.reader import Reader

COLUMNS = "s.contact_id, s.client_id, s.due_at, s.due_since, s.due_kind, s.interval_days, s.csi_rank, s.reserved_for"
BATCH = 60
"""Runs in one statement; SQLite takes at most 500."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A contact with a date, the client it is called for, and its place in the order."""

    item: QueueItem
    client_id: int


def head(db: Reader, selection: Selection, limit: int) -> list[Standing]:
    """Return the first contacts that are due, in the queue's order; own claims first."""
    found = _own(db, selection)
    if not selection.limits.is_empty:
        if selection.clients is not None:
            found += _within(db, selection, "<= :now")
        else:
            found += _read(db, selection, _callbacks(selection, "<= :now"), limit, selection.own)
            found += _read(db, selection, _targets(db, selection, "<= :now"), limit, selection.own)
            found += _overdue(db, selection, limit)
    return _sorted(found, selection, limit)


def later(db: Reader, selection: Selection, limit: int) -> list[Standing]:
    """Return the first contacts that will be due, the earliest first."""
    if selection.limits.is_empty:
        return []
    soon = "> :now"
    if selection.limits.until is not None:
        soon = f"BETWEEN {selection.now + 1} AND {selection.limits.until - 1}"
    if selection.clients is not None:
        return _sorted(_within(db, selection, soon), selection, limit)
    runs = [*_coming(selection, soon), *_callbacks(selection, soon), *_targets(db, selection, soon)]
    found = {one.item.contact_id: one for one in _read(db, selection, runs, limit, selection.own)}
    return _sorted(found.values(), selection, limit)


def count(db: Reader, selection: Selection, cap: int, *, include_later: bool = False) -> int:
    """Return how many contacts ``head`` (and ``later``) would list, counting no further than ``cap``."""
    if selection.clients is not None or selection.limits.is_empty:
        total = len(head(db, selection, cap))
    else:
        total = len(_own(db, selection))
        for runs, apart in (
            (_callbacks(selection, "<= :now"), selection.own),
            (_targets(db, selection, "<= :now"), selection.own),
            (_overdue_runs(selection), selection.own | selection.targets),
        ):
            total += _count(db, selection, runs, apart, cap - total)
    if include_later and total < cap:
        total += len(later(db, selection, cap - total))
    return min(total, cap)


@dataclass(frozen=True, slots=True)
class _Run:
    """One index scan: a condition that fixes its beginning, and the order that the index gives."""

    condition: str
    order: str


def _overdue_runs(selection: Selection) -> list[_Run]:
    return [
        _Run(
            f"{owner}s.csi_rank = {rank} AND s.due_since <= :now AND s.due_at <= :now AND s.due_kind <> 'callback'",
            "s.due_since, s.contact_id",
        )
        for owner in _owner_conditions(selection)
        for rank in selection.limits.ranks
    ]


def _coming(selection: Selection, soon: str) -> list[_Run]:
    kept = f"s.due_at {soon} AND (s.reserved_for IS NULL OR s.reserved_for = {selection.user_id})"
    return [
        _Run(f"{owner}{kept}", "s.due_at, s.csi_rank, s.due_since, s.contact_id")
        for owner in _owner_conditions(selection)
    ]


def _callbacks(selection: Selection, dated: str) -> list[_Run]:
    order = "s.due_at, s.csi_rank, s.due_since, s.contact_id"
    free = f"s.due_kind = 'callback' AND s.reserved_for IS NULL AND s.due_at {dated}"
    if selection.owners is not None:
        free += f" AND {owner_condition(selection.owners)}"
    own = f"s.due_kind = 'callback' AND s.reserved_for = {selection.user_id} AND s.due_at {dated}"
    return [_Run(own, order), _Run(free, order)]


def _targets(db: Reader, selection: Selection, dated: str) -> list[_Run]:
    """Return the run of the actor's own twenty, wherever they are owned; call-backs stand in a class before."""
    if not selection.targets:
        return []
    kept = f"(s.reserved_for IS NULL OR s.reserved_for = {selection.user_id}) AND s.due_kind <> 'callback'"
    return [
        _Run(
            f"{db.among('s.contact_id', 'targets')} AND {kept} AND +s.due_at {dated}",
            "s.due_since, s.contact_id",
        )
    ]


def _overdue(db: Reader, selection: Selection, limit: int) -> list[Standing]:
    """Return the first of the runs by code (and owner); of many runs a few rows each are enough at first."""
    runs, apart = _overdue_runs(selection), selection.own | selection.targets
    first = limit if len(runs) <= len(selection.limits.ranks) else limit // 4 + 1
    parts = _parts(db, selection, runs, first, apart)
    if first < limit:
        best = _sorted((one for part in parts for one in part), selection, limit)
        last = order_key(best[-1].item, selection.now) if len(best) == limit else None
        short = [
            number
            for number, part in enumerate(parts)
            if len(part) == first and (last is None or order_key(part[-1].item, selection.now) < last)
        ]
        again = _parts(db, selection, [runs[number] for number in short], limit, apart)
        for number, part in zip(short, again, strict=True):
            parts[number] = part
    return [one for part in parts for one in part]


def _within(db: Reader, selection: Selection, dated: str) -> list[Standing]:
    """Return all contacts of a few clients that are due, or will be."""
    who = f"s.reserved_for IS NULL OR s.reserved_for = {selection.user_id}"
    scope = ""
    if selection.owners is not None:
        targets = f" OR {db.among('s.contact_id', 'targets')}" if selection.targets else ""
        own = f"+s.reserved_for = {selection.user_id}"
        scope = f" AND ({owner_condition(selection.owners)} OR {own}{targets})"
    rows = db.rows(
        f"SELECT {COLUMNS} FROM contact_state s WHERE {db.among('s.client_id', 'clients')} AND ({who}){scope}"
        f" AND +s.due_at {dated}{_rest(selection, db, selection.own)}",
        clients=db.listed(selection.clients or ()),
        **_parameters(selection, db, selection.own),
    )
    return [_standing(row, selection) for row in rows]


def _own(db: Reader, selection: Selection) -> list[Standing]:
    """Return the contacts of the actor's live claims, also one whose date was taken away meanwhile."""
    if not selection.own:
        return []
    rows = db.rows(
        f"SELECT {COLUMNS} FROM contact_state s WHERE {db.among('s.contact_id', 'own')}",
        own=db.listed(sorted(selection.own)),
    )
    return [_standing(row, selection) for row in rows]


def _read(
    db: Reader, selection: Selection, runs: Sequence[_Run], limit: int, apart: frozenset[int]
) -> list[Standing]:
    return [one for part in _parts(db, selection, runs, limit, apart) for one in part]


def _parts(
    db: Reader, selection: Selection, runs: Sequence[_Run], limit: int, apart: frozenset[int]
) -> list[list[Standing]]:
    """Return the first rows of each run."""
    found: list[list[Standing]] = [[] for _ in runs]
    for first in range(0, len(runs), BATCH):
        union = " UNION ALL ".join(
            f"SELECT * FROM (SELECT {COLUMNS}, {number} FROM contact_state s WHERE {run.condition}"
            f"{_rest(selection, db, apart)} ORDER BY {run.order} LIMIT {limit}) AS q{number}"
            for number, run in enumerate(runs[first : first + BATCH], first)
        )
        for *row, number in db.rows(union, **_parameters(selection, db, apart)):
            found[number].append(_standing(row, selection))
    return found


def _count(db: Reader, selection: Selection, runs: Sequence[_Run], apart: frozenset[int], cap: int) -> int:
    total = 0
    for first in range(0, len(runs), BATCH):
        if total >= cap:
            break
        union = " UNION ALL ".join(
            f"SELECT 1 AS one FROM contact_state s WHERE {run.condition}{_rest(selection, db, apart)}"
            for run in runs[first : first + BATCH]
        )
        total += int(
            db.value(
                f"SELECT count(*) FROM (SELECT one FROM ({union}) AS a LIMIT {cap - total}) AS b",
                **_parameters(selection, db, apart),
            )
        )
    return total


def _rest(selection: Selection, db: Reader, apart: frozenset[int]) -> str:
    """Return the conditions that every run has in common."""
    found = list(selection.limits.conditions)
    if apart | selection.without:
        found.insert(0, f"NOT ({db.among('s.contact_id', 'apart')})")
    if selection.free_since is not None:
        found.append(
            "(SELECT count(*) FROM claim m WHERE m.client_id = s.client_id AND m.lease_until > :now"
            f" AND m.user_id <> {selection.user_id}) = 0"
        )
        promised = f"s.due_kind = 'callback' AND s.reserved_for = {selection.user_id}"
        called = "SELECT c.last_call_at FROM client_state c WHERE c.client_id = s.client_id"
        found.append(f"(({promised}) OR coalesce(({called}), 0) <= {selection.free_since})")
    return "".join(f" AND {condition}" for condition in found)


def _parameters(selection: Selection, db: Reader, apart: frozenset[int]) -> dict[str, Any]:
    return {
        **selection.limits.parameters,
        "now": selection.now,
        "apart": db.listed(sorted(apart | selection.without)),
        "targets": db.listed(sorted(selection.targets)),
    }


def _owner_conditions(selection: Selection) -> list[str]:
    if selection.owners is None:
        return [""]
    return [
        "s.owner_id IS NULL AND " if owner is NOBODYS else f"s.owner_id = {owner} AND "
        for owner in selection.owners
    ]


def _standing(row: Sequence[Any], selection: Selection) -> Standing:
    contact_id, client_id, at, since, kind, interval, rank, reserved = row
    due = Due(
        selection.now if at is None else at,
        selection.now if since is None else since,
        DueKind.CADENCE if kind is None else DueKind(kind),
        interval,
        rank,
        reserved,
    )
    return Standing(
        QueueItem(contact_id, due, contact_id in selection.targets, contact_id in selection.own), client_id
    )


def _sorted(found: Iterable[Standing], selection: Selection, limit: int) -> list[Standing]:
    return sorted(found, key=lambda one: order_key(one.item, selection.now))[:limit]
