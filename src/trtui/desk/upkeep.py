"""Looking after a store: is it whole, and are its derived rows true."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trtui.desk.access import permit
from trtui.domain.policy import Verb

if TYPE_CHECKING:
    from trtui.store.look import Desk, Look


@dataclass(frozen=True, slots=True)
class Report:
    """A store's figures, and (name, what is wrong and what to do) for all that is not in order."""

    kind: str
    schema: str
    clients: int
    contacts: int
    wrong: tuple[tuple[str, str], ...]


def examine(look: Look) -> Report:
    """Check the file, the references and the derived rows."""
    db = look.db
    wrong: list[tuple[str, str]] = []
    if db.dialect.name == "sqlite":
        found = db.value("PRAGMA quick_check(1)")
        if found != "ok":
            wrong.append(("integrity", f"{found}. Restore a backup."))
        if db.row("PRAGMA foreign_key_check") is not None:
            wrong.append(("references", "a record points to one that is gone. Restore a backup."))
    clients = int(db.value("SELECT count(*) FROM client"))
    contacts = int(db.value("SELECT count(*) FROM contact"))
    for noun, total in (("client", clients), ("contact", contacts)):
        missing = total - int(db.value(f"SELECT count(*) FROM {noun}_state"))
        if missing:
            wrong.append(
                (f"{noun} lists", f"{abs(missing):,} rows are out of step. Run: trtui doctor --rebuild")
            )
    primaries = int(
        db.value(
            "SELECT count(*) FROM (SELECT client_id FROM assignment WHERE to_at IS NULL GROUP BY client_id"
            " HAVING sum(CASE WHEN is_primary THEN 1 ELSE 0 END) <> 1) x"
        )
    )
    if primaries:
        wrong.append(
            ("primary contacts", f"{primaries:,} clients with contacts have not exactly one. Choose with P.")
        )
    return Report(
        db.dialect.name,
        str(db.value("SELECT version_num FROM alembic_version")),
        clients,
        contacts,
        tuple(wrong),
    )


def rebuild(desk: Desk) -> None:
    """Make all derived rows and indexes anew."""
    permit(desk, Verb.MANAGE_STORE)
    from trtui.store.derived import rebuild as rebuild_all

    rebuild_all(desk.db, desk.zone, desk.rules)
