"""Touches, agreed next calls, claims, blitz sessions and the Target 20."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from trtui.store.tables.rows import Kept, Row, instant, kept, link, maybe_instant, maybe_link, only


@kept
class Touch(Kept, table=True):
    """Any logged interaction: call, voicemail, e-mail, SMS, meeting or visit."""

    __tablename__ = "touch"
    __table_args__ = (
        Index("ix_touch_client_at", "client_id", "at"),
        Index("ix_touch_contact_at", "contact_id", "at"),
        Index("ix_touch_user_at", "user_id", "at"),
    )

    client_id: int | None = maybe_link("client", index=False)
    contact_id: int | None = maybe_link("contact", index=False)
    user_id: int = link("user_account", index=False)
    kind: str = "call"
    outcome: str | None = None
    """The code of the call's outcome, or none for other touches."""
    is_conversation: bool = False
    """Whether it restarts the cadence."""
    at: int = instant()
    note: str | None = None
    phone: str | None = None
    session_id: int | None = maybe_link("call_session")
    once: str | None = Field(default=None, unique=True)
    """The key under which one recording is kept once, however often it is sent."""
    removed_at: int | None = maybe_instant()


@kept
class CallPlan(Kept, table=True):
    """A next call that replaces the due date until it is done: call-back, snooze, retry or accepted proposal."""

    __tablename__ = "call_plan"
    __table_args__ = (Index("ux_call_plan_open", "contact_id", unique=True, **only("done_at IS NULL")),)

    contact_id: int = link("contact")
    kind: str
    """callback, snooze, retry or next."""
    at: int = instant()
    day_on: str | None = None
    """The day, where a whole day is meant."""
    user_id: int | None = maybe_link("user_account", index=False)
    """For whom a call-back is reserved."""
    reason: str | None = None
    set_by: int | None = maybe_link("user_account", index=False)
    set_at: int = instant()
    done_at: int | None = maybe_instant()


@kept
class Target20(Kept, table=True):
    """One contact's place in a consultant's working subset of at most twenty."""

    __tablename__ = "target20"
    __table_args__ = (
        Index("ux_target20_open", "user_id", "contact_id", unique=True, **only("removed_at IS NULL")),
    )

    user_id: int = link("user_account", index=False)
    contact_id: int = link("contact")
    since_at: int = instant()
    until_on: str | None = None
    removed_at: int | None = maybe_instant()


class Claim(SQLModel, table=True):
    """The exclusive, time-limited right to work a client; operational, so not journaled.

    A released claim keeps its row, ended, so that its token never comes again.
    """

    __tablename__ = "claim"
    __table_args__ = (Index("ix_claim_lease", "lease_until"),)

    client_id: int = Field(
        primary_key=True,
        foreign_key="client.id",
        ondelete="CASCADE",
        sa_column_kwargs={"autoincrement": False},
    )
    contact_id: int = link("contact", index=False, ondelete="CASCADE")
    user_id: int = link("user_account", index=False)
    token: int = Field(sa_type=BigInteger)
    """Grows with every taking and every release; a write on a claim must carry the token it was given."""
    taken_at: int = instant()
    lease_until: int = instant()


class CallSession(Row, table=True):
    """One person's sitting at the queue; its figures are counted from the touches that name it."""

    __tablename__ = "call_session"

    user_id: int = link("user_account")
    name: str | None = None
    scope: str = "mine"
    filter_text: str = ""
    goal: int | None = None
    started_at: int = instant()
    seen_at: int = instant()
    break_from_at: int | None = maybe_instant()
    break_seconds: int = 0
    ended_at: int | None = maybe_instant()


class CallSkip(Row, table=True):
    """A contact passed over in a session, with the reason."""

    __tablename__ = "call_skip"

    session_id: int = link("call_session")
    contact_id: int = link("contact", ondelete="CASCADE")
    user_id: int = link("user_account", index=False)
    reason: str
    at: int = instant()
