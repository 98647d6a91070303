"""How many requests may still be made: a sliding window, and the rests that the server asks for."""

from __future__ import annotations

import threading
from collections import deque
from typing import Final

REQUESTS: Final = 600
# Documented are 5 minutes; requests arrive less evenly than they are sent.
SECONDS: Final = 301.0


class Allowance:
    """At most ``requests`` in any ``seconds``; ``now`` is any timer in seconds that never goes back.

    Safe to share between threads.
    """

    def __init__(self, requests: int = REQUESTS, seconds: float = SECONDS) -> None:
        self.requests = requests
        self.seconds = seconds
        self._taken: deque[float] = deque()
        self._rest_until = float("-inf")
        self._lock = threading.Lock()

    def take(self, now: float, spare: int = 0) -> float:
        """Take one request and return 0, or take none and return after how many seconds to try again.

        The last ``spare`` requests are left to those who do not say so: work in bulk leaves room for typing.
        """
        with self._lock:
            self._forget(now)
            if now < self._rest_until:
                return self._rest_until - now
            room = max(1, self.requests - spare)
            if len(self._taken) < room:
                self._taken.append(now)
                return 0.0
            return self._taken[len(self._taken) - room] + self.seconds - now

    def rest(self, now: float, seconds: float) -> None:
        """Let nobody take a request for so long: the server said so."""
        with self._lock:
            self._rest_until = max(self._rest_until, now + seconds)

    def left(self, now: float) -> int:
        """Return how many requests may be made at once."""
        with self._lock:
            self._forget(now)
            return 0 if now < self._rest_until else self.requests - len(self._taken)

    def _forget(self, now: float) -> None:
        while self._taken and self._taken[0] + self.seconds <= now:
            self._taken.popleft()


SHARED: Final = Allowance()
"""What all clients of this process share: the register counts by key, not by connection."""
