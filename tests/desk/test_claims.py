"""Claims: one caller per client, for as long as the lease is kept, visible to others, and nobody else's after that."""

from __future__ import annotations

from contextlib import closing

import pytest

from tests.support.agency import Agency
from tests.support.calling import a_due_contact, call, take, take_next, the_queue, the_row
from tests.support.clock import FixedClock
from trtui.desk import assignment, calling, claims, clients, plans, sessions
from trtui.desk.claims import ClaimLost
from trtui.desk.office import Office
from trtui.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from trtui.domain.policy import Visibility
from trtui.domain.time import MINUTE


def test_the_next_call_is_the_first_of_the_queue(agency: Agency) -> None:
    a_due_contact(agency, "Cora C", csi="C", days_late=20)
    a_due_contact(agency, "Anna A", csi="A", days_late=20)
    assert the_queue(agency.sam) == ["Anna A", "Cora C"]
    assert take_next(agency.sam) == "Anna A"


def test_a_claim_takes_the_client_with_all_its_contacts(agency: Agency) -> None:
    client = agency.a_client()
    for name in ("Dana Whitlock", "Ravi Menon"):
        a_due_contact(agency, name, client)
    a_due_contact(agency, "Ola Berg")
    assert take_next(agency.sam) == "Dana Whitlock"
    assert take_next(agency.priya, "everyone") == "Ola Berg"
    assert take_next(agency.jo, "everyone") is None


def test_taking_another_contact_of_my_own_client_moves_the_claim(agency: Agency) -> None:
    client = agency.a_client()
    dana, ravi = a_due_contact(agency, at=client), a_due_contact(agency, "Ravi Menon", client)
    first = take(agency.sam, dana)
    second = take(agency.sam, ravi)
    assert (second.client_id, second.contact_id, second.is_resumed) == (client, ravi, True)
    assert second.token > first.token
    with pytest.raises(ClaimLost, match="another window"):
        agency.sam.operate_now(claims.renew, client, first.token)


def test_after_a_crash_my_claim_comes_first_and_goes_on(agency: Agency) -> None:
    a_due_contact(agency, "Anna A", days_late=20)
    dana = a_due_contact(agency)
    first = take(agency.sam, dana)
    agency.clock.advance(minutes=4)
    again = agency.sit("sam", again=True).operate_now(claims.claim_next)
    assert again is not None
    assert (again.contact_id, again.is_resumed, again.taken_at) == (dana, True, first.taken_at)
    assert again.token > first.token


def test_a_lease_that_nobody_renews_sets_the_client_free(agency: Agency) -> None:
    dana = a_due_contact(agency)
    claimed = take(agency.sam, dana)
    assert claimed.lease_until == agency.clock.now() + 10 * MINUTE
    agency.clock.advance(minutes=9)
    agency.sam.operate_now(claims.renew, claimed.client_id, claimed.token)
    agency.clock.advance(minutes=9)
    assert take_next(agency.priya, "everyone") is None
    agency.clock.advance(minutes=1)
    assert take_next(agency.priya, "everyone") == "Dana Whitlock"
    with pytest.raises(ClaimLost, match="Priya has this client now") as refused:
        agency.sam.operate_now(claims.renew, claimed.client_id, claimed.token)
    assert refused.value.holder == "Priya Shah"


def test_a_closed_laptop_goes_on_where_nobody_took_over(agency: Agency) -> None:
    claimed = take(agency.sam, a_due_contact(agency))
    agency.clock.advance(hours=1)
    agency.sam.operate_now(claims.renew, claimed.client_id, claimed.token)
    assert take_next(agency.priya, "everyone") is None


@pytest.mark.parametrize(("minutes", "is_taken"), [(-12, False), (8, False), (11, True)])
def test_clocks_that_differ_by_minutes_take_nobodys_client(
    agency: Agency, minutes: int, is_taken: bool
) -> None:
    dana = a_due_contact(agency, days_late=1)
    claimed = take(agency.sam, dana)
    with closing(Office(agency.url, FixedClock(agency.clock.now() + minutes * MINUTE), login="jo")) as jo:
        assert take_next(jo, "everyone") == ("Dana Whitlock" if is_taken else None)
        agency.clock.advance(minutes=1)
        if is_taken:
            with pytest.raises(ClaimLost, match="Jo has this client now"):
                call(agency.sam, dana, "conversation", token=claimed.token)
            assert the_row(agency.sam, dana).last_touch_at is None
        else:
            assert call(agency.sam, dana, "conversation", token=claimed.token).contact == "Dana Whitlock"


