"""What is planned for a client's contacts before it is saved."""

from __future__ import annotations

import pytest

from trtui.desk.assignment import Member, Planned, Step
from trtui.desk.contacts import NewContact
from trtui.domain.errors import Invalid
from trtui.ui.screens.assign_plan import Newcomer, Plan, Planning, from_text

RAVI = Member(11, 1, 1, "Ravi Menon", "HR manager", "", True, "C", "", from_at=300)
JO = Member(12, 1, 2, "Jo Bright", "", "accounts payable", False, "", "", from_at=200)
ANN = Member(13, 1, 3, "Ann Dale", "", "", False, "", "", from_at=100)
HERE = (RAVI, ANN, JO)
DANA, OLA = Newcomer(7, "Dana Whitlock", "Operations director"), Newcomer(8, "Ola Berg")


def signs(plan: Plan) -> dict[str, str]:
    """Return the signs of every line: + comes, - leaves, ~ another role, * primary."""
    return {
        line.name.split()[0]: "+" * line.is_coming
        + "-" * line.is_leaving
        + "~" * (line.is_role_new and not line.is_coming)
        + "*" * line.is_primary
        for line in plan.lines(HERE)
    }


def test_nothing_is_planned_at_first() -> None:
    assert Plan().count == 0 and Plan().steps() == () and Plan().in_short == "" and Plan().to_text() == ""
    assert signs(Plan()) == {"Ravi": "*", "Ann": "", "Jo": ""}


def test_who_comes_stands_behind_those_who_are_there() -> None:
    plan = Plan().assign([DANA, OLA], HERE)
    assert signs(plan) == {"Ravi": "*", "Ann": "", "Jo": "", "Dana": "+", "Ola": "+"}
    assert plan.steps() == (Planned(Step.ASSIGN, 7), Planned(Step.ASSIGN, 8))
    assert (plan.count, plan.in_short) == (2, "+2")


def test_nobody_comes_twice() -> None:
    plan = Plan().assign([DANA, DANA, Newcomer(RAVI.contact_id, "Ravi Menon")], HERE).assign([DANA], HERE)
    assert plan.coming == (DANA,)


def test_to_assign_somebody_who_leaves_lets_them_stay() -> None:
    leaves = Plan().remove([JO.contact_id], HERE)
    assert leaves.assign([Newcomer(JO.contact_id, "Jo Bright")], HERE) == Plan()


def test_removing_a_planned_line_takes_it_back() -> None:
    plan = Plan().assign([DANA], HERE).make_primary(7, HERE)
    assert plan.remove([7], HERE) == Plan()
    leaves = Plan().remove([JO.contact_id], HERE)
    assert leaves.steps() == (Planned(Step.DELINK, 2),) and leaves.in_short == "−1"
    assert leaves.remove([JO.contact_id], HERE) == Plan()


def test_who_leaves_takes_planned_role_and_rank_along() -> None:
    plan = Plan().with_role(2, "Finance", HERE).make_primary(2, HERE)
    assert plan.in_short == "~1 ★"
    assert plan.remove([2], HERE).steps() == (Planned(Step.DELINK, 2),)


def test_when_the_primary_leaves_the_longest_assigned_follows_as_the_store_will_do_it() -> None:
    assert signs(Plan().remove([RAVI.contact_id], HERE)) == {"Ravi": "-", "Ann": "*", "Jo": ""}


def test_the_first_who_comes_to_a_client_without_contacts_becomes_primary() -> None:
    assert Plan().assign([DANA, OLA], ()).primary_after(()) == 7
    everybody_else = Plan().remove([1, 2, 3], HERE).assign([OLA], HERE)
    assert everybody_else.primary_after(HERE) == 8


def test_the_same_primary_again_is_no_change() -> None:
    assert Plan().make_primary(RAVI.contact_id, HERE) == Plan()
    assert Plan().make_primary(2, HERE).make_primary(2, HERE) == Plan()
    assert Plan().make_primary(2, HERE).make_primary(RAVI.contact_id, HERE) == Plan()


