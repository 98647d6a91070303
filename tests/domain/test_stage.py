"""The account stage: prospect, credit check, active, inactive."""

from __future__ import annotations

import pytest

from trtui.domain.errors import Invalid
from trtui.domain.stage import (
    AccountStage,
    CreditDecision,
    Obstacle,
    StageEffect,
    change_stage,
    decide_credit,
    steps_from,
)

PROSPECT, CHECK, ACTIVE, INACTIVE = AccountStage
OPEN_JOB = Obstacle("open job", "Night shift planner", "Warehouse")
LIVE = Obstacle("live placement", "Forklift driver")


def test_the_labels() -> None:
    assert [stage.label for stage in AccountStage] == ["Prospect", "Credit check", "Active", "Inactive"]


def test_a_credit_check_makes_a_task_for_credit_control() -> None:
    change = change_stage(PROSPECT, CHECK)
    assert (change.stage, change.effects) == (CHECK, (StageEffect.CREDIT_TASK,))


def test_approved_becomes_active() -> None:
    change = decide_credit(CHECK, CreditDecision.APPROVED)
    assert (change.stage, change.effects) == (ACTIVE, ())


def test_refused_is_logged_and_becomes_inactive() -> None:
    change = decide_credit(CHECK, CreditDecision.REFUSED)
    assert (change.stage, change.effects) == (INACTIVE, (StageEffect.REFUSAL_TOUCH,))


def test_nobody_becomes_active_without_an_approval() -> None:
    with pytest.raises(Invalid, match="when credit control approves"):
        change_stage(CHECK, ACTIVE)
    with pytest.raises(Invalid, match="From Prospect the account can become Credit check or Inactive"):
        change_stage(PROSPECT, ACTIVE, decision=CreditDecision.APPROVED)


def test_a_decision_needs_a_check() -> None:
    with pytest.raises(Invalid, match="No credit check is under way"):
        decide_credit(ACTIVE, CreditDecision.APPROVED)


@pytest.mark.parametrize("stage", [PROSPECT, CHECK, ACTIVE])
def test_inactive_is_refused_with_the_list_of_what_stands_in_the_way(stage: AccountStage) -> None:
    with pytest.raises(Invalid) as refused:
        change_stage(stage, INACTIVE, [OPEN_JOB, LIVE])
    assert (
        "open job “Night shift planner” (Warehouse); live placement “Forklift driver”"
        in refused.value.message
    )
    assert change_stage(stage, INACTIVE).stage is INACTIVE


def test_a_refused_check_does_not_close_an_account_over_its_open_jobs() -> None:
    with pytest.raises(Invalid, match="cannot become Inactive"):
        decide_credit(CHECK, CreditDecision.REFUSED, [OPEN_JOB])


def test_a_long_list_is_cut_and_counted() -> None:
    with pytest.raises(Invalid, match="; and 3 more: close them first"):
        change_stage(ACTIVE, INACTIVE, [OPEN_JOB] * 8)


def test_an_inactive_account_can_be_taken_up_again() -> None:
    assert steps_from(INACTIVE) == (PROSPECT, CHECK)
    assert change_stage(INACTIVE, PROSPECT).stage is PROSPECT


@pytest.mark.parametrize("stage", AccountStage)
def test_every_step_offered_is_possible_and_no_other(stage: AccountStage) -> None:
    for to in AccountStage:
        if to in steps_from(stage):
            assert change_stage(stage, to, decision=CreditDecision.APPROVED).stage is to
        else:
            with pytest.raises(Invalid):
                change_stage(stage, to, decision=CreditDecision.APPROVED)
