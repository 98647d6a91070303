"""Users and teams."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from trtui.domain.folding import fold
from trtui.domain.spelt import is_same

if TYPE_CHECKING:
    from trtui.store.reader import Reader, Writer


class UserRow(NamedTuple):
    """A user's account."""

    id: int
    login: str
    name: str
    role: str
    disabled_at: int | None


class ColleagueRow(NamedTuple):
    """An enabled user."""

    id: int
    name: str


def every(db: Reader) -> list[UserRow]:
    """Return all users by name, disabled ones last."""
    rows = db.rows("SELECT id, login, name, role, disabled_at FROM user_account ORDER BY id")
    return sorted(map(UserRow._make, rows), key=lambda row: (row.disabled_at is not None, fold(row.name)))


def enabled(db: Reader) -> list[ColleagueRow]:
    """Return the enabled users by name."""
    rows = db.rows("SELECT id, name FROM user_account WHERE disabled_at IS NULL ORDER BY id")
    return sorted(map(ColleagueRow._make, rows), key=lambda row: fold(row.name))


def of_login(db: Reader, login: str) -> UserRow | None:
    """Return the user of a login name, disabled or not, or none."""
    row = db.row(
        "SELECT id, login, name, role, disabled_at FROM user_account WHERE login = :login", login=login
    )
    return None if row is None else UserRow._make(row)


def is_empty(db: Reader) -> bool:
    """Tell whether nobody has an account yet."""
    return db.value("SELECT id FROM user_account LIMIT 1") is None


def add_first(db: Writer, login: str, name: str, role: str, now: int) -> None:
    """Add an account if there still is none; no journal records who let the first user in."""
    if db.dialect.name != "sqlite":
        db.run("LOCK TABLE user_account IN SHARE ROW EXCLUSIVE MODE")
    db.run(
        "INSERT INTO user_account (login, name, role, created_at, version)"
        " SELECT :login, :name, :role, :now, 1 WHERE NOT EXISTS (SELECT 1 FROM user_account)",
        login=login,
        name=name,
        role=role,
        now=now,
    )


def leading(db: Reader) -> list[str]:
    """Return the names of the enabled managers and administrators, by name."""
    return db.column(
        "SELECT name FROM user_account WHERE role IN ('administrator', 'manager') AND disabled_at IS NULL"
        " ORDER BY lower(name), id"
    )


def has_other_administrator(db: Reader, user_id: int) -> bool:
    """Tell whether somebody else than this user administers the store."""
    found = db.value(
        "SELECT id FROM user_account WHERE role = 'administrator' AND disabled_at IS NULL AND id <> :id LIMIT 1",
        id=user_id,
    )
    return found is not None


def count_clients(db: Reader) -> dict[int, int]:
    """Return how many clients each owner has."""
    return dict(
        db.rows("SELECT owner_id, count(*) FROM client_state WHERE owner_id IS NOT NULL GROUP BY owner_id")
    )


def team_names(db: Reader) -> dict[int, list[str]]:
    """Return the names of each member's teams, by name."""
    found: dict[int, list[str]] = {}
    for user_id, name in db.rows(
        "SELECT m.user_id, t.name FROM team_member m JOIN team t ON t.id = m.team_id ORDER BY t.id"
    ):
        found.setdefault(user_id, []).append(name)
    return {user_id: sorted(names, key=fold) for user_id, names in found.items()}


def teams(db: Reader) -> list[tuple[int, str]]:
    """Return all teams by name."""
    return [
        (int(number), str(name))
        for number, name in db.rows("SELECT id, name FROM team ORDER BY lower(name), id")
    ]


def of_database(db: Reader) -> str:
    """Return the login name by which the database itself knows who asks; empty where it asks nobody's name."""
    return "" if db.dialect.name == "sqlite" else str(db.value("SELECT session_user"))


def may_sit_as_others(db: Reader, account: str) -> bool:
    """Tell whether an account is an enabled administrator's, or a role that the store names as a service role."""
    row = db.row(
        "SELECT (SELECT 1 FROM user_account WHERE login = :account AND role = 'administrator' AND disabled_at IS NULL),"
        " (SELECT 1 FROM service_role WHERE role = :account)",
        account=account,
    )
    return row is not None and any(row)


def is_disabled(db: Reader, account: str) -> bool:
    """Tell whether an account is that of a disabled user."""
    return (
        db.value("SELECT 1 FROM user_account WHERE login = :a AND disabled_at IS NOT NULL", a=account)
        is not None
    )


def owns_database(db: Reader) -> bool:
    """Tell whether who asks owns the database, or is a member of the role that does; a file has no owner here."""
    if db.dialect.name == "sqlite":
        return True
    return bool(
        db.value(
            "SELECT pg_has_role(session_user, datdba, 'MEMBER') FROM pg_database WHERE datname = current_database()"
        )
    )


def service_roles(db: Reader) -> list[str]:
    """Return the roles of the database that may sit as any user, by name."""
    return db.column("SELECT role FROM service_role ORDER BY role")


def service_role(db: Reader, role: str) -> int | None:
    """Return the number of a service role, or none."""
    number = db.value("SELECT id FROM service_role WHERE role = :role", role=role)
    return None if number is None else int(number)


def with_teams(db: Reader, login: str) -> tuple[UserRow, frozenset[int]] | None:
    """Return the user of a login name, disabled or not, with the teams they belong to, in one statement; or none."""
    rows = db.rows(
        "SELECT u.id, u.login, u.name, u.role, u.disabled_at, m.team_id FROM user_account u"
        " LEFT JOIN team_member m ON m.user_id = u.id WHERE u.login = :login",
        login=login,
    )
    if not rows:
        return None
    return UserRow._make(rows[0][:5]), frozenset(row[5] for row in rows if row[5] is not None)


def team_named(db: Reader, name: str) -> int | None:
    """Return the team of a name in any spelling, or none."""
    teams = db.rows("SELECT id, name FROM team ORDER BY id")
    return next((int(number) for number, team in teams if is_same(team, name)), None)
