"""The credit check: who decides it, what follows, and that no task of it is left behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.agency import Agency
from tests.support.calling import undo
from trtui.desk import cards, credit, jobs, notes, sections, summary, users
from trtui.desk.credit import Approval
from trtui.desk.office import Office
from trtui.domain.credit import CreditStatus
from trtui.domain.errors import Invalid, NotAllowed
from trtui.domain.stage import AccountStage

CHECK, ACTIVE, INACTIVE, PROSPECT = (
    AccountStage.CREDIT_CHECK,
    AccountStage.ACTIVE,
    AccountStage.INACTIVE,
    AccountStage.PROSPECT,
)


@pytest.fixture
def ken(agency: Agency) -> Iterator[Office]:
    """Ken's office, of credit control."""
    agency.sam.write_now(users.add, "ken", "Ken Ibbotson", "credit control")
    yield agency.sit("ken")


def asked(agency: Agency, by: Office | None = None) -> int:
    client = agency.a_client(by=agency.priya)
    (by or agency.priya).write_now(credit.set_stage, client, CHECK)
    return client


def stage(agency: Agency, client: int) -> str:
    return agency.sam.read_now(summary.summary, client).stage


def open_tasks(agency: Agency, client: int) -> list[tuple[str, str]]:
    found = agency.sam.read_now(sections.notes, client)
    return [(one.kind, one.assigned_to) for one in found if one.is_task]


def test_approved_becomes_active_with_all_that_was_said(agency: Agency, ken: Office) -> None:
    client = asked(agency)
    assert open_tasks(agency, client) == [("credit check", "Ken Ibbotson")]
    asked_for = agency.sam.read_now(credit.standing, client)
    assert asked_for is not None and asked_for.text == "asked for by Priya Shah today"
    ken.write_now(credit.approve, client, Approval("20k", "1y", "Creditsafe", "4711"))
    assert (stage(agency, client), open_tasks(agency, client)) == ("active", [])
    found = agency.sam.read_now(credit.standing, client)
    assert found is not None
    assert (found.status, found.limit_pence, found.valid_until_on) == (
        CreditStatus.APPROVED,
        2_000_000,
        "2027-11-24",
    )
    assert found.text == ("approved to £20,000 until 24 Nov 2027 (Creditsafe 4711) by Ken Ibbotson today")
    assert agency.priya.read_now(summary.summary, client).credit == found
    undo(ken)
    assert (stage(agency, client), open_tasks(agency, client)) == (
        "credit_check",
        [("credit check", "Ken Ibbotson")],
    )


def test_a_check_that_is_known_by_its_task_alone_is_told_and_decided(agency: Agency) -> None:
    client = asked(agency)
    agency.sam.operate_now(lambda desk: desk.db.run("DELETE FROM credit_check"))
    found = agency.sam.read_now(credit.standing, client)
    assert found is not None and found.text == "asked for by Priya Shah today"
    agency.sam.write_now(credit.approve, client, Approval("20k"))
    assert (stage(agency, client), open_tasks(agency, client)) == ("active", [])


def test_refused_is_logged_and_becomes_inactive(agency: Agency, ken: Office) -> None:
    client = asked(agency)
    with pytest.raises(Invalid, match="reason"):
        ken.write_now(credit.refuse, client, "  ")
    ken.write_now(credit.refuse, client, "two county court judgments")
    assert (stage(agency, client), open_tasks(agency, client)) == ("inactive", [])
    touch = next(one for one in agency.sam.read_now(sections.activity, client) if one.kind != "change")
    assert (touch.said, touch.detail, touch.who) == (
        "Credit refused",
        "two county court judgments",
        "Ken Ibbotson",
    )
    found = agency.sam.read_now(credit.standing, client)
    assert found is not None
    assert found.text == "refused by Ken Ibbotson today: two county court judgments"


def test_a_refusal_meets_the_same_obstacles_as_any_way_to_inactive(agency: Agency, ken: Office) -> None:
    client = asked(agency)
    agency.a_job(client)
    with pytest.raises(Invalid, match="cannot become Inactive while it has open job"):
        ken.write_now(credit.refuse, client, "poor")
    steps = {one.verb: one.why_not for one in ken.read_now(credit.steps, client).steps}
    assert steps["refuse"] == "close first: open job “Night shift planner”" and steps["approve"] == ""