def test_a_token_never_comes_again(agency: Agency) -> None:
    dana = a_due_contact(agency)
    tokens = []
    for office in (agency.sam, agency.priya, agency.sam, agency.sam):
        claimed = take(office, dana)
        tokens.append(claimed.token)
        assert office.operate_now(claims.release, claimed.client_id, claimed.token)
        assert not office.operate_now(claims.release, claimed.client_id, claimed.token)
    assert tokens == sorted(set(tokens))


def test_what_somebody_has_is_refused_with_their_name(agency: Agency) -> None:
    dana = a_due_contact(agency)
    take(agency.priya, dana)
    agency.clock.advance(minutes=3)
    with pytest.raises(Conflict, match="Priya has it, 3 min"):
        take(agency.sam, dana)


def test_what_is_not_due_or_not_queued_is_refused_with_the_reason(agency: Agency) -> None:
    dana = a_due_contact(agency)
    agency.sam.write_now(plans.snooze, [dana], "1w")
    with pytest.raises(Invalid, match="not due yet: in 7 d"):
        take(agency.sam, dana)
    nobody = agency.a_contact("No Code", agency.a_client("Nowhere Ltd"))
    with pytest.raises(Invalid, match="no CSI code and no call planned"):
        take(agency.sam, nobody)
    with pytest.raises(Invalid, match="assigned to no client"):
        take(agency.sam, agency.a_contact("Free Agent"))
    with pytest.raises(NotFound):
        take(agency.sam, 4711)


def test_a_client_called_within_the_hour_is_left_alone(agency: Agency) -> None:
    client = agency.a_client()
    dana, ravi = a_due_contact(agency, at=client), a_due_contact(agency, "Ravi Menon", client)
    call(agency.sam, dana, "no_answer")
    agency.clock.advance(minutes=59)
    with pytest.raises(Conflict, match="called 59 min ago: free again at 11:00"):
        take(agency.sam, ravi)
    assert take_next(agency.sam) is None
    agency.clock.advance(minutes=1)
    assert take_next(agency.sam) == "Ravi Menon"


def test_a_promise_to_call_is_kept_within_the_hour(agency: Agency) -> None:
    client = agency.a_client()
    dana, ravi = a_due_contact(agency, at=client), a_due_contact(agency, "Ravi Menon", client)
    call(agency.sam, dana, "call_back", next_call="30min")
    call(agency.sam, ravi, "no_answer")
    agency.clock.advance(minutes=31)
    assert take_next(agency.priya, "everyone") is None
    assert take_next(agency.sam) == "Dana Whitlock"


def test_a_private_client_cannot_be_claimed_by_name_either(agency: Agency) -> None:
    client = agency.a_client("Quiet Ltd", by=agency.priya)
    agency.priya.write_now(clients.set_access, client, Visibility.OWNER)
    dana = a_due_contact(agency, at=client, by=agency.priya)
    with pytest.raises(NotFound, match="There is no"):
        take(agency.jo, dana)
    assert take_next(agency.jo, "everyone") is None
    assert take_next(agency.priya) == "Dana Whitlock"


def test_credit_control_does_not_call(agency: Agency) -> None:
    from trtui.desk import users

    agency.sam.write_now(users.add, "cleo", "Cleo Reed", "credit_control")
    a_due_contact(agency)
    with pytest.raises(NotAllowed, match="work the call queue"):
        take_next(agency.sit("cleo"), "everyone")


def test_only_a_manager_takes_a_client_from_somebody(agency: Agency) -> None:
    dana = a_due_contact(agency)
    claimed = take(agency.priya, dana)
    with pytest.raises(NotAllowed, match="release somebody else's claim"):
        agency.jo.operate_now(claims.release_other, claimed.client_id)
    assert agency.max.operate_now(claims.release_other, claimed.client_id) == "Priya Shah"
    with pytest.raises(NotFound, match="free"):
        agency.max.operate_now(claims.release_other, claimed.client_id)
    with pytest.raises(ClaimLost, match="released meanwhile"):
        agency.priya.operate_now(claims.renew, claimed.client_id, claimed.token)
    assert take_next(agency.jo, "everyone") == "Dana Whitlock"


