"""The account stage of the sales process: prospect, credit check, active or inactive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from trtui.domain.errors import Invalid


class AccountStage(StrEnum):
    """Where the account stands in the sales process, independent of the client's status."""

    PROSPECT = "prospect"
    CREDIT_CHECK = "credit_check"
    ACTIVE = "active"
    INACTIVE = "inactive"

    @property
    def label(self) -> str:
        """Return the stage for the screen: ``Credit check``."""
        return self.value.replace("_", " ").capitalize()


class StageEffect(StrEnum):
    """What a change of stage brings about."""

    CREDIT_TASK = "makes a task for credit control"
    REFUSAL_TOUCH = "logs that credit was refused"


class CreditDecision(StrEnum):
    """The answer of credit control."""

    APPROVED = "approved"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """An open job or live placement that keeps an account from Inactive; ``of`` names its department."""

    kind: str
    name: str
    of: str = ""

    @property
    def text(self) -> str:
        """Return it in words: ``open job “Night shift planner” (Warehouse)``."""
        where = f" ({self.of})" if self.of else ""
        return f"{self.kind} “{self.name}”{where}"


@dataclass(frozen=True, slots=True)
class StageChange:
    """A permitted change of stage and what it brings about."""

    stage: AccountStage
    effects: tuple[StageEffect, ...] = ()


_STEPS: Final = {
    AccountStage.PROSPECT: (AccountStage.CREDIT_CHECK, AccountStage.INACTIVE),
    AccountStage.CREDIT_CHECK: (AccountStage.ACTIVE, AccountStage.INACTIVE, AccountStage.PROSPECT),
    AccountStage.ACTIVE: (AccountStage.CREDIT_CHECK, AccountStage.INACTIVE),
    AccountStage.INACTIVE: (AccountStage.PROSPECT, AccountStage.CREDIT_CHECK),
}
OBSTACLES_NAMED: Final = 5


def steps_from(stage: AccountStage) -> tuple[AccountStage, ...]:
    """Return the stages that may follow; an active account may be checked again, an inactive one taken up."""
    return _STEPS[stage]


def change_stage(
    stage: AccountStage,
    to: AccountStage,
    obstacles: Sequence[Obstacle] = (),
    decision: CreditDecision | None = None,
) -> StageChange:
    """Return a change of stage with its effects; raises Invalid with what stands in the way.

    To ``Active`` leads only an approval by credit control. ``obstacles`` are the open jobs and live
    placements of the client and of all its departments.
    """
    if to is stage:
        raise Invalid(f"The stage is {stage.label} already.", "stage")
    if to not in _STEPS[stage]:
        ways = " or ".join(step.label for step in _STEPS[stage])
        raise Invalid(f"From {stage.label} the account can become {ways}, not {to.label}.", "stage")
    if to is AccountStage.ACTIVE and decision is not CreditDecision.APPROVED:
        raise Invalid("The account becomes Active when credit control approves it.", "stage")
    if to is AccountStage.INACTIVE and obstacles:
        named = "; ".join(obstacle.text for obstacle in obstacles[:OBSTACLES_NAMED])
        more = len(obstacles) - OBSTACLES_NAMED
        rest = f"; and {more} more" if more > 0 else ""
        raise Invalid(
            f"The account cannot become Inactive while it has {named}{rest}: close them first.", "stage"
        )
    if to is AccountStage.CREDIT_CHECK:
        return StageChange(to, (StageEffect.CREDIT_TASK,))
    if stage is AccountStage.CREDIT_CHECK and decision is CreditDecision.REFUSED:
        return StageChange(to, (StageEffect.REFUSAL_TOUCH,))
    return StageChange(to)


def decide_credit(
    stage: AccountStage, decision: CreditDecision, obstacles: Sequence[Obstacle] = ()
) -> StageChange:
    """Return what credit control's answer does: Active when approved, Inactive and a touch when refused.

    A refusal meets the same obstacles as any other way to Inactive: an account that is checked again while it
    has open jobs cannot be closed over them.
    """
    if stage is not AccountStage.CREDIT_CHECK:
        raise Invalid(f"No credit check is under way: the stage is {stage.label}.", "stage")
    to = AccountStage.ACTIVE if decision is CreditDecision.APPROVED else AccountStage.INACTIVE
    return change_stage(stage, to, obstacles, decision)
