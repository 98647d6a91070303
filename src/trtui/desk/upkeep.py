"""Looking after a store: is it whole, and are its derived rows true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trtui.desk.access import permit
from trtui.domain.policy import Verb, may
from trtui.domain.time import local_day

if TYPE_CHECKING:
    from trtui.store.look import Desk, Look


@dataclass(frozen=True, slots=True)
class Report:
    """A store's figures, and (name, what is wrong and what to do) for all that is not in order.

    ``clients`` and ``contacts`` are none for who does not look after the store: some may be hidden from them.
    """

    kind: str
    schema: str
    clients: int | None
    contacts: int | None
    wrong: tuple[tuple[str, str], ...]


def examine(look: Look) -> Report:
    """Check the file, the references and the derived rows; counts are told to who looks after the store only."""
    from trtui.store import schema
    from trtui.store.queries import upkeep

    db = look.db
    told = may(look.actor, Verb.MANAGE_STORE) is None
    wrong: list[tuple[str, str]] = []
    if damage := upkeep.damage(db):
        wrong.append(("integrity", f"{damage}. Restore a backup."))
    if upkeep.has_lost_references(db):
        wrong.append(("references", "a record points to one that is gone. Restore a backup."))
    totals = {noun: upkeep.count(db, noun) for noun in upkeep.NOUNS}
    for noun, total in totals.items():
        missing = total - upkeep.count_states(db, noun)
        if missing:
            wrong.append(
                (
                    f"{noun} lists",
                    f"{f'{abs(missing):,}' if told else 'some'} rows are out of step. Run: trtui doctor --rebuild",
                )
            )
    if told and (primaries := upkeep.count_without_one_primary(db)):
        wrong.append(
            ("primary contacts", f"{primaries:,} clients with contacts have not exactly one. Choose with P.")
        )
    clients, contacts = (totals["client"], totals["contact"]) if told else (None, None)
    return Report(db.dialect.name, str(schema.version(db)), clients, contacts, tuple(wrong))


def rebuild(desk: Desk) -> None:
    """Make all derived rows and indexes anew."""
    permit(desk, Verb.MANAGE_STORE)
    from trtui.store.derived import rebuild as rebuild_all

    rebuild_all(desk.db, desk.now, desk.zone, desk.rules)


def ended(look: Look) -> tuple[int, ...]:
    """Return the clients whose status no longer holds since the last of their placements has ended."""
    from trtui.store.derived import lapsed

    return tuple(lapsed(look.db, local_day(look.now, look.zone).isoformat()))


def follow(desk: Desk, client_ids: Sequence[int]) -> None:
    """Work out what is derived of clients and their contacts anew, as on a day on which placements have ended."""
    from trtui.store.derived import refresh

    refresh(desk.db, desk.now, desk.zone, desk.rules, set(client_ids), set())
