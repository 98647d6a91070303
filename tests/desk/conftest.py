"""What the desk's tests find: a small agency on each database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.agency import Agency
from tests.support.clock import FixedClock


@pytest.fixture
def agency(store_url: str, clock: FixedClock) -> Iterator[Agency]:
    """An agency at a fresh store; a test that asks for it runs on both databases."""
    made = Agency(store_url, clock)
    yield made
    made.close()
