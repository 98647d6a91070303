"""The program under measurement: the only module of the benchmark that knows its names."""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Callable
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import trtui
from tests.support.schema import make_schema

if TYPE_CHECKING:
    from tests.terminal.harness import Terminal
    from trtui.desk.office import Office
from trtui.integrations.clock import country_of

LOGIN = "sam"
"""Who looks at the sample data."""


class MachineClock:
    """The clock of this machine, in London."""

    zone: tzinfo = ZoneInfo("Europe/London")

    def now(self) -> int:
        """Return the present instant in UTC epoch seconds."""
        return int(time.time())

    def country(self, zone: str) -> str:
        """Return the country whose bank holidays are likeliest in a time zone."""
        return country_of(zone)


def version() -> str:
    """Return the program's version."""
    return trtui.__version__


def make_store(where: Path | str, clients: int, seed: int) -> None:
    """Make a store of sample data, as ``trtui demo --create`` does; in a database its role may sit as any user."""
    from trtui.store import sample

    clock = MachineClock()
    sample.create(str(where), clients=clients, seed=seed, now=clock.now(), zone=clock.zone)
    if str(where).startswith("postgresql"):
        make_schema(str(where))


def client_names(store: Path) -> list[str]:
    """Return the names of all clients in a store."""
    connection = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    try:
        return [name for (name,) in connection.execute("SELECT name FROM client ORDER BY id")]
    finally:
        connection.close()


SEARCH_BOX = "▸"
"""What stands before the box of the start screen."""


def workspace(store: Path) -> list[str]:
    """Return how the workspace is opened at a store."""
    return [sys.executable, "-m", "trtui", "--db", str(store), "--as", LOGIN]


def has_rows(screen: str) -> bool:
    """Tell whether the start screen shows its first rows."""
    return "Due today (" in screen and " overdue" in screen


def visit_screens(terminal: Terminal) -> None:
    """Search, open the client found, come back, and look at the call queue."""
    for key in "brokohill":  # a slip is part of a day
        terminal.press(key)
        terminal.settle()
    terminal.press("enter")
    terminal.wait_for("Overview")
    terminal.press("escape")
    terminal.wait_for(SEARCH_BOX)
    terminal.settle()
    terminal.press("g", "q")
    terminal.wait_for("Calls due")


def open_office(store: Path | str, login: str = LOGIN) -> Office:
    """Sit down at a store."""
    from trtui.desk.office import Office

    return Office(str(store), MachineClock(), login=login)


def searcher(office: Office) -> Callable[[str], object]:
    """Return what the search box calls at every key."""
    from trtui.desk import search

    return lambda text: office.read_now(search.find, text)


def checker(office: Office) -> Callable[[str], object]:
    """Return what the new-client form calls while a name is typed."""
    from trtui.desk import duplicates

    return lambda name: office.read_now(duplicates.check, duplicates.Asked(name=name))


def lister(office: Office) -> Callable[[str], object]:
    """Return what the call queue's screen reads: the due calls of everyone, narrowed by a filter."""
    from trtui.desk import queue

    return lambda text: office.read_now(queue.due, "everyone", text)


def taker(office: Office) -> Callable[[str], object]:
    """Return what enter does in the call queue and escape takes back: claim the next client, release it."""
    from trtui.desk import claims

    def take(text: str) -> None:
        held = office.operate_now(claims.claim_next, "everyone", text)
        if held is not None:
            office.operate_now(claims.release, held.client_id, held.token)

    return take


def add_callers(url: str, count: int) -> None:
    """Give a store as many consultants to call, unless it has them."""
    from trtui.desk import users
    from trtui.domain.errors import Invalid

    consultant = open_office(url)
    try:
        known = consultant.read_now(users.listed)
    finally:
        consultant.close()
    office = open_office(url, next(user.login for user in known if user.role == "administrator"))
    try:
        for number in range(count):
            try:
                office.write_now(users.add, f"caller{number}")
            except Invalid:
                return  # they are there from the run before
    finally:
        office.close()


class Caller:
    """One consultant at the call queue."""

    def __init__(self, url: str, number: int) -> None:
        from trtui.desk import claims

        self._claims = claims
        self._office = open_office(url, f"caller{number}")
        self._office.operate_now(claims.release_all)
        self._held: claims.Claimed | None = None

    def claim(self) -> int | None:
        """Take the next client of everyone's queue."""
        self._held = self._office.operate_now(self._claims.claim_next, "everyone")
        return self._held and self._held.client_id

    def release(self) -> None:
        """Give it back."""
        assert self._held is not None
        self._office.operate_now(self._claims.release, self._held.client_id, self._held.token)


def let_in(url: str) -> str:
    """Make whoever measures, the role in a database, an administrator of a store, and return the login name."""
    from trtui.desk import users
    from trtui.integrations.account import account_name
    from trtui.store.queries import users as accounts

    office = open_office(url)
    try:
        login = office.read_now(lambda look: accounts.of_database(look.db)) or account_name()
        known = {user.login: user.role for user in office.read_now(users.listed)}
    finally:
        office.close()
    if known.get(login) != "administrator":
        admin = open_office(url, next(name for name, role in known.items() if role == "administrator"))
        try:
            if login in known:
                admin.write_now(users.set_role, login, "administrator")
            else:
                admin.write_now(users.add, login, login.title(), "administrator")
        finally:
            admin.close()
    return login


def registered_names(office: Office) -> list[str]:
    """Return the names of all companies in the register that goes with a store, read without the program."""
    connection = sqlite3.connect(f"file:{office.url}.register?mode=ro", uri=True)
    try:
        return [name for (name,) in connection.execute("SELECT name FROM register_company ORDER BY id")]
    finally:
        connection.close()


def register_finder(office: Office) -> Callable[[str], object]:
    """Return what the new-client form asks the register at every key."""
    from trtui.desk import register

    return lambda text: office.read_now(register.find, text)
