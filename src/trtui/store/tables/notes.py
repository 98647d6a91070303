"""Notes and tasks on clients and contacts."""

from __future__ import annotations

from sqlalchemy import Index

from trtui.store.tables.rows import Kept, instant, kept, maybe_instant, maybe_link


@kept
class Note(Kept, table=True):
    """A text about a client or one of its contacts."""

    __tablename__ = "note"
    __table_args__ = (Index("ix_note_client_at", "client_id", "created_at"),)

    client_id: int | None = maybe_link("client", index=False)
    contact_id: int | None = maybe_link("contact")
    body: str
    created_at: int = instant()
    created_by: int | None = maybe_link("user_account", index=False)
    pinned_at: int | None = maybe_instant()
    removed_at: int | None = maybe_instant()


@kept
class Task(Kept, table=True):
    """Something to be done, by a person or a team."""

    __tablename__ = "task"
    __table_args__ = (Index("ix_task_assigned_due", "assigned_to", "done_at", "due_at"),)

    client_id: int | None = maybe_link("client")
    contact_id: int | None = maybe_link("contact")
    kind: str = "to do"
    title: str
    due_at: int | None = maybe_instant()
    due_on: str | None = None
    """The day, where a whole day is meant."""
    assigned_to: int | None = maybe_link("user_account", index=False)
    team_id: int | None = maybe_link("team", index=False)
    created_at: int = instant()
    created_by: int | None = maybe_link("user_account", index=False)
    done_at: int | None = maybe_instant()
    done_by: int | None = maybe_link("user_account", index=False)
    removed_at: int | None = maybe_instant()
