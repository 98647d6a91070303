"""Who sits down at a store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tests.support.agency import Agency
from tests.support.clock import TUESDAY_MORNING
from trtui.desk import entry, users
from trtui.desk.office import Office
from trtui.domain.errors import NotAllowed
from trtui.domain.policy import Role
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


def test_in_a_database_only_administrators_sit_as_somebody_else(agency: Agency) -> None:
    def sit(login: str, asked_by: str) -> str:
        office = Office(agency.url, agency.clock, login=login, asked_by=asked_by)
        try:
            office.read_now(lambda look: None)
            return office.actor.login
        finally:
            office.close()

    agency.sam.read_now(lambda look: None)
    assert sit("priya", "sam") == "priya"
    assert sit("jo", "jo") == "jo"
    if agency.url.startswith("postgresql"):
        with pytest.raises(NotAllowed, match="only administrators"):
            sit("sam", "jo")
        with pytest.raises(NotAllowed, match="only administrators"):
            sit("priya", "a stranger")
    else:
        assert sit("sam", "jo") == "sam"
