"""Credit checks: who asked, who decided, limit, until when, whose report, its reference."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, and note the checks that are under way; open what is kept for users who are disabled."""
    op.create_table(
        "credit_check",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), sa.ForeignKey("client.id"), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("from_stage", sa.String(), nullable=True),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("asked_by", sa.Integer(), sa.ForeignKey("user_account.id"), nullable=True),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.Column("decided_by", sa.Integer(), sa.ForeignKey("user_account.id"), nullable=True),
        sa.Column("limit_pence", sa.BigInteger(), nullable=True),
        sa.Column("valid_until_on", sa.String(), nullable=True),
        sa.Column("provider", sa.String(), nullable=True),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_credit_check_client_id", "credit_check", ["client_id"])
    op.execute(
        "INSERT INTO credit_check (version, client_id, status, asked_at, asked_by)"
        " SELECT 1, t.client_id, 'requested', t.created_at, t.created_by FROM task t"
        " JOIN client k ON k.id = t.client_id"
        " WHERE k.stage = 'credit_check' AND t.id = (SELECT max(n.id) FROM task n WHERE n.client_id = k.id"
        " AND n.kind = 'credit check' AND n.done_at IS NULL AND n.removed_at IS NULL)"
    )
    op.execute(
        "UPDATE contact_state SET reserved_for = NULL WHERE reserved_for IN"
        " (SELECT id FROM user_account WHERE disabled_at IS NOT NULL)"
    )
