"""An agreed call-back: it replaces the due date until it is done, whoever calls in the meantime."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from tests.support.calling import a_due_contact, call, everything, the_queue, the_row, undo
from trtui.desk import callbacks, calling, plans, sections, touches
from trtui.desk.office import Office
from trtui.domain.errors import NotAllowed
from trtui.domain.queue import DueKind

MISSES = ["voicemail", "no_answer", "gatekeeper"]


def a_promise(agency: Agency, by: Office) -> tuple[int, int]:
    """Make a contact to whom a call on Friday at two was promised; return client and contact."""
    client = agency.a_client()
    dana = a_due_contact(agency, at=client)
    by.write_now(plans.call_back, dana, "fri 14:00")
    return client, dana


def the_promise(agency: Agency, dana: int) -> tuple[DueKind | None, str]:
    row = the_row(agency.sam, dana)
    return row.kind, row.due.text


@pytest.mark.parametrize("outcome", MISSES)
def test_an_attempt_before_its_time_leaves_a_promise_alone(agency: Agency, outcome: str) -> None:
    client, dana = a_promise(agency, agency.sam)
    before = the_promise(agency, dana)
    assert before[0] is DueKind.CALLBACK
    for office, words in ((agency.sam, "with you"), (agency.priya, "with a colleague")):
        logged = office.write_now(touches.log, client, "call", contact_id=dana, outcome=outcome)
        assert logged.text.endswith(f"Dana Whitlock → Fri 27 Nov 14:00 (call-back agreed {words})")
        assert the_promise(agency, dana) == before
    agency.clock.set(2026, 11, 27, 14)
    assert the_queue(agency.sam) == ["Dana Whitlock"]
    assert the_queue(agency.priya, "everyone") == []


def test_an_attempt_at_its_time_is_followed_by_another(agency: Agency) -> None:
    _, dana = a_promise(agency, agency.sam)
    agency.clock.set(2026, 11, 27, 14, 5)
    assert call(agency.sam, dana, "no_answer").text == (
        "No answer, Dana Whitlock → Mon 30 Nov 09:30 (1 working day, another time)"
    )
    assert the_row(agency.sam, dana).kind is DueKind.RETRY


def test_nobody_else_misses_a_promise_away_even_when_it_is_due(agency: Agency) -> None:
    client, dana = a_promise(agency, agency.sam)
    agency.clock.set(2026, 11, 27, 14, 5)
    for office in (agency.priya, agency.max):
        office.write_now(touches.log, client, "call", contact_id=dana, outcome="no_answer")
    assert the_row(agency.sam, dana).kind is DueKind.CALLBACK


def test_a_promise_to_nobody_in_particular_waits_for_its_time_too(agency: Agency) -> None:
    _, dana = a_promise(agency, agency.sam)
    agency.max.write_now(callbacks.reassign, [dana], None)
    shown = agency.priya.read_now(calling.proposal, dana, "voicemail")
    assert shown.text == "Fri 27 Nov 14:00 (call-back agreed)"
    call(agency.priya, dana, "voicemail", next_call=shown)
    assert the_row(agency.sam, dana).kind is DueKind.CALLBACK
    agency.clock.set(2026, 11, 27, 14, 5)
    call(agency.priya, dana, "voicemail")
    assert the_row(agency.sam, dana).kind is DueKind.RETRY


@pytest.mark.parametrize("outcome", ["call_back", "wrong_number"])
def test_a_colleagues_call_is_kept_and_the_promise_with_it(agency: Agency, outcome: str) -> None:
    _, dana = a_promise(agency, agency.sam)
    shown = agency.priya.read_now(calling.proposal, dana, outcome)
    call(agency.priya, dana, outcome, next_call=shown)
    assert len(agency.sam.read_now(lambda look: look.db.rows("SELECT id FROM touch"))) == 1
    if outcome == "wrong_number":
        agency.sam.write_now(plans.put_back, [dana])
    else:
        assert shown.text == "Fri 27 Nov 14:00 (call-back agreed with a colleague)"
    assert the_row(agency.sam, dana).kind is DueKind.CALLBACK


@pytest.mark.parametrize("outcome", ["conversation", "vacancy_taken", "not_interested"])
def test_a_colleagues_conversation_fulfils_a_promise(agency: Agency, outcome: str) -> None:
    _, dana = a_promise(agency, agency.sam)
    agency.clock.set(2026, 11, 30, 11)
    shown = agency.priya.read_now(calling.proposal, dana, outcome)
    assert shown.at is not None and shown.at > agency.clock.now() and not shown.stands
    call(agency.priya, dana, outcome, next_call=shown)
    assert the_row(agency.sam, dana).kind is not DueKind.CALLBACK
    assert the_queue(agency.sam) == []


def test_a_meeting_or_visit_of_a_colleague_fulfils_a_promise(agency: Agency) -> None:
    client, dana = a_promise(agency, agency.sam)
    call(agency.priya, dana, "meeting_booked", next_call="thu 10:00")
    (task,) = agency.sam.read_now(sections.notes, client)
    assert task.kind == "meeting"
    assert the_row(agency.sam, dana).kind is DueKind.NEXT
    agency.sam.write_now(plans.call_back, dana, "fri 14:00")
    agency.priya.write_now(touches.log, client, "visit", contact_id=dana)
    assert the_row(agency.sam, dana).kind is DueKind.CADENCE


def test_an_attempt_after_the_time_of_a_colleagues_promise_proposes_nothing_in_the_past(
    agency: Agency,
) -> None:
    client, dana = a_promise(agency, agency.sam)
    agency.clock.set(2026, 11, 30, 11)
    logged = agency.priya.write_now(touches.log, client, "call", contact_id=dana, outcome="no_answer")
    assert logged.text == "No answer, Dana Whitlock → call-back agreed with a colleague, due now"
    assert the_row(agency.sam, dana).kind is DueKind.CALLBACK


def test_only_who_may_moves_a_promise_by_naming_another_time(agency: Agency) -> None:
    _, dana = a_promise(agency, agency.sam)
    before = everything(agency.sam)
    for outcome in ("call_back", "voicemail"):
        with pytest.raises(NotAllowed, match="agreed a call-back with Dana Whitlock"):
            call(agency.priya, dana, outcome, next_call="mon 9:30")
    assert everything(agency.sam) == before
    call(agency.sam, dana, "voicemail", next_call="mon 9:30")
    row = the_row(agency.sam, dana)
    assert (row.kind, row.due.text) == (DueKind.RETRY, "in 6 d")
    undo(agency.sam)
    call(agency.max, dana, "conversation", next_call="mon 9:30")
    assert the_row(agency.sam, dana).kind is DueKind.NEXT


def test_talking_keeps_the_own_promise(agency: Agency) -> None:
    _, dana = a_promise(agency, agency.sam)
    assert (
        call(agency.sam, dana, "conversation").text
        == "Conversation, Dana Whitlock → 24 Dec (monthly, code A)"
    )
    assert the_row(agency.sam, dana).kind is DueKind.CADENCE


def test_a_promise_made_while_the_line_was_open_is_not_lost(agency: Agency) -> None:
    dana = a_due_contact(agency)
    shown = agency.priya.read_now(calling.proposal, dana, "voicemail")
    agency.sam.write_now(plans.call_back, dana, "fri 14:00")
    done = call(agency.priya, dana, "voicemail", next_call=shown)
    assert done.text == "Voicemail, Dana Whitlock → Fri 27 Nov 14:00 (call-back agreed with a colleague)"
    row = the_row(agency.sam, dana)
    assert (row.kind, row.due_at) == (DueKind.CALLBACK, done.next_at)
