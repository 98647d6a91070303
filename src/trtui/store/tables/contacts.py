"""Contacts, their assignments to clients, phones and e-mails, CSI codes and screening of numbers."""

from __future__ import annotations

from sqlalchemy import Index
from sqlmodel import Field

from trtui.store.tables.rows import Kept, instant, kept, link, maybe_instant, maybe_link, only


@kept
class Contact(Kept, table=True):
    """A person, who may be assigned to several clients."""

    __tablename__ = "contact"

    name: str
    job_title: str | None = None
    owner_id: int | None = maybe_link("user_account")
    """The consultant whose CSI list the contact is on; none means the client's owner."""
    csi: str | None = None
    csi_since_at: int | None = maybe_instant()
    csi_since_on: str | None = None
    """The day on which the code was given; codes of older stores may have an instant alone."""
    out_of_queue: str | None = None
    """Why the contact is not offered for calls (wrong number, left company), or none."""
    best_time: str | None = None
    """When the contact likes to be called, as typed."""
    created_at: int = instant()
    created_by: int | None = maybe_link("user_account", index=False)
    archived_at: int | None = maybe_instant()
    archived_why: str | None = None
    anonymised_at: int | None = maybe_instant()


@kept
class Assignment(Kept, table=True):
    """The link between a contact and a client; delinking ends it and keeps its history."""

    __tablename__ = "assignment"
    __table_args__ = (
        Index("ux_assignment_current", "client_id", "contact_id", unique=True, **only("to_at IS NULL")),
        Index("ux_assignment_primary", "client_id", unique=True, **only("to_at IS NULL AND is_primary")),
    )

    client_id: int = link("client")
    contact_id: int = link("contact")
    role: str | None = None
    is_primary: bool = False
    site_id: int | None = maybe_link("site", index=False)
    from_at: int = instant()
    to_at: int | None = maybe_instant()
    ended_why: str | None = None


@kept
class ContactPoint(Kept, table=True):
    """A phone number, e-mail address or web domain of a contact or of a client as a whole."""

    __tablename__ = "contact_point"

    contact_id: int | None = maybe_link("contact")
    client_id: int | None = maybe_link("client")
    kind: str
    """phone, email or web."""
    value: str = Field(index=True)
    """E.164, lower-case address or domain; the typed form where it could not be understood."""
    typed: str
    ext: str | None = None
    """The extension behind a number that was understood, in digits."""
    label: str | None = None
    position: int = 0
    invalid_at: int | None = maybe_instant()
    invalid_why: str | None = None


@kept
class Objection(Kept, table=True):
    """One objection to being called, in whose words, on one extension of a number or on the whole number.

    The line is blocked while any stands.
    """

    __tablename__ = "objection"
    __table_args__ = (Index("ix_objection_standing", "e164", **only("taken_back_at IS NULL")),)

    e164: str
    ext: str | None = None
    """The extension that alone is blocked; none blocks the whole number with all of its extensions."""
    words: str
    contact_id: int | None = maybe_link("contact")
    """Who objected, if it was a contact."""
    noted_by: int | None = maybe_link("user_account", index=False)
    noted_at: int = instant()
    taken_back_at: int | None = maybe_instant()
    taken_back_by: int | None = maybe_link("user_account", index=False)
    taken_back_why: str | None = None


@kept
class PhoneScreening(Kept, table=True):
    """What the registers of numbers said of one number when it was last screened; it binds everybody."""

    __tablename__ = "phone_screening"

    e164: str = Field(unique=True)
    tps_result: str | None = None
    """clear, tps, ctps or unknown."""
    tps_checked_at: int | None = maybe_instant()


@kept
class CsiHistory(Kept, table=True):
    """One change of a contact's CSI code."""

    __tablename__ = "csi_history"

    contact_id: int = link("contact")
    code: str | None = None
    previous: str | None = None
    reason: str | None = None
    set_by: int | None = maybe_link("user_account", index=False)
    set_at: int = instant()
