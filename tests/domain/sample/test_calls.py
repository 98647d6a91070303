"""Histories of calls agree with the codes, the outcomes and the rules of the queue."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import pytest

from tests.support.clock import LONDON, TUESDAY_MORNING
from trtui.domain.csi import CsiCode
from trtui.domain.do_not_call import TpsResult
from trtui.domain.kinds import TouchKind
from trtui.domain.outcomes import OUTCOMES
from trtui.domain.proposals import Plan
from trtui.domain.queue import Absent, CallFacts, CallPlan, Due, call_due
from trtui.domain.sample import SampleClient, SampleContact, generate
from trtui.domain.target20 import SIZE
from trtui.domain.time import DAY

SEED = 1


NOW = TUESDAY_MORNING


def contacts(clients: list[SampleClient]) -> list[SampleContact]:
    return [contact for client in clients for contact in client.contacts]


def due_of(contact: SampleContact) -> Due | Absent:
    blocked = {s.e164 for s in contact.screenings if s.objected_at or s.tps_result in ("tps", "ctps")}
    plan = contact.plan
    return call_due(
        CallFacts(
            code=CsiCode(contact.csi) if contact.csi else None,
            coded_at=contact.codes[-1].at if contact.codes else None,
            last_conversation_at=max((t.at for t in contact.touches if t.is_conversation), default=None),
            plan=CallPlan(Plan(plan.kind), plan.at, plan.user) if plan else None,
            numbers=len(contact.phones),
            blocked_numbers=sum(phone.e164 in blocked for phone in contact.phones),
            held=contact.out_of_queue or "",
        ),
        LONDON,
    )


def is_due(contact: SampleContact) -> bool:
    due = due_of(contact)
    return isinstance(due, Due) and due.at <= NOW


@pytest.mark.parametrize("seed", range(1, 7))
def test_the_first_user_has_a_mornings_work(seed: int) -> None:
    found = [
        contact
        for client in generate(seed, 0, 400, NOW, LONDON)
        if client.owner == 0 and client.archived_at is None
        for contact in client.contacts
        if is_due(contact)
    ]
    assert 12 <= len(found) <= 40


def test_some_are_late_some_are_overdue_some_promised(clients: list[SampleClient]) -> None:
    due = [one for contact in contacts(clients) if isinstance(one := due_of(contact), Due)]
    states = Counter(one.seen(NOW, LONDON).state.value for one in due)
    kinds = Counter(one.kind.value for one in due)
    assert states["due"] > 40
    assert states["overdue"] > 10
    assert states["later"] > 200
    assert set(kinds) == {"cadence", "callback", "snooze", "retry"}


def test_a_large_store_has_a_tenth_of_a_million_due(later: list[SampleClient]) -> None:
    coded = sum(bool(contact.codes) for contact in contacts(later)) / len(later)
    due = sum(map(is_due, contacts(later))) / len(later)
    touches = sum(len(contact.touches) for contact in contacts(later)) / len(later)
    assert coded == pytest.approx(0.58, abs=0.06)  # per client: 580,000 in a million
    assert due == pytest.approx(0.10, abs=0.025)
    assert 1.0 < touches / coded < 2.0


def test_every_code_is_used_and_a_belongs_to_those_who_use_us(clients: list[SampleClient]) -> None:
    codes = Counter(contact.csi for contact in contacts(clients))
    assert all(codes[code] > 20 for code in "ABCD")
    share = {
        uses: Counter(
            c.csi for client in clients if bool(client.jobs) == uses for c in client.contacts if c.csi
        )
        for uses in (True, False)
    }
    assert share[True]["A"] / share[True].total() > 0.4 > 0.15 > share[False]["A"] / share[False].total()


def test_touches_lie_in_the_past_two_years_in_working_hours_in_order(
    clients: list[SampleClient], later: list[SampleClient]
) -> None:
    for contact in contacts(clients) + contacts(later):
        times = [touch.at for touch in contact.touches]
        assert times == sorted(times)
        for at in times:
            assert NOW - 800 * DAY < at < NOW
            local = datetime.fromtimestamp(at, LONDON)
            assert local.weekday() < 5
            assert 8 <= local.hour < 18
        if contact.codes and times:
            assert contact.created_at < times[-1]


def test_outcomes_mean_what_the_table_says(clients: list[SampleClient], later: list[SampleClient]) -> None:
    seen = set()
    for contact in contacts(clients) + contacts(later):
        for touch in contact.touches:
            kind = TouchKind(touch.kind)
            assert (kind is TouchKind.CALL) == (touch.outcome is not None)
            if touch.outcome is not None:
                assert OUTCOMES.by_code(touch.outcome) is not None
                assert touch.is_conversation == (touch.outcome in OUTCOMES.resetting)
                seen.add(touch.outcome)
            else:
                assert touch.is_conversation == (kind in (TouchKind.MEETING, TouchKind.VISIT))
            assert touch.note is None or "{" not in touch.note
    assert seen == {outcome.code for outcome in OUTCOMES}


def test_every_vacancy_came_out_of_a_call(clients: list[SampleClient]) -> None:
    for client in clients:
        for job in client.jobs:
            touches = client.contacts[job.contact].touches
            assert any(t.at == job.registered_at and t.outcome == "vacancy_taken" for t in touches)


def test_plans_follow_from_what_happened(clients: list[SampleClient], later: list[SampleClient]) -> None:
    kinds = Counter()
    for contact in contacts(clients) + contacts(later):
        plan = contact.plan
        if plan is None:
            continue
        kinds[plan.kind] += 1
        assert plan.set_at < plan.at
        assert plan.set_at < NOW
        assert (plan.kind == "callback") == (plan.user is not None)
        if plan.kind == "callback":
            assert contact.touches[-1].outcome == "call_back"
        if plan.kind == "retry":
            assert contact.touches[-1].outcome in OUTCOMES.misses
            assert contact.touches[-1].at == plan.set_at
        if plan.kind == "snooze":
            assert plan.at > NOW
            assert plan.reason
    assert set(kinds) == {"callback", "retry", "snooze"}


def test_wrong_numbers_leave_the_queue_and_ask_for_repair(
    clients: list[SampleClient], later: list[SampleClient]
) -> None:
    found = 0
    for client in clients + later:
        for index, contact in enumerate(client.contacts):
            if contact.out_of_queue is None:
                continue
            found += 1
            assert contact.touches[-1].outcome == "wrong_number"
            assert any(task.kind == "repair" and task.contact == index for task in client.tasks)
    assert found > 10


def test_numbers_are_screened_and_objections_have_evidence(clients: list[SampleClient]) -> None:
    more = list(generate(SEED, 400, 1_000, NOW, LONDON))
    screenings = [(contact, one) for contact in contacts(clients + more) for one in contact.screenings]
    assert len({one.e164 for _, one in screenings}) == len(screenings)
    assert len([one for contact, one in screenings if one.tps_result == TpsResult.CLEAR]) > 300
    assert any(NOW - (one.tps_checked_at or NOW) > 28 * DAY for _, one in screenings)
    listed = [one for _, one in screenings if one.tps_result in (TpsResult.TPS, TpsResult.CTPS)]
    objected = [(contact, one) for contact, one in screenings if one.objected_at]
    assert listed
    assert objected
    for contact, one in objected:
        assert one.objection
        assert one.objected_by is not None
        assert contact.touches[-1].outcome == "do_not_call"
        assert contact.touches[-1].at == one.objected_at


def test_target20_holds_coded_contacts_and_at_most_twenty_each(clients: list[SampleClient]) -> None:
    size = Counter()
    for client in clients:
        for contact in client.contacts:
            if contact.in_target20:
                assert contact.csi
                assert contact.out_of_queue is None
                size[client.owner] += 1
    assert 8 <= size[0] <= SIZE
    assert max(size.values()) <= SIZE


def test_nobody_repeats_a_note_about_one_person(clients: list[SampleClient]) -> None:
    for contact in contacts(clients):
        notes = [t.note for t in contact.touches if t.outcome == "conversation" and t.note]
        assert len(notes) == len(set(notes))


def test_codes_were_given_before_they_were_changed(clients: list[SampleClient]) -> None:
    changed = 0
    for contact in contacts(clients):
        for earlier, code in zip(contact.codes, contact.codes[1:], strict=False):
            changed += 1
            assert earlier.at <= code.at < NOW
            assert code.previous == earlier.code != code.code
    assert changed > 10
