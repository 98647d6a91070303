"""The race for clients sees a client that two callers had at once."""

from __future__ import annotations

from tests.bench.callers import Turn, held_twice


def turn(caller: int, key: int, had_at: float, until_at: float) -> Turn:
    return Turn(caller, key, had_at - 0.01, had_at, until_at)


def test_one_after_the_other_is_fair() -> None:
    assert held_twice([turn(1, 7, 0.0, 1.0), turn(2, 7, 1.0, 2.0), turn(3, 8, 0.5, 1.5)]) == 0


def test_two_at_once_are_seen() -> None:
    assert held_twice([turn(2, 7, 0.9, 2.0), turn(1, 7, 0.0, 1.0), turn(3, 7, 1.5, 3.0)]) == 2
