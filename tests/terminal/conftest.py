"""A store of sample data for every test in a real terminal, and the program opened on it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.support.clock import FixedClock
from tests.terminal.harness import Terminal
from trtui.store import sample

Open = Callable[..., Terminal]


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small agency, made once; tests get copies."""
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    clock = FixedClock()
    sample.create(str(path), clients=60, seed=1, now=clock.now(), zone=clock.zone)
    return path


@pytest.fixture
def store(sample_store: Path, tmp_path: Path) -> Path:
    """A copy of the agency that the test may change."""
    return Path(shutil.copyfile(sample_store, tmp_path / "store.db"))


@pytest.fixture
def workspace(store: Path) -> Iterator[Open]:
    """Opens the workspace in a terminal of a size, and waits until its first rows are there."""
    with ExitStack() as open_terminals:

        def open_workspace(columns: int = 80, rows: int = 24, ready: str = "60 clients") -> Terminal:
            command = [sys.executable, "-m", "trtui", "--db", store, "--as", sample.FIRST_LOGIN]
            terminal = open_terminals.enter_context(Terminal(command, columns=columns, rows=rows))
            terminal.wait_for(ready)
            return terminal

        yield open_workspace
