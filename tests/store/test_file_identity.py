"""A store whose file is deleted or replaced underneath says so, confirms nothing and harms nothing."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.agency import Agency
from tests.support.clock import FixedClock
from tests.support.databases import SqliteDatabases
from trtui.desk import clients, drafts, home, summary
from trtui.domain.errors import StoreUnavailable

NAME = clients.NewClient("Quill Printing Ltd")


@pytest.fixture
def path(sqlite_url: str) -> Path:
    return Path(sqlite_url.removeprefix("sqlite:///"))


@pytest.fixture
def agency(sqlite_url: str, clock: FixedClock) -> Agency:
    """An agency at work: connections are open, and the log holds what was written last."""
    made = Agency(sqlite_url, clock)
    made.a_client("Brookhill Logistics Ltd")
    made.sam.read_now(home.home)
    return made


def another(sqlite_databases: SqliteDatabases, folder: Path, clock: FixedClock) -> Path:
    """Make another store, with another client."""
    folder.mkdir()
    url = sqlite_databases.new(folder)
    made = Agency(url, clock)
    made.a_client("Hart Bakery Ltd")
    made.close()
    return Path(url.removeprefix("sqlite:///"))


def refused(agency: Agency, why: str) -> None:
    for ask in (
        lambda: agency.sam.write_now(clients.add, NAME),
        lambda: agency.sam.operate_now(drafts.keep, "note:1", "text"),
        lambda: agency.sam.read_now(home.home),
    ):
        with pytest.raises(StoreUnavailable, match=why):
            ask()


def test_nothing_is_confirmed_when_the_file_is_gone(agency: Agency, path: Path) -> None:
    path.unlink()
    refused(agency, "was deleted or moved away while it was in use")
    assert not path.exists()
    agency.close()


def test_a_file_that_is_put_back_goes_on(agency: Agency, path: Path) -> None:
    aside = path.with_suffix(".aside")
    path.rename(aside)
    refused(agency, "moved away")
    aside.rename(path)
    client = agency.sam.write_now(clients.add, NAME).client_id
    assert agency.sam.read_now(summary.summary, client).name == "Quill Printing Ltd"
    agency.close()


def test_another_store_in_its_place_is_neither_written_nor_harmed(
    agency: Agency, path: Path, sqlite_databases: SqliteDatabases, tmp_path: Path, clock: FixedClock
) -> None:
    os.replace(another(sqlite_databases, tmp_path / "other", clock), path)
    refused(agency, "was replaced by another file while it was in use")
    agency.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT name FROM client").fetchall() == [("Hart Bakery Ltd",)]
    again = Agency(f"sqlite:///{path}", clock, is_new=False)
    again.a_client("Quill Printing Ltd")
    again.close()


def test_what_is_replaced_during_a_write_is_not_confirmed(
    agency: Agency, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = clients.add

    def add_and_lose(*arguments: object, **more: object) -> object:
        path.unlink()
        return add(*arguments, **more)  # type: ignore[arg-type]

    with pytest.raises(StoreUnavailable, match="was deleted"):
        agency.sam.write_now(add_and_lose, NAME)
    agency.close()
