"""A client's credit check, as often as it is asked for."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import Field

from trtui.store.tables.rows import Kept, instant, kept, link, maybe_instant, maybe_link


@kept
class CreditCheck(Kept, table=True):
    """A credit check: who asked for it in which stage of the account, and what credit control answered."""

    __tablename__ = "credit_check"

    client_id: int = link("client")
    status: str = "requested"
    """Requested, approved, refused or withdrawn."""
    from_stage: str | None = None
    """The account's stage before; a withdrawn check leads back to it."""
    asked_at: int = instant()
    asked_by: int | None = maybe_link("user_account", index=False)
    decided_at: int | None = maybe_instant()
    decided_by: int | None = maybe_link("user_account", index=False)
    limit_pence: int | None = Field(default=None, sa_type=BigInteger)
    valid_until_on: str | None = None
    provider: str | None = None
    reference: str | None = None
    reason: str | None = None
