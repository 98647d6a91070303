"""Folders that are thrown away, also those of a program that was ended before it could."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

_BEGINNING = "trtui-"


def make_folder(purpose: str) -> Path:
    """Make a folder that only this account can enter, named after its purpose and this process.

    Folders of the same purpose whose process is gone, as after a power cut, are removed first.
    """
    prefix = f"{_BEGINNING}{purpose}-"
    _sweep(prefix)
    return Path(tempfile.mkdtemp(prefix=f"{prefix}{os.getpid()}-"))


def remove_folder(folder: Path) -> None:
    """Remove a folder with all that is in it."""
    shutil.rmtree(folder, ignore_errors=True)


def _sweep(prefix: str) -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{prefix}*-*"):
        owner = folder.name.removeprefix(prefix).partition("-")[0]
        with suppress(OSError):
            is_ours = folder.is_dir() and not folder.is_symlink() and folder.stat().st_uid == os.getuid()
            if is_ours and owner.isdecimal() and not _runs(int(owner)):
                remove_folder(folder)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
