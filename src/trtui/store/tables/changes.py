"""The record behind activity, field history and undo; import batches; drafts."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from trtui.store.tables.rows import Row, instant, link, maybe_instant, maybe_link


class Change(Row, table=True):
    """One use case carried out by one person at one moment."""

    __tablename__ = "change"
    __table_args__ = (Index("ix_change_user_session", "user_id", "session", "id"),)

    at: int = instant()
    user_id: int | None = maybe_link("user_account", index=False)
    session: str
    """The sitting in which it was made; undo walks back through one's own sitting."""
    use_case: str
    label: str
    """What was done, in words, such as «Assign 2 contacts to Acme»."""
    batch_id: int | None = maybe_link("import_batch")
    undoes_id: int | None = maybe_link("change", index=False)
    undone_by_id: int | None = maybe_link("change", index=False)


class ChangeItem(Row, table=True):
    """One row that a change touched; before and after are JSON objects of the fields that differ.

    An insert has no before and a removal no after.
    """

    __tablename__ = "change_item"
    __table_args__ = (
        Index("ix_change_item_entity", "entity", "entity_id", "id"),
        Index("ix_change_item_client", "client_id", "id"),
    )

    change_id: int = link("change")
    entity: str
    entity_id: int
    client_id: int | None = None
    contact_id: int | None = None
    before: str | None = None
    after: str | None = None


class ImportBatch(Row, table=True):
    """One file brought in, and what became of its rows."""

    __tablename__ = "import_batch"

    file: str
    digest: str
    user_id: int | None = maybe_link("user_account", index=False)
    started_at: int = instant()
    ended_at: int | None = maybe_instant()
    undone_at: int | None = maybe_instant()
    created: int = 0
    updated: int = 0
    duplicate: int = 0
    refused: int = 0


class Draft(Row, table=True):
    """Words not yet saved, kept when a line drops or a screen is left."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("user_id", "place"),)

    user_id: int = link("user_account")
    place: str
    body: str = Field(default="")
    kept_at: int = instant()
