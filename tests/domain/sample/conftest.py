"""One small agency, made once for the tests of this folder."""

from __future__ import annotations

import pytest

from tests.support.clock import LONDON, TUESDAY_MORNING
from trtui.domain.sample import SampleClient, generate

SEED = 1


@pytest.fixture(scope="package")
def clients() -> list[SampleClient]:
    """The clients of the demo: the first 400 of the first seed."""
    return list(generate(SEED, 0, 400, TUESDAY_MORNING, LONDON))


@pytest.fixture(scope="package")
def later() -> list[SampleClient]:
    """Clients from the middle of a large store."""
    return list(generate(SEED, 240_000, 4_000, TUESDAY_MORNING, LONDON))
