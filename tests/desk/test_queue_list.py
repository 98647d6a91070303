"""The list of due calls as a consultant sees it: whose calls, what is said beside them, what is not offered."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from tests.support.calling import a_due_contact, call, take, take_next, the_queue, the_row
from trtui.desk import assignment, clients, contacts, notes, numbers, plans, queue, sessions, target20
from trtui.desk.assignment import Planned, Step
from trtui.domain.errors import Invalid, NotAllowed, NotFound
from trtui.domain.policy import Visibility
from trtui.domain.queue import Bucket, DueKind


def test_the_order_of_the_queue(agency: Agency) -> None:
    a_due_contact(agency, "Cora C", csi="C", days_late=40)
    a_due_contact(agency, "Anna A", csi="A", days_late=40)
    a_due_contact(agency, "Bert B", csi="B", days_late=1)
    target = a_due_contact(agency, "Tina T", csi="D")
    promised = a_due_contact(agency, "Paul P", csi="D")
    mine = a_due_contact(agency, "Mona M", csi="D")
    agency.sam.write_now(target20.add, [target])
    agency.sam.write_now(plans.call_back, promised, "30min")
    agency.clock.advance(hours=1)
    take(agency.sam, mine)
    assert the_queue(agency.sam) == ["Mona M", "Paul P", "Tina T", "Anna A", "Cora C", "Bert B"]
    buckets = [row.bucket for row in agency.sam.read_now(queue.due).rows]
    assert buckets == [Bucket.MINE, Bucket.CALLBACK, Bucket.TARGET20, *[Bucket.OVERDUE] * 3]


def test_mine_is_my_list_and_the_teams_is_my_colleagues(agency: Agency) -> None:
    a_due_contact(agency, "Own Client", by=agency.priya)
    a_due_contact(agency, "Max Client", by=agency.max)
    a_due_contact(agency, "Jo Client", by=agency.jo)
    assert the_queue(agency.priya) == ["Own Client"]
    assert sorted(the_queue(agency.priya, "team")) == ["Max Client", "Own Client"]
    assert sorted(the_queue(agency.priya, "everyone")) == ["Jo Client", "Max Client", "Own Client"]
    with pytest.raises(Invalid, match="mine, team or everyone"):
        the_queue(agency.priya, "galaxy")


def test_a_client_that_is_private_is_in_nobody_elses_queue(agency: Agency) -> None:
    private = agency.a_client("Quiet Ltd", by=agency.priya)
    agency.priya.write_now(clients.set_access, private, Visibility.OWNER)
    a_due_contact(agency, "Quiet Person", private)
    assert the_queue(agency.priya) == ["Quiet Person"]
    assert the_queue(agency.jo, "everyone") == []
    assert agency.jo.read_now(queue.due, "everyone").total == 0


def test_what_others_work_is_shown_as_theirs(agency: Agency) -> None:
    dana = a_due_contact(agency)
    take(agency.priya, dana)
    agency.clock.advance(minutes=3)
    row = the_row(agency.sam, dana)
    assert row.claim is not None and row.claim.text(agency.clock.now()) == "Priya has it, 3 min"
    assert row.refusal == "Priya has it, 3 min" and not row.is_mine
    mine = the_row(agency.priya, dana)
    assert mine.is_mine and mine.refusal == ""


def test_a_client_just_called_says_when_it_is_free_again(agency: Agency) -> None:
    client = agency.a_client()
    dana = a_due_contact(agency, at=client)
    ravi = a_due_contact(agency, "Ravi Menon", client)
    call(agency.sam, dana, "no_answer")
    agency.clock.advance(minutes=12)
    assert the_row(agency.priya, ravi).refusal == "called 12 min ago: free again at 11:00"
    assert take_next(agency.priya, "everyone") is None


@pytest.mark.parametrize(("csi", "why"), [("A", "no conversation yet (A)"), ("C", "no conversation yet (C)")])
def test_why_a_contact_was_never_spoken_to(agency: Agency, csi: str, why: str) -> None:
    assert the_row(agency.sam, a_due_contact(agency, csi=csi)).why == why


def test_why_says_what_asks_for_the_call(agency: Agency) -> None:
    dana = a_due_contact(agency)
    call(agency.sam, dana, "conversation")
    assert the_row(agency.sam, dana).why == "monthly (A)"
    call(agency.sam, dana, "voicemail")
    assert the_row(agency.sam, dana).why == "no answer last time"
    call(agency.sam, dana, "call_back")
    assert the_row(agency.sam, dana).why == "call-back agreed with you"
    assert the_row(agency.sam, dana).is_reserved
    call(agency.sam, dana, "conversation", next_call="3d")
    assert the_row(agency.sam, dana).why == "next call as planned"
    agency.sam.write_now(plans.snooze, [dana], "1w")
    assert the_row(agency.sam, dana).why == "put off until then"


def test_a_task_to_call_brings_somebody_without_a_code_into_the_queue(agency: Agency) -> None:
    client = agency.a_client()
    dana = agency.a_contact(at=client)
    assert the_queue(agency.sam) == []
    agency.sam.write_now(notes.add_task, client, "Ask for Leeds", "today", kind="call", contact_id=dana)
    row = the_row(agency.sam, dana)
    assert (row.kind, row.why, row.csi) == (DueKind.TASK, "task to call", "")


def test_the_number_is_the_first_that_may_be_called(agency: Agency) -> None:
    dana = a_due_contact(agency, phone="0113 496 0142", mobile="07700 900123")
    agency.sam.write_now(numbers.block, "0113 496 0142", "asked the desk to stop")
    row = the_row(agency.sam, dana)
    assert (row.phone, row.numbers) == ("+447700900123", 1)
    assert row.permission is not None and row.permission.text == "TPS not checked"


def test_without_a_number_of_their_own_they_are_called_through_the_client(agency: Agency) -> None:
    client = agency.a_client(phone="0113 496 0100")
    dana = a_due_contact(agency, at=client)
    assert the_row(agency.sam, dana).phone == "+441134960100"
    agency.sam.write_now(numbers.block, "0113 496 0100", "switchboard asked us to stop")
    assert the_queue(agency.sam, include_later=True) == []


def test_a_contact_without_any_number_stays_since_finding_it_is_the_job(agency: Agency) -> None:
    row = the_row(agency.sam, a_due_contact(agency))
    assert (row.phone, row.permission, row.numbers) == ("", None, 0)


def test_a_delinked_or_archived_contact_is_gone_and_a_changed_code_moves(agency: Agency) -> None:
    client = agency.a_client()
    dana, ravi = a_due_contact(agency, at=client), a_due_contact(agency, "Ravi Menon", client)
    agency.sam.write_now(assignment.save, client, [Planned(Step.DELINK, dana)])
    assert the_queue(agency.sam) == ["Ravi Menon"]
    agency.sam.write_now(contacts.archive, [ravi])
    assert the_queue(agency.sam) == []


def test_the_length_is_counted_to_a_limit(agency: Agency, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        a_due_contact(agency, f"Person {number}", by=agency.priya)
    assert agency.priya.read_now(queue.due, limit=2).total == 5
    monkeypatch.setattr(queue, "COUNTED", 3)
    page = agency.priya.read_now(queue.due, limit=2)
    assert (page.total, page.is_more) == (3, True)
    assert agency.priya.read_now(queue.left, "mine") == (3, True)


def test_a_skipped_contact_is_out_of_the_session_and_in_the_next(agency: Agency) -> None:
    dana = a_due_contact(agency)
    session = agency.sam.operate_now(sessions.start)
    take(agency.sam, dana, session)
    agency.sam.operate_now(plans.skip, session, dana, "on holiday until Monday")
    page = agency.sam.read_now(queue.due, session_id=session)
    assert (page.rows, page.total, page.skipped) == ((), 0, 1)
    assert take_next(agency.sam, session_id=session) is None
    assert agency.sam.read_now(sessions.skipped, session)[0].reason == "on holiday until Monday"
    assert agency.priya.read_now(queue.due, "everyone").total == 1
    following = agency.sam.operate_now(sessions.start)
    assert the_queue(agency.sam, session_id=following) == ["Dana Whitlock"]


def test_a_skip_needs_a_reason_and_can_be_taken_back(agency: Agency) -> None:
    dana = a_due_contact(agency)
    session = agency.sam.operate_now(sessions.start)
    with pytest.raises(Invalid, match="reason"):
        agency.sam.operate_now(plans.skip, session, dana, " ")
    agency.sam.operate_now(plans.skip, session, dana, "lunch")
    assert agency.sam.operate_now(plans.unskip, session, dana)
    assert not agency.sam.operate_now(plans.unskip, session, dana)
    assert the_queue(agency.sam, session_id=session) == ["Dana Whitlock"]


def test_a_session_that_is_over_or_somebody_elses_passes_over_nobody(agency: Agency) -> None:
    dana = a_due_contact(agency)
    session = agency.sam.operate_now(sessions.start)
    with pytest.raises(NotFound, match="begin another"):
        agency.jo.operate_now(plans.skip, session, dana, "lunch")
    agency.sam.operate_now(plans.skip, session, dana, "lunch")
    agency.sam.operate_now(sessions.end, session)
    with pytest.raises(NotFound, match="begin another"):
        agency.sam.operate_now(plans.skip, session, dana, "lunch again")
    assert [one.reason for one in agency.sam.read_now(sessions.skipped, session)] == ["lunch"]


def test_whom_somebody_passed_over_is_for_them_and_managers(agency: Agency) -> None:
    dana = a_due_contact(agency)
    session = agency.priya.operate_now(sessions.start)
    agency.priya.operate_now(plans.skip, session, dana, "lunch")
    for office in (agency.priya, agency.max):
        assert [one.contact for one in office.read_now(sessions.skipped, session)] == ["Dana Whitlock"]
    with pytest.raises(NotAllowed):
        agency.jo.read_now(sessions.skipped, session)
    with pytest.raises(NotFound, match="no such session"):
        agency.jo.read_now(sessions.skipped, session + 99)
