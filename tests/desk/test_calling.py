"""Recording a call: what each outcome brings about, once, in one transaction, and taken back as one."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from tests.support.calling import a_due_contact, call, everything, take, the_queue, the_row, undo
from trtui.desk import calling, cards, claims, contacts, notes, plans, sections
from trtui.desk.claims import ClaimLost
from trtui.domain.csi import DueState
from trtui.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from trtui.domain.proposals import Plan
from trtui.domain.queue import DueKind

OUTCOMES = [
    "conversation", "meeting_booked", "vacancy_taken", "call_back", "voicemail",
    "no_answer", "gatekeeper", "not_interested", "wrong_number", "do_not_call",
]  # fmt: skip

# (outcome, counts as conversation, next call on 24 November 2026 with code A, what asks for it then)
AFTER = [
    ("conversation", True, "Thu 24 Dec", DueKind.CADENCE),
    ("meeting_booked", True, "Wed 2 Dec", DueKind.NEXT),
    ("vacancy_taken", True, "Thu 26 Nov", DueKind.NEXT),
    ("call_back", False, "Wed 25 Nov 10:00", DueKind.CALLBACK),
    ("voicemail", False, "Thu 26 Nov", DueKind.RETRY),
    ("no_answer", False, "Wed 25 Nov 16:00", DueKind.RETRY),
    ("gatekeeper", False, "Thu 26 Nov", DueKind.RETRY),
    ("not_interested", True, "Thu 24 Dec", DueKind.CADENCE),
]


@pytest.mark.parametrize(("outcome", "spoke", "due", "kind"), AFTER, ids=[row[0] for row in AFTER])
def test_an_outcome_sets_the_next_call(
    agency: Agency, outcome: str, spoke: bool, due: str, kind: DueKind
) -> None:
    from trtui.domain.spoken import moment

    dana = a_due_contact(agency, days_late=3)
    done = call(agency.sam, dana, outcome)
    row = the_row(agency.sam, dana)
    assert row.due_at is not None and done.next_at == row.due_at
    assert moment(row.due_on or row.due_at, agency.clock.now(), agency.clock.zone) == due
    assert row.kind is kind
    assert row.last_outcome == outcome
    card = agency.sam.read_now(cards.card, dana)
    assert [touch.is_conversation for touch in card.touches] == [spoke]
    assert dana not in [row.contact_id for row in due_now(agency)]


def due_now(agency: Agency) -> list:  # type: ignore[type-arg]
    from trtui.desk import queue

    return list(agency.sam.read_now(queue.due, "everyone").rows)


def test_an_attempt_holds_back_but_does_not_restart_the_clock(agency: Agency) -> None:
    dana = a_due_contact(agency, days_late=20)
    call(agency.sam, dana, "voicemail")
    agency.clock.advance(days=2)
    row = the_row(agency.sam, dana)
    assert row.due.text == "22 d overdue" and row.due.state is DueState.OVERDUE


def test_after_three_attempts_in_a_week_the_contact_rests_for_half_an_interval(agency: Agency) -> None:
    dana = a_due_contact(agency, csi="B")
    for outcome in ("no_answer", "voicemail"):
        call(agency.sam, dana, outcome)
        agency.clock.advance(days=2)
    third = agency.sam.read_now(calling.proposal, dana, "gatekeeper")
    assert third.why == "rests 30 d after 3 attempts"
    done = call(agency.sam, dana, "gatekeeper", next_call=third)
    assert the_row(agency.sam, dana).due_at == done.next_at == third.at
    assert agency.sam.read_now(cards.card, dana).attempts_this_week == 3


def test_a_conversation_ends_the_counting_of_attempts(agency: Agency) -> None:
    dana = a_due_contact(agency)
    for outcome in ("no_answer", "voicemail", "conversation"):
        call(agency.sam, dana, outcome)
        agency.clock.advance(hours=4)
    assert agency.sam.read_now(cards.card, dana).attempts_this_week == 0


def test_the_date_can_be_edited_in_words(agency: Agency) -> None:
    dana = a_due_contact(agency)
    call(agency.sam, dana, "conversation", next_call="2w")
    row = the_row(agency.sam, dana)
    assert row.due.text == "in 14 d" and row.kind is DueKind.NEXT
    shown = agency.sam.read_now(calling.proposal, dana, "voicemail", "mon 9:30")
    assert shown.text == "Mon 30 Nov 09:30" and shown.plan is Plan.RETRY


def test_an_unreadable_date_records_nothing(agency: Agency) -> None:
    dana = a_due_contact(agency)
    before = everything(agency.sam)
    with pytest.raises(Invalid, match="try"):
        call(agency.sam, dana, "conversation", next_call="whenever")
    assert everything(agency.sam) == before


def test_a_changed_code_moves_the_date_that_a_conversation_gave(agency: Agency) -> None:
    dana = a_due_contact(agency)
    call(agency.sam, dana, "conversation")
    agency.sam.write_now(contacts.code, [dana], "C")
    assert the_row(agency.sam, dana).due.text == "in 3 mo"


def test_a_call_back_is_kept_for_who_agreed_it(agency: Agency) -> None:
    dana = a_due_contact(agency)
    call(agency.sam, dana, "call_back", next_call="tomorrow 9:00")
    agency.clock.set(2026, 11, 25, 9, 5)
    assert the_queue(agency.sam) == ["Dana Whitlock"]
    assert the_queue(agency.priya, "everyone") == []
    with pytest.raises(NotAllowed, match="agreed with somebody else"):
        take(agency.priya, dana)
    assert take(agency.sam, dana).contact_id == dana


def test_not_interested_offers_code_d_and_takes_it_only_when_accepted(agency: Agency) -> None:
    dana = a_due_contact(agency)
    shown = agency.sam.read_now(calling.proposal, dana, "not_interested")
    assert shown.proposes_code == "D"
    assert call(agency.sam, dana, "not_interested", next_call=shown).code == ""
    assert the_row(agency.sam, dana).csi == "A"
    agency.clock.advance(days=40)
    done = call(agency.sam, dana, "not_interested", takes_code=True)
    assert done.code == "D"
    assert the_row(agency.sam, dana).csi == "D"
    assert the_row(agency.sam, dana).due.text == "in 12 mo"


@pytest.mark.parametrize(
    ("takes", "csi", "said"), [(True, "D", "yearly, code D"), (False, "A", "monthly, code A")]
)
def test_the_date_that_is_shown_for_not_interested_is_the_one_that_is_kept(
    agency: Agency, takes: bool, csi: str, said: str
) -> None:
    from trtui.desk import touches

    client = agency.a_client()
    dana = a_due_contact(agency, at=client)
    shown = agency.sam.read_now(calling.proposal, dana, "not_interested", "", takes)
    assert (shown.why, shown.takes_code) == (said, takes)
    done = call(agency.sam, dana, "not_interested", next_call=shown, takes_code=takes)
    assert the_row(agency.sam, dana).due_at == done.next_at == shown.at
    assert (the_row(agency.sam, dana).csi, said in done.text) == (csi, True)
    undo(agency.sam)
    logged = agency.sam.write_now(
        touches.log, client, "call", contact_id=dana, outcome="not_interested", takes_code=takes
    )
    assert logged.text == done.text
    assert (the_row(agency.sam, dana).due_at, the_row(agency.sam, dana).csi) == (shown.at, csi)


def test_a_vacancy_asks_for_its_form(agency: Agency) -> None:
    dana = a_due_contact(agency)
    assert call(agency.sam, dana, "vacancy_taken").opens_vacancy
    assert not call(agency.sam, dana, "conversation").opens_vacancy


def test_a_booked_meeting_becomes_a_task_and_the_call_follows_it(agency: Agency) -> None:
    dana = a_due_contact(agency)
    done = call(agency.sam, dana, "meeting_booked", next_call="fri 14:00")
    card = agency.sam.read_now(cards.card, dana)
    assert [(task.kind, task.title) for task in card.tasks] == [("meeting", "Meeting with Dana Whitlock")]
    assert done.task_id == card.tasks[0].id
    assert the_row(agency.sam, dana).due.text == "in 6 d"


def test_a_wrong_number_leaves_the_queue_with_a_task_to_repair_it(agency: Agency) -> None:
    client = agency.a_client()
    dana = a_due_contact(agency, at=client)
    done = call(agency.priya, dana, "wrong_number")
    assert the_queue(agency.sam, "everyone", include_later=True) == []
    card = agency.sam.read_now(cards.card, dana)
    assert card.blocked == "wrong number / left company"
    task = agency.sam.read_now(sections.notes, client)[0]
    assert (task.id, task.kind, task.assigned_to) == (done.task_id, "repair", "Sam")
    agency.sam.write_now(plans.put_back, [dana])
    assert the_queue(agency.sam) == ["Dana Whitlock"]
    assert agency.sam.read_now(sections.notes, client) == ()


def test_do_not_call_blocks_the_number_for_everybody_who_shares_it(agency: Agency) -> None:
    dana = a_due_contact(agency, phone="0113 496 0142")
    ola = a_due_contact(agency, "Ola Berg", phone="+44 113 496 0142")
    done = call(agency.priya, dana, "do_not_call", note="asked twice\nangry")
    assert done.blocked_number == "+441134960142"
    for contact in (dana, ola):
        card = agency.sam.read_now(cards.card, contact)
        assert card.blocked == "the only number is blocked (do not call)"
        assert card.numbers[0].permission.text == "objected 24 Nov, Priya"
        with pytest.raises(Invalid, match="blocked"):
            take(agency.sam, contact)
    assert the_queue(agency.sam, "everyone", include_later=True) == []


def test_who_objects_is_not_called_on_another_number_either(agency: Agency) -> None:
    dana = a_due_contact(agency, phone="0113 496 0142", mobile="07700 900123")
    done = call(agency.sam, dana, "do_not_call", phone="+447700900123")
    card = agency.sam.read_now(cards.card, dana)
    assert done.blocked_number == "+447700900123"
    assert [one.permission.may_call for one in card.numbers] == [True, False]
    assert card.blocked == "asked not to be called"
    assert the_queue(agency.sam, include_later=True) == []


def test_a_conversation_finishes_the_tasks_to_call(agency: Agency) -> None:
    client = agency.a_client()
    dana = agency.a_contact(at=client)
    agency.sam.write_now(notes.add_task, client, "Ring about rates", "today", kind="call", contact_id=dana)
    assert the_row(agency.sam, dana).kind is DueKind.TASK
    call(agency.sam, dana, "no_answer")
    assert the_row(agency.sam, dana).kind is DueKind.RETRY
    call(agency.sam, dana, "conversation")
    assert the_queue(agency.sam, include_later=True) == []


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_one_undo_takes_everything_back_exactly(agency: Agency, outcome: str) -> None:
    client = agency.a_client()
    dana = a_due_contact(agency, at=client, days_late=5, phone="0113 496 0142")
    agency.sam.write_now(notes.add_task, client, "Ring about rates", "today", kind="call", contact_id=dana)
    agency.sam.write_now(plans.snooze, [dana], "1h")
    agency.clock.advance(hours=2)
    before = everything(agency.sam)
    call(agency.sam, dana, outcome, takes_code=True, note="needs 4 pickers")
    assert everything(agency.sam) != before
    assert undo(agency.sam).endswith(": Dana Whitlock")
    assert everything(agency.sam) == before


def test_undo_gives_the_number_back_to_others_who_share_it(agency: Agency) -> None:
    dana = a_due_contact(agency, phone="0113 496 0142")
    a_due_contact(agency, "Ola Berg", phone="0113 496 0142")
    call(agency.sam, dana, "do_not_call")
    assert the_queue(agency.sam) == []
    undo(agency.sam)
    assert sorted(the_queue(agency.sam)) == ["Dana Whitlock", "Ola Berg"]


def test_the_same_call_sent_twice_is_recorded_once(agency: Agency) -> None:
    dana = a_due_contact(agency)
    first = call(agency.sam, dana, "no_answer", once="k1")
    again = call(agency.sam, dana, "no_answer", once="k1")
    assert again.is_repeat and again.touch_id == first.touch_id and again.next_at == first.next_at
    assert len(agency.sam.read_now(cards.card, dana).touches) == 1


def test_recording_gives_the_client_back(agency: Agency) -> None:
    client = agency.a_client()
    dana = a_due_contact(agency, at=client)
    claimed = take(agency.sam, dana)
    call(agency.sam, dana, "no_answer", token=claimed.token, client_id=client)
    assert agency.priya.read_now(claims.live) == ()


def test_a_claim_that_somebody_took_over_cannot_be_recorded_on(agency: Agency) -> None:
    dana = a_due_contact(agency)
    claimed = take(agency.sam, dana)
    agency.clock.advance(minutes=11)
    take(agency.priya, dana)
    before = everything(agency.sam)
    with pytest.raises(ClaimLost, match="Priya has this client now") as refused:
        call(agency.sam, dana, "conversation", token=claimed.token, note="wants terms")
    assert (refused.value.holder, refused.value.note) == ("Priya Shah", "wants terms")
    assert isinstance(refused.value, Conflict)
    assert everything(agency.sam) == before


def test_a_lease_that_ran_out_unnoticed_still_records(agency: Agency) -> None:
    dana = a_due_contact(agency)
    claimed = take(agency.sam, dana)
    agency.clock.advance(minutes=25)
    assert call(agency.sam, dana, "conversation", token=claimed.token).touch_id


def test_nobody_records_on_a_client_that_somebody_else_has(agency: Agency) -> None:
    dana = a_due_contact(agency)
    take(agency.priya, dana)
    with pytest.raises(ClaimLost):
        call(agency.sam, dana, "conversation")


def test_a_proposal_of_another_outcome_is_refused(agency: Agency) -> None:
    dana = a_due_contact(agency)
    shown = agency.sam.read_now(calling.proposal, dana, "voicemail")
    with pytest.raises(Invalid, match="belongs to “Voicemail”"):
        call(agency.sam, dana, "conversation", next_call=shown)
    with pytest.raises(Invalid, match="no outcome"):
        call(agency.sam, dana, "chatted")
    with pytest.raises(NotFound):
        call(agency.sam, 4711, "conversation")


def test_an_hour_without_am_or_pm_is_read_into_the_working_day(agency: Agency) -> None:
    dana = a_due_contact(agency)
    done = call(agency.sam, dana, "call_back", next_call="tomorrow 2:30")
    assert done.text == "Call back agreed, Dana Whitlock → Wed 25 Nov 14:30 (agreed, reserved for you)"
    note = notes.add_task
    agency.sam.write_now(note, done.client_id, "Ring", "tomorrow 4:15", kind="call", contact_id=dana)
    (task,) = agency.sam.read_now(sections.notes, done.client_id)
    assert task.due_at == agency.clock.set(2026, 11, 25, 16, 15)


def test_what_was_proposed_and_has_passed_meanwhile_is_not_stored(agency: Agency) -> None:
    dana = a_due_contact(agency)
    before = agency.sam.read_now(calling.proposal, dana, "call_back", "11:00")
    agency.clock.advance(hours=2)
    with pytest.raises(Invalid, match="Tue 24 Nov 11:00 has passed meanwhile"):
        call(agency.sam, dana, "call_back", next_call=before)
    today = agency.sam.read_now(calling.proposal, dana, "voicemail", "today")
    assert call(agency.sam, dana, "voicemail", next_call=today).next_at == today.at


def test_what_is_counted_falls_on_a_working_day(agency: Agency) -> None:
    dana = a_due_contact(agency)
    assert call(agency.sam, dana, "voicemail", next_call="4d").text.endswith("Mon 30 Nov")
    named = agency.sam.read_now(calling.proposal, dana, "voicemail", "sat")
    assert (named.typed, named.hint) == ("Sat 28 Nov", "no working day")
