"""Who may do what, and who may see a client."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trtui.domain import policy
from trtui.domain.policy import Actor, ClientAccess, Role, Verb, Visibility, is_visible, may, reach

NORTH, SOUTH = frozenset({1}), frozenset({2})
SAM = Actor(1, "sam", "Sam Okafor", Role.CONSULTANT, NORTH)
PRIYA = Actor(2, "priya", "Priya Nair", Role.CONSULTANT, NORTH)
OLA = Actor(3, "ola", "Ola Berg", Role.CONSULTANT, SOUTH)
CREDIT = Actor(4, "cc", "Jo Bright", Role.CREDIT_CONTROL)
NORTH_LEAD = Actor(5, "lead", "Max Hill", Role.MANAGER, NORTH)
SOUTH_LEAD = Actor(6, "head", "Kim Lowe", Role.MANAGER, SOUTH)
ADMIN = Actor(7, "root", "Ada Quill", Role.ADMINISTRATOR)
GONE = Actor(8, "gone", "Lee Past", Role.ADMINISTRATOR, NORTH, is_active=False)
ALL = (SAM, PRIYA, OLA, CREDIT, NORTH_LEAD, SOUTH_LEAD, ADMIN, GONE)


def sams(visibility: Visibility, *granted: int) -> ClientAccess:
    return ClientAccess(SAM.user_id, "Sam Okafor", visibility, 1, frozenset(granted))


@pytest.mark.parametrize(
    ("access", "seen_by"),
    [
        (sams(Visibility.EVERYONE), {SAM, PRIYA, OLA, CREDIT, NORTH_LEAD, SOUTH_LEAD, ADMIN}),
        (sams(Visibility.TEAM), {SAM, PRIYA, CREDIT, NORTH_LEAD, ADMIN}),
        (sams(Visibility.OWNER), {SAM, CREDIT, NORTH_LEAD, ADMIN}),
        (sams(Visibility.OWNER, OLA.user_id), {SAM, OLA, CREDIT, NORTH_LEAD, ADMIN}),
        (sams(Visibility.TEAM, OLA.user_id), {SAM, PRIYA, OLA, CREDIT, NORTH_LEAD, ADMIN}),
        (ClientAccess(None, "", Visibility.TEAM, None), {CREDIT, ADMIN}),
        (ClientAccess(None, "", Visibility.OWNER, 2), {CREDIT, SOUTH_LEAD, ADMIN}),
    ],
)
def test_who_sees_a_client(access: ClientAccess, seen_by: set[Actor]) -> None:
    assert {actor for actor in ALL if is_visible(actor, access)} == seen_by


def test_a_client_one_may_not_open_names_its_owner() -> None:
    assert may(OLA, Verb.SEE_CLIENT, sams(Visibility.OWNER)) == (
        "You may not open this client: ask its owner, Sam Okafor, for access."
    )


ROLES = {
    Verb.SEE_CLIENT: "consultant credit_control manager administrator",
    Verb.LOG_TOUCH: "consultant credit_control manager administrator",
    Verb.BLOCK_NUMBER: "consultant credit_control manager administrator",
    Verb.EXPORT: "consultant credit_control manager administrator",
    Verb.ADD_CLIENT: "consultant manager administrator",
    Verb.EDIT_CLIENT: "consultant manager administrator",
    Verb.ASSIGN_CONTACTS: "consultant manager administrator",
    Verb.CODE_CONTACT: "consultant manager administrator",
    Verb.WORK_QUEUE: "consultant manager administrator",
    Verb.OVERRIDE_STATUS: "consultant manager administrator",
    Verb.MERGE_CLIENTS: "consultant manager administrator",
    Verb.ARCHIVE_CLIENT: "consultant manager administrator",
    Verb.CHANGE_OWNER: "consultant manager administrator",
    Verb.MANAGE_ACCESS: "consultant manager administrator",
    Verb.START_CREDIT_CHECK: "consultant manager administrator",
    Verb.IMPORT: "consultant manager administrator",
    Verb.DECIDE_CREDIT: "credit_control manager administrator",
    Verb.SEE_TEAM_FIGURES: "manager administrator",
    Verb.RELEASE_CLAIM: "manager administrator",
    Verb.REASSIGN_CALLBACK: "manager administrator",
    Verb.UNBLOCK_NUMBER: "manager administrator",
    Verb.ANONYMISE_CONTACT: "manager administrator",
    Verb.UNDO_OTHERS: "manager administrator",
    Verb.LOAD_REGISTER: "manager administrator",
    Verb.MANAGE_USERS: "administrator",
    Verb.MANAGE_STORE: "administrator",
    Verb.CONFIGURE: "manager administrator",
}


@pytest.mark.parametrize("verb", Verb)
def test_what_each_role_may_do(verb: Verb) -> None:
    allowed = {role.value for role in Role if may(Actor(9, "x", "X", role), verb) is None}
    assert allowed == set(ROLES[verb].split())


def test_a_refusal_says_who_may() -> None:
    assert may(SAM, Verb.DECIDE_CREDIT) == (
        "A consultant may not decide a credit check: ask credit control or a manager or an administrator."
    )
    assert may(CREDIT, Verb.EDIT_CLIENT) == (
        "Credit control may not change this client: ask a consultant or a manager or an administrator."
    )


@pytest.mark.parametrize("verb", sorted(policy.OWNERS_ONLY))
def test_what_only_the_owner_or_a_manager_may_do_to_a_client(verb: Verb) -> None:
    access = sams(Visibility.EVERYONE)
    assert may(SAM, verb, access) is None
    assert may(NORTH_LEAD, verb, access) is None
    assert may(ADMIN, verb, access) is None
    refused = may(PRIYA, verb, access)
    assert refused is not None and refused.startswith("Only the owner (Sam Okafor), a manager")


def test_anybody_may_take_a_client_that_nobody_owns() -> None:
    assert may(PRIYA, Verb.CHANGE_OWNER, ClientAccess(None)) is None


def test_colleagues_may_change_what_they_see() -> None:
    for verb in (Verb.EDIT_CLIENT, Verb.ASSIGN_CONTACTS, Verb.LOG_TOUCH, Verb.WORK_QUEUE):
        assert may(PRIYA, verb, sams(Visibility.TEAM)) is None
        assert may(OLA, verb, sams(Visibility.TEAM)) is not None


def test_a_disabled_user_may_nothing() -> None:
    for verb in Verb:
        assert may(GONE, verb) == "Lee Past is no longer a user: ask an administrator."
    assert not is_visible(GONE, sams(Visibility.EVERYONE))


@given(
    actor=st.sampled_from(ALL),
    access=st.builds(
        ClientAccess,
        st.sampled_from([None, 1, 2, 3, 5, 8]),
        st.just("somebody"),
        st.sampled_from(Visibility),
        st.sampled_from([None, 1, 2]),
        st.frozensets(st.integers(1, 8), max_size=3),
    ),
    verb=st.sampled_from(Verb),
)
def test_reach_says_the_same_as_the_check_and_nothing_is_done_unseen(
    actor: Actor, access: ClientAccess, verb: Verb
) -> None:
    found = reach(actor)
    by_reach = found.everything or (
        actor.is_active
        and (
            access.visibility is Visibility.EVERYONE
            or access.owner_id == found.user_id
            or found.user_id in access.granted_ids
            or (access.visibility is Visibility.TEAM and access.team_id in found.team_ids)
            or access.team_id in found.led_team_ids
        )
    )
    assert is_visible(actor, access) == by_reach
    if not by_reach:
        assert may(actor, verb, access) is not None
