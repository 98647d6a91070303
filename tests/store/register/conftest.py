"""What the register's tests find: loading at a fresh store of each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from trtui.domain.register.values import Filters, Tally
from trtui.integrations.register_file import open_register_file
from trtui.store.place import open_store
from trtui.store.reader import Reader
from trtui.store.register import loading

Load = Callable[..., Tally]


@pytest.fixture
def load(store_url: str) -> Load:
    """Load files at the store."""

    def carry_out(
        *paths: Path, filters: Filters | None = None, resumes: bool = False, progress=None
    ) -> Tally:
        return loading.load(
            store_url,
            open_register_file(paths),
            filters or Filters(),
            now=1_795_000_000,
            by="Sam Okafor",
            resumes=resumes,
            progress=progress or (lambda *_: None),
        )

    return carry_out


@pytest.fixture
def reader(store_url: str) -> Iterator[Reader]:
    """A reading connection to the store."""
    store = open_store(store_url)
    found = store.reader()
    yield found
    found.close()
    store.close()


@pytest.fixture
def another_reader(store_url: str) -> Iterator[Reader]:
    """Somebody else's reading connection."""
    store = open_store(store_url)
    found = store.reader()
    yield found
    found.close()
    store.close()
