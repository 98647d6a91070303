"""The call queue in the database: the heads of a few index scans, merged by the domain's order.

Within one CSI code all contacts have the same interval, so the index that holds the codes one by one in the order of
``due_since`` is already in the order of the queue. Such a run is read a few rows at a time, and only then asked which
of these rows fit the filter, the reader's rights and the claims of others: a statement that did both at once would
leave it to the database to sort the whole queue instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from trtui.domain.queue import Due, DueKind, OrderKey, QueueItem, order_key
from trtui.store.filtering import NOBODYS
from trtui.store.queue_filters import owner_condition

if TYPE_CHECKING:
    from trtui.store.queue_selection import Selection
    from trtui.store.reader import Reader

COLUMNS = "s.contact_id, s.client_id, s.due_at, s.due_since, s.due_kind, s.interval_days, s.csi_rank, s.reserved_for"
DUE, LATER, UNTIL = "<= :now", "> :now", "BETWEEN :now + 1 AND :until - 1"
PLACES = {"contact_id": 0, "due_at": 2, "due_since": 3, "csi_rank": 6}
"""Where the columns of an order stand among ``COLUMNS``."""
BY_LATENESS = ("due_since", "contact_id")
BY_DATE = ("due_at", "csi_rank", "due_since", "contact_id")
RUNS_AT_ONCE = 60
"""Runs in one statement; SQLite takes at most 500."""
SPARE, MOST = 4, 4096
"""Rows read beyond those wanted, for some do not fit; and the most rows of a run read at once."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A contact with a date, the client it is called for, and its place in the order."""

    item: QueueItem
    client_id: int


@dataclass(slots=True)
class _Run:
    """One index scan: a condition that fixes its beginning, the order that the index gives, and what was read of it."""

    condition: str
    order: tuple[str, ...]
    apart: frozenset[int]
    lead: str = ""
    """The index's first column where it is null: PostgreSQL follows the index only when the order names it."""
    found: list[Standing] = field(default_factory=list)
    last: tuple[int, ...] | None = None
    is_done: bool = False


def head(db: Reader, selection: Selection, limit: int) -> list[Standing]:
    """Return the first contacts that are due, in the queue's order; own claims first."""
    found = _own(db, selection)
    if not selection.limits.is_empty:
        if selection.is_narrow:
            found += _within(db, selection, DUE)
        else:
            found += _first_of(db, selection, _due(db, selection), limit)
    return _sorted(found, selection)[:limit]


def later(db: Reader, selection: Selection, limit: int) -> list[Standing]:
    """Return the first contacts that will be due, the earliest first."""
    if selection.limits.is_empty:
        return []
    soon = LATER if selection.limits.until is None else UNTIL
    if selection.is_narrow:
        return _sorted(_within(db, selection, soon), selection)[:limit]
    return _first_of(db, selection, _coming(db, selection, soon), limit)


def count(db: Reader, selection: Selection, cap: int, *, include_later: bool = False) -> int:
    """Return how many contacts ``head`` (and ``later``) would list, counting no further than ``cap``."""
    total = len(_own(db, selection))
    if selection.is_narrow and not selection.limits.is_empty:
        total += len(_within(db, selection, DUE))
    elif not selection.limits.is_empty:
        runs = _due(db, selection)
        for first in range(0, len(runs), RUNS_AT_ONCE):
            if total < cap:
                total += _count(db, selection, runs[first : first + RUNS_AT_ONCE], cap - total)
    if include_later and total < cap:
        total += len(later(db, selection, cap - total))
    return min(total, cap)


def _due(db: Reader, selection: Selection) -> list[_Run]:
    """Return the runs of all that is due: call-backs, the Target 20, and the rest by owner and code."""
    apart = selection.own | selection.without
    rest = "s.due_since <= :now AND s.due_at <= :now AND s.due_kind <> 'callback'"
    return [
        *_callbacks(selection, DUE),
        *_targets(db, selection, DUE),
        *(
            _Run(f"{owner}s.csi_rank = {rank} AND {rest}", BY_LATENESS, apart | selection.targets, lead)
            for owner, lead in _owner_conditions(selection)
            for rank in selection.limits.ranks
        ),
    ]


def _coming(db: Reader, selection: Selection, soon: str) -> list[_Run]:
    """Return the runs of what will be due: call-backs, the Target 20, and the rest by owner."""
    apart = selection.own | selection.without | selection.targets
    return [
        *_callbacks(selection, soon),
        *_targets(db, selection, soon),
        *(
            _Run(f"{owner}s.due_at {soon} AND s.due_kind <> 'callback'", BY_DATE, apart, lead)
            for owner, lead in _owner_conditions(selection)
        ),
    ]


