"""What tests of places find: an agency at a fresh SQLite store."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.agency import Agency
from tests.support.clock import FixedClock


@pytest.fixture
def agency(sqlite_url: str, clock: FixedClock) -> Iterator[Agency]:
    """An agency whose screens are looked at."""
    made = Agency(sqlite_url, clock)
    yield made
    made.close()
