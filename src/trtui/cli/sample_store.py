"""The demo's store, kept for the day: inventing an agency takes a while, copying it does not."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

from trtui import __version__

STORE = "demo.db"


def fetch(folder: Path, made_from: str, today: date, make: Callable[[Path], None]) -> Path:
    """Put a demo's store, and the register beside it, into an empty folder, and return the store's path.

    It is copied from the one that was kept, if this very program made it from the same and today; else ``make`` makes
    it, and it is kept. Where nothing can be kept it is made each time.
    """
    store = folder / STORE
    try:
        kept = _kept(made_from, today)
        if not (kept / STORE).exists():
            _keep(kept, make)
        shutil.copytree(kept, folder, dirs_exist_ok=True)
    except OSError:
        for left in folder.iterdir():
            left.unlink()
        make(store)
    return store


def _kept(made_from: str, today: date) -> Path:
    from platformdirs import user_cache_path

    origin = hashlib.sha256(f"{_program()}\n{made_from}".encode()).hexdigest()[:16]
    return user_cache_path("trtui", appauthor=False) / "demo" / f"{__version__}-{today.isoformat()}-{origin}"


def _keep(kept: Path, make: Callable[[Path], None]) -> None:
    """Make a store where it is kept, whole or not at all, and forget the one of yesterday."""
    kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = kept.with_name(f".{os.getpid()}")
    unfinished.mkdir(mode=0o700)
    try:
        make(unfinished / STORE)
        for other in kept.parent.iterdir():
            if not other.name.startswith("."):
                shutil.rmtree(other, ignore_errors=True)
        with suppress(OSError):  # somebody else was quicker; theirs is the same
            unfinished.rename(kept)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _program() -> str:
    """Return what tells one state of the program from another, also while it is being worked on."""
    root = Path(__file__).parent.parent
    files = sorted(path for part in ("domain", "store", "desk") for path in (root / part).rglob("*.py"))
    return "\n".join(f"{path.relative_to(root)} {path.stat().st_mtime_ns}" for path in files)
