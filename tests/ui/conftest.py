"""What tests of places find: an agency at a fresh SQLite store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.agency import Agency
from tests.support.clock import FixedClock
from tests.support.databases import SqliteDatabases
from tests.ui.every_place import Filled, fill
from trtui.ui.crash import Incident
from trtui.ui.shell import Shell


@pytest.fixture
def agency(request: pytest.FixtureRequest, sqlite_url: str, clock: FixedClock) -> Iterator[Agency]:
    """An agency whose screens are looked at; with ``filled`` one that has something on each of them."""
    is_new = "filled" not in request.fixturenames
    if not is_new:
        request.getfixturevalue("filled")
    made = Agency(sqlite_url, clock, is_new)
    yield made
    made.close()


@pytest.fixture
def incidents() -> list[BaseException]:
    """The unforeseen errors that a screen met; a test that asks for them expects some."""
    return []


@pytest.fixture(autouse=True)
def no_incident(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test in which a screen met an unforeseen error: the program would have gone on."""
    are_expected = "incidents" in request.fixturenames
    met: list[BaseException] = request.getfixturevalue("incidents") if are_expected else []
    write_down = Shell._write_down

    def meet(shell: Shell, error: BaseException) -> Incident:
        met.append(error)
        return write_down(shell, error)

    monkeypatch.setattr(Shell, "_write_down", meet)
    yield
    if met and not are_expected:
        raise met[0]


def filled_agency(url: str) -> Filled:
    """Fill a store so that no list of any screen is empty, and return what is in it."""
    agency = Agency(url, FixedClock())
    numbers = fill(agency, Path(url.removeprefix("sqlite:///")).parent)
    agency.close()
    return numbers


@pytest.fixture
def filled(sqlite_databases: SqliteDatabases, sqlite_url: str, tmp_path: Path) -> Filled:
    """Fill the agency's store, which lies at ``sqlite_url``."""
    url, numbers = sqlite_databases.new_filled(tmp_path, filled_agency)
    assert url == sqlite_url
    return numbers
