"""Errors that nobody foresaw: what fails alone falls alone.

A check, a look-up, a pane, a counter, a refresh, an action that fails because of an error in it is told where it
stands, with the number under which it was written down; everything else goes on. Only what cannot go on ends the
program: a start that fails, and a screen that fails again and again without anybody doing anything.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from trtui.domain.errors import TrtuiError, Unexpected
from trtui.ui.crash import Incident, outline

MANY, SOON = 50, 2.0
"""So many errors within so many seconds, without a key between them, and the program cannot go on."""


class Troubles:
    """The unforeseen errors of one sitting; the same error is written down once."""

    def __init__(self, write_down: Callable[[BaseException], Incident]) -> None:
        """Begin without any; ``write_down`` puts an error into the log."""
        self._write_down = write_down
        self._numbers: dict[str, str] = {}
        self._times: deque[float] = deque(maxlen=MANY)

    def told(self, error: Exception, what: str) -> TrtuiError:
        """Return an error as the user may see it; ``what`` says what failed if nobody foresaw it."""
        if isinstance(error, TrtuiError):
            return error
        return Unexpected(self._number(error), what)

    def _number(self, error: Exception) -> str:
        kind = outline(error)
        if kind not in self._numbers:
            self._numbers[kind] = self._write_down(error).number
        return self._numbers[kind]

    def is_new(self, error: Exception) -> bool:
        """Return whether an error was not met before in this sitting."""
        return outline(error) not in self._numbers

    def go_on(self) -> bool:
        """Count an error in a handler; return whether the program may go on."""
        self._times.append(time.monotonic())
        return len(self._times) < MANY or self._times[-1] - self._times[0] > SOON

    def quiet(self) -> None:
        """Hear that somebody did something: errors that come of it are no storm."""
        self._times.clear()
