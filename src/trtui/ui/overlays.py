"""What lies over a screen and takes its keys: the open menu, or the jump labels."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from textual import events

if TYPE_CHECKING:
    from trtui.ui.menu import Choice
    from trtui.ui.shell import Shell


class Overlay(Protocol):
    """Takes keys until it is left."""

    def press(self, key: str, character: str | None) -> None:
        """Take a key."""

    def leave(self) -> None:
        """Go away without a choice."""


class Overlays:
    """At most one overlay at a time; keys go to it from the moment it is opened, drawn or not."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._open: Overlay | None = None

    @property
    def is_open(self) -> bool:
        """Whether something takes the keys."""
        return self._open is not None

    def take(self, event: events.Key) -> bool:
        """Give a key to what is open; return whether something was."""
        if self._open is None:
            return False
        event.stop()
        self._open.press(event.key, event.character)
        return True

    def leave(self) -> None:
        """Take away what is open."""
        if self._open is not None:
            self._open.leave()

    def menu(
        self,
        title: str,
        choices: Sequence[Choice],
        then: Callable[[Choice | None], object],
        *,
        by_letter: bool = True,
        at: Any = None,
    ) -> None:
        """Show a short menu; ``then`` gets the choice, or None when the menu is left.

        ``by_letter`` lets the first letter of a choice choose it too, where no other begins so.
        """
        from trtui.ui.menu import Menu

        self.leave()

        def done(choice: Choice | None) -> None:
            self._open = None
            then(choice)
            self._shell.refresh_hints()

        menu = Menu(title, choices, done, by_letter=by_letter, at=at)
        self._open = menu
        self._shell.screen.mount(menu)

    async def choose(self, title: str, choices: Sequence[Choice], at: Any = None) -> Choice | None:
        """Show a short menu and wait for the choice; None where the screen that asks was left.

        ``at`` is the value of the choice that enter takes at first, where there is one.
        """
        if not self._shell.may_ask():
            return None
        answer: asyncio.Future[Choice | None] = asyncio.get_running_loop().create_future()
        with self._shell.typeahead.ask() as answered:

            def then(choice: Choice | None) -> None:
                answered()
                if not answer.done():
                    answer.set_result(choice)

            self.menu(title, choices, then, at=at)
            return await answer

    def jump(self) -> None:
        """Label what can be gone to; the next keys choose."""
        from trtui.ui.jump import Jump

        self.leave()

        def done() -> None:
            self._open = None
            self._shell.quiet()
            self._shell.refresh_hints()

        jump = Jump(self._shell.screen, done)
        if jump.targets:
            self._open = jump
            self._shell.refresh_hints()
            self._shell.tell("Type the letters of where to go")
