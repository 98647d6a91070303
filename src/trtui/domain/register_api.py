"""Why the register of companies cannot be asked over the network now."""

from __future__ import annotations

import math

from trtui.domain.errors import TrtuiError


class RegisterUnavailable(TrtuiError):
    """The register cannot be asked over the network now; ``seconds`` is how long that lasts, where known."""

    def __init__(self, message: str, seconds: float = 0.0) -> None:
        super().__init__(message)
        self.seconds = seconds


class RegisterBusy(RegisterUnavailable):
    """More was asked than the register allows; ask again after ``seconds``."""


class KeyRefused(RegisterUnavailable):
    """The register does not know the key, or does not let it in."""


def wait_words(seconds: float) -> str:
    """Return how long to wait in words, never too short: ``5 seconds``, ``3 minutes``."""
    whole = max(1, math.ceil(seconds))
    if whole < 100:
        return "1 second" if whole == 1 else f"{whole} seconds"
    return f"{math.ceil(whole / 60)} minutes"
