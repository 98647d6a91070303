"""A progress bar on standard error that knows when nobody looks."""

from __future__ import annotations

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
        """Show how far something is; an unknown total is 0."""
        if not self.is_seen:
            return
        if total > 0:
            full = min(CELLS, done * CELLS // total)
            line = (
                f"{'▓' * full}{'░' * (CELLS - full)} {done * 100 // total:3d} %  {what} {done:,} of {total:,}"
            )
        else:
            line = f"{what} {done:,}"
        if line != self._last:
            self._last = line
            self.out.write(f"\r\x1b[K{line}")
            self.out.flush()
