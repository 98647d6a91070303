"""Ending in order when the terminal goes away or the program is told to end: what is temporary is taken away."""

from __future__ import annotations

import signal
import threading
from types import FrameType
from typing import NoReturn

ENDING = ("SIGTERM", "SIGHUP")


class Ended(BaseException):
    """The program was told to end; no handler of errors may hold it up."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = 128 + number


def ending_by_signal() -> None:
    """Let SIGTERM and SIGHUP unwind the program instead of ending it where it stands.

    The workspace handles both itself while it is open. A signal that is ignored, as under nohup, stays ignored.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    for name in ENDING:
        number = getattr(signal, name, None)  # there is no SIGHUP on Windows
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, frame: FrameType | None) -> NoReturn:
    signal.signal(number, signal.SIG_IGN)  # a second one would cut the tidying short
    raise Ended(number)
