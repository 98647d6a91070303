"""Waiting for something to become true, instead of for time to pass."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable


async def wait_until(holds: Callable[[], object], timeout: float = 20.0, what: str = "") -> None:
    """Let the event loop run until ``holds()`` is true; fail after ``timeout`` seconds, saying for what."""
    end = time.monotonic() + timeout
    while not holds():
        if time.monotonic() > end:
            raise AssertionError(f"not so after {timeout} s: {what or getattr(holds, '__qualname__', holds)}")
        await asyncio.sleep(0.01)


def wait_while_blocking(holds: Callable[[], object], timeout: float = 30.0, what: str = "") -> None:
    """Wait, outside any event loop, until ``holds()`` is true: for other processes and threads."""
    end = time.monotonic() + timeout
    while not holds():
        if time.monotonic() > end:
            raise AssertionError(f"not so after {timeout} s: {what or getattr(holds, '__qualname__', holds)}")
        time.sleep(0.005)
