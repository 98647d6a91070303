"""Keys typed ahead: each one meets what the one before it left.

Textual hands a key to the widget that has the focus when it arrives, even while the key before it, which may
move the focus or open a dialog, is still on its way. Over a slow line several keys arrive in one packet, and
a name typed right after ``/`` would run as commands on the list. Here a key waits until the one before has
been dealt with, and what it opened is there. Before the first screen can take keys all of them wait.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from textual import events
from textual.dom import DOMNode
from textual.message_pump import MessagePump
from textual.timer import Timer

if TYPE_CHECKING:
    from trtui.ui.shell import Shell

PATIENCE = 1.0
"""Seconds after a key in which those that follow belong to it: they wait for what it leads to, however long that takes.

Later ones meet what is on the screen, unless others wait already.
"""
LONGEST = 30.0
"""Seconds after which keys that still wait are dropped: what they were meant for does not come."""
GIVING_UP = ("escape", "ctrl+q")
"""Keys that, pressed when the patience is over, are not kept: they drop what waits and act at once."""
_RECHECK = 0.01

_holds: ContextVar[bool] = ContextVar("holds", default=False)


class TypeAhead:
    """The keys that wait, and what they wait for."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self.waiting: deque[events.Key | events.Paste] = deque()
        """Keys and pastes that are not given to anything yet."""
        self._delivering = False
        self._on_its_way = False
        self._held = 0
        self._has_begun = False
        self._sent_at = time.monotonic()
        self._timer: Timer | None = None

    def must_wait(self) -> bool:
        """Return whether a key that arrives now would meet an unfinished state."""
        if not self._has_begun:
            self._has_begun = self._screen_is_ready()
            return not self._has_begun
        if self._is_late(PATIENCE):
            return False
        return self._on_its_way or self._held > 0 or not self._screen_is_ready()

    def put_off(self, event: events.Key | events.Paste) -> bool:
        """Keep a key for later if it must wait; return whether it was kept."""
        if self._delivering or not (self.waiting or self.must_wait()):
            return False
        if self._has_begun and self._is_late(PATIENCE) and _gives_up(event):
            self.waiting.clear()
            return False
        self.waiting.append(event)
        if self._timer is None:
            self._timer = self._shell.set_interval(_RECHECK, self._recheck)
        return True

    def _is_late(self, seconds: float) -> bool:
        return time.monotonic() > self._sent_at + seconds

    def _must_go_on_waiting(self) -> bool:
        """Return whether the keys that wait must do so further: nothing but what they are meant for may get them."""
        is_travelling = self._on_its_way and not self._is_late(5 * PATIENCE)
        return self.must_wait() or self._held > 0 or is_travelling

    def follow(self, node: DOMNode) -> None:
        """Watch a key that was given to a node bubble up to the app."""
        self._on_its_way = True
        self._sent_at = time.monotonic()
        self._climb(node)

    def _climb(self, node: MessagePump) -> None:
        """Follow the key through the queues it bubbles through, one behind it in each."""

        def passed() -> None:
            parent = node._parent
            if node is self._shell or parent is None:
                # One more turn: handlers may have asked for a change of focus, which is queued behind them.
                self._shell.call_later(self._arrived)
            else:
                self._climb(parent)

        if not node.call_later(passed):
            self._arrived()

    def _arrived(self) -> None:
        # Workers that the key began take their first step before this.
        asyncio.get_running_loop().call_soon(self._landed)

    def _landed(self) -> None:
        self._on_its_way = False
        if self.waiting:
            self._shell.call_later(self._recheck)

    def _screen_is_ready(self) -> bool:
        if not self._shell.screen_stack:
            return False
        screen = self._shell.screen
        if not screen.is_mounted or (screen.focused is None and screen.focus_chain):
            return False
        # Messages that are still on their way may open or close what the next key is meant for.
        return not any(node.message_queue_size for node in screen.walk_children(with_self=True))

    async def _recheck(self) -> None:
        if self.waiting and self._is_late(LONGEST) and self._must_go_on_waiting():
            self.waiting.clear()
            self._shell.tell("What you typed meanwhile was dropped: this takes too long.", "warning")
        while self.waiting and not self._must_go_on_waiting():
            self._delivering = True
            try:
                await self._shell.on_event(self.waiting.popleft())
            finally:
                self._delivering = False
        if not self.waiting and self._timer is not None:
            self._timer.stop()
            self._timer = None

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Let keys wait while an action is at work."""
        token = _holds.set(True)
        self._held += 1
        try:
            yield
        finally:
            if _holds.get():
                self._held -= 1
            _holds.reset(token)

    @contextmanager
    def ask(self) -> Iterator[Callable[[], None]]:
        """Let keys through again while the action at work waits for the user's answer.

        Yields what is to be called with the answer: from then on keys wait again, also before the action hears of it.
        """
        is_held = _holds.get()
        is_open = is_held

        def answered() -> None:
            nonlocal is_open
            if is_open:
                is_open = False
                self._held += 1

        if is_held:
            self._held -= 1
            _holds.set(False)
        try:
            yield answered
        finally:
            answered()
            _holds.set(is_held)


def _gives_up(event: events.Key | events.Paste) -> bool:
    return isinstance(event, events.Key) and event.key in GIVING_UP
