"""Who changed what of a record and of what belongs to it, in words, for those who may know."""

from __future__ import annotations

from tests.support.agency import Agency
from trtui.desk import assignment, clients, contacts, jobs, labels, notes, record_history
from trtui.desk.assignment import Planned, Step
from trtui.domain.policy import Visibility
from trtui.store.queries.record_changes import _NAMED
from trtui.store.tables import KEPT


def told(agency: Agency, entity: str, number: int, *, by: str = "sam") -> list[tuple[str, str, str, str]]:
    """Return part, field, before and after of each change, newest first."""
    found = agency.sit(by).read_now(record_history.field_history, entity, number)
    return [(one.part, one.field, one.before, one.after) for one in found]


def test_field_history_says_what_changed_from_what_to_what_and_who(agency: Agency) -> None:
    client = agency.a_client()
    agency.clock.advance(days=1)
    start = agency.priya.read_now(clients.values, client)
    agency.priya.write_now(
        clients.edit, client, start.values, {**start.values, "industry": "Care"}, start.version
    )
    newest = agency.sam.read_now(record_history.field_history, "client", client)[0]
    assert (newest.who, newest.field, newest.before, newest.after, newest.at) == (
        "Priya Shah",
        "industry",
        "",
        "Care",
        agency.clock.now(),
    )


def test_the_history_of_a_client_holds_what_belongs_to_it(agency: Agency) -> None:
    client = agency.a_client(phone="0113 496 0100")
    agency.sam.write_now(labels.tag, [client], "vip")
    agency.sam.write_now(clients.set_access, client, Visibility.OWNER)
    found = told(agency, "client", client)
    assert ("contact_point", "typed", "", "0113 496 0100") in found
    assert ("client_tag", "tag_id", "", "vip") in found
    assert ("", "access", "everyone", "owner") in found


def test_the_history_of_a_contact_holds_its_numbers_and_its_assignments(agency: Agency) -> None:
    client = agency.a_client("Brookhill Logistics Ltd")
    dana = agency.a_contact("Dana Whitlock", at=client, phone="0113 496 0142")
    agency.sam.write_now(contacts.code, [dana], "A")
    agency.sam.write_now(assignment.delink, client, [dana])
    found = told(agency, "contact", dana)
    assert ("", "csi", "", "A") in found
    assert ("contact_point", "typed", "", "0113 496 0142") in found
    assert ("assignment", "client_id", "", "Brookhill Logistics Ltd") in found
    assert any(field == "to_at" and after for part, field, _, after in found if part == "assignment")


def test_the_history_of_a_vacancy_holds_its_placements(agency: Agency) -> None:
    job = agency.a_job(agency.a_client())
    placed = agency.sam.write_now(jobs.fill, job, "Ann Example")
    agency.sam.write_now(jobs.edit_placement, placed, {}, {"ends_on": "2026-12-24"}, 1)
    assert ("placement", "ends_on", "", "24 Dec 2026") in told(agency, "job", job)


def test_what_is_at_a_client_that_is_not_for_the_reader_is_left_out(agency: Agency) -> None:
    secret = agency.a_client("Zebra Secret Holdings", by=agency.priya)
    agency.priya.write_now(clients.set_access, secret, Visibility.OWNER)
    known = agency.a_client("Brookhill Logistics Ltd")
    dana = agency.a_contact("Dana Whitlock", at=known)
    agency.priya.write_now(assignment.save, secret, [Planned(Step.ASSIGN, dana)])
    everything = agency.jo.read_now(record_history.field_history, "contact", dana)
    assert "Zebra" not in repr(everything)
    assert any(after == "Brookhill Logistics Ltd" for *_, after in told(agency, "contact", dana, by="jo"))
    assert "Zebra Secret Holdings" in repr(told(agency, "contact", dana, by="priya"))


def test_whoever_a_field_means_is_named(agency: Agency) -> None:
    client = agency.a_client()
    task = agency.sam.write_now(notes.add_task, client, "Send terms", "+3d")
    found = told(agency, "task", task)
    assert ("", "assigned_to", "", agency.sam.actor.name) in found
    pointing = {
        column.name
        for table in KEPT.values()
        for column in table.__table__.columns  # type: ignore[attr-defined]
        if column.foreign_keys
    }
    unnamed = {name for name in pointing if name not in _NAMED and not name.endswith("_by")}
    assert not unnamed - record_history.UNTOLD
