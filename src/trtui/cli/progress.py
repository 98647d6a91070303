"""A progress bar on standard error that knows when nobody looks."""

from __future__ import annotations

import shutil
from typing import TextIO

CELLS = 24


class Progress:
    """One line that is written over; in a pipe, nothing."""

    def __init__(self, out: TextIO) -> None:
        self.out = out
        self.is_seen = out.isatty()
        self._last = ""

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        """Take the line away."""
        if self.is_seen and self._last:
            self.out.write("\r\x1b[K")
            self.out.flush()

    def show(self, what: str, done: int, total: int) -> None:
        """Show how far something is, counted; an unknown total is 0."""
        if total > 0:
            self.share(f"{what} {done:,} of {total:,}", done / total)
        else:
            self._write(f"{what} {done:,}")

    def share(self, what: str, share: float) -> None:
        """Show how far something is as a share from 0 to 1, and beside it what there is to say."""
        full = min(CELLS, int(share * CELLS))
        self._write(f"{'▓' * full}{'░' * (CELLS - full)} {int(share * 100):3d} %  {what}")

    def _write(self, line: str) -> None:
        if not self.is_seen:
            return
        # A line that fills the terminal would begin the next one, and the screen would scroll.
        line = line[: shutil.get_terminal_size().columns - 1]
        if line != self._last:
            self._last = line
            self.out.write(f"\r\x1b[K{line}")
            self.out.flush()
