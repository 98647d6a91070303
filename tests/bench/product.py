"""The program under measurement: the only module of the benchmark that knows its names."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import trtui

if TYPE_CHECKING:
    from trtui.desk.office import Office


class MachineClock:
    """The clock of this machine, in London."""

    zone: tzinfo = ZoneInfo("Europe/London")

    def now(self) -> int:
        """Return the present instant in UTC epoch seconds."""
        return int(time.time())


def version() -> str:
    """Return the program's version."""
    return trtui.__version__


def command(*arguments: str | Path) -> list[str]:
    """Return how the program is started."""
    return [sys.executable, "-m", "trtui", *map(str, arguments)]


def make_store(path: Path, clients: int, seed: int) -> None:
    """Make a store of sample data."""
    subprocess.run(
        command("demo", "--clients", str(clients), "--seed", str(seed), "--create", path),
        check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip


def client_names(store: Path) -> list[str]:
    """Return the names of all clients in a store."""
    connection = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    try:
        return [name for (name,) in connection.execute("SELECT name FROM client ORDER BY id")]
    finally:
        connection.close()


def open_office(store: Path | str) -> Office:
    """Sit down at a store."""
    from trtui.desk.office import Office

    return Office(str(store), MachineClock())


def searcher(office: Office) -> Callable[[str], object]:
    """Return what the search box calls at every key."""
    from trtui.desk import search

    return lambda text: office.read_now(search.find, text)


def checker(office: Office) -> Callable[[str], object]:
    """Return what the new-client form calls while a name is typed."""
    from trtui.desk import duplicates

    return lambda name: office.read_now(duplicates.check, duplicates.Asked(name=name))
