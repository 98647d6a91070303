"""What every test finds: a private environment, a fixed clock, a fresh database of each kind."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from tests.support.clock import FixedClock
from tests.support.databases import Fill, PostgresDatabases, SharedServer, SqliteDatabases, left_out
from tests.support.environment import make_private
from tests.support.pgserver import NoPostgres, fast_folder
from tests.support.schema import make_schema

ROOT = Path(__file__).resolve().parents[1]
RUN_FOLDER = pytest.StashKey[Path]()
SERVER = pytest.StashKey[SharedServer]()

hypothesis.settings.register_profile("default", deadline=None, print_blob=True)
hypothesis.settings.load_profile("default")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Give the run a folder that its workers share, and hide the user's environment from the tests."""
    shared = getattr(config, "workerinput", None)
    if shared is None:
        folder = Path(tempfile.mkdtemp(prefix="trtui-tests-", dir=fast_folder()))
        owner = os.getpid()
        # not /tmp/pytest-of-$USER: the tests have a user name of their own, and another account may own that
        config.option.basetemp = config.option.basetemp or folder / "tmp"
    else:
        folder, owner = Path(shared["run_folder"]), int(shared["run_owner"])
    config.stash[RUN_FOLDER] = folder
    config.stash[SERVER] = SharedServer(folder, owner)
    make_private(folder)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: pytest.Item) -> None:
    """Tell a worker where the run's folder is, and which process must outlive the server."""
    node.workerinput.update(run_folder=str(node.config.stash[RUN_FOLDER]), run_owner=os.getpid())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say which PostgreSQL was used, or that it was left out by choice."""
    if line := config.stash[SERVER].describe():
        terminalreporter.write_line(line)


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the server and remove the run's folder, in the process that made them."""
    if not hasattr(config, "workerinput") and RUN_FOLDER in config.stash:
        config.stash[SERVER].stop()
        shutil.rmtree(config.stash[RUN_FOLDER], ignore_errors=True)


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands at a Tuesday morning in London until a test moves it."""
    return FixedClock()


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real company data beside the repository, or ``$TRTUI_REAL_DATA``; skips without it."""
    folder = Path(os.environ.get("TRTUI_REAL_DATA", ROOT.parent / "shared" / "data"))
    if not (folder / "companies.csv").exists():
        pytest.skip("no real company data here (TRTUI_REAL_DATA)")
    return folder


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> SqliteDatabases:
    """The maker of SQLite stores."""
    return SqliteDatabases(tmp_path_factory.mktemp("template"), make_schema)


@pytest.fixture(scope="session")
def postgres_databases(request: pytest.FixtureRequest, worker_id: str) -> Iterator[PostgresDatabases]:
    """The maker of PostgreSQL stores; fails in one sentence where no server can be had."""
    if left_out():
        pytest.skip("PostgreSQL left out by choice (TRTUI_NO_PG)")
    try:
        server_url = request.config.stash[SERVER].url()
    except NoPostgres as error:
        pytest.fail(str(error), pytrace=False)
    databases = PostgresDatabases(server_url, f"trtui_test_{os.getpid()}_{worker_id}", make_schema)
    yield databases
    databases.close()


@pytest.fixture
def sqlite_url(sqlite_databases: SqliteDatabases, tmp_path: Path) -> str:
    """The URL of a fresh SQLite store with the current schema."""
    return sqlite_databases.new(tmp_path)


@pytest.fixture
def postgres_url(postgres_databases: PostgresDatabases) -> Iterator[str]:
    """The URL of a fresh PostgreSQL store with the current schema."""
    url = postgres_databases.new()
    yield url
    postgres_databases.drop(url)


@pytest.fixture
def empty_sqlite_url(sqlite_databases: SqliteDatabases, tmp_path: Path) -> str:
    """The URL of a SQLite file that is not there yet."""
    return sqlite_databases.new(tmp_path, empty=True)


@pytest.fixture
def empty_postgres_url(postgres_databases: PostgresDatabases) -> Iterator[str]:
    """The URL of a PostgreSQL database with nothing in it."""
    url = postgres_databases.new(empty=True)
    yield url
    postgres_databases.drop(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest) -> str:
    """The URL of a fresh store with the current schema; a test that asks for it runs on both databases."""
    return request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_store_url(request: pytest.FixtureRequest) -> str:
    """The URL of a database with nothing in it, of each kind."""
    return request.getfixturevalue("empty_sqlite_url" if request.param == "sqlite" else "empty_postgres_url")


NewFilled = Callable[[Fill], tuple[str, Any]]


@pytest.fixture(params=["sqlite", "postgresql"])
def new_filled_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewFilled]:
    """What makes a copy of a store that is filled once per worker, for tests that need much in it, on each database."""
    if request.param == "sqlite":
        sqlite = request.getfixturevalue("sqlite_databases")
        yield lambda fill: sqlite.new_filled(tmp_path, fill)
        return
    postgres, made = request.getfixturevalue("postgres_databases"), []

    def new(fill: Fill) -> tuple[str, Any]:
        url, known = postgres.new_filled(fill)
        made.append(url)
        return url, known

    yield new
    for url in made:
        postgres.drop(url)