def _callbacks(selection: Selection, dated: str) -> list[_Run]:
    apart = selection.own | selection.without
    free = f"s.due_kind = 'callback' AND s.reserved_for IS NULL AND s.due_at {dated}"
    if selection.owners is not None:
        free += f" AND {owner_condition(selection.owners)}"
    mine = f"s.due_kind = 'callback' AND s.reserved_for = :me AND s.due_at {dated}"
    return [_Run(mine, BY_DATE, apart), _Run(free, BY_DATE, apart, "s.reserved_for, ")]


def _targets(db: Reader, selection: Selection, dated: str) -> list[_Run]:
    """Return the run of the actor's own twenty, wherever they are owned; call-backs stand in a class before."""
    if not selection.targets:
        return []
    condition = f"{db.among('s.contact_id', 'targets')} AND s.due_kind <> 'callback' AND +s.due_at {dated}"
    return [_Run(condition, BY_DATE, selection.own | selection.without)]


def _first_of(db: Reader, selection: Selection, runs: list[_Run], limit: int) -> list[Standing]:
    """Return the first rows of all runs together: a few of each, then more of those that were read too short."""
    _fill(db, selection, runs, min(limit, 2 * limit // max(1, len(runs)) + 1))
    while True:
        best = _sorted((one for run in runs for one in run.found), selection)[:limit]
        last = _key(best[-1], selection) if len(best) == limit else None
        short = [
            run
            for run in runs
            if not run.is_done
            and len(run.found) < limit
            and (last is None or not run.found or _key(run.found[-1], selection) < last)
        ]
        if not short:
            return best
        _fill(db, selection, short, limit)


def _fill(db: Reader, selection: Selection, runs: Sequence[_Run], wanted: int) -> None:
    """Read on until every run has as many rows as wanted or is at its end."""
    size = wanted + SPARE
    while short := [run for run in runs if not run.is_done and len(run.found) < wanted]:
        _advance(db, selection, short, size)
        size = min(size * 4, MOST)


def _advance(db: Reader, selection: Selection, runs: Sequence[_Run], size: int) -> None:
    """Read some more rows of each run, and keep those that fit."""
    fresh: list[tuple[_Run, Sequence[Any]]] = []
    for first in range(0, len(runs), RUNS_AT_ONCE):
        some = runs[first : first + RUNS_AT_ONCE]
        rows: list[list[Sequence[Any]]] = [[] for _ in some]
        union = " UNION ALL ".join(_chunk(selection, run, number, size) for number, run in enumerate(some))
        for *row, number in db.rows(union, **_parameters(selection, db), **_marks(some)):
            rows[number].append(row)
        for run, read in zip(some, rows, strict=True):
            run.is_done = len(read) < size
            if read:
                run.last = tuple(read[-1][PLACES[column]] for column in run.order)
            fresh += [(run, one) for one in read if one[0] not in run.apart]
    fitting = _fitting(db, selection, [one[0] for _, one in fresh])
    for run, one in fresh:
        if fitting is None or one[0] in fitting:
            run.found.append(_standing(one, selection))


def _count(db: Reader, selection: Selection, runs: Sequence[_Run], cap: int) -> int:
    apart = {f"apart{number}": db.listed(sorted(run.apart)) for number, run in enumerate(runs)}
    union = " UNION ALL ".join(
        f"SELECT 1 AS one FROM contact_state s WHERE {' AND '.join([run.condition, *selection.limits.dates])}"
        + (f" AND NOT ({db.among('s.contact_id', f'apart{number}')})" if run.apart else "")
        + _conditions(selection)
        for number, run in enumerate(runs)
    )
    statement = f"SELECT count(*) FROM (SELECT one FROM ({union}) AS a LIMIT {cap}) AS b"
    return int(db.value(statement, **_parameters(selection, db), **apart))


def _chunk(selection: Selection, run: _Run, number: int, size: int) -> str:
    where = [run.condition, *selection.limits.dates]
    if run.last is not None:
        columns = ", ".join(f"s.{column}" for column in run.order)
        marks = ", ".join(f":mark{number}_{place}" for place in range(len(run.order)))
        where.append(f"({columns}) > ({marks})")
    order = run.lead + ", ".join(f"s.{column}" for column in run.order)
    return (
        f"SELECT * FROM (SELECT {COLUMNS}, {number} FROM contact_state s WHERE {' AND '.join(where)}"
        f" ORDER BY {order} LIMIT {size}) AS q{number}"
    )


def _marks(runs: Sequence[_Run]) -> dict[str, int]:
    """Return where each run was left."""
    return {
        f"mark{number}_{place}": value
        for number, run in enumerate(runs)
        for place, value in enumerate(run.last or ())
    }


def _fitting(db: Reader, selection: Selection, contact_ids: list[int]) -> set[int] | None:
    """Return those of some contacts that fit the filter and the reader; none when there is nothing to fit."""
    conditions = _conditions(selection)
    if not conditions or not contact_ids:
        return None
    return set(
        db.column(
            f"SELECT s.contact_id FROM contact_state s WHERE {db.among('s.contact_id', 'some')}{conditions}",
            some=db.listed(contact_ids),
            **_parameters(selection, db),
        )
    )


def _within(db: Reader, selection: Selection, dated: str) -> list[Standing]:
    """Return all that are due, or will be, of a few clients or of the contacts that words leave; read once."""
    if dated in selection.read:
        return selection.read[dated]
    scope = ""
    if selection.owners is not None:
        targets = f" OR {db.among('s.contact_id', 'targets')}" if selection.targets else ""
        scope = f" AND ({owner_condition(selection.owners)} OR +s.reserved_for = :me{targets})"
    dates = "".join(f" AND {condition}" for condition in selection.limits.dates)
    column, some = "s.contact_id", selection.contacts
    if selection.clients is not None:
        column, some = "s.client_id", selection.clients
    rows = db.rows(
        f"SELECT {COLUMNS} FROM contact_state s WHERE {db.among(column, 'some')}"
        f" AND (s.reserved_for IS NULL OR s.reserved_for = :me){scope} AND +s.due_at {dated}{dates}"
        f"{_conditions(selection)}",
        some=db.listed(some or ()),
        **_parameters(selection, db),
    )
    apart = selection.own | selection.without
    selection.read[dated] = [_standing(row, selection) for row in rows if row[0] not in apart]
    return selection.read[dated]


def _own(db: Reader, selection: Selection) -> list[Standing]:
    """Return the contacts of the actor's live claims that they may open, also one whose date was taken away meanwhile.

    One that lost its client meanwhile is called for nobody, and left out.
    """
    if not selection.own:
        return []
    rows = db.rows(
        f"SELECT {COLUMNS} FROM contact_state s WHERE {db.among('s.contact_id', 'own')}"
        " AND s.client_id IS NOT NULL"
        f" AND EXISTS (SELECT 1 FROM client k WHERE k.id = s.client_id AND {selection.visible})",
        own=db.listed(sorted(selection.own)),
    )
    return [_standing(row, selection) for row in rows]


def _conditions(selection: Selection) -> str:
    """Return what a row has to fit beside its date."""
    found = list(selection.limits.conditions)
    if selection.free_since is not None:
        found.append(
            "(SELECT count(*) FROM claim m WHERE m.client_id = s.client_id AND m.lease_until > :now"
            " AND m.user_id <> :me) = 0"
        )
        called = "SELECT c.last_call_at FROM client_state c WHERE c.client_id = s.client_id"
        promised = "s.due_kind = 'callback' AND s.reserved_for = :me"
        found.append(f"(({promised}) OR coalesce(({called}), 0) <= :free_since)")
    return "".join(f" AND {condition}" for condition in found)


def _parameters(selection: Selection, db: Reader) -> dict[str, Any]:
    """Return the parameters; what changes from call to call must be one, or no statement is ever met again."""
    return {
        **selection.limits.parameters,
        "me": selection.user_id,
        "now": selection.now,
        "until": selection.limits.until,
        "free_since": selection.free_since,
        "targets": db.listed(sorted(selection.targets)),
    }


def _owner_conditions(selection: Selection) -> list[tuple[str, str]]:
    """Return the condition of each owner's runs, and what leads their order."""
    if selection.owners is None:
        return [("", "")]
    return [
        ("s.owner_id IS NULL AND ", "s.owner_id, ")
        if owner is NOBODYS
        else (f"s.owner_id = {owner} AND ", "")
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


def _key(one: Standing, selection: Selection) -> OrderKey:
    return order_key(one.item, selection.now)


def _sorted(found: Iterable[Standing], selection: Selection) -> list[Standing]:
    return sorted(found, key=lambda one: _key(one, selection))
