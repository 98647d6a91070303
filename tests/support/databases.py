"""Databases for tests: one PostgreSQL server per run, a template per worker, a fresh copy per test."""

from __future__ import annotations

import fcntl
import itertools
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from tests.support.pgserver import Cluster, NoPostgres, start_cluster, stop_cluster

MakeSchema = Callable[[str], None]
"""Brings the empty database behind a URL to the current schema."""
Fill = Callable[[str], Any]
"""Fills the store behind a URL, closes it, and returns what a test wants to know of it."""


def left_out() -> bool:
    """Tell whether the tests on PostgreSQL are left out by choice."""
    return os.environ.get("TRTUI_NO_PG", "") not in ("", "0")


@dataclass(frozen=True, slots=True)
class SharedServer:
    """The one server of a test run, started by the worker that needs it first; ``folder`` is the run's."""

    folder: Path
    owner: int

    def url(self) -> str:
        """Return the URL of its administrative database, starting it if need be; raise `NoPostgres`."""
        if named := os.environ.get("TRTUI_TEST_PG_DSN"):
            return named
        with self._locked():
            known = self._known()
            if not known:
                try:
                    cluster = start_cluster(owner=self.owner)
                    known = {name: str(value or "") for name, value in asdict(cluster).items()}
                except NoPostgres as error:
                    known = {"error": str(error)}
                self._record.write_text(json.dumps(known))
        if "error" in known:
            raise NoPostgres(known["error"])
        return _cluster(known).dsn()

    def stop(self) -> None:
        """Stop what was started; called once, at the end of the run."""
        known = self._known()
        if "folder" in known:
            stop_cluster(_cluster(known))

    def describe(self) -> str:
        """Say in one line which server the tests ran on; empty when none was asked for."""
        if left_out():
            return "PostgreSQL: left out by choice (TRTUI_NO_PG)"
        if os.environ.get("TRTUI_TEST_PG_DSN"):
            return "PostgreSQL: the server named in TRTUI_TEST_PG_DSN"
        known = self._known()
        if "programs" not in known:
            return known.get("error", "")
        run_as = f", run as {known['run_as']}" if known["run_as"] else ""
        return f"PostgreSQL: {known['programs']}{run_as}"

    @property
    def _record(self) -> Path:
        return self.folder / "postgres.json"

    def _known(self) -> dict[str, str]:
        return json.loads(self._record.read_text()) if self._record.exists() else {}

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with (self.folder / "postgres.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _cluster(known: dict[str, str]) -> Cluster:
    return Cluster(Path(known["folder"]), Path(known["programs"]), known["run_as"] or None)


class PostgresDatabases:
    """Makes and drops the databases of one worker; names begin with the worker's own prefix."""

    def __init__(self, server_url: str, prefix: str, make_schema: MakeSchema) -> None:
        self._server_url = server_url
        self._prefix = prefix
        self._make_schema = make_schema
        self._numbers = itertools.count(1)
        self._template = ""
        self._filled: dict[Fill, tuple[str, Any]] = {}
        self._made: list[str] = []
        self._admin = psycopg.connect(server_url, autocommit=True)
        # a third of the time of the default of PostgreSQL 15 and newer, which logs every page it copies
        self._how = " STRATEGY file_copy" if self._admin.info.server_version >= 150000 else ""

    def new(self, *, empty: bool = False) -> str:
        """Make a database and return its URL: with the current schema, or with nothing in it."""
        template = "template0" if empty else self._schema_template()
        return self._create(f"{self._prefix}_{next(self._numbers)}", template)

    def new_filled(self, fill: Fill) -> tuple[str, Any]:
        """Make a copy of a database that was filled once; return its URL and what filling it returned."""
        if fill not in self._filled:
            name = f"{self._prefix}_filled_{len(self._filled)}"
            self._filled[fill] = name, fill(self._create(name, self._schema_template()))
        name, known = self._filled[fill]
        return self._create(f"{self._prefix}_{next(self._numbers)}", name), known

    def drop(self, url: str) -> None:
        """Drop a database, connected or not."""
        name = urlsplit(url).path[1:]
        self._admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        self._made.remove(name)

    def close(self) -> None:
        """Drop all that is left."""
        for name in list(self._made):
            self.drop(self._url(name))
        self._admin.close()

    def _schema_template(self) -> str:
        if not self._template:
            name = f"{self._prefix}_template"
            self._make_schema(self._create(name, "template0"))
            self._template = name
        return self._template

    def _create(self, name: str, template: str) -> str:
        self._admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"{self._how}')
        self._made.append(name)
        return self._url(name)

    def _url(self, name: str) -> str:
        return urlsplit(self._server_url)._replace(path=f"/{name}").geturl()


class SqliteDatabases:
    """Makes the SQLite files of one worker by copying one that has the current schema."""

    def __init__(self, folder: Path, make_schema: MakeSchema) -> None:
        self._template = folder / "template.db"
        self._make_schema = make_schema
        self._filled: dict[Fill, tuple[Path, Any]] = {}

    def new(self, folder: Path, *, empty: bool = False) -> str:
        """Return the URL of a file in ``folder``: with the current schema, or not there yet."""
        path = folder / "store.db"
        if not empty:
            if not self._template.exists():
                self._make_schema(f"sqlite:///{self._template}")
            shutil.copyfile(self._template, path)
        return f"sqlite:///{path}"

    def new_filled(self, folder: Path, fill: Fill) -> tuple[str, Any]:
        """Make a copy of a file filled once, and of all beside it; return its URL and what filling it returned."""
        if fill not in self._filled:
            kept = self._template.parent / f"filled-{len(self._filled)}"
            kept.mkdir()
            self._filled[fill] = kept, fill(self.new(kept))
        kept, known = self._filled[fill]
        shutil.copytree(kept, folder, dirs_exist_ok=True)
        return f"sqlite:///{folder / 'store.db'}", known
