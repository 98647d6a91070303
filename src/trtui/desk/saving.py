"""Saving a form over a record that somebody else may have changed meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from trtui.desk.field_words import called, in_words
from trtui.domain import spoken
from trtui.domain.errors import Conflict, FieldConflict, StaleSave

if TYPE_CHECKING:
    from trtui.store.tables import Department, Job, Kept, Note, Placement, Site, Task, Touch
    from trtui.store.work import Work

    Removable = Department | Job | Note | Placement | Site | Task | Touch

T = TypeVar("T", bound="Kept")


def save_form(work: Work, row: T, base: Mapping[str, Any], wanted: Mapping[str, Any], version: int) -> bool:
    """Set the fields that the user changed, keeping what others changed elsewhere in the record.

    ``base`` are the values that the form was opened with, ``wanted`` those it was left with, ``version`` the row's
    then. What holds a day or an instant is one field, under the name of the instant. Fields that only one side changed
    are merged. Raises StaleSave, field by field, where both changed the same one to different values; nothing is
    saved then. Returns whether anything differed.
    """
    from trtui.store import days

    table = str(row.__tablename__)

    def theirs(name: str) -> Any:
        is_pair = table in days.OF and name == days.OF[table].at
        return days.planned(table, row.__dict__) if is_pair else getattr(row, name)

    mine = {name: value for name, value in wanted.items() if value != base.get(name)}
    if row.version != version:
        clashes = [
            FieldConflict(name, base.get(name), value, theirs(name))
            for name, value in mine.items()
            if theirs(name) not in (base.get(name), value)
        ]
        if clashes:
            raise stale(work, table, row.id or 0, clashes, row.version)
    fields: dict[str, Any] = {}
    for name, value in mine.items():
        is_pair = table in days.OF and name == days.OF[table].at
        fields |= days.fields(table, value) if is_pair else {name: value}
    return work.change(row, **fields)


def refuse_removed(work: Work, row: Removable, what: str) -> None:
    """Raise Conflict, with who and when, for a row that somebody took off meanwhile; ``what`` it is called."""
    from trtui.store.journal import last_change

    if row.removed_at is not None:
        who, at = last_change(work.db, str(row.__tablename__), row.id or 0) or ("Somebody", row.removed_at)
        name = "You" if who == work.actor.name else who
        raise Conflict(
            f"{name} removed the {what} ({spoken.exact(at, work.zone)}). Press R to see what is there now."
        )


def stale(
    work: Work, entity: str, entity_id: int, clashes: Sequence[FieldConflict], version: int
) -> StaleSave:
    """Return the error that tells which fields both changed, who changed them and when."""
    from trtui.store.journal import last_change

    who, at = last_change(work.db, entity, entity_id) or ("Somebody", work.now)
    words = iter(
        in_words(
            work.db,
            work.zone,
            ((clash.field, value) for clash in clashes for value in (clash.mine, clash.theirs)),
        )
    )
    told = [
        replace(clash, label=called(clash.field, entity), words=(next(words), next(words)))
        for clash in clashes
    ]
    fields = ", ".join(clash.label for clash in told)
    return StaleSave(
        f"{who} changed the {fields} too ({spoken.exact(at, work.zone)}). Choose field by field; "
        "nothing was saved yet.",
        told,
        who,
        at,
        version,
    )
