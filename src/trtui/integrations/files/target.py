"""A file that appears whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from trtui.domain.errors import Invalid

PRIVATE = 0o600
"""Lists of people are for their owner's eyes until the owner says otherwise."""


@contextmanager
def target(path: Path, *, is_forced: bool = False) -> Iterator[Path]:
    """Give a path beside the target to write to; at the end of the block it becomes the target, in one step.

    Any error leaves what was there before. Raises Invalid when the target exists and ``is_forced`` does not say to
    replace it, or when it cannot be written.
    """
    _check(path, is_forced)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=path.suffix, dir=path.parent)
    except OSError as error:
        raise _unwritable(path, error) from None
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        _settle(temporary, path, is_forced)
    except OSError as error:
        raise _unwritable(path, error) from None
    finally:
        with suppress(OSError):
            temporary.unlink()


def _check(path: Path, is_forced: bool) -> None:
    try:
        if path.is_dir():
            raise Invalid(f"{path} is a folder. Name a file in it.", "file")
        if path.exists() and not is_forced:
            raise _taken(path)
        if not path.parent.is_dir():
            raise Invalid(f"There is no folder {path.parent}. Make it first, or write elsewhere.", "file")
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from None


def _settle(temporary: Path, path: Path, is_forced: bool) -> None:
    os.chmod(temporary, PRIVATE)
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    if is_forced:
        os.replace(temporary, path)
        return
    try:
        os.link(temporary, path)  # unlike a rename, it refuses to overwrite what appeared meanwhile
    except FileExistsError:
        raise _taken(path) from None
    except OSError:
        os.rename(temporary, path)


def _taken(path: Path) -> Invalid:
    return Invalid(f"{path} exists already. Write elsewhere, or replace it with --force.", "file")


def _unwritable(path: Path, error: Exception) -> Invalid:
    reason = getattr(error, "strerror", None) or str(error)
    return Invalid(f"{path} cannot be written: {reason}. Nothing was left half-written.", "file")
