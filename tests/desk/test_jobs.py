"""Vacancies and placements."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from trtui.desk import clients, history, jobs, sections, summary, upkeep
from trtui.domain.errors import Invalid, NotFound, StaleSave
from trtui.domain.policy import Visibility
from trtui.domain.status import ClientStatus, ContactStatus


def lines(agency: Agency, client: int) -> list[tuple[str, str, int]]:
    return [(one.title, one.status, one.placements) for one in agency.sam.read_now(sections.jobs, client)]


def test_only_a_contact_of_the_client_gives_a_vacancy(agency: Agency) -> None:
    client = agency.a_client()
    stranger = agency.a_contact(at=agency.a_client("Acme Freight"))
    with pytest.raises(Invalid, match="Only a contact assigned to the client") as refused:
        agency.a_job(client, contact_id=stranger)
    assert refused.value.field == "contact_id"
    dana = agency.a_contact(at=client)
    agency.sam.write_now(jobs.fill, agency.a_job(client, contact_id=dana), "Ann Example")
    (line,) = agency.sam.read_now(sections.contacts, client)
    assert line.status.value is ContactStatus.RECRUITER_WITH
    assert agency.sam.read_now(summary.summary, client).status.value is ClientStatus.ACTIVE_WITH


def test_open_vacancies_come_first_and_what_is_closed_stays_closed(agency: Agency) -> None:
    client = agency.a_client()
    first = agency.a_job(client, "Picker")
    agency.clock.advance(minutes=1)
    second = agency.a_job(client, "Planner")
    agency.clock.advance(minutes=1)
    agency.a_job(client, "Driver")
    agency.sam.write_now(jobs.close, second)
    agency.sam.write_now(jobs.fill, first)
    assert lines(agency, client) == [("Driver", "open", 0), ("Planner", "closed", 0), ("Picker", "filled", 1)]
    with pytest.raises(Invalid, match="Planner” is closed, not open"):
        agency.sam.write_now(jobs.close, second, cancelled=True)


def test_a_vacancy_with_placements_is_not_removed(agency: Agency) -> None:
    client = agency.a_client()
    filled, mistaken = agency.a_job(client, "Picker", headcount=2), agency.a_job(client, "Plannner")
    agency.sam.write_now(jobs.fill, filled)
    agency.sam.write_now(jobs.remove, mistaken)
    with pytest.raises(Invalid, match="“Picker” has placements and stays. Close it instead."):
        agency.sam.write_now(jobs.remove, filled)
    assert lines(agency, client) == [("Picker", "open", 1)]


def test_a_vacancys_form_is_saved_field_by_field(agency: Agency) -> None:
    client = agency.a_client()
    job = agency.a_job(client, "Picker")
    (line,) = agency.sam.read_now(sections.jobs, client)
    base = {"title": "Picker", "note": ""}
    agency.priya.write_now(jobs.edit, job, base, {"title": "Picker", "note": "Nights"}, line.version)
    agency.sam.write_now(jobs.edit, job, base, {"title": "Packer", "note": ""}, line.version)
    (line,) = agency.sam.read_now(sections.jobs, client)
    assert (line.title, line.note) == ("Packer", "Nights")
    with pytest.raises(StaleSave):
        agency.sam.write_now(jobs.edit, job, base, {"title": "Loader"}, line.version - 1)
    with pytest.raises(Invalid, match="between 1 and 999"):
        agency.sam.write_now(jobs.edit, job, {"headcount": 1}, {"headcount": "many"}, line.version)


def test_the_last_day_of_a_placement_is_set_changed_and_undone(agency: Agency) -> None:
    job = agency.a_job(agency.a_client(), "Planner")
    agency.sam.write_now(jobs.fill, job, "Ann Example", "2026-11-24")
    (placed,) = agency.sam.read_now(jobs.placements, job)
    assert (placed.candidate, placed.starts_on, placed.ends_on) == ("Ann Example", "2026-11-24", None)
    with pytest.raises(Invalid, match="begins on 24 Nov 2026: it cannot end before") as refused:
        agency.sam.write_now(jobs.edit_placement, placed.id, {}, {"ends_on": "2026-11-23"}, placed.version)
    assert refused.value.field == "ends_on"
    with pytest.raises(Invalid, match="“whenever” is no day"):
        agency.sam.write_now(jobs.edit_placement, placed.id, {}, {"ends_on": "whenever"}, placed.version)
    agency.sam.write_now(jobs.edit_placement, placed.id, {}, {"ends_on": "2026-11-27"}, placed.version)
    assert agency.sam.read_now(jobs.placements, job)[0].ends_on == "2026-11-27"
    assert agency.sam.write_now(history.undo).label == "End the placement of Ann Example"
    assert agency.sam.read_now(jobs.placements, job)[0].ends_on is None


def test_a_placement_without_a_first_day_does_not_end_before_it_was_made(agency: Agency) -> None:
    client = agency.a_client()
    job = agency.a_job(client)
    agency.sam.write_now(jobs.fill, job, "Ann Example")
    (placed,) = agency.sam.read_now(jobs.placements, job)
    with pytest.raises(Invalid, match="was made on 24 Nov 2026: it cannot end before") as refused:
        agency.sam.write_now(jobs.edit_placement, placed.id, {}, {"ends_on": "2026-11-23"}, placed.version)
    assert refused.value.field == "ends_on"
    agency.sam.write_now(jobs.edit_placement, placed.id, {}, {"ends_on": "2026-11-24"}, placed.version)


def test_the_list_names_who_was_placed(agency: Agency) -> None:
    client = agency.a_client()
    job = agency.a_job(client, headcount=3)
    other = agency.a_job(client, "Forklift driver")
    for candidate in ("Ann Example", "", "Ben Birch"):
        agency.sam.write_now(jobs.fill, job, candidate)
    found = {one.id: one.candidates for one in agency.sam.read_now(sections.jobs, client)}
    assert found == {job: "Ann Example, Ben Birch", other: ""}


def test_placements_are_for_those_who_may_open_the_client(agency: Agency) -> None:
    client = agency.a_client(by=agency.priya)
    job = agency.a_job(client)
    agency.sam.write_now(jobs.fill, job)
    (placed,) = agency.sam.read_now(jobs.placements, job)
    agency.priya.write_now(clients.set_access, client, Visibility.OWNER)
    with pytest.raises(NotFound, match="There is no"):
        agency.jo.read_now(jobs.placements, job)
    with pytest.raises(NotFound, match="There is no"):
        agency.jo.write_now(jobs.edit_placement, placed.id, {}, {"ends_on": "2026-11-27"}, placed.version)
    with pytest.raises(NotFound):
        agency.sam.read_now(jobs.placements, 4711)


def test_the_status_follows_placements_until_their_last_day_is_over(agency: Agency) -> None:
    client = agency.a_client()
    dana = agency.a_contact(at=client, csi="A")
    job = agency.a_job(client, contact_id=dana)
    agency.sam.write_now(jobs.fill, job, "Ann Example", "2026-11-02")

    def standing() -> tuple[str, str, str]:
        (line,) = agency.sam.read_now(sections.contacts, client)
        listed = agency.sam.read_now(
            lambda look: look.db.value("SELECT status FROM client_state WHERE client_id = :id", id=client)
        )
        return agency.sam.read_now(summary.summary, client).status.value, line.status.value, str(listed)

    live = ("active_with_placements", "recruiter_with_placements", "active_with_placements")
    over = ("active_without_placements", "recruiter_without_placements", "active_without_placements")
    assert standing() == live
    (placed,) = agency.sam.read_now(jobs.placements, job)
    agency.sam.write_now(jobs.edit_placement, placed.id, {}, {"ends_on": "2026-11-25"}, placed.version)
    assert standing() == live
    assert agency.sam.read_now(upkeep.ended) == ()
    agency.clock.advance(days=2)
    assert standing()[:2] == over[:2]
    assert agency.sam.read_now(upkeep.ended) == (client,)
    agency.sam.operate_now(upkeep.follow, (client,))
    assert standing() == over
    assert agency.sam.read_now(upkeep.ended) == ()
    ends = {"ends_on": "2026-11-25"}
    agency.sam.write_now(jobs.edit_placement, placed.id, ends, {"ends_on": None}, placed.version + 1)
    assert standing() == live