@pytest.mark.parametrize(("contact_id", "said"), [(2, "will be removed"), (99, "Assign this person first")])
def test_only_who_stays_has_a_role_or_is_primary(contact_id: int, said: str) -> None:
    plan = Plan().remove([2], HERE)
    with pytest.raises(Invalid, match=said):
        plan.make_primary(contact_id, HERE)
    with pytest.raises(Invalid, match=said):
        plan.with_role(contact_id, "Boss", HERE)


def test_a_role_as_it_was_is_no_change() -> None:
    plan = Plan().with_role(2, "Finance", HERE)
    assert plan.steps() == (Planned(Step.ROLE, 2, "Finance"),)
    assert plan.role_of(2, HERE) == "Finance"
    assert plan.with_role(2, "accounts payable", HERE) == Plan()


def test_the_role_of_a_newcomer_goes_with_the_assignment() -> None:
    plan = Plan().assign([DANA], HERE).with_role(7, "Hiring manager", HERE)
    assert plan.steps() == (Planned(Step.ASSIGN, 7, "Hiring manager"),)


def test_what_others_did_meanwhile_needs_no_step() -> None:
    plan = (
        Plan().assign([DANA, OLA], HERE).remove([2], HERE).with_role(3, "Buyer", HERE).make_primary(7, HERE)
    )
    dana_is_here = Member(14, 1, 7, "Dana Whitlock", "", "", True, "", "", from_at=400)
    ann_is_buyer = Member(13, 2, 3, "Ann Dale", "", "Buyer", False, "", "", from_at=100)
    assert plan.over((dana_is_here, RAVI, ann_is_buyer)) == Plan(coming=(OLA,))


def test_what_was_planned_while_a_save_ran_is_left() -> None:
    saved = Plan().assign([DANA], HERE).remove([2], HERE)
    later = saved.assign([OLA], HERE).with_role(3, "Buyer", HERE)
    assert later.without(saved) == Plan(coming=(OLA,), roles={3: "Buyer"})
    assert saved.without(saved) == Plan()


def test_a_draft_gives_the_same_plan_back() -> None:
    new = Newcomer(
        -1, "[/b] Ünew \x1b[2J", "", "Buyer", NewContact("[/b] Ünew", phone="0113 496 0142", csi="B")
    )
    plan = (
        Plan().assign([DANA, new], HERE).remove([2], HERE).with_role(3, "Buyer", HERE).make_primary(-1, HERE)
    )
    assert from_text(plan.to_text()) == plan


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "null", '{"coming": 3}', '{"coming": [{}], "leaving": []}', "\x00"]
)
def test_a_draft_that_cannot_be_read_is_no_plan(text: str) -> None:
    assert from_text(text) == Plan()


def test_every_step_can_be_taken_back_and_done_again() -> None:
    planning = Planning()
    first = Plan().assign([DANA], HERE)
    second = first.remove([2], HERE)
    assert planning.do(first) and planning.do(second) and not planning.do(second)
    assert planning.undo(HERE) and planning.now == first
    assert planning.undo(HERE) and planning.now == Plan() and not planning.undo(HERE)
    assert planning.redo(HERE) and planning.redo(HERE) and planning.now == second and not planning.redo(HERE)


def test_a_new_step_ends_what_could_be_done_again() -> None:
    planning = Planning()
    planning.do(Plan().assign([DANA], HERE))
    planning.undo(HERE)
    planning.do(Plan().assign([OLA], HERE))
    assert not planning.redo(HERE)


def test_taking_back_never_brings_up_what_others_did_meanwhile() -> None:
    planning = Planning()
    planning.do(Plan().assign([DANA], HERE))
    planning.do(Plan().assign([DANA, OLA], HERE))
    dana_is_here = Member(14, 1, 7, "Dana Whitlock", "", "", False, "", "", from_at=400)
    planning.undo((*HERE, dana_is_here))
    assert planning.now == Plan()
