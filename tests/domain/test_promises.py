"""An agreed call-back: which calls end it, and how a proposal shows one that stands."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from trtui.domain import outcomes
from trtui.domain.csi import CsiCode
from trtui.domain.outcomes import Outcome
from trtui.domain.promises import Promise, kept, outlasts
from trtui.domain.proposals import propose
from trtui.domain.time import DAY

LONDON = ZoneInfo("Europe/London")
NOW = 1_795_515_600
SAM, PRIYA = 1, 2
LATER, EARLIER = NOW + 3 * DAY, NOW - 60

CASES = [
    (outcomes.VOICEMAIL, SAM, LATER, False, True),
    (outcomes.VOICEMAIL, SAM, EARLIER, False, False),
    (outcomes.VOICEMAIL, None, LATER, False, True),
    (outcomes.VOICEMAIL, None, EARLIER, False, False),
    (outcomes.VOICEMAIL, PRIYA, EARLIER, True, True),
    (outcomes.CONVERSATION, SAM, LATER, False, False),
    (outcomes.CONVERSATION, None, LATER, False, False),
    (outcomes.CONVERSATION, PRIYA, LATER, False, False),
    (outcomes.NOT_INTERESTED, PRIYA, EARLIER, False, False),
    (outcomes.MEETING, PRIYA, LATER, False, False),
    (outcomes.CONVERSATION, PRIYA, LATER, True, False),
    (outcomes.CALL_BACK, PRIYA, EARLIER, False, True),
    (outcomes.DO_NOT_CALL, SAM, LATER, False, False),
    (outcomes.DO_NOT_CALL, PRIYA, LATER, False, True),
]


@pytest.mark.parametrize(("outcome", "whose", "at", "may_move", "stands"), CASES)
def test_which_calls_end_a_promise(
    outcome: Outcome, whose: int | None, at: int, may_move: bool, stands: bool
) -> None:
    proposal = propose(outcome, CsiCode.A, NOW, LONDON)
    assert outlasts(Promise(at, whose), proposal, SAM, NOW, may_move=may_move) is stands


def test_a_promise_that_stands_is_shown_in_place_of_the_date() -> None:
    shown = kept(propose(outcomes.VOICEMAIL, CsiCode.A, NOW, LONDON), Promise(LATER, PRIYA), SAM, NOW, LONDON)
    assert (shown.at, shown.why, shown.stands) == (LATER, "call-back agreed with a colleague", True)


def test_a_promise_whose_time_has_passed_is_said_without_a_date() -> None:
    missed = propose(outcomes.VOICEMAIL, CsiCode.A, NOW, LONDON)
    shown = kept(missed, Promise(EARLIER, PRIYA), SAM, NOW, LONDON)
    assert (shown.at, shown.text, shown.stands) == (None, "call-back agreed with a colleague, due now", True)


def test_what_ends_the_calls_says_so_beside_a_promise() -> None:
    blocked = propose(outcomes.DO_NOT_CALL, CsiCode.A, NOW, LONDON)
    shown = kept(blocked, Promise(LATER, PRIYA), SAM, NOW, LONDON)
    assert (shown.at, shown.text, shown.stands) == (None, blocked.text, True)
