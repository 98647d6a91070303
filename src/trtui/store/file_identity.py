"""Whether an open SQLite store still is the file at its path.

A file that is deleted or replaced goes on living for whoever has it open: what is written then is in no store any more.
Its write-ahead log stays at the path, and whoever opens the file that is there now would have it played into that.
"""

from __future__ import annotations

import os
from contextlib import suppress

from trtui.domain.errors import StoreUnavailable

Identity = tuple[int, int]
"""Device and number of a file."""


class FileIdentity:
    """The store's file as it was when it was opened, and its write-ahead log."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._store = _identity(path)
        self._log = _identity(self._log_path)

    @property
    def _log_path(self) -> str:
        return f"{self.path}-wal"

    def check(self) -> None:
        """Make sure that the path still leads to the file that was opened.

        Raises StoreUnavailable when it does not; a log of the old file is put aside then, away from the new one.
        """
        now = _identity(self.path)
        if now == self._store:
            self._log = _identity(self._log_path) or self._log
            return
        if now is not None:
            self._put_log_aside()
        what = "was deleted or moved away" if now is None else "was replaced by another file"
        raise StoreUnavailable(
            f"{self.path} {what} while it was in use, so nothing more is saved in it. "
            "Put the file back or quit, and start trtui again."
        )

    def _put_log_aside(self) -> None:
        if self._log is not None and _identity(self._log_path) == self._log:
            with suppress(OSError):
                os.replace(self._log_path, f"{self._log_path}.of-the-old-file-{self._log[1]}")
            with suppress(OSError):
                os.unlink(f"{self.path}-shm")


def _identity(path: str) -> Identity | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
