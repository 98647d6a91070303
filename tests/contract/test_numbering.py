"""A number that a record once had is never another's, whatever was undone; on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from tests.support.agency import Agency
from tests.support.clock import LONDON, TUESDAY_MORNING, FixedClock
from trtui.desk import contacts, history, notes, record_history
from trtui.desk.clients import NewClient, add
from trtui.desk.contacts import NewContact
from trtui.desk.office import Office
from trtui.domain.errors import NotFound
from trtui.store.place import open_store
from trtui.store.sample import FIRST_LOGIN, create
from trtui.store.sampling import making
from trtui.store.tables import KEPT


@pytest.fixture
def agency(store_url: str, clock: FixedClock) -> Iterator[Agency]:
    made = Agency(store_url, clock)
    yield made
    made.close()


def test_a_form_on_somebody_undone_never_lands_on_somebody_else(agency: Agency) -> None:
    client = agency.a_client()
    dana = agency.a_contact("Dana Whitlock", client)
    form = agency.priya.read_now(contacts.values, dana)
    agency.sam.write_now(history.undo)
    joan = agency.a_contact("Joan Whitby", client)
    assert joan != dana
    with pytest.raises(NotFound):
        agency.priya.write_now(
            contacts.edit, dana, form.values, {**form.values, "job_title": "Planner"}, form.version
        )
    assert agency.sam.read_now(contacts.values, joan).values["job_title"] is None


def test_what_was_undone_comes_back_under_its_number_though_others_came_since(agency: Agency) -> None:
    dana = agency.a_contact("Dana Whitlock")
    agency.sam.write_now(history.undo)
    joan = agency.a_contact("Joan Whitby", by=agency.priya)
    agency.sam.write_now(history.redo)
    assert agency.sam.read_now(contacts.values, dana).values["name"] == "Dana Whitlock"
    assert agency.sam.read_now(contacts.values, joan).values["name"] == "Joan Whitby"


def test_a_new_client_does_not_show_what_an_undone_one_did(agency: Agency) -> None:
    first = agency.a_client()
    agency.sam.write_now(notes.add_note, first, "Needs four pickers")
    agency.sam.write_now(history.undo)
    agency.sam.write_now(history.undo)
    second = agency.a_client("Fernleigh Care Ltd")
    told = agency.sam.read_now(record_history.field_history, "client", second)
    assert {one.after for one in told if one.field == "name"} == {"Fernleigh Care Ltd"}
    assert all(not one.before for one in told)


@pytest.mark.parametrize("is_stepped", [False, True], ids=["made at once", "first version"])
def test_no_kept_table_of_a_file_gives_a_number_again(tmp_path: Path, is_stepped: bool) -> None:
    if is_stepped:
        engine = sa.create_engine(f"sqlite:///{tmp_path / 'store.db'}")
    else:
        store = open_store(str(tmp_path / "store.db"))
        engine = store.engine()
    with engine.begin() as connection:
        if is_stepped:
            config = Config()
            config.set_main_option("script_location", "trtui:store/migrations")
            config.attributes["connection"] = connection
            command.upgrade(config, "0001")
        tables = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        made = {str(row[0]): str(row[1]) for row in tables}
    engine.dispose()
    there = KEPT.keys() & made.keys()
    assert {"client", "contact", "contact_point", "assignment", "touch", "task"} <= there
    assert [name for name in sorted(there) if "AUTOINCREMENT" not in made[name]] == []


@pytest.mark.parametrize("has_helpers", [False, True], ids=["alone", "helped"])
def test_a_sample_goes_on_numbering_and_gives_no_number_again(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, has_helpers: bool
) -> None:
    if has_helpers:
        monkeypatch.setattr(making, "ALONE", 100)
        monkeypatch.setattr(making, "helpers", lambda: 2)
    url = str(tmp_path / "demo.db")
    create(url, clients=150, seed=1, now=TUESDAY_MORNING, zone=LONDON)
    store = open_store(url)
    reader = store.reader()
    given = dict(reader.rows("SELECT name, seq FROM sqlite_sequence"))
    highest = {name: reader.value(f"SELECT max(id) FROM {name}") for name in KEPT}
    reader.close()
    store.close()
    assert {name: given.get(name) for name in KEPT} == highest
    office = Office(url, clock, login=FIRST_LOGIN)
    try:
        client = office.write_now(add, NewClient("Zzyzx Quarry Ltd"), "a test says so").client_id
        first = office.write_now(contacts.add, NewContact("Dana Whitlock"), client).contact_id
        office.write_now(history.undo)
        second = office.write_now(contacts.add, NewContact("Joan Whitby"), client).contact_id
        assert (first, second) == (highest["contact"] + 1, highest["contact"] + 2)
    finally:
        office.close()
