"""Lists offer only numbers that may be called: none that objected, none that a register lists."""

from __future__ import annotations

from tests.support.agency import Agency
from trtui.desk import assignment, cards, history, numbers, screening, search, sections, summary
from trtui.desk.screening import Screening


def test_a_number_that_objected_is_offered_in_no_list(agency: Agency) -> None:
    client = agency.a_client("Pub Ltd", phone="0113 496 0100")
    ann = agency.a_contact("Ann Lee", client, csi="A", phone="0113 496 0142", mobile="07700 900123")
    agency.a_contact("Bob Ray", client, csi="B", phone="0113 496 0142")

    def offered() -> dict[str, list[str]]:
        listed = agency.sam.read_now(sections.contacts, client)
        members = agency.sam.read_now(assignment.members, client)
        people = agency.sam.read_now(assignment.people, client, among=[ann])
        return {
            "contacts": [one.phone for one in listed],
            "members": [one.phone for one in members],
            "people": [one.phone for one in people],
            "client": [agency.sam.read_now(summary.summary, client).phone],
            "search": [
                hit.phone for hit in agency.sam.read_now(search.find, "pub").hits if hit.kind == "client"
            ],
            "card": [agency.sam.read_now(cards.card, ann).client.phone],
        }

    before = offered()
    assert before["contacts"] == ["+441134960142", "+441134960142"] and before["client"] == ["+441134960100"]
    agency.sam.write_now(numbers.block, "0113 496 0142", "stop")
    agency.sam.write_now(screening.screen, [Screening("0113 496 0100", "ctps")])
    assert offered() == {
        "contacts": ["+447700900123", ""],
        "members": ["+447700900123", ""],
        "people": ["+447700900123"],
        "client": [""],
        "search": [""],
        "card": [""],
    }
    agency.sam.write_now(history.undo)
    agency.sam.write_now(history.undo)
    assert offered() == before


def test_a_switchboard_without_contacts_is_brought_up_to_date_too(agency: Agency) -> None:
    client = agency.a_client("Pub Ltd", phone="0113 496 0100")
    agency.sam.write_now(numbers.block, "0113 496 0100", "stop")
    assert agency.sam.read_now(summary.summary, client).phone == ""
    agency.sam.write_now(numbers.unblock, "0113 496 0100", "asked us to ring")
    assert agency.sam.read_now(summary.summary, client).phone == "+441134960100"
