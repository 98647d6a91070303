"""Textual's terminal driver, sending only what changed and leaving quietly when the line is cut."""

from __future__ import annotations

import contextlib
import os
from typing import Any

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from trtui.ui.keyboard import Keyboard, KeyParser
from trtui.ui.repaint import Repaint

SYNC_START, SYNC_END = "\x1b[?2026h", "\x1b[?2026l"


class _CutProof:
    """A file that swallows what cannot be written any more.

    The writer thread would die of the error, and the event loop wait for ever on its full queue.
    """

    def __init__(self, file: Any) -> None:
        self._file = file

    def write(self, text: str) -> None:
        with contextlib.suppress(OSError, ValueError):
            self._file.write(text)

    def flush(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            self._file.flush()

    def fileno(self) -> int:
        return int(self._file.fileno())

    def isatty(self) -> bool:
        return bool(self._file.isatty())


class QuietDriver(LinuxDriver):
    """Keeps the cells of the terminal; an app with ``diffing`` false gets everything as Textual wrote it."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        keymap = getattr(app, "keymap", None)
        if keymap is not None:
            KeyParser.bound = frozenset(
                key for action in keymap for key in keymap.keys(action.id) if key.startswith("alt+")
            )
        self._repaint = Repaint()
        self.diffing = bool(getattr(app, "diffing", True))
        self._file = _CutProof(self._file)  # type: ignore[assignment]
        self._sync_held = False
        self._sync_sent = False
        self._line_cut = False

    def forget(self) -> None:
        """Send everything at the next frame: after a redraw, or when something else wrote to the terminal."""
        self._repaint.forget()

    def cut(self) -> None:
        """Write nothing any more: the terminal is gone.

        What is still in the stream's buffer goes nowhere, or the interpreter's last flush would fail and change the
        exit code.
        """
        self._line_cut = True
        with contextlib.suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._file.fileno())
            os.close(nowhere)

    def write(self, data: str) -> None:
        """Send what differs from what the terminal shows."""
        if self._line_cut:
            return
        if not self.diffing:
            super().write(data)
            return
        if data == SYNC_START:
            self._sync_held = True
            return
        if data == SYNC_END:
            if self._sync_sent:
                super().write(SYNC_END)
            self._sync_held = self._sync_sent = False
            return
        width, height = self._app.size
        if self._repaint.size != (width, height):
            self._repaint.resize(width, height)
        changed = self._repaint.feed(data)
        if not changed:
            return
        if self._sync_held:
            self._sync_held, self._sync_sent = False, True
            super().write(SYNC_START + changed)
        else:
            super().write(changed)

    def start_application_mode(self) -> None:
        """Begin on a screen of which nothing is known."""
        self._repaint.forget()
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def _run_input_thread(self) -> None:
        """Read keys; a terminal that cannot be read any more has been closed."""
        try:
            Keyboard(self.fileno, self.process_message, self._fell).read_until(self.exit_event)
        except OSError:
            self._loop.call_soon_threadsafe(self._gone)

    def _fell(self, error: Exception) -> None:
        """Tell that some keys could not be understood."""
        told = getattr(self._app, "fell", None)
        if told is not None:
            with contextlib.suppress(RuntimeError):  # the program is ending
                self._loop.call_soon_threadsafe(told, error, "A key was not understood")

    def _gone(self) -> None:
        self.cut()
        hang_up = getattr(self._app, "hang_up", None)
        if hang_up is not None:
            hang_up()

    def close(self) -> None:
        """Stop the writer; one that died with the terminal is not waited for."""
        writer = self._writer_thread
        if writer is not None and writer.is_alive() and not self._line_cut:
            super().close()
