"""Telephone extensions beside their numbers, objections on one of them, and who took an objection back and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic import op
from sqlalchemy import text

from trtui.domain import phones

if TYPE_CHECKING:
    from sqlalchemy import Connection

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_BY = "CONSTRAINT fk_objection_taken_back_by REFERENCES user_account (id)"
_STEPS = (
    "ALTER TABLE contact_point ADD COLUMN ext VARCHAR",
    "ALTER TABLE objection ADD COLUMN ext VARCHAR",
    "ALTER TABLE objection ADD COLUMN contact_id INTEGER CONSTRAINT fk_objection_contact_id REFERENCES contact (id)",
    f"ALTER TABLE objection ADD COLUMN taken_back_by INTEGER {_BY}",
    "ALTER TABLE objection ADD COLUMN taken_back_why VARCHAR",
    "CREATE INDEX ix_objection_contact_id ON objection (contact_id)",
)
_PAGE = 5000


def upgrade() -> None:
    """Add the columns, and read the extensions out of the numbers as they were typed."""
    connection = op.get_bind()
    for step in _STEPS:
        connection.exec_driver_sql(step)
    _show(connection, _read_extensions(connection))


def _read_extensions(connection: Connection) -> set[int]:
    """Fill the extension of every number that was typed with one; return the clients that have such a number."""
    clients: set[int] = set()
    last = 0
    while True:
        rows = connection.execute(
            text(
                "SELECT id, client_id, value, typed FROM contact_point WHERE id > :last AND kind = 'phone'"
                " AND value LIKE '+%' ORDER BY id LIMIT :page"
            ),
            {"last": last, "page": _PAGE},
        ).all()
        if not rows:
            return clients
        last = rows[-1][0]
        read = [
            (number, client_id, ext)
            for number, client_id, value, typed in rows
            if (ext := phones.typed_extension(typed, value))
        ]
        if read:
            connection.execute(
                text("UPDATE contact_point SET ext = :ext WHERE id = :id"),
                [{"id": number, "ext": ext} for number, _, ext in read],
            )
            clients |= {client_id for _, client_id, _ in read if client_id is not None}


def _show(connection: Connection, clients: set[int]) -> None:
    """Have lists show these clients' numbers with their extensions.

    An objection of before is to the whole number, so the number that lists show is the first of its value.
    """
    for client_id in sorted(clients):
        rows = connection.execute(
            text(
                "SELECT p.value, p.ext FROM contact_point p JOIN client_state s ON s.client_id = p.client_id"
                " AND s.phone = p.value WHERE p.client_id = :id AND p.kind = 'phone' AND p.invalid_at IS NULL"
                " ORDER BY p.position, p.id LIMIT 1"
            ),
            {"id": client_id},
        ).all()
        for value, ext in rows:
            connection.execute(
                text("UPDATE client_state SET phone = :line WHERE client_id = :id"),
                {"id": client_id, "line": phones.line(value, ext)},
            )
