"""Who sits down at a store."""

from __future__ import annotations

import os
import pwd
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.support.agency import Agency
from tests.support.clock import TUESDAY_MORNING, FixedClock
from trtui.desk import entry, users
from trtui.desk.office import Office
from trtui.domain.errors import NotAllowed, StoreUnavailable
from trtui.domain.policy import Role
from trtui.integrations.account import account_name
from trtui.store import schema
from trtui.store.place import open_store
from trtui.store.queries import users as accounts

Sit = Callable[[str], str]


@pytest.fixture
def sit(store_url: str) -> Iterator[Sit]:
    """Sits down under a login, each time at an own opening of an empty store, and tells the role."""
    stores = []

    def sit_down(login: str) -> str:
        store = open_store(store_url)
        stores.append(store)
        return entry.enter(store, login, TUESDAY_MORNING).role.value

    yield sit_down
    for store in stores:
        store.close()


def test_the_first_to_sit_down_administers_the_store_and_nobody_unknown_follows(sit: Sit) -> None:
    assert sit("sam") == Role.ADMINISTRATOR
    assert sit("sam") == Role.ADMINISTRATOR
    with pytest.raises(NotAllowed, match="'priya' is not a user of this store.* trtui user add priya"):
        sit("priya")


def test_only_one_is_let_in_as_the_first_when_several_come_at_once(sit: Sit) -> None:
    together = Barrier(4)

    def come(login: str) -> str:
        together.wait(timeout=30)
        try:
            return sit(login)
        except NotAllowed:
            return "turned away"

    with ThreadPoolExecutor(4) as pool:
        found = sorted(pool.map(come, ["sam", "priya", "jo", "max"]))
    assert found == ["administrator", "turned away", "turned away", "turned away"]


def test_whoever_found_the_store_empty_a_moment_too_early_is_not_added(store_url: str) -> None:
    store = open_store(store_url)
    with store.writing() as writer:
        for login in ("sam", "priya"):
            accounts.add_first(writer, login, login.capitalize(), Role.ADMINISTRATOR.value, TUESDAY_MORNING)
        assert [user.login for user in accounts.every(writer)] == ["sam"]
    store.close()


def test_a_disabled_user_stays_outside(agency: Agency) -> None:
    agency.sam.write_now(users.disable, "priya")
    with pytest.raises(NotAllowed, match="The account 'priya' is disabled. Ask an administrator."):
        agency.sit("priya").read_now(users.listed)


@pytest.fixture
def role_url_of() -> Iterator[Callable[[str, str], str]]:
    """Gives the URL of a database under a role of the server that owns nothing and may log in."""
    made: list[tuple[str, str]] = []

    def url(database: str, role: str) -> str:
        name = f"{role}_{os.getpid()}"
        if (database, name) not in made:
            with psycopg.connect(database, autocommit=True) as admin:
                admin.execute(f'CREATE ROLE "{name}" LOGIN')
            made.append((database, name))
        return under_role(database, name)

    yield url
    for database, name in made:
        with psycopg.connect(database, autocommit=True) as admin:
            admin.execute(f'DROP OWNED BY "{name}"')
            admin.execute(f'DROP ROLE "{name}"')


@pytest.fixture
def role_url(agency: Agency, role_url_of: Callable[[str, str], str]) -> Iterator[Callable[[str], str]]:
    """Gives the URL of the agency's database under a role that may read and write its tables, and owns nothing."""
    if not agency.url.startswith("postgresql"):
        pytest.skip("only a database knows roles")
    with psycopg.connect(agency.url, autocommit=True) as admin:
        admin.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO PUBLIC")
        admin.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO PUBLIC")
    yield lambda role: role_url_of(agency.url, role)


