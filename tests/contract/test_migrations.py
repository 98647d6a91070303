"""The schema by its steps is the schema as it is made at once, on both databases, from every version."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect

from tests.support.clock import FixedClock
from tests.support.schema import make_schema
from trtui.desk import history, numbering, queue, registration, search, watch
from trtui.desk.office import Office
from trtui.domain.errors import SchemaTooNew
from trtui.domain.register.values import Registered
from trtui.domain.time import local_day, start_of_day
from trtui.store import migrating, schema
from trtui.store.locating import locate
from trtui.store.place import Store, open_store
from trtui.store.postgres import PostgresDialect
from trtui.store.reader import Reader
from trtui.store.sqlite import SqliteDialect, create
from trtui.store.tables import metadata


def an_empty_store(url: str) -> Store:
    where, kind = locate(url)
    if kind == "sqlite":
        create(where)
        return Store(where, SqliteDialect(where))
    return Store(where, PostgresDialect())


def brought_to(url: str, version: str) -> None:
    """Make a store as the program of an older version left it."""
    store = an_empty_store(url)
    with store.engine().begin() as connection:
        upgraded_to(connection, version)
    store.close()


def upgraded_to(connection: Connection, version: str) -> None:
    """Take the steps to a version, and nothing that the program does beside them."""
    config = Config()
    config.set_main_option("script_location", "trtui:store/migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, version)


@contextmanager
def reading(url: str) -> Iterator[Reader]:
    """Read a store as it is, without bringing it up."""
    store = an_empty_store(url)
    reader = store.reader()
    try:
        yield reader
    finally:
        reader.close()
        store.close()


def described(connection: Connection) -> dict[str, Any]:
    """Return tables, columns, keys and indexes, without what only differs in spelling."""
    found = inspect(connection)
    tables: dict[str, Any] = {}
    for table in sorted(set(found.get_table_names()) - {"alembic_version"}):
        tables[table] = {
            "columns": sorted(
                (column["name"], str(column["type"]), column["nullable"])
                for column in found.get_columns(table)
            ),
            "indexes": sorted(
                (str(index["name"]), tuple(map(str, index["column_names"])), bool(index["unique"]))
                for index in found.get_indexes(table)
            ),
            "foreign keys": sorted(
                (tuple(key["constrained_columns"]), key["referred_table"])
                for key in found.get_foreign_keys(table)
            ),
            "unique": sorted(tuple(key["column_names"]) for key in found.get_unique_constraints(table)),
        }
    return tables


@pytest.mark.parametrize("version", schema.VERSIONS)
def test_every_version_is_brought_up_to_the_schema_that_a_new_store_has(
    empty_store_url: str, version: str, request: pytest.FixtureRequest
) -> None:
    brought_to(empty_store_url, version)
    store = open_store(empty_store_url)
    with store.engine().connect() as connection:
        stepped = described(connection)
    store.close()
    where = "sqlite_url" if store.kind == "sqlite" else "postgres_url"
    fresh = open_store(request.getfixturevalue(where) + (".fresh" if store.kind == "sqlite" else ""))
    with fresh.engine().connect() as connection:
        made = described(connection)
    fresh.close()
    assert stepped == made
    assert set(metadata.tables) <= set(stepped)


def test_a_store_of_the_first_version_keeps_its_clients_and_takes_companies(
    empty_store_url: str, clock: FixedClock
) -> None:
    brought_to(empty_store_url, "0001")
    old = an_empty_store(empty_store_url)
    with old.writing() as db:
        db.run(
            "INSERT INTO user_account (id, version, login, name, role, created_at)"
            " VALUES (1, 1, 'sam', 'Sam', 'administrator', 0)"
        )
        db.run(
            "INSERT INTO client (id, version, name, owner_id, access, stage, created_at)"
            " VALUES (1, 1, 'Brookhill Ltd', 1, 'everyone', 'prospect', 0)"
        )
    old.close()
    make_schema(empty_store_url)
    office = Office(empty_store_url, clock, login="sam")
    company = Registered("04418292", "BROOKHILL LIMITED", "Liquidation", town="LEEDS")
    try:
        assert office.read_now(registration.of_client, 1) is None
        office.write_now(registration.take, 1, company)
        assert [one.kind for one in office.read_now(watch.flags)] == ["liquidation"]
        assert office.write_now(watch.dismiss, [1]) == 1
        office.write_now(history.undo)
        office.write_now(history.undo)
        assert office.read_now(registration.of_client, 1) is None
        assert office.read_now(numbering.listed) == ()
    finally:
        office.close()
    with reading(empty_store_url) as db:
        assert schema.version(db) == schema.HEAD


def test_an_older_store_takes_the_contacts_of_dead_and_inactive_clients_out_of_its_queue(
    empty_store_url: str, clock: FixedClock
) -> None:
    brought_to(empty_store_url, "0002")
    old = an_empty_store(empty_store_url)
    now = clock.now()
    with old.writing() as db:
        db.run(
            "INSERT INTO user_account (id, version, login, name, role, created_at)"
            " VALUES (1, 1, 'sam', 'Sam', 'administrator', 0)"
        )
        for number, level, stage, kind in (
            (1, None, "prospect", "cadence"),
            (2, "dead", "prospect", "cadence"),
            (3, None, "inactive", "snooze"),
            (4, "dead", "inactive", "callback"),
        ):
            _queued(db, number, level, stage, kind, now)
    old.close()
    make_schema(empty_store_url)
    office = Office(empty_store_url, clock, login="sam")
    try:
        rows = office.read_now(queue.due).rows
        assert [(row.contact, row.why) for row in rows] == [
            ("Contact 4", "Sales level Dead: only your agreed call-back is shown"),
            ("Contact 1", "no conversation yet (A)"),
        ]
        found = {number: office.read_now(lambda look, n=number: _kept(look, n)) for number in (1, 2, 3, 4)}
    finally:
        office.close()
    today = start_of_day(local_day(now, clock.zone), clock.zone)
    assert found == {
        1: (today, None, today),
        2: (None, "Sales level Dead", None),
        3: (None, "Stage Inactive", None),
        4: (now - 60, None, now - 60),
    }


def test_an_older_store_gets_the_extensions_out_of_its_numbers_as_they_were_typed(
    empty_store_url: str, clock: FixedClock
) -> None:
    brought_to(empty_store_url, "0003")
    old = an_empty_store(empty_store_url)
    points = (
        (1, 1, None, "phone", "+441134960150", "0113 496 0150 ext 204", None),
        (2, 1, None, "phone", "+441134960150", "0113 496 0150", None),
        (3, None, 1, "phone", "+441134960100", "0113 496 0100 x9", None),
        (4, 1, None, "phone", "+494333633333", "+49 4333 633333 ext. 543", 7),
        (5, 1, None, "phone", "ask for ext 204", "ask for ext 204", None),
        (6, 1, None, "email", "x204@quarry.example", "x204@quarry.example", None),
    )
    with old.writing() as db:
        db.run(
            "INSERT INTO user_account (id, version, login, name, role, created_at)"
            " VALUES (1, 1, 'sam', 'Sam', 'administrator', 0)"
        )
        _queued(db, 1, None, "prospect", "cadence", clock.now())
        db.run("UPDATE client_state SET phone = '+441134960100' WHERE client_id = 1")
        for number, contact_id, client_id, kind, value, typed, invalid_at in points:
            db.run(
                "INSERT INTO contact_point (id, version, contact_id, client_id, kind, value, typed, label, position,"
                " invalid_at) VALUES (:id, 3, :contact, :client, :kind, :value, :typed, 'direct', :id, :invalid)",
                id=number,
                contact=contact_id,
                client=client_id,
                kind=kind,
                value=value,
                typed=typed,
                invalid=invalid_at,
            )
        db.run(
            "INSERT INTO objection (id, version, e164, words, noted_by, noted_at)"
            " VALUES (1, 1, '+441134960199', 'stop', 1, 5)"
        )
    old.close()
    open_store(empty_store_url).close()
    with reading(empty_store_url) as db:
        kept = db.rows(
            "SELECT id, contact_id, client_id, kind, value, typed, invalid_at, version, ext"
            " FROM contact_point ORDER BY id"
        )
        assert [tuple(row[:7]) for row in kept] == list(points)
        assert [(row[7], row[8]) for row in kept] == [
            (3, "204"), (3, None), (3, "9"), (3, "543"), (3, None), (3, None),
        ]  # fmt: skip
        assert db.value("SELECT phone FROM client_state") == "+441134960100;ext=9"
        assert db.row(
            "SELECT e164, ext, words, contact_id, noted_by, noted_at, taken_back_at, taken_back_by, taken_back_why"
            " FROM objection"
        ) == ("+441134960199", None, "stop", None, 1, 5, None, None, None)
    make_schema(empty_store_url)
    office = Office(empty_store_url, clock, login="sam")
    try:
        assert [row.phone for row in office.read_now(queue.due).rows] == ["+441134960150;ext=204"]
    finally:
        office.close()


def _queued(db: Any, number: int, level: str | None, stage: str, kind: str, now: int) -> None:
    """Insert a client with one contact who is due, as an older program derived it."""
    values = {"id": number, "at": now - 60, "kind": kind, "me": 1 if kind == "callback" else None}
    db.run(
        "INSERT INTO client (id, version, name, owner_id, access, stage, sales_level, created_at)"
        " VALUES (:id, 1, :name, 1, 'everyone', :stage, :level, 0)",
        id=number,
        name=f"Client {number}",
        stage=stage,
        level=level,
    )
    db.run(
        "INSERT INTO contact (id, version, name, csi, csi_since_at, created_at)"
        " VALUES (:id, 1, :name, 'A', :since, 0)",
        id=number,
        name=f"Contact {number}",
        since=now - 60,
    )
    if kind != "cadence":
        db.run(
            "INSERT INTO call_plan (version, contact_id, kind, at, user_id, set_at)"
            " VALUES (1, :id, :kind, :at, :me, 0)",
            **values,
        )
    db.run(
        "INSERT INTO assignment (version, client_id, contact_id, is_primary, from_at) VALUES (1, :id, :id, true, 0)",
        id=number,
    )
    db.run(
        "INSERT INTO contact_state (contact_id, client_id, name_key, owner_id, status, csi, csi_rank, due_at,"
        " due_since, due_kind, reserved_for, interval_days, is_archived)"
        " VALUES (:id, :id, 'contact', 1, 'unknown', 'A', 1, :at, :at, :kind, :me, 30, false)",
        **values,
    )
    db.run(
        "INSERT INTO client_state (client_id, name_key, owner_id, status, contacts, open_jobs, next_call_at,"
        " is_archived) VALUES (:id, 'client', 1, 'target', 1, 0, :at, false)",
        id=number,
        at=now - 60,
    )


def _kept(look: Any, number: int) -> tuple[Any, ...]:
    return tuple(
        look.db.row(
            "SELECT s.due_at, s.blocked, c.next_call_at FROM contact_state s"
            " JOIN client_state c ON c.client_id = s.client_id WHERE s.contact_id = :id",
            id=number,
        )
    )


def test_an_older_program_refuses_a_store_of_this_one_and_changes_nothing(
    empty_store_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store(empty_store_url).close()
    *_, known, newer = schema.VERSIONS
    with monkeypatch.context() as older:
        older.setattr(schema, "VERSIONS", schema.VERSIONS[:-1])
        older.setattr(schema, "HEAD", schema.VERSIONS[-1])
        with pytest.raises(
            SchemaTooNew, match=rf"made by a newer trtui \(schema {newer}; this program knows {known}\)"
        ):
            open_store(empty_store_url)
    with reading(empty_store_url) as db:
        assert schema.version(db) == schema.HEAD


def test_the_steps_form_one_line_that_ends_at_the_head() -> None:
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", "trtui:store/migrations")
    steps = [step.revision for step in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(steps)) == schema.VERSIONS


def test_a_failed_step_leaves_the_store_as_it_was(
    empty_store_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = an_empty_store(empty_store_url)

    def half(connection: Connection) -> None:
        connection.execute(sa.text("CREATE TABLE half (id INTEGER)"))
        raise RuntimeError

    monkeypatch.setattr(migrating, "_make", half)
    with pytest.raises(RuntimeError):
        migrating.bring_up(store, None)
    assert schema.version(store.writer()) is None
    store.close()


def test_opening_a_current_store_loads_neither_the_orm_nor_the_steps(sqlite_url: str) -> None:
    import subprocess
    import sys

    open_store(sqlite_url).close()
    code = (
        "import sys; from trtui.store.place import open_store; open_store(sys.argv[1]).close();"
        "print([name for name in ('alembic', 'sqlalchemy', 'sqlmodel') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, sqlite_url], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_an_older_store_finds_names_in_every_spelling(empty_store_url: str, clock: FixedClock) -> None:
    brought_to(empty_store_url, "0002")
    old = an_empty_store(empty_store_url)
    with old.writing() as db:
        db.run(
            "INSERT INTO user_account (id, version, login, name, role, created_at)"
            " VALUES (1, 1, 'sam', 'Sam', 'administrator', 0)"
        )
        _queued(db, 1, None, "prospect", "cadence", clock.now())
        _queued(db, 2, None, "prospect", "cadence", clock.now())
        db.run("UPDATE client SET name = 'Möbel König GmbH' WHERE id = 1")
        db.run("UPDATE client_state SET name_key = 'mobel konig gmbh' WHERE client_id = 1")
    old.close()
    make_schema(empty_store_url)
    office = Office(empty_store_url, clock, login="sam")
    try:
        found = office.read_now(search.find, "moebel koenig")
        assert [hit.name for hit in found.hits if hit.is_match] == ["Möbel König GmbH"]
        assert [hit.name for hit in office.read_now(search.find, "moebel contact").hits][1:] == ["Contact 1"]
    finally:
        office.close()
