"""An office whose answers wait until they are let go, so that something else can happen meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from trtui.desk.office import Office


class SlowOffice:
    """Holds back what an office answered: it is done already, and whoever asked does not know yet."""

    def __init__(self, office: Office) -> None:
        self.kinds: list[str] = []
        """What was asked since the answers are held back: Reading or Saving."""
        self.held = 0
        self._go = asyncio.Event()
        self._go.set()
        self._run = office._run
        office._run = self._answer  # type: ignore[method-assign]

    async def _answer(self, pool: Any, job: Any, stop: Any, what: str) -> Any:
        answer = await self._run(pool, job, stop, what)
        if not self._go.is_set():
            self.kinds.append(what)
            self.held += 1
            try:
                await self._go.wait()
            finally:
                self.held -= 1
        return answer

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Hold answers back until the end of the block."""
        self.kinds.clear()
        self._go.clear()
        try:
            yield
        finally:
            self._go.set()
