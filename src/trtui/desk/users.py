"""Users and teams."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trtui.desk import handover
from trtui.desk.access import permit
from trtui.desk.handover import GivenBack, HandedOver
from trtui.desk.stored_names import stored_as
from trtui.domain import web
from trtui.domain.errors import Invalid, NotFound
from trtui.domain.login import login_name
from trtui.domain.policy import Role, Verb
from trtui.domain.text import required

if TYPE_CHECKING:
    from trtui.store.look import Look
    from trtui.store.tables import UserAccount
    from trtui.store.work import Work


@dataclass(frozen=True, slots=True)
class UserLine:
    """A user, with the names of their teams."""

    id: int
    login: str
    name: str
    role: Role
    teams: tuple[str, ...]
    is_active: bool
    clients: int


def listed(look: Look) -> tuple[UserLine, ...]:
    """Return all users by name, disabled ones last."""
    from trtui.store.queries import users

    teams, counts = users.team_names(look.db), users.count_clients(look.db)
    return tuple(
        UserLine(
            row.id,
            row.login,
            row.name,
            Role(row.role),
            tuple(teams.get(row.id, ())),
            row.disabled_at is None,
            counts.get(row.id, 0),
        )
        for row in users.every(look.db)
    )


def colleagues(look: Look) -> tuple[tuple[int, str], ...]:
    """Return the id and name of every enabled user, by name; for choosing an owner."""
    from trtui.store.queries import users

    return tuple((row.id, row.name) for row in users.enabled(look.db))


def teams(look: Look) -> tuple[tuple[int, str], ...]:
    """Return the id and name of every team, by name."""
    from trtui.store.queries import users

    return tuple(users.teams(look.db))


def of_login(look: Look, login: str) -> int:
    """Return the number of the user of a login name; raises NotFound."""
    from trtui.store.queries import users

    row = users.of_login(look.db, login.strip().lower())
    if row is None:
        raise NotFound(f"There is no user {login}. See: trtui user list")
    return row.id


@stored_as("users.add")
def add(
    work: Work, login: str, name: str = "", role: str = "consultant", email: str = "", team: str = ""
) -> int:
    """Add a user, in a team where one is named (made if there is none of that name); return the number.

    Raises Invalid, NotAllowed.
    """
    from trtui.store.queries import users
    from trtui.store.tables import Team, TeamMember, UserAccount

    permit(work, Verb.MANAGE_USERS)
    clean = login_name(login)
    if users.of_login(work.db, clean) is not None:
        raise Invalid(f"There is a user {clean} already.", "login")
    row = work.add(
        UserAccount(
            login=clean,
            name=required(name or clean.capitalize(), "The name", 80, "name"),
            role=_role(role).value,
            email=web.email(email) or None,
            created_at=work.now,
        )
    )
    assert row.id is not None
    if team.strip():
        wanted = required(team, "The team", 80, "team")
        found = users.team_named(work.db, wanted)
        team_id = found if found is not None else work.number(work.add(Team(name=wanted)))
        work.add(TeamMember(team_id=team_id, user_id=row.id))
    work.label = f"Add the user {clean}"
    return row.id


@stored_as("users.set_role")
def set_role(work: Work, login: str, role: str) -> None:
    """Give a user another role; raises Invalid when it would leave nobody to administer the store."""
    permit(work, Verb.MANAGE_USERS)
    row = _user(work, login)
    wanted = _role(role)
    if row.role == Role.ADMINISTRATOR and wanted is not Role.ADMINISTRATOR:
        _keep_one_administrator(work, row)
    work.change(row, role=wanted.value)
    work.label = f"Make {row.name} {wanted.label.lower()}"


@stored_as("users.disable")
def disable(work: Work, login: str) -> HandedOver:
    """Close a user's account and give the work that waits for them on; their clients stay theirs.

    Call-backs and tasks go to the owners of the clients, else to everybody; claims, places of the Target 20 and the
    open session end.
    """
    permit(work, Verb.MANAGE_USERS)
    row = _user(work, login)
    if row.role == Role.ADMINISTRATOR:
        _keep_one_administrator(work, row)
    done = handover.hand_over(work, work.number(row))
    work.change(row, disabled_at=row.disabled_at or work.now)
    work.label = f"Disable the user {row.login}"
    return done


@stored_as("users.enable")
def enable(work: Work, login: str) -> GivenBack:
    """Open a user's account again, and give back what the disabling took where nobody changed it since."""
    from trtui.store.queries import callbacks

    permit(work, Verb.MANAGE_USERS)
    row = _user(work, login)
    back = handover.GivenBack()
    if row.disabled_at is not None:
        work.change(row, disabled_at=None)
        back = handover.give_back(work, work.number(row))
        for contact_id in callbacks.contacts_of(work.db, work.number(row)):
            work.touch(contact_id=contact_id)
    work.label = f"Enable the user {row.login}"
    return back


@stored_as("users.name_service_role")
def name_service_role(work: Work, role: str, named: bool = True) -> bool:
    """Let a role of the database sit as any user, or no longer; return whether that changed anything.

    It is meant for the account of an SSH gateway, which sits as whoever connected. A file asks nobody's name, so there
    it means nothing. Raises Invalid, NotAllowed.
    """
    from trtui.store.queries import users
    from trtui.store.tables import ServiceRole

    permit(work, Verb.MANAGE_USERS)
    clean = required(role, "The role", 63, "role")
    there = users.service_role(work.db, clean)
    if (there is not None) is named:
        return False
    if there is not None:
        work.remove(work.get(ServiceRole, there))
    else:
        work.add(ServiceRole(role=clean, named_by=work.actor.user_id, named_at=work.now))
    work.label = f"{'Name' if named else 'Take back'} the service role {clean}"
    return True


def service_roles(look: Look) -> tuple[str, ...]:
    """Return the roles of the database that may sit as any user."""
    from trtui.store.queries import users

    permit(look, Verb.MANAGE_USERS)
    return tuple(users.service_roles(look.db))


def _user(work: Work, login: str) -> UserAccount:
    from trtui.store.queries import users
    from trtui.store.tables import UserAccount

    found = users.of_login(work.db, login.strip().lower())
    if found is None:
        raise NotFound(f"There is no user {login}. See: trtui user list")
    return work.get(UserAccount, found.id)


def _role(text: str) -> Role:
    wanted = text.strip().lower().replace(" ", "_").replace("-", "_")
    try:
        return Role(wanted)
    except ValueError:
        raise Invalid(f"A role is one of: {', '.join(role.value for role in Role)}.", "role") from None


def _keep_one_administrator(work: Work, row: UserAccount) -> None:
    from trtui.store.queries import users

    if not users.has_other_administrator(work.db, work.number(row)):
        raise Invalid(f"{row.name} is the only administrator. Make somebody else one first.")
