"""Rows written by the hundred are kept like rows added one by one: numbered, journaled, found, undone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.agency import Agency
from tests.support.clock import FixedClock
from trtui.desk import history
from trtui.domain.errors import Conflict
from trtui.store.journal import entries_of
from trtui.store.tables import KEPT, Client, ClientName, Site
from trtui.store.work import Work

STAGE = {"stage": "prospect", "created_at": 5}


@pytest.fixture
def agency(store_url: str, clock: FixedClock) -> Iterator[Agency]:
    made = Agency(store_url, clock)
    yield made
    made.close()


def one_by_one(work: Work, rows: list[tuple[Any, dict[str, Any]]]) -> list[int]:
    return [work.number(work.add(table(**values))) for table, values in rows]


def together(work: Work, rows: list[tuple[Any, dict[str, Any]]]) -> list[int]:
    return work.insert(rows)


def kept_by(agency: Agency, insert: Any, rows: list[tuple[Any, dict[str, Any]]]) -> tuple[list[int], int]:
    """Write rows in one use case; return their numbers and that of the change."""

    def write(work: Work) -> tuple[list[int], int]:
        numbers = insert(work, rows)
        work.refresh()
        return numbers, work.record() or 0

    return agency.sam.write_now(write)


def test_rows_of_several_tables_get_their_numbers_in_order(agency: Agency) -> None:
    home = agency.a_client("Quill Printing Ltd")
    (named, site, other), _ = kept_by(
        agency,
        together,
        [
            (ClientName, {"client_id": home, "name": "Quill", "kind": "trading"}),
            (
                Site,
                {"client_id": home, "kind": "workplace", "town": "Leeds", "is_main": True, "created_at": 5},
            ),
            (ClientName, {"client_id": home, "name": "Old Quill", "kind": "previous"}),
        ],
    )

    def read(look: Any) -> list[Any]:
        return [
            look.db.value("SELECT name FROM client_name WHERE id = :id", id=named),
            look.db.value("SELECT town FROM site WHERE id = :id", id=site),
            look.db.value("SELECT name FROM client_name WHERE id = :id", id=other),
        ]

    assert agency.sam.read_now(read) == ["Quill", "Leeds", "Old Quill"]


def test_the_journal_tells_the_same_of_both_ways(agency: Agency) -> None:
    rows = [(Client, {"name": name, "access": "everyone", **STAGE}) for name in ("Alpha Ltd", "Beta Ltd")]
    changes = [kept_by(agency, way, rows)[1] for way in (one_by_one, together)]

    def told(look: Any, change: int) -> list[Any]:
        return [(entry.entity, entry.before, entry.after) for entry in entries_of(look.db, change)]

    first, second = (agency.sam.read_now(told, change) for change in changes)
    assert first == second
    assert [after["name"] for _, _, after in second] == ["Alpha Ltd", "Beta Ltd"]
    assert set(second[0][2]) == set(KEPT["client"].model_fields) - {"id"}


def test_what_was_written_together_is_undone_together(agency: Agency) -> None:
    rows = [(Client, {"name": f"Number {at} Ltd", "access": "everyone", **STAGE}) for at in range(3)]
    agency.sam.write_now(lambda work: work.insert(rows))
    count = "SELECT count(*) FROM client"
    assert agency.sam.read_now(lambda look: look.db.value(count)) == 3
    agency.sam.write_now(history.undo)
    assert agency.sam.read_now(lambda look: look.db.value(count)) == 0


def test_a_row_that_breaks_a_rule_takes_all_back(agency: Agency) -> None:
    home = agency.a_client("Quill Printing Ltd")
    rows = [(ClientName, {"client_id": one, "name": "Quill", "kind": "trading"}) for one in (home, 999_999)]
    with pytest.raises(Conflict):
        agency.sam.write_now(lambda work: work.insert(rows))
    assert agency.sam.read_now(lambda look: look.db.value("SELECT count(*) FROM client_name")) == 0
