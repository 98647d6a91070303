"""A call to a client alone: cold calls to clients without contacts are logged with their outcome."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from tests.support.calling import everything, undo
from trtui.desk import numbers, sections, summary, touches
from trtui.domain.errors import Invalid


def a_cold_client(agency: Agency) -> int:
    return agency.a_client("Zebedee Widgets Ltd", phone="0113 496 0100", by=agency.priya)


def tasks(agency: Agency, client: int) -> list[tuple[str, str, str]]:
    found = agency.sam.read_now(sections.notes, client)
    return [(one.kind, one.text, one.assigned_to) for one in found if one.is_task]


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("conversation", "Conversation"),
        ("no_answer", "No answer"),
        ("gatekeeper", "Gatekeeper"),
        ("voicemail", "Voicemail"),
        ("not_interested", "Not interested"),
    ],
)
def test_a_call_to_a_client_without_contacts_is_logged(agency: Agency, outcome: str, said: str) -> None:
    client = a_cold_client(agency)
    before = everything(agency.sam)
    logged = agency.sam.write_now(touches.log, client, "call", outcome=outcome, note="asked for HR")
    assert logged.text == f"{said}, Zebedee Widgets Ltd"
    (line,) = [one for one in agency.sam.read_now(sections.activity, client) if one.kind != "change"]
    assert (line.said, line.detail, line.contact) == (said, "asked for HR", "")
    assert agency.sam.read_now(summary.summary, client).last_touch_at == agency.clock.now()
    phone, spoke = agency.sam.read_now(
        lambda look: look.db.row("SELECT phone, is_conversation FROM touch WHERE client_id = :id", id=client)
    )
    assert (phone, bool(spoke)) == ("+441134960100", outcome in ("conversation", "not_interested"))
    assert tasks(agency, client) == []
    assert undo(agency.sam) == f"{said}: Zebedee Widgets Ltd"
    assert everything(agency.sam) == before


def test_a_date_becomes_a_task_since_only_contacts_have_a_next_call(agency: Agency) -> None:
    client = a_cold_client(agency)
    logged = agency.sam.write_now(touches.log, client, "call", outcome="no_answer", next_call="fri 9:30")
    assert logged.text == "No answer, Zebedee Widgets Ltd → task Fri 27 Nov 09:30"
    assert tasks(agency, client) == [("to do", "Call Zebedee Widgets Ltd", "Sam")]
    with pytest.raises(Invalid):
        agency.sam.write_now(touches.log, client, "call", outcome="no_answer", next_call="sometime")


def test_what_was_agreed_is_never_lost(agency: Agency) -> None:
    client = a_cold_client(agency)
    agreed = agency.sam.write_now(touches.log, client, "call", outcome="call_back")
    assert agreed.text == "Call back agreed, Zebedee Widgets Ltd → task Wed 25 Nov 10:00"
    met = agency.sam.write_now(touches.log, client, "call", outcome="meeting_booked", next_call="thu 14:00")
    assert met.text == "Meeting booked, Zebedee Widgets Ltd → task Thu 26 Nov 14:00"
    wrong = agency.sam.write_now(touches.log, client, "call", outcome="wrong_number")
    assert wrong.text.startswith("Wrong number / left, Zebedee Widgets Ltd → task") or "→ task" in wrong.text
    assert sorted(tasks(agency, client)) == sorted(
        [
            ("to do", "Call Zebedee Widgets Ltd", "Sam"),
            ("meeting", "Meeting with Zebedee Widgets Ltd", "Sam"),
            next(one for one in tasks(agency, client) if one[0] == "repair"),
        ]
    )
    assert next(one for one in tasks(agency, client) if one[0] == "repair")[2] == "Priya Shah"


def test_who_objects_blocks_the_main_number_and_a_vacancy_opens_its_form(agency: Agency) -> None:
    client = a_cold_client(agency)
    agency.sam.write_now(touches.log, client, "call", outcome="do_not_call", note="never again")
    found = agency.sam.read_now(numbers.evidence, "0113 496 0100")
    assert not found.permission.may_call
    assert ["never again" in one.words for one in found.objections] == [True]
    assert agency.sam.write_now(touches.log, client, "call", outcome="vacancy_taken").opens_vacancy


def test_the_same_call_sent_twice_is_logged_once(agency: Agency) -> None:
    client = a_cold_client(agency)
    first = agency.sam.write_now(touches.log, client, "call", outcome="no_answer", once="k")
    again = agency.sam.write_now(touches.log, client, "call", outcome="no_answer", once="k")
    assert again.is_repeat and again.touch_id == first.touch_id