def test_release_all_gives_everything_back(agency: Agency) -> None:
    dana, ola = a_due_contact(agency), a_due_contact(agency, "Ola Berg")
    take(agency.sam, dana), take(agency.sam, ola)
    take(agency.priya, a_due_contact(agency, "Ravi Menon"))
    assert agency.sam.operate_now(claims.release_all) == 2
    assert agency.sam.operate_now(claims.release_all) == 0
    assert [one.claim.user_name for one in agency.sam.read_now(claims.live)] == ["Priya Shah"]


def test_everybody_sees_who_has_whom_but_not_what_is_private(agency: Agency) -> None:
    private = agency.a_client("Quiet Ltd", by=agency.priya)
    agency.priya.write_now(clients.set_access, private, Visibility.OWNER)
    take(agency.priya, a_due_contact(agency, at=private, by=agency.priya))
    agency.clock.advance(minutes=2)
    take(agency.sam, a_due_contact(agency, "Ola Berg"))
    seen = [
        (one.client, one.contact, one.claim.text(agency.clock.now()), one.is_mine)
        for one in agency.jo.read_now(claims.live)
    ]
    assert seen == [
        ("", "", "Priya has it, 2 min", False),
        ("Ola Berg & Sons", "Ola Berg", "Sam has it, 0 s", False),
    ]
    assert [one.client for one in agency.priya.read_now(claims.live)] == ["Quiet Ltd", "Ola Berg & Sons"]


def test_a_filter_and_a_scope_say_whom_to_take(agency: Agency) -> None:
    a_due_contact(agency, "Anna A", csi="A", by=agency.priya)
    a_due_contact(agency, "Cora C", csi="C", by=agency.jo)
    assert take_next(agency.priya, "mine", "csi:c") is None
    assert take_next(agency.priya, "everyone", "csi:c") == "Cora C"


def test_keeping_a_claim_keeps_the_session_alive(agency: Agency) -> None:
    session = agency.sam.operate_now(sessions.start)
    claimed = take(agency.sam, a_due_contact(agency), session)
    for _ in range(30):
        agency.clock.advance(minutes=5)
        agency.sam.operate_now(claims.renew, claimed.client_id, claimed.token, session)
    assert [one.name for one in agency.priya.read_now(sessions.team)] == ["Sam"]


@pytest.mark.parametrize("how", ["delinked", "client archived"])
def test_a_contact_who_lost_the_client_meanwhile_does_not_stop_the_queue(agency: Agency, how: str) -> None:
    dana = a_due_contact(agency, days_late=9)
    a_due_contact(agency, "Ola Berg")
    claimed = take(agency.sam, dana)
    _lose_the_client(agency, claimed, how)
    assert the_queue(agency.sam) == ["Ola Berg"]
    assert take_next(agency.sam) == "Ola Berg"


@pytest.mark.parametrize("how", ["delinked", "client archived"])
def test_the_call_in_hand_of_a_contact_who_lost_the_client_is_still_recorded(
    agency: Agency, how: str
) -> None:
    dana = a_due_contact(agency)
    claimed = take(agency.sam, dana)
    _lose_the_client(agency, claimed, how)
    shown = agency.sam.read_now(calling.proposal, dana, "conversation")
    done = call(
        agency.sam, dana, "conversation", next_call=shown, token=claimed.token, client_id=claimed.client_id
    )
    assert done.client_id == claimed.client_id
    assert agency.sam.read_now(claims.live) == ()
    with pytest.raises(Invalid, match="assigned to no client|not assigned"):
        call(agency.sam, dana, "conversation")


def test_a_claim_on_one_client_records_nobody_of_another(agency: Agency) -> None:
    claimed = take(agency.sam, a_due_contact(agency))
    ola = a_due_contact(agency, "Ola Berg")
    with pytest.raises(Invalid, match="not assigned to this client"):
        call(agency.sam, ola, "conversation", token=claimed.token, client_id=claimed.client_id)


def _lose_the_client(agency: Agency, claimed: claims.Claimed, how: str) -> None:
    if how == "delinked":
        agency.max.write_now(assignment.delink, claimed.client_id, [claimed.contact_id])
    else:
        agency.max.write_now(clients.archive, [claimed.client_id])
