"""Clients and what hangs directly on them: names, sites, departments, tags, access, overrides."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from trtui.store.tables.rows import Kept, instant, kept, link, maybe_instant, maybe_link, only


@kept
class Client(Kept, table=True):
    """A company recruited for; never deleted, only archived."""

    __tablename__ = "client"

    name: str
    number: str | None = Field(default=None, index=True)
    """Registered company number, 8 characters."""
    website: str | None = None
    owner_id: int | None = maybe_link("user_account")
    team_id: int | None = maybe_link("team")
    access: str = "everyone"
    """Who may open it: everyone, team or owner (and whoever was granted it)."""
    stage: str = "prospect"
    sales_level: str | None = None
    industry: str | None = None
    customer_type: str | None = None
    lead_source: str | None = None
    banner: str | None = None
    """A warning shown on the record, such as «do not call after 16:00»."""
    created_at: int = instant()
    created_by: int | None = maybe_link("user_account", index=False)
    archived_at: int | None = maybe_instant()
    archived_why: str | None = None


@kept
class ClientName(Kept, table=True):
    """A previous or trading name of a client."""

    __tablename__ = "client_name"

    client_id: int = link("client")
    name: str
    kind: str = "trading"
    since_on: str | None = None
    until_on: str | None = None


@kept
class Site(Kept, table=True):
    """One address of a client: registered, billing, workplace or other."""

    __tablename__ = "site"

    client_id: int = link("client")
    kind: str = "workplace"
    name: str | None = None
    line1: str | None = None
    line2: str | None = None
    town: str | None = None
    county: str | None = None
    postcode: str | None = None
    country: str | None = None
    is_main: bool = False
    created_at: int = instant()
    removed_at: int | None = maybe_instant()


@kept
class Department(Kept, table=True):
    """A sub-unit of a client that starts as a copy of its parent's information."""

    __tablename__ = "department"

    client_id: int = link("client")
    name: str
    site_id: int | None = maybe_link("site", index=False)
    website: str | None = None
    phone: str | None = None
    note: str | None = None
    created_at: int = instant()
    removed_at: int | None = maybe_instant()


@kept
class Tag(Kept, table=True):
    """A customisable label."""

    __tablename__ = "tag"

    name: str = Field(unique=True)


@kept
class ClientTag(Kept, table=True):
    """A tag on a client."""

    __tablename__ = "client_tag"
    __table_args__ = (UniqueConstraint("client_id", "tag_id"),)

    client_id: int = link("client")
    tag_id: int = link("tag")


@kept
class ClientGrant(Kept, table=True):
    """A user's granted access to a client that is not open to everyone."""

    __tablename__ = "client_grant"
    __table_args__ = (UniqueConstraint("client_id", "user_id"),)

    client_id: int = link("client")
    user_id: int = link("user_account")
    granted_by: int | None = maybe_link("user_account", index=False)
    granted_at: int = instant()


@kept
class StatusOverride(Kept, table=True):
    """A status set by hand on a client or a contact, which wins over the derived one until cleared or expired."""

    __tablename__ = "status_override"
    __table_args__ = (
        CheckConstraint("(client_id IS NULL) <> (contact_id IS NULL)", name="one_subject"),
        Index("ux_status_override_client", "client_id", unique=True, **only("cleared_at IS NULL")),
        Index("ux_status_override_contact", "contact_id", unique=True, **only("cleared_at IS NULL")),
    )

    client_id: int | None = maybe_link("client", index=False)
    contact_id: int | None = maybe_link("contact", index=False)
    status: str
    reason: str
    set_by: int | None = maybe_link("user_account", index=False)
    set_at: int = instant()
    expires_at: int | None = maybe_instant()
    expires_on: str | None = None
    """The day, where a whole day is meant."""
    cleared_at: int | None = maybe_instant()


@kept
class NotDuplicate(Kept, table=True):
    """Somebody's word that two clients are really two; the smaller id comes first."""

    __tablename__ = "not_duplicate"
    __table_args__ = (UniqueConstraint("client_id", "other_id"),)

    client_id: int = link("client")
    other_id: int = link("client")
    reason: str
    said_by: int | None = maybe_link("user_account", index=False)
    said_at: int = instant()
