"""Whether a list shows the answer to what was asked for last; keys about its rows wait until it does.

Rows that were found for fewer letters stay on the screen until the new ones come. Without this, a name and enter
typed in one go would open whoever stood there before.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from trtui.ui.beside import beside

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget

    from trtui.ui.actions import Action
    from trtui.ui.shell import Shell


class Answers:
    """What is asked for now, and what the rows on the screen answer."""

    def __init__(self, asked: Callable[[], object], *, outlasts: bool = False) -> None:
        """Begin without an answer; ``asked`` returns what is asked for now.

        Where that changes by itself, not by what the user types, keys ``outlast`` a change and wait on.
        """
        self._asked = asked
        self.outlasts = outlasts
        self._shown: object = self  # no question: nothing is answered yet
        self._failed: object = self
        self._why = ""
        self._waiting: list[asyncio.Future[None]] = []

    @property
    def asked(self) -> object:
        """What is asked for now."""
        return self._asked()

    @property
    def are_due(self) -> bool:
        """Whether the rows answer something else than what is asked for now."""
        return self._shown != self._asked()

    @property
    def trouble(self) -> str:
        """Why what is asked for now could not be answered, if that was tried."""
        return self._why if self._failed == self._asked() else ""

    def take(self, asked: object) -> None:
        """Hear that the rows answer a question now."""
        self._shown, self._failed, self._why = asked, self, ""
        self._wake()

    def fail(self, why: str) -> None:
        """Hear that what is asked for now cannot be answered."""
        self._failed, self._why = self._asked(), why
        self._wake()

    def _wake(self) -> None:
        waiting, self._waiting = self._waiting, []
        for one in waiting:
            if not one.done():
                one.set_result(None)

    async def caught_up(self) -> bool:
        """Wait for the answer; return False when none can be had, or something else was asked for meanwhile."""
        asked = self._asked()
        while self.are_due:
            if self.trouble:
                return False
            here = asyncio.get_running_loop().create_future()
            self._waiting.append(here)
            await here
            if self._asked() != asked and not self.outlasts:
                return False
        return True


@runtime_checkable
class Following(Protocol):
    """A screen whose rows may be behind what was typed."""

    def behind(self, action: Action) -> Answers | None:
        """Return the answers that an action must wait for; None when it meets what was asked for."""


class Waiting:
    """The actions that wait for an answer, in the order of their keys.

    Whoever presses another key meanwhile, types on or goes elsewhere does not mean them any more.
    """

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._actions: list[str] = []
        self._asked: object = self

    def put_off(self, action: Action) -> bool:
        """Keep an action for later if it must wait; return whether it was kept."""
        screen = self._shell.screen
        answers = screen.behind(action) if isinstance(screen, Following) else None
        if answers is None and not (self._actions and action.is_about_rows):
            self._actions.clear()
            return False
        is_other = answers is not None and not answers.outlasts and self._asked != answers.asked
        if answers is not None and (not self._actions or is_other):
            self._actions, self._asked = [], answers.asked
            deliver = partial(self._deliver, answers, screen, screen.focused)
            beside(screen, deliver, "catch up", exclusive=True)
        if self._actions[-1:] != ["record.open"]:  # a second enter, pressed in doubt, opens nothing twice
            self._actions.append(action.id)
        return True

    async def _deliver(self, answers: Answers, screen: Screen[object], focus: Widget | None) -> None:
        with self._shell.typeahead.hold():
            is_ready = await answers.caught_up()
            actions, self._actions = self._actions, []
            if actions and not is_ready and answers.trouble and self._shell.screen is screen:
                self._shell.tell(answers.trouble, "error")
            for action_id in actions if is_ready else ():
                if self._shell.screen is not screen or screen.focused is not focus:
                    return
                self._shell.carry_out(action_id)
                await asyncio.sleep(0)
