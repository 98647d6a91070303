"""The first schema, as it was made: statements apart by an empty line, one file per database."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table and index of the first schema."""
    connection = op.get_bind()
    file = Path(__file__).with_name(f"0001_{connection.dialect.name}.sql")
    for statement in file.read_text(encoding="utf-8").split(";\n\n"):
        connection.exec_driver_sql(statement.strip().removesuffix(";"))
