"""Which roles of the database may sit as any user."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of service roles."""
    op.create_table(
        "service_role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("named_by", sa.Integer(), nullable=True),
        sa.Column("named_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["named_by"], ["user_account.id"], name="fk_service_role_named_by"),
        sa.PrimaryKeyConstraint("id", name="pk_service_role"),
        sa.UniqueConstraint("role", name="uq_service_role_role"),
        sqlite_autoincrement=True,
    )
