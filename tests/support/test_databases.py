"""The databases handed to the tests are real, separate and removed again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.conftest import SERVER
from tests.support import pgserver
from tests.support.databases import PostgresDatabases, SqliteDatabases, left_out
from tests.support.pgserver import SAFE, start_cluster, stop_cluster
from tests.support.waiting import wait_while_blocking
from trtui.store.place import open_store

needs_postgres = pytest.mark.skipif(left_out(), reason="PostgreSQL left out by choice (TRTUI_NO_PG)")


def make_table(url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE thing (id int)")
        connection.execute("INSERT INTO thing VALUES (1)")


def count(url: str) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT count(*) FROM thing").fetchone()
        assert row is not None
        return row[0]


def test_each_test_gets_a_database_of_its_own(postgres_databases: PostgresDatabases) -> None:
    one, two = postgres_databases.new(empty=True), postgres_databases.new(empty=True)
    make_table(one)
    with psycopg.connect(two) as connection, pytest.raises(psycopg.errors.UndefinedTable):
        connection.execute("SELECT * FROM thing")
    postgres_databases.drop(one)
    postgres_databases.drop(two)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(one)


def test_a_database_is_dropped_while_somebody_is_connected(postgres_databases: PostgresDatabases) -> None:
    url = postgres_databases.new(empty=True)
    with psycopg.connect(url) as connection:
        postgres_databases.drop(url)
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1")


@needs_postgres
def test_the_schema_is_made_once_and_copied(request: pytest.FixtureRequest) -> None:
    made: list[str] = []

    def make(url: str) -> None:
        made.append(url)
        make_table(url)

    databases = PostgresDatabases(request.config.stash[SERVER].url(), f"trtui_copy_{os.getpid()}", make)
    urls = [databases.new(), databases.new()]
    assert [count(url) for url in urls] == [1, 1]
    assert len(made) == 1
    databases.close()


def test_sqlite_stores_are_copies_of_one_template(tmp_path: Path) -> None:
    made: list[str] = []

    def make(url: str) -> None:
        made.append(url)
        Path(url.removeprefix("sqlite:///")).write_bytes(b"schema")

    databases = SqliteDatabases(tmp_path, make)
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        url = databases.new(tmp_path / name)
        assert Path(url.removeprefix("sqlite:///")).read_bytes() == b"schema"
    assert len(made) == 1


@needs_postgres
def test_a_cluster_survives_a_crash_and_starts_again() -> None:
    cluster = start_cluster(SAFE)
    try:
        make_table(cluster.dsn())
        cluster.stop("immediate")
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(cluster.dsn())
        cluster.start()
        assert count(cluster.dsn()) == 1
    finally:
        stop_cluster(cluster)
    assert not cluster.folder.exists()


@needs_postgres
def test_the_wheel_serves_where_the_machine_has_no_postgresql(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRTUI_TEST_PG", "wheel")
    cluster = start_cluster()
    try:
        make_table(cluster.dsn())
        assert count(cluster.dsn()) == 1
    finally:
        stop_cluster(cluster)


@needs_postgres
def test_a_killed_run_leaves_no_server_behind() -> None:
    run = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        cluster = start_cluster(owner=run.pid)
        assert cluster.pid > 0
    finally:
        run.send_signal(signal.SIGKILL)
        run.communicate()
    wait_while_blocking(lambda: not cluster.folder.exists(), what="the cluster's folder is gone")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(cluster.dsn())


def test_without_a_server_the_answer_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pgserver, "_program_folders", lambda: iter([tmp_path]))
    with pytest.raises(pgserver.NoPostgres, match="install PostgreSQL 15 or newer"):
        start_cluster()


def test_a_fresh_store_is_current_and_has_nobody_in_it(store_url: str) -> None:
    store = open_store(store_url, create=False)
    reader = store.reader()
    try:
        assert reader.value("SELECT count(*) FROM client") == 0
    finally:
        reader.close()
        store.close()
