"""Thirty-two callers at once, each a process with its own connection, taking turns at one queue.

As a program it is one caller: it says ``ready``, waits for a line, and then claims, holds and releases until its
time is over; it prints what it held, from when to when by the clock that all processes share.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import psycopg

ROOT = Path(__file__).resolve().parents[2]
CALLERS = 32
SECONDS = 8.0
HOLD = (0.25, 0.75)
"""Seconds that a caller keeps a client: a hundredth of a real call, so that 32 press like some thousands."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One claim: when it was asked for, when it was had, when it was given back; monotonic seconds."""

    caller: int
    key: int
    asked_at: float
    had_at: float
    until_at: float


class Queue(Protocol):
    """What a caller needs."""

    def claim(self) -> int | None:
        """Take the next client; None when nobody is due."""

    def release(self) -> None:
        """Give it back."""


class SkipLocked:
    """The peer: one table and nothing but ``SELECT … FOR UPDATE SKIP LOCKED``."""

    def __init__(self, url: str, number: int) -> None:
        self._db = psycopg.connect(url, autocommit=True)
        self._number = number
        self._held = 0

    @staticmethod
    def prepare(url: str, clients: int) -> None:
        """Make the queue of as many clients."""
        with psycopg.connect(url, autocommit=True) as db:
            db.execute("CREATE TABLE queue (id int PRIMARY KEY, due_at int NOT NULL, held_by int)")
            db.execute("INSERT INTO queue SELECT i, i / 10 FROM generate_series(1, %s) i", [clients])
            db.execute("CREATE INDEX ON queue (due_at, id) WHERE held_by IS NULL")
            db.execute("VACUUM ANALYZE queue")

    def claim(self) -> int | None:
        """Take the first that nobody else is taking."""
        row = self._db.execute(
            "UPDATE queue SET held_by = %s WHERE id = (SELECT id FROM queue WHERE held_by IS NULL"
            " ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id",
            [self._number],
        ).fetchone()
        self._held = row[0] if row else 0
        return self._held or None

    def release(self) -> None:
        """Give it back."""
        self._db.execute("UPDATE queue SET held_by = NULL WHERE id = %s", [self._held])


def race(kind: str, url: str) -> list[Turn]:
    """Let all callers go at the same moment and return what each held; raise when one fails."""
    command = [sys.executable, "-m", "tests.bench.callers", kind, url]
    callers = [
        subprocess.Popen(
            [*command, str(n)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for n in range(CALLERS)
    ]
    try:
        for caller in callers:
            assert caller.stdout is not None
            if caller.stdout.readline().strip() != "ready":
                raise RuntimeError("a caller could not open the queue")
        for caller in callers:
            assert caller.stdin is not None
            caller.stdin.write("go\n")
            caller.stdin.flush()
        said = [caller.communicate(timeout=SECONDS + 60)[0] for caller in callers]
    finally:
        for caller in callers:
            caller.kill()
            caller.wait()
    turns = [Turn(**json.loads(line)) for text in said for line in text.splitlines()]
    if any(caller.returncode for caller in callers) or not turns:
        raise RuntimeError("a caller failed")
    return turns


def held_twice(turns: Sequence[Turn]) -> int:
    """Count the claims that were had while somebody else still held the same client."""
    by_key: dict[int, list[Turn]] = defaultdict(list)
    for turn in turns:
        by_key[turn.key].append(turn)
    doubles = 0
    for held in by_key.values():
        held.sort(key=lambda turn: turn.had_at)
        doubles += sum(
            later.had_at < earlier.until_at for earlier, later in zip(held, held[1:], strict=False)
        )
    return doubles


def _call(queue: Queue, number: int) -> list[Turn]:
    chooser = random.Random(number)
    end = time.monotonic() + SECONDS
    turns = []
    time.sleep(chooser.uniform(0, HOLD[1]))
    while time.monotonic() < end:
        asked = time.monotonic()
        key = queue.claim()
        had = time.monotonic()
        if key is None:
            raise SystemExit("the queue ran empty")
        time.sleep(chooser.uniform(*HOLD))
        turns.append(Turn(number, key, asked, had, time.monotonic()))
        queue.release()
    return turns


def main() -> None:
    """Be one caller: ``kind url number``."""
    from dataclasses import asdict

    from tests.bench import product

    kind, url, number = sys.argv[1], sys.argv[2], int(sys.argv[3])
    queue: Queue = SkipLocked(url, number) if kind == "peer" else product.Caller(url, number)
    print("ready", flush=True)
    input()
    for turn in _call(queue, number):
        print(json.dumps(asdict(turn)))


if __name__ == "__main__":
    main()
