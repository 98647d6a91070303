"""Every use case that writes says under which name the history keeps its changes."""

from __future__ import annotations

from collections import Counter

from tests.support.agency import Agency
from tests.support.use_cases import context_of, use_cases
from trtui.desk import clients, touches
from trtui.desk.stored_names import stored_name

WRITING = {name: case for name, case in use_cases().items() if context_of(case) == "Work"}


def test_every_use_case_that_writes_has_a_name_of_its_own() -> None:
    assert len(WRITING) > 60
    assert [name for name, case in WRITING.items() if not stored_name(case)] == []
    twice = [name for name, count in Counter(map(stored_name, WRITING.values())).items() if count > 1]
    assert twice == []


def test_the_history_keeps_the_name_and_not_where_the_code_stands(agency: Agency) -> None:
    client = agency.a_client()
    agency.sam.write_now(clients.archive, [client])
    agency.sam.write_now(touches.log, client, "email")
    kept = agency.sam.read_now(lambda look: look.db.column("SELECT use_case FROM change ORDER BY id DESC"))
    assert kept[:3] == ["queue.log", "clients.archive", "clients.add"]
