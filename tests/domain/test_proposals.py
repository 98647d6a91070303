"""What each outcome proposes next, on Tuesday 24 November 2026 at 10:00."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.moments import NOW, at, local
from tests.support.clock import LONDON
from trtui.domain import outcomes, proposals
from trtui.domain.csi import CsiCode
from trtui.domain.errors import Invalid
from trtui.domain.outcomes import OUTCOMES, Effect, Outcome
from trtui.domain.proposals import Asks, Plan, Proposal, propose
from trtui.domain.time import Window, local_day
from trtui.domain.workdays import workdays_of

A, B, C, D = CsiCode


def proposed(code: str, csi: CsiCode | None = A, now: int = NOW, **more: object) -> Proposal:
    outcome = OUTCOMES.by_code(code)
    assert outcome is not None
    return propose(outcome, csi, now, LONDON, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("outcome", "next_call", "text", "plan"),
    [
        ("conversation", "2026-12-24", "24 Dec (monthly, code A)", None),
        ("vacancy_taken", "2026-11-26", "Thu 26 Nov (2 working days)", Plan.NEXT),
        ("voicemail", "2026-11-26", "Thu 26 Nov (2 working days)", Plan.RETRY),
        ("no_answer", "2026-11-25 16:00", "Wed 25 Nov 16:00 (1 working day, another time)", Plan.RETRY),
        ("gatekeeper", "2026-11-26", "Thu 26 Nov (2 working days)", Plan.RETRY),
        ("not_interested", "2026-12-24", "24 Dec (monthly, code A)", None),
        ("wrong_number", "-", "none: out of the queue, task to repair the record", None),
        ("do_not_call", "-", "none: the number is blocked for everybody", None),
    ],
)
def test_the_next_call_of_each_outcome(outcome: str, next_call: str, text: str, plan: Plan | None) -> None:
    found = proposed(outcome)
    assert (local(found.at), found.text, found.plan) == (next_call, text, plan)


@pytest.mark.parametrize(
    ("code", "next_call", "words"),
    [
        (A, "2026-12-24", "monthly, code A"),
        (B, "2027-01-25", "every 2 months, code B"),
        (C, "2027-02-24", "quarterly, code C"),
        (D, "2027-11-24", "yearly, code D"),
    ],
)
def test_a_conversation_proposes_the_interval_of_the_code(code: CsiCode, next_call: str, words: str) -> None:
    found = proposed("conversation", code)
    assert (local(found.at), found.why) == (next_call, words)


def test_the_line_under_the_card() -> None:
    on_the_22nd = at("2026-11-22 10:00")
    line = proposed("conversation", now=on_the_22nd).line
    assert line == "Conversation → next call ▸ 22 Dec (monthly, code A)"


def test_a_conversation_without_a_code_proposes_nothing() -> None:
    found = proposed("conversation", None)
    assert (found.at, found.plan, found.text) == (None, None, "none: no CSI code")


def test_the_call_after_a_meeting_is_on_the_next_working_day() -> None:
    on_thursday = proposed("meeting_booked", meeting_at=at("2026-12-03 15:00"))
    assert local(on_thursday.at) == "2026-12-04"
    assert on_thursday.text == "Thu 3 Dec 15:00 (call Fri 4 Dec, the day after)"
    on_friday = proposed("meeting_booked", meeting_at=at("2026-12-04 15:00"))
    assert local(on_friday.at) == "2026-12-07"
    assert on_friday.plan is Plan.NEXT


def test_a_meeting_is_not_guessed_to_be_on_a_weekend() -> None:
    on_a_saturday = proposed("meeting_booked", now=at("2026-11-28 10:00"))
    assert local(on_a_saturday.meeting_at) == "2026-12-07 10:00"


def test_a_meeting_without_a_time_yet_is_asked_for_and_prefilled() -> None:
    found = proposed("meeting_booked")
    assert (found.asks, found.is_guess, local(found.meeting_at)) == (Asks.MEETING, True, "2026-12-01 10:00")
    typed = proposals.edit(found, "thu 14:00", NOW, LONDON)
    assert (local(typed.meeting_at), local(typed.at), typed.is_guess) == (
        "2026-11-26 14:00",
        "2026-11-27",
        False,
    )
    assert typed.line == "Meeting booked → meeting ▸ Thu 26 Nov 14:00 (call Fri 27 Nov, the day after)"


def test_a_call_back_is_reserved_for_the_one_who_agreed_it() -> None:
    found = proposed("call_back", agreed_at=at("2026-11-24 14:30"))
    assert (local(found.at), found.plan, found.reserved) == ("2026-11-24 14:30", Plan.CALLBACK, True)
    assert found.text == "Tue 24 Nov 14:30 (agreed, reserved for you)"


def test_a_call_back_without_a_time_yet_is_prefilled_within_working_hours() -> None:
    assert local(proposed("call_back").at) == "2026-11-25 10:00"
    assert local(proposed("call_back", now=at("2026-11-27 11:17")).at) == "2026-11-30 11:30"
    assert local(proposed("call_back", now=at("2026-11-24 22:50")).at) == "2026-11-25 17:00"
    assert proposed("call_back").is_guess
    typed = proposals.edit(proposed("call_back"), "14:30", NOW, LONDON)
    assert (local(typed.at), typed.plan, typed.reserved) == ("2026-11-24 14:30", Plan.CALLBACK, True)
    assert not typed.is_guess


def test_working_days_leave_out_the_weekend() -> None:
    on_friday = at("2026-11-27 10:00")
    assert local(proposed("voicemail", now=on_friday).at) == "2026-12-01"
    assert local(proposed("no_answer", now=on_friday).at) == "2026-11-30 16:00"


@pytest.mark.parametrize(
    ("called", "slot"),
    [("09:05", time(16)), ("11:17", time(16)), ("14:10", time(9, 30)), ("16:40", time(9, 30))],
)
def test_no_answer_is_tried_at_another_time_of_day(called: str, slot: time) -> None:
    assert proposals.other_time([at(called)], LONDON) == slot


def test_a_third_time_avoids_both_earlier_ones() -> None:
    earlier = [at("2026-11-23 09:40"), at("2026-11-24 16:10")]
    assert proposals.other_time(earlier, LONDON) in (time(11, 30), time(14))


def test_the_hours_a_contact_likes_come_first() -> None:
    mornings = Window(time(9), time(12))
    assert proposals.other_time([at("09:40")], LONDON, mornings) == time(11, 30)
    assert proposals.other_time([at("11:40")], LONDON, mornings) == time(9, 30)
    evenings = Window(time(18), time(19))
    assert proposals.other_time([at("18:10")], LONDON, evenings) == time(18)
    found = proposed("no_answer", prefers=evenings)
    assert local(found.at) == "2026-11-25 18:00"


@pytest.mark.parametrize(
    ("code", "rests_until"), [(A, "2026-12-09"), (B, "2026-12-24"), (C, "2027-01-08"), (D, "2027-05-25")]
)
def test_after_three_attempts_in_a_week_a_contact_rests_half_an_interval(
    code: CsiCode, rests_until: str
) -> None:
    tried = [at("2026-11-20 10:00"), at("2026-11-23 15:00")]
    for miss in ("voicemail", "no_answer", "gatekeeper"):
        found = proposed(miss, code, tried=tried)
        assert (local(found.at), found.plan) == (rests_until, Plan.RETRY)
        assert "after 3 attempts" in found.why


def test_two_attempts_are_no_reason_to_rest() -> None:
    assert local(proposed("voicemail", tried=[at("2026-11-23 15:00")]).at) == "2026-11-26"


def test_reaching_somebody_ends_the_counting() -> None:
    tried = [at("2026-11-20 10:00"), at("2026-11-23 15:00"), at("2026-11-23 16:00")]
    assert local(proposed("conversation", tried=tried).at) == "2026-12-24"
    assert local(proposed("call_back", tried=tried, agreed_at=at("15:00")).at) == "2026-11-24 15:00"


def test_attempts_count_for_a_week_and_since_the_last_conversation() -> None:
    calls = [
        (at("2026-11-16 10:00"), "no_answer"),
        (at("2026-11-17 10:01"), "no_answer"),
        (at("2026-11-18 10:00"), "conversation"),
        (at("2026-11-19 10:00"), "voicemail"),
        (at("2026-11-20 10:00"), "call_back"),
        (at("2026-11-23 10:00"), "gatekeeper"),
        (at("2026-11-25 10:00"), "no_answer"),
    ]
    counted = proposals.misses(calls, OUTCOMES.misses, OUTCOMES.resetting, NOW)
    assert [local(one) for one in counted] == ["2026-11-19 10:00", "2026-11-23 10:00"]
    without_conversation = [call for call in calls if call[1] != "conversation"]
    counted = proposals.misses(without_conversation, OUTCOMES.misses, OUTCOMES.resetting, NOW)
    assert [local(one) for one in counted] == ["2026-11-17 10:01", "2026-11-19 10:00", "2026-11-23 10:00"]


def test_not_interested_proposes_code_d() -> None:
    assert proposed("not_interested", A).proposes_code is D
    assert proposed("not_interested", None).proposes_code is D
    assert proposed("not_interested", D).proposes_code is None
    assert proposed("conversation", A).proposes_code is None


def test_a_code_that_is_taken_gives_the_date() -> None:
    taken, kept = (proposed("not_interested", A, takes_code=takes) for takes in (True, False))
    assert (local(taken.at), taken.why, taken.takes_code) == ("2027-11-24", "yearly, code D", True)
    assert (local(kept.at), kept.why, kept.takes_code) == ("2026-12-24", "monthly, code A", False)
    assert proposed("not_interested", None, takes_code=True).why == "yearly, code D"
    assert not proposed("not_interested", D, takes_code=True).takes_code
    assert proposed("conversation", A, takes_code=True) == proposed("conversation", A)
    assert proposals.edit(taken, "+3d", NOW, LONDON).takes_code


def test_what_else_happens_comes_with_the_proposal() -> None:
    assert proposed("vacancy_taken").effects == (Effect.OPENS_VACANCY,)
    assert proposed("wrong_number").effects == (Effect.LEAVES_QUEUE, Effect.REPAIR_TASK)
    assert proposed("do_not_call").effects == (Effect.BLOCKS_NUMBER,)


@pytest.mark.parametrize(
    ("typed", "next_call"),
    [
        ("+3d", "2026-11-27"),
        ("mon", "2026-11-30"),
        ("2w", "2026-12-08"),
        ("14:30", "2026-11-24 14:30"),
        ("3 dec", "2026-12-03"),
    ],
)
def test_the_one_field_reads_what_is_typed(typed: str, next_call: str) -> None:
    found = proposals.edit(proposed("conversation"), typed, NOW, LONDON)
    assert (local(found.at), found.plan) == (next_call, Plan.NEXT)
    assert found.text == found.typed


def test_an_edited_retry_is_still_a_retry() -> None:
    assert proposals.edit(proposed("voicemail"), "fri", NOW, LONDON).plan is Plan.RETRY


def test_a_field_that_cannot_be_read_says_so() -> None:
    with pytest.raises(Invalid, match="not a day or time"):
        proposals.edit(proposed("conversation"), "soonish", NOW, LONDON)


def test_an_outcome_that_ends_the_calls_takes_no_date() -> None:
    ended = proposed("do_not_call")
    assert proposals.edit(ended, "+3d", NOW, LONDON) == ended


def test_a_snooze_reads_the_same_forms() -> None:
    assert local(proposals.snooze("2w", NOW, LONDON).at) == "2026-12-08"


def test_an_agency_can_ask_for_more_attempts_before_a_rest() -> None:
    tried = [at("2026-11-20 10:00"), at("2026-11-23 15:00")]
    assert local(proposed("voicemail", tried=tried, attempts=4).at) == "2026-11-26"


@given(
    outcome=st.sampled_from(list(OUTCOMES)),
    code=st.one_of(st.none(), st.sampled_from(CsiCode)),
    now=st.integers(at("2020-01-01"), at("2040-01-01")),
    tried=st.lists(st.integers(0, 7 * 86400), max_size=4),
)
def test_every_proposal_lies_ahead_and_can_be_typed_back(
    outcome: Outcome, code: CsiCode | None, now: int, tried: list[int]
) -> None:
    found = propose(outcome, code, now, LONDON, tried=[now - ago for ago in tried])
    assert found.line
    if found.at is None:
        assert outcome.next_call is outcomes.NextCall.NEVER or code is None
        return
    assert found.at > now
    again = proposals.edit(found, found.typed, now, LONDON)
    assert (again.at, again.meeting_at) == (found.at, found.meeting_at)


@pytest.mark.parametrize("outcome", [one.code for one in OUTCOMES])
@given(
    days=st.integers(0, 800),
    hour=st.integers(0, 23),
    ago=st.integers(0, 200),
    code=st.sampled_from([A, B, C, D]),
)
def test_what_is_proposed_is_a_working_day_still_to_come(
    outcome: str, days: int, hour: int, ago: int, code: CsiCode
) -> None:
    scotland = workdays_of("GB-SCT")
    present = NOW + days * 86400 + hour * 3600
    called = present - ago * 86400
    found = proposals.to_come(
        proposed(outcome, code, now=called, workdays=scotland), present, LONDON, scotland
    )
    if found.at is None:
        return
    day = local_day(found.at, LONDON)
    assert scotland.is_working(day)
    assert day >= local_day(present, LONDON)
    assert found.at >= present or found.on == day
    if found.meeting_at is not None:
        assert found.meeting_at >= present


def test_what_a_call_logged_afterwards_proposed_has_moved_to_today() -> None:
    found = proposals.to_come(proposed("conversation", now=at("2026-07-24 10:00")), NOW, LONDON)
    assert (local(found.at), found.plan) == ("2026-11-24", Plan.NEXT)
    assert found.why == "monthly, code A, which has passed"


def test_a_typed_day_that_is_no_working_day_says_so() -> None:
    typed = proposals.edit(proposed("conversation"), "sat", NOW, LONDON)
    assert (typed.typed, typed.hint) == ("Sat 28 Nov", "no working day")
    assert proposals.edit(typed, "4d", NOW, LONDON).hint == ""
