"""The company register behind the screens: the loaded file, and the one over the network where there is a key.

Nothing is made or imported before somebody asks.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from typing import TYPE_CHECKING, Protocol

from trtui.desk import register, register_api
from trtui.desk.register_api import Answer, LocalRegister, Online, Profile

if TYPE_CHECKING:
    from trtui.desk.office import Office
    from trtui.domain.register.values import Registered, RegisterHit

PAUSE = 0.35
"""Seconds without a key before the network is asked: it allows two questions a second, and people type faster."""


class Connected(Online, Protocol):
    """The register over the network, with connections to close."""

    async def close(self) -> None:
        """Close the connections."""


Connect = Callable[[], Connected | None]
"""Makes the way to the register over the network, or nothing where no key is set."""


class Companies:
    """What the screens ask the register; close it when the workspace is left."""

    def __init__(self, office: Office, connect: Connect | None = None) -> None:
        self._office = office
        self._online = connect() if connect is not None else None

    @property
    def is_online(self) -> bool:
        """Whether the register is asked over the network."""
        return self._online is not None

    async def are_there(self) -> bool:
        """Tell whether any register can be asked."""
        return self.is_online or await self._office.read(register.is_there)

    def answers(self, text: str, code: str = "", limit: int = 8) -> AsyncGenerator[Answer, None]:
        """Yield what is found for a text as it comes; ``code`` is a postcode that says who of many is meant."""
        local = _Near(self._office, code)
        online = _Patient(self._online) if self._online is not None else None
        return register_api.answers(text, online, local, limit)

    async def profile(self, number: str) -> Profile:
        """Return the company of a number as the register knows it now, or else as the loaded edition does."""
        return await register_api.profile(number, self._online, LocalRegister(self._office))

    async def close(self) -> None:
        """Close the connections."""
        if self._online is not None:
            await self._online.close()


class _Near(LocalRegister):
    """The loaded register, asked for who is near a postcode."""

    def __init__(self, office: Office, code: str) -> None:
        super().__init__(office)
        self._code = code

    async def search(self, text: str, limit: int = register_api.LIMIT) -> tuple[RegisterHit, ...]:
        """Return the companies that are found for a text, best first."""
        return await super().search(f"{text} {self._code}".strip(), limit)


class _Patient:
    """The register over the network, asked once typing has come to rest."""

    def __init__(self, online: Online) -> None:
        self._online = online

    async def search(self, text: str, limit: int = register_api.LIMIT) -> tuple[RegisterHit, ...]:
        """Return the companies that are found for a text."""
        await asyncio.sleep(PAUSE)
        return await self._online.search(text, limit)

    async def profile(self, number: str, patience: float = 0.0) -> Registered | None:
        """Return a company."""
        await asyncio.sleep(PAUSE)
        return await self._online.profile(number, patience)
