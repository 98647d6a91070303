"""The keys of the outcomes, named by an agency's own table."""

from __future__ import annotations

from collections.abc import Sequence

from trtui.domain.outcomes import OUTCOMES, NextCall, Outcome, OutcomeTable
from trtui.ui.actions.action import Action

LONGEST_LABEL = 16
_NEXT = {
    NextCall.INTERVAL: "the next call is one interval later",
    NextCall.AFTER_MEETING: "the next call is the day after the meeting",
    NextCall.AGREED: "the next call is at the agreed time",
    NextCall.NEVER: "no next call follows",
}


def named(actions: Sequence[Action], table: OutcomeTable) -> tuple[Action, ...]:
    """Return the actions with the outcomes of a table in the words of those that have its keys.

    An action of an outcome stands for its default key, whatever outcome the table has there; ids and keys stay.
    """
    return tuple(_named(action, table) if is_outcome(action) else action for action in actions)


def is_outcome(action: Action) -> bool:
    """Tell whether an action records an outcome."""
    return action.id.startswith("outcome.")


def outcome_of(action: Action, table: OutcomeTable) -> Outcome | None:
    """Return the outcome that an action records at an agency, or none."""
    return table.by_key(action.keys[0])


def _named(action: Action, table: OutcomeTable) -> Action:
    found = outcome_of(action, table)
    if found is None:
        return action._replace(label="–", help="No outcome of this agency.")
    if found == outcome_of(action, OUTCOMES):
        return action
    return action._replace(label=found.label[:LONGEST_LABEL], help=f"{found.label}: {_next_call(found)}.")


def _next_call(outcome: Outcome) -> str:
    if outcome.next_call not in (NextCall.WORKING_DAYS, NextCall.OTHER_TIME):
        return _NEXT[outcome.next_call]
    days = "1 working day" if outcome.days == 1 else f"{outcome.days} working days"
    other = " at another time" if outcome.next_call is NextCall.OTHER_TIME else ""
    return f"the next call is in {days}{other}"
