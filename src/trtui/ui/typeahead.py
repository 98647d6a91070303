"""Keys typed ahead: each one meets what the one before it left.

Textual hands a key to the widget that has the focus when it arrives, even while the key before it, which may
move the focus or open a dialog, is still on its way. Over a slow line several keys arrive in one packet, and
a name typed right after ``/`` would run as commands on the list. Here a key waits until the one before has
been dealt with.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Iterator
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
"""Seconds that keys wait at most; behind a slow action they then meet what is on the screen."""
_RECHECK = 0.01

_holds: ContextVar[bool] = ContextVar("holds", default=False)


class TypeAhead:
    """The keys that wait, and what they wait for."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._waiting: deque[events.Key | events.Paste] = deque()
        self._delivering = False
        self._on_its_way = False
        self._held = 0
        self._sent_at = 0.0
        self._timer: Timer | None = None

    def must_wait(self) -> bool:
        """Return whether a key that arrives now would meet an unfinished state."""
        if time.monotonic() > self._sent_at + PATIENCE:
            return False
        return self._on_its_way or self._held > 0 or not self._screen_is_ready()

    def put_off(self, event: events.Key | events.Paste) -> bool:
        """Keep a key for later if it must wait; return whether it was kept."""
        if self._delivering or not (self._waiting or self.must_wait()):
            return False
        self._waiting.append(event)
        if self._timer is None:
            self._timer = self._shell.set_interval(_RECHECK, self._recheck)
        return True

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
        if self._waiting:
            self._shell.call_later(self._recheck)

    def _screen_is_ready(self) -> bool:
        screen = self._shell.screen
        if not screen.is_mounted or (screen.focused is None and screen.focus_chain):
            return False
        # Messages that are still on their way may open or close what the next key is meant for.
        return not any(node.message_queue_size for node in screen.walk_children(with_self=True))

    async def _recheck(self) -> None:
        while self._waiting and not self.must_wait():
            self._delivering = True
            try:
                await self._shell.on_event(self._waiting.popleft())
            finally:
                self._delivering = False
        if not self._waiting and self._timer is not None:
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
    def ask(self) -> Iterator[None]:
        """Let keys through again while the action at work waits for the user's answer."""
        if not _holds.get():
            yield
            return
        self._held -= 1
        _holds.set(False)
        try:
            yield
        finally:
            _holds.set(True)
            self._held += 1
