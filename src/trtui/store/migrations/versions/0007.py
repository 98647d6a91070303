"""Days beside instants: what is planned for a whole day keeps its date."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

COLUMNS = (
    ("call_plan", "day_on"),
    ("task", "due_on"),
    ("status_override", "expires_on"),
    ("contact", "csi_since_on"),
    ("contact_state", "due_on"),
    ("client_state", "next_call_on"),
)


def upgrade() -> None:
    """Add the columns; which instants were days is known once the store has a time zone (``trtui.store.days``)."""
    for table, column in COLUMNS:
        op.add_column(table, sa.Column(column, sa.String(), nullable=True))
