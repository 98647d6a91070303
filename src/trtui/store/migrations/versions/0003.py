"""Clients that are Dead or Inactive take their contacts out of the call queue, but for agreed call-backs."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ASIDE = "SELECT k.id FROM client k WHERE k.sales_level = 'dead' OR k.stage = 'inactive'"


def upgrade() -> None:
    """Bring the derived rows of these clients and their contacts to the rule; no fact changes."""
    op.execute(
        "UPDATE contact_state SET blocked = (SELECT CASE WHEN k.sales_level = 'dead' THEN 'Sales level Dead'"
        " ELSE 'Stage Inactive' END FROM client k WHERE k.id = contact_state.client_id),"
        " csi_rank = 9, due_at = NULL, due_since = NULL, due_kind = NULL, reserved_for = NULL, interval_days = NULL"
        f" WHERE due_at IS NOT NULL AND due_kind <> 'callback' AND client_id IN ({_ASIDE})"
    )
    op.execute(
        "UPDATE client_state SET next_call_at = (SELECT min(s.due_at) FROM assignment a"
        " JOIN contact_state s ON s.contact_id = a.contact_id"
        " WHERE a.client_id = client_state.client_id AND a.to_at IS NULL)"
        f" WHERE NOT is_archived AND client_id IN ({_ASIDE})"
    )
