"""The call card: everything that is needed to talk, and nothing that the reader may not see."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from tests.support.calling import a_due_contact, call, take
from trtui.desk import (
    assignment,
    cards,
    clients,
    contacts,
    jobs,
    notes,
    numbers,
    plans,
    screening,
    sections,
    sessions,
    target20,
    touches,
)
from trtui.desk.assignment import Planned, Step
from trtui.desk.cards import Card
from trtui.domain.csi import DueState
from trtui.domain.errors import Invalid, NotFound
from trtui.domain.policy import Visibility
from trtui.domain.status import ClientStatus, ContactStatus


def the_card(agency: Agency, contact_id: int) -> Card:
    return agency.sam.read_now(cards.card, contact_id)


def test_the_card_says_who_and_where(agency: Agency) -> None:
    client = agency.a_client(town="Leeds", phone="0113 496 0100")
    dana = a_due_contact(
        agency, at=client, days_late=3, job_title="Operations director", role="signs off temps"
    )
    card = the_card(agency, dana)
    assert (card.contact, card.job_title, card.role, card.csi) == (
        "Dana Whitlock",
        "Operations director",
        "signs off temps",
        "A",
    )
    assert (card.client.name, card.client.town, card.client.phone) == (
        "Brookhill Logistics Ltd",
        "Leeds",
        "+441134960100",
    )
    assert card.client.status.value is ClientStatus.TARGET and card.client.owner == "Sam"
    assert (card.due.label, card.due.state, card.why) == (
        "● 3 d overdue",
        DueState.DUE,
        "no conversation yet (A)",
    )
    assert (card.blocked, card.refusal, card.credit, card.script) == ("", "", "", "")


def test_the_numbers_say_whether_they_may_be_called(agency: Agency) -> None:
    client = agency.a_client(phone="0113 496 0100")
    dana = a_due_contact(agency, at=client, phone="0113 496 0142", mobile="07700 900123")
    checked = agency.clock.now()
    agency.sam.write_now(screening.screen, [screening.Screening("07700 900123", "clear")])
    agency.sam.write_now(screening.screen, [screening.Screening("0113 496 0100", "ctps")])
    agency.clock.advance(days=4)
    agency.sam.write_now(numbers.block, "0113 496 0142", "please stop", dana)
    shown = [(one.label, one.of_client, one.permission.label) for one in the_card(agency, dana).numbers]
    assert shown == [
        ("direct", False, "✖ objected 28 Nov, Sam"),
        ("mobile", False, "✔ TPS 4 d"),
        ("main", True, "✖ on CTPS, 24 Nov"),
    ]
    agency.clock.advance(days=25)
    assert the_card(agency, dana).numbers[1].permission.label == "⚠ TPS 29 d old"
    assert checked < agency.clock.now()


def test_the_last_three_touches_with_their_notes(agency: Agency) -> None:
    dana = a_due_contact(agency)
    for note in ("one", "two", "three"):
        call(agency.sam, dana, "conversation", note=note)
        agency.clock.advance(days=30)
    agency.priya.write_now(
        touches.log, the_card(agency, dana).client.client_id, "email", contact_id=dana, note="sent rates"
    )
    found = the_card(agency, dana).touches
    assert [(one.kind, one.outcome_label, one.note, one.who) for one in found] == [
        ("email", "", "sent rates", "Priya Shah"),
        ("call", "Conversation", "three", "Sam"),
        ("call", "Conversation", "two", "Sam"),
    ]


def test_open_vacancies_and_the_last_calls_to_the_others(agency: Agency) -> None:
    client = agency.a_client()
    dana, ravi = a_due_contact(agency, at=client), a_due_contact(agency, "Ravi Menon", client, csi="C")
    agency.a_contact("Jo Lee", client, job_title="Accounts payable")
    agency.a_job(client, "Night shift planner")
    filled = agency.a_job(client, "Day shift planner")
    agency.sam.write_now(jobs.fill, filled)
    call(agency.priya, ravi, "gatekeeper")
    card = the_card(agency, dana)
    assert [job.title for job in card.jobs] == ["Night shift planner"]
    assert [(one.name, one.last_outcome_label, one.who) for one in card.others] == [
        ("Ravi Menon", "Gatekeeper", "Priya Shah"),
        ("Jo Lee", "", ""),
    ]
    assert card.refusal == "called 0 s ago: free again at 11:00"


def test_the_hours_a_contact_likes_are_weighed(agency: Agency) -> None:
    dana = a_due_contact(agency)
    form = agency.sam.read_now(contacts.values, dana)
    agency.sam.write_now(contacts.edit, dana, form.values, {"best_time": "after 14:00"}, form.version)
    card = the_card(agency, dana)
    assert (card.best_time, card.is_good_time) == ("after 14:00", False)
    agency.clock.advance(hours=5)
    assert the_card(agency, dana).is_good_time
    done = call(agency.sam, dana, "no_answer")
    assert done.text == "No answer, Dana Whitlock → Wed 25 Nov 14:00 (1 working day, another time)"


def test_whose_it_is_and_what_it_is_to_me(agency: Agency) -> None:
    dana = a_due_contact(agency)
    session = agency.sam.operate_now(sessions.start)
    agency.sam.write_now(target20.add, [dana])
    take(agency.priya, dana)
    card = agency.sam.read_now(cards.card, dana, session)
    assert (card.in_target20, card.is_mine, card.refusal, card.was_skipped) == (
        True,
        False,
        "Priya has it, 0 s",
        False,
    )
    assert agency.priya.read_now(cards.card, dana).is_mine
    assert not agency.priya.read_now(cards.card, dana).in_target20
    agency.sam.operate_now(plans.skip, session, dana, "holiday")
    assert agency.sam.read_now(cards.card, dana, session).was_skipped


def test_there_is_no_card_without_a_client_or_without_the_right(agency: Agency) -> None:
    dana = a_due_contact(agency, by=agency.priya)
    client = agency.priya.read_now(cards.card, dana).client.client_id
    agency.priya.write_now(clients.set_access, client, Visibility.OWNER)
    with pytest.raises(NotFound, match="There is no"):
        agency.jo.read_now(cards.card, dana)
    agency.priya.write_now(assignment.save, client, [Planned(Step.DELINK, dana)])
    with pytest.raises(NotFound, match="assigned to no client"):
        agency.sam.read_now(cards.card, dana)
    with pytest.raises(NotFound):
        agency.sam.read_now(cards.card, 4711)


def test_what_is_kept_about_a_client_that_is_not_for_the_reader_is_left_out(agency: Agency) -> None:
    public, secret = agency.a_client("Public Ltd"), agency.a_client("Secret Ltd", by=agency.priya)
    ann, bob = agency.a_contact("Ann Lee", public, csi="A"), agency.a_contact("Bob Ray", public, csi="A")
    agency.sam.write_now(assignment.save, secret, [Planned(Step.ASSIGN, ann), Planned(Step.ASSIGN, bob)])
    agency.priya.write_now(clients.set_access, secret, Visibility.OWNER)
    agency.sam.write_now(touches.log, public, "email", contact_id=ann, note="rates")
    agency.priya.write_now(touches.log, secret, "meeting", contact_id=ann, note="takeover")
    agency.priya.write_now(touches.log, secret, "call", contact_id=bob, outcome="gatekeeper")
    agency.sam.write_now(notes.add_task, public, "send the terms", "+1d", contact_id=ann)
    agency.priya.write_now(notes.add_task, secret, "draft the offer", "+1d", contact_id=ann)
    told = agency.priya.read_now(cards.card, ann)
    assert [one.note for one in told.touches] == ["takeover", "rates"] and len(told.tasks) == 2
    assert [one.last_outcome_label for one in told.others] == ["Gatekeeper"]
    jos = agency.jo.read_now(cards.card, ann)
    assert [one.note for one in jos.touches] == ["rates"]
    assert [one.title for one in jos.tasks] == ["send the terms"]
    assert [(one.name, one.last_call_at, one.who) for one in jos.others] == [("Bob Ray", None, "")]


def test_a_status_does_not_tell_of_a_vacancy_that_is_not_for_the_reader(agency: Agency) -> None:
    public, secret = agency.a_client("Public Ltd"), agency.a_client("Secret Ltd", by=agency.priya)
    ann = agency.a_contact("Ann Lee", public, csi="A")
    agency.sam.write_now(assignment.save, secret, [Planned(Step.ASSIGN, ann)])
    agency.priya.write_now(clients.set_access, secret, Visibility.OWNER)
    hidden = agency.priya.write_now(jobs.add, secret, jobs.NewJob("Chief officer", contact_id=ann))
    agency.priya.write_now(jobs.fill, hidden)
    (line,) = agency.jo.read_now(sections.contacts, public)
    assert line.status.value is ContactStatus.RECRUITER_WITH
    assert line.status.because.text == "a vacancy at another client was filled"
    (owners,) = agency.priya.read_now(sections.contacts, public)
    assert owners.status.because.text == "vacancy “Chief officer” filled, 24 Nov, Priya"
    agency.sam.write_now(jobs.fill, agency.a_job(public, "Night planner", contact_id=ann))
    (line,) = agency.jo.read_now(sections.contacts, public)
    assert line.status.because.text == "vacancy “Night planner” filled, 24 Nov, Sam"


def test_the_agencys_own_words_and_outcomes_are_used(agency: Agency) -> None:
    busy = {"gatekeeper": {"off": True}, "busy": {"key": "7", "label": "Busy", "next": "3 working days"}}
    for code, change in busy.items():
        agency.settle(f"outcomes.{code}", change)
    agency.settle("script", "Good morning, this is Northgate.")
    client = agency.a_client()
    dana = a_due_contact(agency, at=client)
    assert the_card(agency, dana).script == "Good morning, this is Northgate."
    call(agency.sam, dana, "busy")
    (touch,) = the_card(agency, dana).touches
    assert (touch.outcome, touch.outcome_label) == ("busy", "Busy")
    with pytest.raises(Invalid, match="“gatekeeper” is no outcome of a call"):
        call(agency.sam, dana, "gatekeeper")
