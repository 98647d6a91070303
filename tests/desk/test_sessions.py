"""The blitz: figures from the calls themselves, breaks, resuming, and who is on whom."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from tests.support.calling import a_due_contact, call, take, undo
from trtui.desk import claims, clients, plans, sessions
from trtui.domain.errors import Invalid, NotAllowed, NotFound
from trtui.domain.policy import Visibility


def test_the_figures_are_counted_from_the_calls(agency: Agency) -> None:
    people = [a_due_contact(agency, f"Person {number}") for number in range(8)]
    session = agency.sam.operate_now(sessions.start, "Leeds temps", "mine", "", 10)
    outcomes = ("no_answer", "conversation", "meeting_booked", "vacancy_taken", "voicemail", "no_answer")
    for contact, outcome in zip(people, outcomes, strict=False):
        call(agency.sam, contact, outcome, session_id=session)
        agency.clock.advance(minutes=5)
    found = agency.sam.read_now(sessions.figures, session)
    assert (found.attempts, found.conversations, found.meetings, found.vacancies) == (6, 3, 1, 1)
    assert (found.done, found.left, found.left_is_more, found.per_hour) == (6, 2, False, 12)
    assert dict(found.by_outcome)["No answer"] == 2
    undo(agency.sam)
    assert agency.sam.read_now(sessions.figures, session).attempts == 5
    agency.sam.operate_now(plans.skip, session, people[6], "lunch")
    assert agency.sam.read_now(sessions.figures, session).left == 2


def test_ten_before_ten(agency: Agency) -> None:
    dana, ola = a_due_contact(agency), a_due_contact(agency, "Ola Berg")
    agency.clock.set(2026, 11, 24, 8, 30)
    session = agency.sam.operate_now(sessions.start, "", "mine", "", 2)
    assert agency.sam.read_now(sessions.figures, session).goal_text == "2 before 10"
    agency.clock.set(2026, 11, 24, 9, 30)
    call(agency.sam, dana, "conversation", session_id=session)
    agency.clock.set(2026, 11, 24, 9, 41)
    call(agency.sam, ola, "conversation", session_id=session)
    agency.clock.set(2026, 11, 24, 11, 0)
    found = agency.sam.read_now(sessions.figures, session)
    assert (found.goal_text, found.is_reached) == ("2 by 09:41", True)
    late = agency.sam.operate_now(sessions.start, "", "mine", "", 5)
    found = agency.sam.read_now(sessions.figures, late)
    assert (found.goal_text, found.is_reached, found.goal) == ("of 5", False, 5)


def test_a_session_goes_on_after_a_crash_but_not_on_another_day(agency: Agency) -> None:
    assert agency.sam.read_now(sessions.current) is None
    session = agency.sam.operate_now(sessions.start, "Leeds temps", "team", "csi:a", 7)
    agency.clock.advance(hours=2)
    found = agency.sit("sam", again=True).read_now(sessions.current)
    assert found is not None
    assert (found.id, found.name, found.scope, found.filter_text, found.goal) == (
        session,
        "Leeds temps",
        "team",
        "csi:a",
        7,
    )
    assert (found.worked_seconds, found.is_on_break) == (7200, False)
    agency.clock.advance(days=1)
    assert agency.sam.read_now(sessions.current) is None


def test_a_break_stops_the_clock_and_gives_clients_back(agency: Agency) -> None:
    session = agency.sam.operate_now(sessions.start)
    take(agency.sam, a_due_contact(agency), session)
    agency.clock.advance(minutes=30)
    agency.sam.operate_now(sessions.take_break, session)
    assert agency.sam.read_now(claims.live) == ()
    agency.clock.advance(minutes=20)
    paused = agency.sam.read_now(sessions.current)
    assert paused is not None and paused.is_on_break and paused.worked_seconds == 1800
    agency.sam.operate_now(sessions.resume, session)
    agency.sam.operate_now(sessions.resume, session)
    agency.clock.advance(minutes=10)
    going = agency.sam.read_now(sessions.current)
    assert going is not None and not going.is_on_break and going.worked_seconds == 2400


def test_a_new_session_ends_the_old_one_where_it_was_last_seen(agency: Agency) -> None:
    first = agency.sam.operate_now(sessions.start)
    agency.clock.advance(minutes=15)
    agency.sam.operate_now(sessions.seen, first)
    agency.clock.advance(hours=3)
    second = agency.sam.operate_now(sessions.start)
    found = agency.sam.read_now(sessions.current)
    assert found is not None and found.id == second
    ended = agency.sam.read_now(
        lambda look: look.db.value("SELECT ended_at - started_at FROM call_session WHERE id = :i", i=first)
    )
    assert ended == 900
    with pytest.raises(NotFound, match="over"):
        agency.sam.operate_now(sessions.change, first, goal=3)


def test_a_session_can_be_renamed_and_retargeted(agency: Agency) -> None:
    session = agency.sam.operate_now(sessions.start)
    agency.sam.operate_now(
        sessions.change, session, name="York", scope="everyone", filter_text="town:york", goal=None
    )
    found = agency.sam.read_now(sessions.current)
    assert found is not None and (found.name, found.scope, found.filter_text, found.goal) == (
        "York",
        "everyone",
        "town:york",
        None,
    )
    for wrong in ({"scope": "galaxy"}, {"goal": 0}, {"goal": 1000}, {"colour": "red"}):
        with pytest.raises(Invalid):
            agency.sam.operate_now(sessions.change, session, **wrong)
    with pytest.raises(NotFound):
        agency.priya.operate_now(sessions.change, session, goal=3)
    agency.sam.operate_now(sessions.end, session)
    assert agency.sam.read_now(sessions.current) is None


def test_calls_count_only_in_ones_own_session(agency: Agency) -> None:
    dana = a_due_contact(agency)
    session = agency.sam.operate_now(sessions.start)
    with pytest.raises(Invalid, match="not yours"):
        call(agency.priya, dana, "conversation", session_id=session)
    with pytest.raises(NotAllowed, match="figures of others"):
        agency.jo.read_now(sessions.figures, session)
    assert agency.max.read_now(sessions.figures, session).attempts == 0
    with pytest.raises(NotFound):
        agency.max.read_now(sessions.figures, 4711)


def test_the_board_shows_who_is_on_whom(agency: Agency) -> None:
    private = agency.a_client("Quiet Ltd", by=agency.priya)
    agency.priya.write_now(clients.set_access, private, Visibility.OWNER)
    quiet = a_due_contact(agency, "Quiet Person", private, by=agency.priya)
    dana = a_due_contact(agency)
    mine = agency.priya.operate_now(sessions.start, "Morning")
    take(agency.priya, quiet, mine)
    call(agency.jo, dana, "conversation", session_id=agency.jo.operate_now(sessions.start))
    agency.clock.advance(minutes=4)
    board = agency.jo.read_now(sessions.team)
    assert [(one.name, one.session, one.client, one.contact) for one in board] == [
        ("Jo Bright", "", "", ""),
        ("Priya Shah", "Morning", "", ""),
    ]
    assert [(one.attempts, one.conversations) for one in board] == [(1, 1), (None, None)]
    seen = agency.max.read_now(sessions.team)
    assert [(one.client, one.contact, one.attempts) for one in seen] == [
        ("", "", 1),
        ("Quiet Ltd", "Quiet Person", 0),
    ]
    agency.clock.advance(hours=2)
    assert agency.max.read_now(sessions.team) == ()
