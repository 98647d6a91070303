"""What ties clients to the public register: what was taken from it, what it says that is amiss, what it may be."""

from __future__ import annotations

from sqlalchemy import Float, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from trtui.store.tables.rows import Kept, instant, kept, link, maybe_link


@kept
class ClientRegistration(Kept, table=True):
    """The company of the register that a client is, as it was when somebody last took or asked it."""

    __tablename__ = "client_registration"
    __table_args__ = (UniqueConstraint("client_id"),)

    client_id: int = link("client", index=False)
    number: str
    name: str
    status: str = ""
    category: str = ""
    sic: str = ""
    """Codes of the UK's Standard Industrial Classification, apart by spaces."""
    sic_texts: str = ""
    """What the codes stand for, one on each line."""
    incorporated_on: str | None = None
    accounts_due_on: str | None = None
    address: str = ""
    postcode: str = ""
    previous: str = ""
    """Former names, newest first, one on each line."""
    checked_at: int = instant()
    source: str
    """The day of the edition, or ``online``."""


@kept
class RegisterVerdict(Kept, table=True):
    """Somebody's word on what the register says of a client: a flag dismissed, or a company refused.

    It holds for these facts only, so that other facts are shown again.
    """

    __tablename__ = "register_verdict"
    __table_args__ = (UniqueConstraint("client_id", "kind", "facts"),)

    client_id: int = link("client", index=False)
    kind: str
    """The kind of flag, or ``number`` for a refused company."""
    facts: str
    said_by: int | None = maybe_link("user_account", index=False)
    said_at: int = instant()


class RegisterFlag(SQLModel, table=True):
    """What the register says of a client that its people should know; derived, made anew by each comparison.

    It tells the client's number and name as compared: where the number has changed since, the flag does not count, nor
    a renaming where the name has. It names no foreign key, for what no client has does not count either.
    """

    __tablename__ = "register_flag"

    client_id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    kind: str = Field(primary_key=True)
    rank: int
    """Its place among the kinds, the gravest first."""
    number: str
    name: str
    text: str
    facts: str
    since_at: int = instant()
    edition: str


class RegisterProposal(SQLModel, table=True):
    """The company that a client without a number may be; derived.

    A client for whom none was found has a row without a number, so that the next run need not look again.
    """

    __tablename__ = "register_proposal"
    __table_args__ = (Index("ix_register_proposal_score", "score", "client_id"),)

    client_id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    name: str
    """The client's name as compared; where it has changed since, the proposal does not count."""
    number: str = ""
    company: str = ""
    status: str = ""
    address: str = ""
    score: float = Field(default=0.0, sa_type=Float)
    reasons: str = ""
    """JSON: pairs of kind and words."""
    edition: str
    """The key of the edition in which it was looked for."""
