"""A save over somebody else's changes: shown field by field, nothing lost either way."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from trtui.domain import spoken
from trtui.domain.errors import StaleSave
from trtui.ui.menu import Choice

if TYPE_CHECKING:
    from trtui.ui.app import Workspace

T = TypeVar("T")
Save = Callable[[Mapping[str, Any], Mapping[str, Any], int], Awaitable[T]]
"""Saves (base, wanted, version); raises StaleSave where both changed the same field."""


async def save(
    workspace: Workspace, how: Save[T], base: Mapping[str, Any], wanted: Mapping[str, Any], version: int
) -> T:
    """Save a form, asking for every field that somebody else changed too whose value shall stand.

    Raises StaleSave when the user leaves a question unanswered: the form stays open with everything typed in it.
    """
    start, end = dict(base), dict(wanted)
    while True:
        try:
            return await how(start, end, version)
        except StaleSave as stale:
            when = spoken.relative(stale.at, workspace.office.clock.now(), workspace.office.clock.zone)
            for clash in stale.fields:
                label = clash.field.replace("_", " ")
                choice = await workspace.choose(
                    f"{stale.by} changed the {label} too ({when})",
                    [
                        Choice(f"Mine: {_value(clash.mine)}", "mine", "m"),
                        Choice(f"Theirs: {_value(clash.theirs)}", "theirs", "t"),
                    ],
                )
                if choice is None:
                    raise
                start[clash.field] = clash.theirs
                if choice.value == "theirs":
                    end[clash.field] = clash.theirs
            version = stale.version


def _value(value: Any) -> str:
    text = "–" if value in (None, "") else str(value)
    return text if len(text) <= 40 else text[:39] + "…"
