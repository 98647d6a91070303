"""Unsaved words that are put back where they were typed; what failed with them once is offered, not repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from trtui.desk import drafts
from trtui.domain import spoken
from trtui.ui.menu import Choice

if TYPE_CHECKING:
    from trtui.ui.app import Workspace


class PutBack(NamedTuple):
    """The words kept at a place, and when that was, in words."""

    words: str
    when: str


async def begin(app: Workspace, place: str) -> PutBack | None:
    """Return the words to put back at a place; None where nothing waits, or the user does not want it now.

    Call ``went_well`` once the screen works with them: otherwise the user is asked first the next time.
    """
    office = app.office
    found = await office.read(drafts.kept, place)
    if found is None:
        return None
    when = spoken.relative(found[1], office.clock.now(), office.clock.zone)
    if await office.read(drafts.failed, place):
        choice = await app.choose(
            f"Your unsaved draft from {when} failed last time",
            [Choice("Restore it all the same", "restore", "r"), Choice("Discard it", "discard", "d")],
        )
        if choice is None:
            return None
        if choice.value == "discard":
            await office.operate(drafts.forget, place)
            return None
    await office.operate(drafts.restoring, place)
    return PutBack(found[0], when)


async def went_well(app: Workspace, place: str) -> None:
    """Hear that the screen works with the words that were put back."""
    await app.office.operate(drafts.restored, place)
