"""Who sits down at the store: the first user of an empty one, or a known and enabled login."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

from trtui.domain.errors import NotAllowed
from trtui.domain.policy import Actor, Role

if TYPE_CHECKING:
    from trtui.store.place import Store
    from trtui.store.reader import Reader


def enter(store: Store, login: str, now: int, asked_by: str = "") -> Actor:
    """Return the user who sits down under a login name; an empty one means the operating system's.

    The first to open an empty store becomes its administrator. ``asked_by`` is the account that asks to sit as
    somebody else (``permit_as``). Raises NotAllowed for anyone unknown or disabled.
    """
    from trtui.store.queries import users

    login = login or getpass.getuser()
    reader = store.reader()
    try:
        actor = known(reader, login)
        if actor is None and users.is_empty(reader):
            with store.writing() as writer:
                users.add_first(writer, login, login.capitalize(), Role.ADMINISTRATOR.value, now)
            actor = known(reader, login)
        if actor is not None and asked_by:
            permit_as(reader, actor, asked_by)
    finally:
        reader.close()
    if actor is None:
        raise NotAllowed(
            f"{login!r} is not a user of this store. Ask an administrator for: trtui user add {login} — "
            "or say who you are with --as."
        )
    return actor


def permit_as(reader: Reader, actor: Actor, account: str) -> None:
    """Let an account sit as another user, or raise NotAllowed.

    Who can open a file owns all that is in it, so in an SQLite file everybody may. In a database only somebody who is
    known to it by that name may, and an administrator.
    """
    from trtui.store.queries import users

    here = users.of_database(reader)
    if not here or actor.login in (account, here):
        return
    if not any(_is_administrator(reader, login) for login in (account, here)):
        raise NotAllowed(
            f"You may not sit here as {actor.login!r}: only administrators may sit as somebody else. Leave --as out, "
            f"or connect to the database as {actor.login}."
        )


def _is_administrator(reader: Reader, login: str) -> bool:
    from trtui.store.queries import users

    row = users.of_login(reader, login)
    return row is not None and row.disabled_at is None and row.role == Role.ADMINISTRATOR.value


def known(reader: Reader, login: str) -> Actor | None:
    """Return the enabled user of a login name, or none where there is no such user.

    Raises NotAllowed for a disabled one.
    """
    from trtui.store.queries import users

    found = users.with_teams(reader, login)
    if found is None:
        return None
    row, teams = found
    if row.disabled_at is not None:
        raise NotAllowed(f"The account {login!r} is disabled. Ask an administrator.")
    return Actor(user_id=row.id, login=row.login, name=row.name, role=Role(row.role), team_ids=teams)


def still(reader: Reader, actor: Actor) -> Actor:
    """Return a user who sat down as they are now: role and teams may have changed, the account may be closed.

    One statement, for every transaction asks it. Raises NotAllowed.
    """
    now = known(reader, actor.login)
    if now is None or now.user_id != actor.user_id:
        raise NotAllowed(f"{actor.login!r} is not a user of this store any more. Ask an administrator.")
    return now
