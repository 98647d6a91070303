"""What tests of places find: an agency at a fresh SQLite store."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.agency import Agency
from tests.support.clock import FixedClock
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


@pytest.fixture(scope="session")
def filled_store(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Filled]:
    """A store on which no list of any screen is empty, and what is in it; tests get copies."""
    folder = tmp_path_factory.mktemp("filled")
    agency = Agency(str(folder / "trtui.db"), FixedClock())
    numbers = fill(agency, folder)
    agency.close()
    return folder, numbers


@pytest.fixture
def filled(filled_store: tuple[Path, Filled], sqlite_url: str) -> Filled:
    """Fill the agency's store."""
    folder, numbers = filled_store
    here = Path(sqlite_url.removeprefix("sqlite:///"))
    for file in folder.iterdir():
        if file.name.startswith("trtui.db") or file.is_dir() or "register" in file.name:
            target = here.with_name(file.name.replace("trtui.db", here.name, 1))
            shutil.copytree(file, target) if file.is_dir() else shutil.copyfile(file, target)
    return numbers
