"""Opening a store: what is made, what is refused, and in which words."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from trtui.domain.errors import SchemaTooNew, StoreUnavailable
from trtui.store import schema
from trtui.store.locating import locate
from trtui.store.place import open_store
from trtui.store.reader import Interrupted


def test_a_new_store_is_made_with_the_current_schema_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "new.db"
    store = open_store(str(path))
    reader = store.reader()
    assert schema.version(reader) == schema.HEAD
    assert reader.value("PRAGMA journal_mode") == "wal"
    assert store.writer().value("PRAGMA synchronous") == 2
    assert store.writer().value("PRAGMA foreign_keys") == 1
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0
    reader.close()
    store.close()


def test_both_databases_are_set_up_from_nothing_and_opened_again(empty_store_url: str) -> None:
    for _ in range(2):
        store = open_store(empty_store_url)
        reader = store.reader()
        assert schema.version(reader) == schema.HEAD
        reader.close()
        store.close()


def test_a_store_that_is_not_there_is_not_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="no store at"):
        open_store(str(tmp_path / "none.db"), create=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"just some text, not a database", b"\x89PNG\r\n" + bytes(100)])
def test_another_kind_of_file_is_refused_untouched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    with pytest.raises(StoreUnavailable, match="not a trtui store"):
        open_store(str(path))
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE recipe (name TEXT)")
    other.commit()
    other.close()
    with pytest.raises(StoreUnavailable, match="something else"):
        open_store(str(path))


def test_a_folder_is_refused_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="is a folder"):
        open_store(str(tmp_path))


def test_a_damaged_store_is_said_to_be_so(sqlite_url: str) -> None:
    open_store(sqlite_url).close()
    where, _ = locate(sqlite_url)
    with open(where, "r+b") as file:
        file.seek(100)
        file.write(os.urandom(8000))
    with pytest.raises(StoreUnavailable, match="Restore|restore|not a readable"):
        open_store(sqlite_url)


def test_a_store_that_cannot_be_read_keeps_no_connection(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    where, _ = locate(sqlite_url)
    Path(where).write_bytes(b"SQLite format 3\x00" + os.urandom(8000))
    connect, made = sqlite3.connect, []

    def remembered(*arguments: Any, **more: Any) -> sqlite3.Connection:
        made.append(connect(*arguments, **more))
        return made[-1]

    monkeypatch.setattr(sqlite3, "connect", remembered)
    with pytest.raises(StoreUnavailable):
        open_store(sqlite_url)
    assert made
    for connection in made:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            connection.execute("SELECT 1")


def test_a_newer_schema_is_refused(store_url: str) -> None:
    store = open_store(store_url)
    with store.writing() as writer:
        writer.run("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    with pytest.raises(SchemaTooNew, match="newer trtui"):
        open_store(store_url)


def test_unknown_urls_are_refused_without_repeating_a_password() -> None:
    with pytest.raises(StoreUnavailable) as refused:
        open_store("mysql://sam:secret@host/db")
    assert "secret" not in refused.value.message
    assert "mysql://" in refused.value.message


def test_a_postgresql_that_is_not_there_is_said_without_the_password() -> None:
    with pytest.raises(StoreUnavailable) as refused:
        open_store("postgresql://sam:secret@127.0.0.1:9/none")
    assert "secret" not in refused.value.message
    assert "cannot be opened" in refused.value.message


def test_a_write_is_whole_or_not_at_all(store_url: str) -> None:
    store = open_store(store_url)
    with pytest.raises(RuntimeError), store.writing() as writer:
        writer.run("INSERT INTO team (name, version) VALUES ('Leeds', 1)")
        raise RuntimeError
    with store.writing() as writer:
        writer.run("INSERT INTO team (name, version) VALUES ('Bath', 1)")
    reader = store.reader()
    assert reader.column("SELECT name FROM team") == ["Bath"]
    reader.close()
    store.close()


def test_a_full_disk_is_said_so_and_nothing_is_half_written(sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    pages = store.writer().value("PRAGMA page_count")
    store.writer().value(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreUnavailable, match="full"), store.writing() as writer:
        for number in range(2000):
            writer.run("INSERT INTO team (name, version) VALUES (:name, 1)", name=f"{number} {'x' * 200}")
    store.writer().value(f"PRAGMA max_page_count = {pages * 100}")
    with store.writing() as writer:
        writer.run("INSERT INTO team (name, version) VALUES ('Leeds', 1)")
    reader = store.reader()
    assert reader.column("SELECT name FROM team") == ["Leeds"]
    reader.close()
    store.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_read_only_store_is_said_so(sqlite_url: str) -> None:
    open_store(sqlite_url).close()
    where, _ = locate(sqlite_url)
    os.chmod(where, 0o400)
    store = open_store(sqlite_url)
    with pytest.raises(StoreUnavailable, match="read-only|cannot be opened"), store.writing() as writer:
        writer.run("INSERT INTO team (name, version) VALUES ('Leeds', 1)")
    store.close()


def test_a_store_locked_by_another_program_is_said_so(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store(sqlite_url).close()
    where, _ = locate(sqlite_url)
    other = sqlite3.connect(where, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    monkeypatch.setattr("trtui.store.sqlite.BUSY_MS", 50)
    store = open_store(sqlite_url)
    with pytest.raises(StoreUnavailable, match="locked by another program"), store.writing() as writer:
        writer.run("INSERT INTO team (name, version) VALUES ('Leeds', 1)")
    other.execute("ROLLBACK")
    other.close()
    store.close()


def test_a_read_that_nobody_wants_is_stopped(store_url: str) -> None:
    import threading

    store = open_store(store_url)
    reader = store.reader()
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000)"
    endless = f"{numbers} SELECT count(*) FROM n"
    stopper = threading.Timer(0.2, reader.interrupt)
    stopper.start()
    with pytest.raises(Interrupted):
        reader.value(endless)
    stopper.join()
    assert reader.value("SELECT 1") == 1
    reader.close()
    store.close()


def test_percent_signs_and_colons_in_statements_mean_the_same_on_both(store_url: str) -> None:
    store = open_store(store_url)
    reader = store.reader()
    assert reader.value("SELECT 'a%b' LIKE 'a%' AND :x = 'c:d'", x="c:d")
    assert reader.column(
        f"SELECT n FROM (SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3) t WHERE {reader.among('n', 'ids')}"
        " ORDER BY n",
        ids=reader.listed([3, 1]),
    ) == [1, 3]
    reader.close()
    store.close()
