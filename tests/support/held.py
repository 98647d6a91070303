"""A store that takes its time: what is asked of it waits until it is let go."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

LONGEST = 60.0
"""Seconds after which a question that nobody lets go is answered all the same."""


@contextmanager
def held(place: Any, name: str) -> Iterator[threading.Event]:
    """Let calls of a function of a module wait until the event is set, or the block ends."""
    let_go = threading.Event()
    carried_out = getattr(place, name)

    def late(*args: Any, **kwargs: Any) -> Any:
        let_go.wait(LONGEST)
        return carried_out(*args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(place, name, late)
        try:
            yield let_go
        finally:
            let_go.set()
