"""Whether a list shows the answer to what was asked for last; keys about its rows wait until it does.

Rows that were found for fewer letters stay on the screen until the new ones come. Without this, a name and enter
typed in one go would open whoever stood there before.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol, runtime_checkable

from trtui.ui.actions import Action


@runtime_checkable
class Following(Protocol):
    """A screen whose rows may be behind what was typed."""

    def behind(self, action: Action) -> Answers | None:
        """Return the answers that an action must wait for; None when it meets what was asked for."""


class Answers:
    """What is asked for now, and what the rows on the screen answer."""

    def __init__(self, asked: Callable[[], object]) -> None:
        """Begin without an answer; ``asked`` returns what is asked for now."""
        self._asked = asked
        self._shown: object = self  # no question: nothing is answered yet
        self._failed = False
        self._waiting: list[asyncio.Future[None]] = []

    @property
    def are_due(self) -> bool:
        """Whether the rows answer something else than what is asked for now."""
        return self._shown != self._asked()

    def take(self, asked: object, *, failed: bool = False) -> None:
        """Hear that the rows answer a question now, or that it could not be answered."""
        self._shown, self._failed = asked, failed
        waiting, self._waiting = self._waiting, []
        for one in waiting:
            if not one.done():
                one.set_result(None)

    async def caught_up(self) -> bool:
        """Wait for the answer; return False when none came, or something else was asked for meanwhile."""
        asked = self._asked()
        while self.are_due:
            here = asyncio.get_running_loop().create_future()
            self._waiting.append(here)
            await here
            if self._asked() != asked:
                return False
        return not self._failed
