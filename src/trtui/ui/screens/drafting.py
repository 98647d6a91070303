"""What was typed on a full screen and not saved: kept a moment after the last key, put back on the next visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trtui.desk import drafts
from trtui.ui import putting_back
from trtui.ui.beside import beside

if TYPE_CHECKING:
    from textual.timer import Timer

    from trtui.ui.desk_place import DeskPlace

PAUSE = 1.0
"""Seconds without a change before it is kept."""


class Draft:
    """The unsaved words of one place in the program, under one name in the store."""

    def __init__(self, place: DeskPlace, name: str) -> None:
        self.name = name
        self.words = ""
        self._place = place
        self._workspace = place.workspace
        self._kept = ""
        self._is_tried = False
        self._timer: Timer | None = None

    @property
    def unsaved(self) -> dict[str, str]:
        """The words under their name; empty when there are none."""
        return {self.name: self.words} if self.words else {}

    def put(self, words: str) -> None:
        """Take the words as they are now; empty when nothing is unsaved."""
        self.words = words
        self._rest()
        if words != self._kept:
            self._timer = self._place.set_timer(PAUSE, self.keep_soon, name="keep the draft")

    def keep_soon(self) -> None:
        """Keep the words now, beside the event loop's queue; it is finished even when the place is left."""
        self._rest()
        if self.words != self._kept and self._workspace.is_running:
            beside(self._workspace, self._keep, "keep the draft")

    async def _keep(self) -> None:
        words = self.words
        if words == self._kept:
            return
        self._kept = words
        try:
            await self._workspace.office.operate(drafts.keep, self.name, words)
        except Exception as error:
            self._kept = ""
            told = self._workspace.trouble(error, "Keeping your draft")
            self._workspace.tell(f"What you typed could not be kept: {told.message}", "warning")

    async def read(self) -> tuple[str, str] | None:
        """Return the words kept last time and when that was, in words; none where nothing is to be put back."""
        found = await putting_back.begin(self._workspace, self.name)
        if found is None:
            return None
        self._kept = self.words = found.words
        self._is_tried = True
        return found

    async def works(self) -> None:
        """Hear that the place works with its words; those that were put back are restored without asking again."""
        if self._is_tried:
            self._is_tried = False
            await putting_back.went_well(self._workspace, self.name)

    async def forget(self) -> None:
        """Forget the words: they were saved or dropped."""
        self._rest()
        self.words = self._kept = ""
        self._is_tried = False
        await self._workspace.office.operate(drafts.forget, self.name)

    def _rest(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
