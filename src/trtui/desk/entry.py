"""Who sits down at the store: the first user of an empty one, or a known and enabled login."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

from trtui.domain.errors import NotAllowed
from trtui.domain.policy import Actor, Role

if TYPE_CHECKING:
    from trtui.store.place import Store
    from trtui.store.reader import Reader


def enter(store: Store, login: str, now: int) -> Actor:
    """Return the user who sits down under a login name; an empty one means the operating system's.

    The first to open an empty store becomes its administrator. Raises NotAllowed for anyone unknown or disabled.
    """
    login = login or getpass.getuser()
    reader = store.reader()
    try:
        actor = known(reader, login)
        if actor is None and reader.value("SELECT count(*) FROM user_account") == 0:
            with store.writing() as writer:
                writer.run(
                    "INSERT INTO user_account (login, name, role, created_at, version)"
                    " VALUES (:login, :name, :role, :now, 1) ON CONFLICT DO NOTHING",
                    login=login,
                    name=login.capitalize(),
                    role=Role.ADMINISTRATOR.value,
                    now=now,
                )
            actor = known(reader, login)
    finally:
        reader.close()
    if actor is None:
        raise NotAllowed(
            f"{login!r} is not a user of this store. Ask an administrator for: trtui user add {login} — "
            "or say who you are with --as."
        )
    return actor


def known(reader: Reader, login: str) -> Actor | None:
    """Return the enabled user of a login name, or none where there is no such user.

    Raises NotAllowed for a disabled one.
    """
    row = reader.row(
        "SELECT id, login, name, role, disabled_at FROM user_account WHERE login = :login", login=login
    )
    if row is None:
        return None
    if row[4] is not None:
        raise NotAllowed(f"The account {login!r} is disabled. Ask an administrator.")
    teams = reader.column("SELECT team_id FROM team_member WHERE user_id = :id ORDER BY team_id", id=row[0])
    return Actor(user_id=row[0], login=row[1], name=row[2], role=Role(row[3]), team_ids=frozenset(teams))
