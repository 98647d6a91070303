"""Clients and the register: what was taken from it, what it says that is amiss, which company a client may be."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables that tie clients to the register."""
    connection = op.get_bind()
    file = Path(__file__).with_name(f"0002_{connection.dialect.name}.sql")
    for statement in file.read_text(encoding="utf-8").split(";\n\n"):
        connection.exec_driver_sql(statement.strip().removesuffix(";"))
