"""What can be rebuilt: one row per client and per contact that lists, filters and the call queue read.

Every transaction refreshes the rows of the clients and contacts that it touched (``trtui.store.states``).
"""

from __future__ import annotations

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from trtui.store.tables.rows import maybe_instant, only

DATED = only("due_at IS NOT NULL")


class ClientState(SQLModel, table=True):
    """What a list shows of a client without asking ten tables."""

    __tablename__ = "client_state"
    __table_args__ = (
        Index("ix_client_state_name", "name_key", "client_id"),
        Index("ix_client_state_owner", "owner_id", "name_key"),
        Index("ix_client_state_status", "status", "name_key"),
        Index("ix_client_state_town", "town"),
    )

    client_id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    name_key: str
    """The name folded for sorting and prefix search."""
    owner_id: int | None = None
    status: str
    """The derived status, overrides left aside."""
    town: str | None = None
    postcode: str | None = None
    phone: str | None = None
    """The main number, E.164 or as typed."""
    csi: str | None = None
    """The best code among the current contacts."""
    contacts: int = 0
    open_jobs: int = 0
    next_call_at: int | None = maybe_instant()
    """The earliest due date among the current contacts."""
    next_call_on: str | None = None
    """The day of it, where a whole day is meant."""
    last_touch_at: int | None = maybe_instant()
    last_call_at: int | None = maybe_instant()
    is_archived: bool = False


class ContactState(SQLModel, table=True):
    """A contact's standing in the call queue.

    The indexes hold only contacts with a date, each in the very order of its statement: one import may give half a
    million contacts the same due date, and ties that the index leaves open would be sorted for every caller.
    """

    __tablename__ = "contact_state"
    __table_args__ = (
        Index("ix_contact_state_due", "csi_rank", "due_since", "contact_id", "due_at", **DATED),
        Index(
            "ix_contact_state_owner_due",
            "owner_id",
            "csi_rank",
            "due_since",
            "contact_id",
            "due_at",
            **DATED,
        ),
        Index("ix_contact_state_later", "due_at", "csi_rank", "due_since", "contact_id", **DATED),
        Index(
            "ix_contact_state_owner_later",
            "owner_id",
            "due_at",
            "csi_rank",
            "due_since",
            "contact_id",
            **DATED,
        ),
        Index(
            "ix_contact_state_callback",
            "reserved_for",
            "due_at",
            "csi_rank",
            "due_since",
            "contact_id",
            **only("due_kind = 'callback'"),
        ),
        Index("ix_contact_state_client", "client_id"),
        Index("ix_contact_state_name", "name_key"),
    )

    contact_id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    client_id: int | None = None
    """The client it is called for: where it is primary, else the longest current assignment."""
    name_key: str
    owner_id: int | None = None
    status: str
    csi: str | None = None
    csi_rank: int = 9
    """1–4 for A–D, 5 for a plan or task without a code, 9 not in the queue. Within a rank of 1–4 the interval is the
    same, so the order of ``due_since`` is the order of the share of the interval that has passed."""
    due_at: int | None = maybe_instant()
    """From when it is offered."""
    due_on: str | None = None
    """The day of it, where a whole day is meant."""
    due_since: int | None = maybe_instant()
    """From when lateness counts; earlier than ``due_at`` after attempts that reached nobody."""
    due_kind: str | None = None
    """cadence, callback, snooze, retry, next or task."""
    reserved_for: int | None = None
    interval_days: int | None = None
    last_conversation_at: int | None = maybe_instant()
    last_touch_at: int | None = maybe_instant()
    last_outcome: str | None = None
    blocked: str | None = None
    """Why the contact is not offered although a date is set, or none."""
    is_archived: bool = False