def test_withdrawn_goes_back_to_where_it_was(agency: Agency, ken: Office) -> None:
    client = asked(agency)
    assert agency.priya.write_now(credit.withdraw, client) is PROSPECT
    assert (stage(agency, client), open_tasks(agency, client)) == ("prospect", [])
    agency.priya.write_now(credit.set_stage, client, CHECK)
    ken.write_now(credit.approve, client, Approval("500"))
    agency.priya.write_now(credit.set_stage, client, CHECK)
    assert ken.write_now(credit.withdraw, client) is ACTIVE
    with pytest.raises(Invalid, match="No credit check is under way: the stage is Active"):
        ken.write_now(credit.withdraw, client)


def test_leaving_the_check_undecided_closes_its_task_and_asking_again_makes_one(agency: Agency) -> None:
    client = asked(agency)
    agency.priya.write_now(credit.set_stage, client, INACTIVE)
    assert open_tasks(agency, client) == []
    agency.priya.write_now(credit.set_stage, client, CHECK)
    agency.sam.write_now(notes.add_task, client, "Send the accounts", kind="credit check")
    assert len(open_tasks(agency, client)) == 2
    agency.priya.write_now(credit.set_stage, client, PROSPECT)
    agency.sam.write_now(notes.add_task, client, "Send the accounts", kind="credit check")
    agency.priya.write_now(credit.set_stage, client, CHECK)
    assert len(open_tasks(agency, client)) == 1


def test_the_task_is_done_by_the_decision_alone(agency: Agency) -> None:
    client = asked(agency)
    (task,) = [one for one in agency.sam.read_now(sections.notes, client) if one.is_task]
    for attempt in (notes.finish_task, notes.remove_task):
        with pytest.raises(Invalid, match="approve, refuse or withdraw it"):
            agency.sam.write_now(attempt, task.id)
    agency.max.write_now(credit.approve, client, Approval("1m"))
    with pytest.raises(Invalid, match="Ask for another credit check"):
        agency.sam.write_now(notes.finish_task, task.id, False)


def test_who_may_decide_and_whom_others_are_told_to_ask(agency: Agency) -> None:
    client = asked(agency)
    with pytest.raises(
        NotAllowed, match="no credit controller here, so a manager decides: ask Max Ford or Sam"
    ):
        agency.priya.write_now(credit.approve, client, Approval("20k"))
    agency.sam.write_now(users.add, "ken", "Ken Ibbotson", "credit control")
    with pytest.raises(NotAllowed, match="Credit control decides: ask Ken Ibbotson"):
        agency.priya.write_now(credit.refuse, client, "no")
    offered = {one.verb: one.why_not for one in agency.priya.read_now(credit.steps, client).steps}
    assert offered == {
        "approve": "Credit control decides: ask Ken Ibbotson.",
        "refuse": "Credit control decides: ask Ken Ibbotson.",
        "withdraw": "",
    }
    assert all(not one.why_not for one in agency.max.read_now(credit.steps, client).steps)
    agency.max.write_now(credit.approve, client, Approval("20k"))


@pytest.mark.parametrize(
    ("approval", "field"),
    [
        (Approval("plenty"), "limit"),
        (Approval("0"), "limit"),
        (Approval("-5"), "limit"),
        (Approval("99999999m"), "limit"),
        (Approval("20k", "yesterday"), "valid_until"),
        (Approval("20k", "soon"), "valid_until"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(agency: Agency, approval: Approval, field: str) -> None:
    client = asked(agency)
    with pytest.raises(Invalid) as refused:
        agency.sam.write_now(credit.approve, client, approval)
    assert refused.value.field == field
    assert stage(agency, client) == "credit_check"


def test_only_steps_that_lead_somewhere_are_offered(agency: Agency) -> None:
    client = agency.a_client(by=agency.priya)

    def offered() -> list[str]:
        return [one.label for one in agency.priya.read_now(credit.steps, client).steps if not one.why_not]

    assert offered() == ["Ask for a credit check", "Inactive"]
    job = agency.a_job(client)
    assert offered() == ["Ask for a credit check"]
    agency.sam.write_now(jobs.close, job)
    agency.priya.write_now(credit.set_stage, client, INACTIVE)
    assert offered() == ["Take up again: Prospect", "Ask for a credit check"]
    agency.priya.write_now(credit.set_stage, client, CHECK)
    assert offered() == ["Withdraw: back to Inactive"]


def test_the_card_says_how_the_credit_stands(agency: Agency) -> None:
    client = asked(agency)
    dana = agency.a_contact(at=client, csi="A")
    assert agency.priya.read_now(cards.card, dana).credit == "asked for by Priya Shah today"
    other = agency.a_contact("Ola Berg", at=agency.a_client("Berg Ltd"), csi="A")
    assert agency.priya.read_now(cards.card, other).credit == ""
