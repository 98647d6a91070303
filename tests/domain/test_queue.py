"""When a contact is due, in which order, and who may claim."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.moments import NOW, at, local
from tests.support.clock import LONDON
from trtui.domain.csi import CsiCode
from trtui.domain.proposals import Plan
from trtui.domain.queue import (
    Absent,
    Bucket,
    CallFacts,
    CallPlan,
    Claim,
    ClaimRules,
    Due,
    DueKind,
    QueueItem,
    call_due,
    claim_refusal,
    client_aside,
    is_offered_to,
    lease_until,
    order_key,
    per_hour,
)

A, B, C, D = CsiCode
SAM, PRIYA = 1, 2


def a_contact(code: CsiCode | None = A, **more: object) -> CallFacts:
    """Return a coded contact with one good number, last spoken to on 1 October."""
    facts = CallFacts(
        code=code,
        coded_at=at("2026-01-05 12:00"),
        last_conversation_at=at("2026-10-01 15:00"),
        numbers=1,
    )
    return replace(facts, **more)  # type: ignore[arg-type]


def due(facts: CallFacts) -> Due:
    found = call_due(facts, LONDON)
    assert isinstance(found, Due), found
    return found


def absent(facts: CallFacts) -> Absent:
    found = call_due(facts, LONDON)
    assert isinstance(found, Absent), found
    return found


class TestDue:
    @pytest.mark.parametrize(
        ("code", "day", "interval"),
        [(A, "2026-11-02", 30), (B, "2026-12-01", 61), (C, "2027-01-01", 91), (D, "2027-10-01", 365)],
    )
    def test_one_interval_after_the_last_conversation(self, code: CsiCode, day: str, interval: int) -> None:
        found = due(a_contact(code))
        assert (local(found.at), found.kind, found.interval_days) == (day, DueKind.CADENCE, interval)
        assert found.since == found.at
        assert found.rank == code.rank

    def test_from_the_day_the_code_was_given_without_a_conversation(self) -> None:
        found = due(a_contact(C, last_conversation_at=None))
        assert (local(found.at), found.kind) == ("2026-01-05", DueKind.CADENCE)

    def test_not_in_the_queue_without_a_code(self) -> None:
        assert absent(a_contact(None)).reason == "no CSI code"
        assert not absent(a_contact(None)).is_blocked

    @pytest.mark.parametrize("kind", [Plan.CALLBACK, Plan.SNOOZE, Plan.NEXT])
    @pytest.mark.parametrize("day", ["2026-10-15 09:30", "2027-03-01"])
    def test_a_plan_replaces_the_date_whether_earlier_or_later(self, kind: Plan, day: str) -> None:
        found = due(a_contact(plan=CallPlan(kind, at(day))))
        assert (local(found.at), found.since, found.kind.value) == (day, at(day), kind.value)

    def test_a_retry_holds_back_but_the_clock_runs_on(self) -> None:
        found = due(a_contact(plan=CallPlan(Plan.RETRY, at("2026-11-26"))))
        assert (local(found.at), local(found.since), found.kind) == (
            "2026-11-26",
            "2026-11-02",
            DueKind.RETRY,
        )
        assert found.seen(NOW, LONDON).text == "in 2 d"
        assert found.seen(at("2026-11-26 09:00"), LONDON).text == "24 d overdue"

    def test_a_retry_before_the_call_was_due_stands_for_itself(self) -> None:
        found = due(a_contact(D, plan=CallPlan(Plan.RETRY, at("2026-11-26"))))
        assert local(found.since) == "2026-11-26"

    def test_a_call_back_is_kept_for_the_one_who_agreed_it(self) -> None:
        found = due(a_contact(plan=CallPlan(Plan.CALLBACK, at("14:30"), SAM)))
        assert found.reserved_for == SAM
        assert is_offered_to(found, SAM, at("14:30"))
        assert not is_offered_to(found, SAM, at("14:29"))
        assert not is_offered_to(found, PRIYA, at("14:30"))

    def test_only_call_backs_are_kept_for_somebody(self) -> None:
        assert due(a_contact(plan=CallPlan(Plan.SNOOZE, at("2026-11-20"), SAM))).reserved_for is None

    def test_a_plan_or_a_task_brings_in_a_contact_without_a_code(self) -> None:
        planned = due(a_contact(None, plan=CallPlan(Plan.CALLBACK, at("14:30"), SAM)))
        assert (planned.kind, planned.interval_days, planned.rank) == (DueKind.CALLBACK, None, 5)
        tasked = due(a_contact(None, task_at=at("2026-11-24 12:00")))
        assert (tasked.kind, local(tasked.at)) == (DueKind.TASK, "2026-11-24 12:00")

    def test_a_task_brings_a_call_forward_and_never_puts_it_off(self) -> None:
        assert local(due(a_contact(D, task_at=at("2026-11-24"))).at) == "2026-11-24"
        assert local(due(a_contact(A, task_at=at("2026-11-24"))).at) == "2026-11-02"

    @pytest.mark.parametrize(
        "plan", [None, CallPlan(Plan.SNOOZE, at("14:30")), CallPlan(Plan.RETRY, at("14:30"))]
    )
    def test_a_client_that_stands_aside_takes_its_contacts_out(self, plan: CallPlan | None) -> None:
        found = absent(a_contact(plan=plan, aside="Sales level Dead"))
        assert (found.reason, found.is_blocked) == ("Sales level Dead", True)

    @pytest.mark.parametrize("who", [SAM, None])
    def test_a_call_back_that_was_agreed_stays_where_the_client_stands_aside(self, who: int | None) -> None:
        found = due(a_contact(plan=CallPlan(Plan.CALLBACK, at("14:30"), who), aside="Stage Inactive"))
        assert (found.kind, found.reserved_for) == (DueKind.CALLBACK, who)

    @pytest.mark.parametrize(
        ("level", "stage", "archived", "why"),
        [
            ("dead", "active", False, "Sales level Dead"),
            ("cold", "inactive", False, "Stage Inactive"),
            (None, "prospect", True, "Client archived"),
            (None, "prospect", False, ""),
            ("hot", "active", False, ""),
        ],
    )
    def test_what_makes_a_client_stand_aside(
        self, level: str | None, stage: str, archived: bool, why: str
    ) -> None:
        assert client_aside(level, stage, is_archived=archived) == why

    def test_nobody_is_called_whose_numbers_are_all_blocked(self) -> None:
        blocked = absent(a_contact(numbers=1, blocked_numbers=1))
        assert (blocked.reason, blocked.is_blocked) == ("the only number is blocked (do not call)", True)
        assert absent(a_contact(numbers=2, blocked_numbers=2)).reason.startswith("all 2 numbers are blocked")
        assert due(a_contact(numbers=2, blocked_numbers=1)).kind is DueKind.CADENCE

    def test_a_contact_without_a_number_stays_in_the_queue(self) -> None:
        assert due(a_contact(numbers=0)).kind is DueKind.CADENCE

    @pytest.mark.parametrize(
        ("facts", "reason"),
        [
            (a_contact(held="left the company"), "left the company"),
            (a_contact(is_archived=True), "archived"),
            (a_contact(has_client=False), "assigned to no client"),
        ],
    )
    def test_what_keeps_a_contact_out(self, facts: CallFacts, reason: str) -> None:
        assert absent(facts) == Absent(reason, is_blocked=True)
        assert isinstance(call_due(replace(facts, plan=CallPlan(Plan.CALLBACK, NOW)), LONDON), Absent)


def item(contact: int, day: str, code: CsiCode | None = A, **more: object) -> QueueItem:
    interval = {A: 30, B: 61, C: 91, D: 365, None: None}[code]
    rank = code.rank if code else 5
    kind = more.pop("kind", DueKind.CADENCE)
    since = at(str(more.pop("since", day)))
    found = Due(at(day), since, kind, interval, rank)  # type: ignore[arg-type]
    return QueueItem(contact, found, **more)  # type: ignore[arg-type]


def ordered(*items: QueueItem) -> list[int]:
    shuffled = list(items)
    random.Random(7).shuffle(shuffled)
    return [one.contact_id for one in sorted(shuffled, key=lambda one: order_key(one, NOW))]


class TestOrder:
    def test_the_documented_order(self) -> None:
        assert ordered(
            item(1, "2026-12-20", is_claimed_by_me=True),
            item(2, "2026-11-24 09:00", kind=DueKind.CALLBACK),
            item(3, "2026-11-24 09:45", kind=DueKind.CALLBACK),
            item(4, "2026-11-23", D, in_target20=True),
            item(5, "2026-10-01", A),
            item(6, "2026-10-01", B),
            item(7, "2026-11-23", A),
            item(8, "2026-11-26", A, in_target20=True),
            item(9, "2026-11-27", kind=DueKind.CALLBACK),
        ) == [1, 2, 3, 4, 5, 6, 7, 8, 9]

    def test_overdue_by_the_share_of_the_interval_not_by_days(self) -> None:
        ten_days_of_a_month = item(1, "2026-11-14", A)
        forty_days_of_a_year = item(2, "2026-10-15", D)
        assert ordered(ten_days_of_a_month, forty_days_of_a_year) == [1, 2]

    def test_a_before_b_before_c_before_d_before_no_code(self) -> None:
        same_share = [
            item(number, "2026-11-24 10:00", code) for number, code in enumerate([None, D, C, B, A])
        ]
        assert ordered(*same_share) == [4, 3, 2, 1, 0]

    def test_target_20_among_themselves_by_the_share(self) -> None:
        assert ordered(
            item(1, "2026-11-20", B, in_target20=True),
            item(2, "2026-11-20", A, in_target20=True),
            item(3, "2026-11-23", A, in_target20=True),
        ) == [2, 1, 3]

    def test_a_call_back_not_yet_due_waits_its_turn(self) -> None:
        waiting = item(1, "2026-11-24 14:30", kind=DueKind.CALLBACK)
        assert waiting.bucket(NOW) is Bucket.LATER
        assert waiting.bucket(at("14:30")) is Bucket.CALLBACK
        assert ordered(waiting, item(2, "2026-11-24")) == [2, 1]

    def test_a_retry_that_has_come_keeps_the_place_of_its_old_date(self) -> None:
        retried = item(1, "2026-11-24", A, kind=DueKind.RETRY, since="2026-11-01")
        assert ordered(retried, item(2, "2026-11-20", A)) == [1, 2]

    @given(
        rows=st.lists(
            st.tuples(
                st.integers(-400, 400),
                st.sampled_from([*CsiCode, None]),
                st.sampled_from(DueKind),
                st.booleans(),
                st.booleans(),
            ),
            min_size=1,
            max_size=12,
        ),
        seed=st.integers(0, 1000),
    )
    def test_the_order_is_total_and_keeps_the_classes_apart(
        self, rows: list[tuple[int, CsiCode | None, DueKind, bool, bool]], seed: int
    ) -> None:
        items = []
        for number, (days, code, kind, wanted, mine) in enumerate(rows):
            interval = None if code is None else 30 * code.rank
            moment = NOW + days * 43_200
            found = Due(moment, moment, kind, interval, code.rank if code else 5)
            items.append(QueueItem(number, found, wanted, mine))
        by_key = sorted(items, key=lambda one: order_key(one, NOW))
        random.Random(seed).shuffle(items)
        assert sorted(items, key=lambda one: order_key(one, NOW)) == by_key
        assert len({order_key(one, NOW) for one in items}) == len(items)
        buckets = [one.bucket(NOW) for one in by_key]
        assert buckets == sorted(buckets)


class TestClaims:
    DUE = Due(at("2026-11-20"), at("2026-11-20"), DueKind.CADENCE, 30, 1)

    def refusal(self, **more: object) -> str | None:
        given: dict[str, object] = {"claim": None, "last_called_at": None} | more
        wanted = given.pop("due", self.DUE)
        return claim_refusal(wanted, SAM, NOW, LONDON, **given)  # type: ignore[arg-type]

    def test_a_client_that_is_due_and_free_may_be_claimed(self) -> None:
        assert self.refusal() is None

    def test_what_is_not_due_may_not(self) -> None:
        later = replace(self.DUE, at=at("2026-11-26"), since=at("2026-11-26"))
        assert self.refusal(due=later) == "not due yet: in 2 d"

    def test_what_somebody_else_has_may_not_and_says_who_and_how_long(self) -> None:
        claim = Claim(7, PRIYA, "Priya Nair", NOW - 190, NOW + 410)
        assert self.refusal(claim=claim) == "Priya has it, 3 min"

    def test_my_own_claim_may_be_taken_up_again_even_right_after_a_call(self) -> None:
        mine = Claim(7, SAM, "Sam Okafor", NOW - 190, NOW + 410)
        assert self.refusal(claim=mine, last_called_at=NOW - 60) is None

    def test_a_lease_that_ran_out_frees_the_client(self) -> None:
        crashed = Claim(7, PRIYA, "Priya Nair", NOW - 600, NOW)
        assert not crashed.is_live(NOW)
        assert crashed.is_live(NOW - 1)
        assert self.refusal(claim=crashed) is None

    def test_not_within_an_hour_of_the_last_call(self) -> None:
        assert self.refusal(last_called_at=NOW - 59 * 60) == "called 59 min ago: free again at 10:01"
        assert self.refusal(last_called_at=NOW - 60 * 60) is None
        assert (
            self.refusal(
                last_called_at=NOW - 30 * 60 + 1,
            )
            is not None
        )

    def test_an_agreed_call_back_keeps_its_time_even_within_the_hour(self) -> None:
        promised = Due(at("09:55"), at("09:55"), DueKind.CALLBACK, 30, 1, reserved_for=SAM)
        assert self.refusal(due=promised, last_called_at=NOW - 20 * 60) is None

    def test_a_call_back_of_somebody_else_may_not(self) -> None:
        promised = Due(at("09:55"), at("09:55"), DueKind.CALLBACK, 30, 1, reserved_for=PRIYA)
        assert self.refusal(due=promised) == "a call-back agreed with somebody else"

    def test_lease_and_gap_are_settings(self) -> None:
        assert lease_until(NOW) == NOW + 600
        rules = ClaimRules(lease=90, gap=300)
        assert lease_until(NOW, rules) == NOW + 90
        assert self.refusal(last_called_at=NOW - 300, rules=rules) is None


@pytest.mark.parametrize(
    ("count", "seconds", "rate"),
    [
        (7, 1800, 14),
        (0, 3600, 0),
        (3, 30, None),
        (11, 120, None),
        (2, 599, None),
        (2, 600, 12),
        (21, 5400, 14),
    ],
)
def test_a_rate_per_hour(count: int, seconds: int, rate: int | None) -> None:
    assert per_hour(count, seconds) == rate


moments = st.integers(at("2020-01-01"), at("2030-01-01"))


@given(
    code=st.sampled_from(CsiCode),
    coded=moments,
    spoke=moments,
    plan=st.one_of(
        st.none(), st.builds(CallPlan, st.sampled_from(Plan), moments, st.sampled_from([None, SAM]))
    ),
    task=st.one_of(st.none(), moments),
)
def test_the_cadence_never_asks_for_a_call_before_the_last_conversation(
    code: CsiCode, coded: int, spoke: int, plan: CallPlan | None, task: int | None
) -> None:
    found = due(CallFacts(code, coded, spoke, plan, task))
    assert found.since <= found.at
    if found.kind is DueKind.CADENCE:
        assert found.at > spoke
    if plan is not None:
        assert found.at == plan.at
