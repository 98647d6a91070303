"""What other people of this machine could read: files open to them, and passwords where everybody sees them."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

BESIDE = ("", "-wal", "-shm", ".lock")
"""What SQLite and the store keep beside a store's file, by ending."""


def exposed(settings: Path | None, store: str, arguments: Sequence[str]) -> Iterator[str]:
    """Say what others can read or change, each in a sentence that ends with what to do.

    ``settings`` is the configuration file, if there is one; ``arguments`` are those of the command line, which every
    account sees in the list of processes.
    """
    from trtui.store.locating import has_password, locate

    if settings is not None and (who := _others(settings)) and _holds_secret(settings):
        yield f"{settings} holds a password or key, and {who} it. Close it with: chmod 600 {settings}"
    where, kind = locate(store)
    if kind == "sqlite":
        open_files = [path for ending in BESIDE if (path := Path(where + ending)).exists() and _others(path)]
        if open_files:
            names = " ".join(str(path) for path in open_files)
            yield f"the store is not yours alone: {_others(open_files[0])} it. Close it with: chmod 600 {names}"
    if any(has_password(part.partition("=")[2] or part) or has_password(part) for part in arguments):
        yield (
            "a password stands on the command line, where every account of this machine sees it. "
            "Put the URL into TRTUI_DB, or the password into ~/.pgpass."
        )


def command_line() -> list[str]:
    """Return the arguments that this program was started with."""
    return sys.argv[1:]


def _holds_secret(settings: Path) -> bool:
    import tomllib

    from trtui.store.locating import has_password

    try:
        written = tomllib.loads(settings.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    register = written.get("register")
    return has_password(str(written.get("store", ""))) or (
        isinstance(register, dict) and "api_key" in register
    )


def _others(path: Path) -> str:
    """Say what others than the owner can do with a file; empty where nothing."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return ""
    if os.name != "posix" or not mode & (stat.S_IRWXG | stat.S_IRWXO):
        return ""
    can_write = mode & (stat.S_IWGRP | stat.S_IWOTH)
    return "others can change" if can_write else "others can read"
