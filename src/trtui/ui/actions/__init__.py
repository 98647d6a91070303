"""The one list of what a user can do.

Bindings, hint bar, help, palette, menus, the README's key table and ``trtui keys`` are made from ``ACTIONS``;
nothing else names a key. Ids and default keys are a contract with people's hands: add to it, do not reassign.

A key is a Textual key name, a printable character, or a sequence such as ``g s``: the first part opens a menu
(shown, so it need not be learnt), the second chooses in it.
"""

from __future__ import annotations

from trtui.ui.actions.action import (
    STACKS,
    Action,
    Context,
    Guard,
    Scope,
    always,
    needs_one,
    needs_row,
    one_at_a_time,
    reason,
)
from trtui.ui.actions.calls_forms import CALLS, FORMS, REVIEW
from trtui.ui.actions.clients import CLIENTS
from trtui.ui.actions.everywhere import EVERYWHERE

__all__ = [
    "ACTIONS",
    "BY_ID",
    "STACKS",
    "Action",
    "Context",
    "Guard",
    "Scope",
    "always",
    "needs_one",
    "needs_row",
    "one_at_a_time",
    "reason",
]

ACTIONS: tuple[Action, ...] = (*EVERYWHERE, *CLIENTS, *CALLS, *REVIEW, *FORMS)

BY_ID: dict[str, Action] = {action.id: action for action in ACTIONS}