def under_role(url: str, role: str) -> str:
    """Return the URL of the same database under another role."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    query = "&".join(part for part in parts.query.split("&") if part and not part.startswith("user="))
    return parts._replace(netloc=f"{role}@{host}", query=query).geturl()


def sits(url: str, login: str = "", account: str = "") -> str:
    """Sit down, and return the login name of whoever it is then."""
    office = Office(url, FixedClock(), login=login, account=account)
    try:
        office.read_now(lambda look: None)
        return office.actor.login
    finally:
        office.close()


def test_in_a_database_the_role_says_who_sits_and_no_other_name_does(
    agency: Agency, role_url: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    jo, boss = f"jo_{os.getpid()}", f"boss_{os.getpid()}"
    agency.sam.write_now(users.add, jo, "Jo Role")
    agency.sam.write_now(users.add, boss, "Boss Role", "administrator")
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME", "PGUSER"):
        monkeypatch.setenv(name, boss)
    assert sits(role_url("jo")) == jo
    assert sits(role_url("jo"), account=boss) == jo
    with pytest.raises(NotAllowed, match=f"connected as '{jo}' and may not sit here as '{boss}'"):
        sits(role_url("jo"), boss)
    with pytest.raises(NotAllowed, match="may not sit here as 'priya'"):
        sits(role_url("jo"), "priya", account="priya")
    assert sits(role_url("boss"), jo) == jo
    with pytest.raises(NotAllowed, match="is not a user of this store"):
        sits(role_url("stranger"))


def test_a_disabled_user_of_a_database_stays_outside_whomever_they_name(
    agency: Agency, role_url: Callable[[str], str]
) -> None:
    boss = f"boss_{os.getpid()}"
    agency.sam.write_now(users.add, boss, "Boss Role", "administrator")
    office = Office(role_url("boss"), FixedClock(), login="priya")
    office.read_now(lambda look: None)
    agency.sam.write_now(users.disable, boss)
    with pytest.raises(NotAllowed, match=f"The account '{boss}' is disabled"):
        office.read_now(lambda look: None)
    office.close()
    for login in ("", "priya", "sam"):
        with pytest.raises(NotAllowed, match=f"The account '{boss}' is disabled"):
            sits(role_url("boss"), login)


def test_a_service_role_sits_as_whom_it_names_until_the_store_takes_that_back(
    agency: Agency, role_url: Callable[[str], str]
) -> None:
    gate = f"gate_{os.getpid()}"
    with pytest.raises(NotAllowed, match="only administrators"):
        sits(role_url("gate"), "priya")
    with pytest.raises(NotAllowed, match="manage users"):
        agency.jo.write_now(users.name_service_role, gate)
    agency.sam.write_now(users.name_service_role, gate)
    assert gate in agency.sam.read_now(users.service_roles)
    office = Office(role_url("gate"), FixedClock(), login="priya")
    office.read_now(lambda look: None)
    with pytest.raises(NotAllowed, match="is not a user of this store"):
        sits(role_url("gate"))
    agency.sam.write_now(users.name_service_role, gate, False)
    with pytest.raises(NotAllowed, match="only administrators"):
        office.read_now(lambda look: None)
    office.close()


def test_only_the_owner_of_an_empty_database_begins_with_it(
    empty_postgres_url: str, role_url_of: Callable[[str, str], str]
) -> None:
    stranger = role_url_of(empty_postgres_url, "early")
    with pytest.raises(NotAllowed, match="only its owner can begin with it"):
        open_store(stranger)
    with psycopg.connect(empty_postgres_url) as look:
        assert look.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)
    open_store(empty_postgres_url).close()
    with psycopg.connect(empty_postgres_url) as admin:
        admin.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO PUBLIC")
        owner = admin.info.user
    with pytest.raises(NotAllowed, match="only its owner can begin with it"):
        sits(stranger)
    assert sits(empty_postgres_url) == owner


def test_several_who_open_an_empty_database_at_once_find_it_set_up(empty_postgres_url: str) -> None:
    together = Barrier(4)

    def come(_: int) -> str | None:
        together.wait(timeout=60)
        store = open_store(empty_postgres_url)
        try:
            return schema.version(store.writer())
        finally:
            store.close()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(come, range(4))) == [schema.HEAD] * 4


def test_who_may_do_nothing_in_a_database_is_told_so_in_words(
    store_url: str, role_url_of: Callable[[str, str], str]
) -> None:
    if not store_url.startswith("postgresql"):
        pytest.skip("a file has no rights of its own")
    with pytest.raises(StoreUnavailable, match="does not let this account do that. Ask its administrator"):
        sits(role_url_of(store_url, "nobody"))


def test_at_a_file_the_account_sits_and_may_be_somebody_else_unless_it_is_disabled(agency: Agency) -> None:
    if agency.url.startswith("postgresql"):
        pytest.skip("a database knows itself who connects")
    assert sits(agency.url, account="jo") == "jo"
    assert sits(agency.url, "priya", account="jo") == "priya"
    assert sits(agency.url, "priya", account="a stranger") == "priya"
    with pytest.raises(NotAllowed, match="'a stranger' is not a user"):
        sits(agency.url, account="a stranger")
    agency.sam.write_now(users.disable, "jo")
    for login in ("", "priya"):
        with pytest.raises(NotAllowed, match="The account 'jo' is disabled"):
            sits(agency.url, login, account="jo")


@pytest.mark.parametrize("login", ["ev\x1b]0;PWN\x07", "two words", "Sam\x9b31m", "-rf", "", "ö" * 70])
def test_nothing_but_a_name_becomes_the_first_user(empty_sqlite_url: str, login: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        sits(empty_sqlite_url, login)
    assert refused.value.message.isprintable()


def test_the_account_is_that_of_the_user_id_whatever_the_environment_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "somebody-else")
    assert account_name() == pwd.getpwuid(os.geteuid()).pw_name.lower()
