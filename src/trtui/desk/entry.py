"""Who sits down at the store: the first user of an empty one, or a known and enabled login."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trtui.domain.errors import Invalid, NotAllowed, ShutOut
from trtui.domain.login import login_name
from trtui.domain.policy import Actor, Role

if TYPE_CHECKING:
    from trtui.store.place import Store
    from trtui.store.reader import Reader


def enter(store: Store, login: str, now: int, account: str = "") -> Actor:
    """Return the user who sits down; an empty ``login`` means whoever connects.

    A database knows itself who connects, by the role; at a file it is ``account``, the operating system's. The first to
    open an empty store becomes its administrator; in a database only its owner may. Raises NotAllowed for anyone
    unknown or disabled, and for who may not sit as somebody else (``permit_as``).
    """
    from trtui.store.queries import users

    reader = store.reader()
    try:
        account = users.of_database(reader) or account
        login = login or account
        if not login:
            raise NotAllowed("The system gives no name for this account. Say who you are with --as.")
        sits_as = account if account != login else ""
        if users.is_empty(reader):
            _add_first(store, reader, login, now)
        if sits_as:
            permit_as(reader, login, sits_as)
        actor = known(reader, login)
    finally:
        reader.close()
    if actor is None:
        raise NotAllowed(
            f"{login!r} is not a user of this store. Ask an administrator for: trtui user add {login} — "
            "or say who you are with --as."
        )
    return replace(actor, account=sits_as)


def permit_as(reader: Reader, login: str, account: str) -> None:
    """Let an account sit as the user of another login name, or raise NotAllowed.

    Who can open a file owns all that is in it, so in an SQLite file every account may that is not disabled. In a
    database only an administrator may, and a role that the store names as a service role.
    """
    from trtui.store.queries import users

    if users.is_disabled(reader, account):
        raise _disabled(account)
    if users.of_database(reader) and not users.may_sit_as_others(reader, account):
        raise NotAllowed(
            f"You are connected as {account!r} and may not sit here as {login!r}: only administrators may sit as "
            f"somebody else. Leave --as out, or connect to the database as {login}."
        )


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
        raise _disabled(login)
    return Actor(user_id=row.id, login=row.login, name=row.name, role=Role(row.role), team_ids=teams)


def still(reader: Reader, actor: Actor) -> Actor:
    """Return a user who sat down as they are now: role and teams may have changed, the account may be closed.

    One statement for a user who sits here as themselves, for every transaction asks it. Raises ShutOut.
    """
    try:
        now = known(reader, actor.login)
        if actor.account:
            permit_as(reader, actor.login, actor.account)
    except NotAllowed as error:
        raise ShutOut(error.message) from None
    if now is None or now.user_id != actor.user_id:
        raise ShutOut(f"{actor.login!r} is not a user of this store any more. Ask an administrator.")
    return replace(now, account=actor.account)


def _add_first(store: Store, reader: Reader, login: str, now: int) -> None:
    from trtui.store.queries import users

    if not users.owns_database(reader):
        raise NotAllowed(
            "This database is still empty, and only its owner can begin with it. Ask its owner to open it once with "
            f"trtui and to add you: trtui user add {login}"
        )
    try:
        clean = login_name(login)
    except Invalid:
        clean = ""
    if clean != login:
        raise NotAllowed(
            f"{login!r} cannot be a login name here (small letters, digits, dots and dashes). "
            "Say who you are with --as, or connect under another name."
        )
    with store.writing() as writer:
        users.add_first(writer, login, login.capitalize(), Role.ADMINISTRATOR.value, now)


def _disabled(login: str) -> NotAllowed:
    return NotAllowed(f"The account {login!r} is disabled. Ask an administrator.")
