"""Vacancies and the placements that fill them, as far as status needs them."""

from __future__ import annotations

from trtui.store.tables.rows import Kept, instant, kept, link, maybe_instant, maybe_link


@kept
class Job(Kept, table=True):
    """A vacancy registered by a client; status is open, filled, closed or cancelled."""

    __tablename__ = "job"

    client_id: int = link("client")
    contact_id: int | None = maybe_link("contact")
    title: str
    kind: str = "permanent"
    status: str = "open"
    headcount: int = 1
    note: str | None = None
    registered_at: int = instant()
    registered_by: int | None = maybe_link("user_account", index=False)
    filled_at: int | None = maybe_instant()
    closed_at: int | None = maybe_instant()
    removed_at: int | None = maybe_instant()


@kept
class Placement(Kept, table=True):
    """A filled vacancy."""

    __tablename__ = "placement"

    job_id: int = link("job")
    client_id: int = link("client")
    contact_id: int | None = maybe_link("contact")
    candidate: str | None = None
    starts_on: str | None = None
    ends_on: str | None = None
    placed_at: int = instant()
    placed_by: int | None = maybe_link("user_account", index=False)
    removed_at: int | None = maybe_instant()
