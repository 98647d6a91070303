"""Measure the budgets: ``python -m tests.bench [group …]``."""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import sqlite3
import sys
import time
import traceback

from tests.bench.table import Row, render
from tests.bench.workplace import Workplace, say

GROUPS = ("start", "search", "duplicates_speed", "queue", "growth", "keys", "memory")
LONG = ("register", "names")
"""Groups of many minutes, or that need data of their own, measured when they are asked for."""


def main() -> int:
    """Run the groups that were asked for and print one table; 1 when a budget is missed or a group failed."""
    options = _options()
    begun = time.perf_counter()
    place = Workplace.open(options.clients, options.small)
    rows: list[Row] = []
    for group in options.groups or GROUPS:
        say(f"{group}, after {time.perf_counter() - begun:.0f} s")
        try:
            rows += importlib.import_module(f"tests.bench.{group}").measure(place)
        except Exception as error:
            traceback.print_exc()
            rows.append(Row(group, None, "", note=f"failed: {error}"))
    took = time.perf_counter() - begun
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    print(f"\n{os.cpu_count()} cores, {versions}, {took:.0f} s\n\n{render(rows)}")
    return 1 if any(row.is_kept is False or row.note.startswith("failed") for row in rows) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description="Measure the budgets beside their peers.")
    parser.add_argument("groups", nargs="*", choices=[*GROUPS, *LONG, []], help="only these groups")
    parser.add_argument("--clients", type=int, default=1_000_000, help="size of the large store")
    parser.add_argument("--small", type=int, default=10_000, help="size of the small store")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
