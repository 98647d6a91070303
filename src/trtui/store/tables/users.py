"""People who use the workspace, and their teams."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from trtui.store.tables.rows import Kept, instant, kept, link, maybe_instant, maybe_link


@kept
class Team(Kept, table=True):
    """A group of users who share clients and queues."""

    __tablename__ = "team"

    name: str = Field(unique=True)


@kept
class UserAccount(Kept, table=True):
    """A user: consultant, credit control, manager or administrator."""

    __tablename__ = "user_account"

    login: str = Field(unique=True)
    name: str
    role: str = "consultant"
    email: str | None = None
    created_at: int = instant()
    disabled_at: int | None = maybe_instant()


@kept
class TeamMember(Kept, table=True):
    """A user's membership of a team."""

    __tablename__ = "team_member"
    __table_args__ = (UniqueConstraint("team_id", "user_id"),)

    team_id: int = link("team")
    user_id: int = link("user_account")


@kept
class ServiceRole(Kept, table=True):
    """A role of the database that may sit as any user, such as the account of an SSH gateway."""

    __tablename__ = "service_role"

    role: str = Field(unique=True)
    named_by: int | None = maybe_link("user_account", index=False)
    named_at: int = instant()
