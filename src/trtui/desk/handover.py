"""What becomes of a user's work when the account is disabled, and when it is enabled again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from trtui.store.journal import Entry
    from trtui.store.work import Work


@dataclass(frozen=True, slots=True)
class HandedOver:
    """How much of a user's work was given on: to the owners of the clients, or left open to everybody."""

    callbacks_to_owners: int = 0
    callbacks_open: int = 0
    tasks_to_owners: int = 0
    tasks_open: int = 0
    claims: int = 0
    target20: int = 0

    @property
    def text(self) -> str:
        """Return it in a sentence; empty when there was nothing."""
        parts = [
            _count(self.callbacks_to_owners, "call-back", "to the client's owner"),
            _count(self.callbacks_open, "call-back", "open to everybody"),
            _count(self.tasks_to_owners, "task", "to the client's owner"),
            _count(self.tasks_open, "task", "open to everybody"),
            _count(self.claims, "call in hand", "released", "calls in hand"),
            _count(self.target20, "Target 20 place", "ended"),
        ]
        said = "; ".join(part for part in parts if part)
        return f"{said[:1].upper()}{said[1:]}." if said else ""


@dataclass(frozen=True, slots=True)
class GivenBack:
    """How much a user who was enabled again got back: what nobody changed since."""

    callbacks: int = 0
    tasks: int = 0
    target20: int = 0

    @property
    def text(self) -> str:
        """Return it in a sentence; empty when there was nothing."""
        parts = [
            _count(self.callbacks, "call-back"),
            _count(self.tasks, "task"),
            _count(self.target20, "Target 20 place"),
        ]
        said = ", ".join(part for part in parts if part)
        return f"Given back, unless somebody changed it since: {said}." if said else ""


def hand_over(work: Work, user_id: int) -> HandedOver:
    """Give a user's open call-backs and tasks to the owners of the clients, or else to everybody.

    Claims, the places of the Target 20 and the open session end.
    """
    from trtui.store import claims, sessions, targets
    from trtui.store.queries import callbacks
    from trtui.store.tables import CallPlan, Target20, Task

    plans = callbacks.kept_for(work.db, user_id)
    for plan_id, owner in plans:
        work.change(work.get(CallPlan, plan_id), user_id=owner)
    tasks = callbacks.tasks_of(work.db, user_id)
    for task_id, owner in tasks:
        work.change(work.get(Task, task_id), assigned_to=owner)
    places = targets.places(work.db, user_id)
    for place in places:
        work.change(work.get(Target20, place.id), removed_at=work.now)
    sessions.end_open(work.db, user_id, work.now)
    to_owners, tasks_to_owners = (sum(owner is not None for _, owner in rows) for rows in (plans, tasks))
    return HandedOver(
        to_owners,
        len(plans) - to_owners,
        tasks_to_owners,
        len(tasks) - tasks_to_owners,
        claims.end_all(work.db, user_id, work.now),
        len(places),
    )


def give_back(work: Work, user_id: int) -> GivenBack:
    """Give a user who is enabled again what the disabling took, where nobody changed it since."""
    from trtui.store.journal import entries_of
    from trtui.store.queries import callbacks

    change_id = callbacks.disabling(work.db, user_id)
    counts = {"call_plan": 0, "task": 0, "target20": 0}
    if change_id is None:
        return GivenBack()
    for entry in entries_of(work.db, change_id):
        if entry.entity in counts:
            counts[entry.entity] += _put_back(work, entry, change_id)
    return GivenBack(*counts.values())


def _put_back(work: Work, entry: Entry, change_id: int) -> bool:
    from trtui.store.journal import standing_change
    from trtui.store.tables import KEPT

    row: Any = work.session.get(KEPT[entry.entity], entry.entity_id)
    if row is None or entry.before is None or standing_change(work.db, entry, change_id) is not None:
        return False
    return work.change(row, **{name: value for name, value in entry.before.items() if name != "version"})


def _count(count: int, noun: str, what: str = "", nouns: str = "") -> str:
    if not count:
        return ""
    return f"{count} {noun if count == 1 else nouns or f'{noun}s'} {what}".rstrip()
