"""Columns find their place at every width."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.ui.small_app import COLUMNS
from trtui.ui.widgets.rows import GAP, Column, place


def shown(width: int) -> dict[str, int]:
    return {placed.column.name: placed.width for placed in place(COLUMNS, width)}


def test_wide_terminals_show_more_columns_and_the_growing_one_takes_the_rest() -> None:
    assert shown(40) == {"client": 26, "next": 12}
    assert shown(45) == {"client": 20, "next": 12, "number": 9}
    assert shown(100) == {"client": 61, "next": 12, "number": 9, "town": 12}


def test_a_column_has_its_best_width_before_further_columns_appear_and_others_grow() -> None:
    columns = (
        Column("name", "Name", 10, grow=3, best=14),
        Column("where", "Where", 6, grow=1, priority=3, best=12),
        Column("phone", "Phone", 8, priority=5),
    )

    def shown_in(width: int) -> dict[str, int]:
        return {one.column.name: one.width for one in place(columns, width)}

    assert shown_in(21) == {"name": 21}
    assert shown_in(22) == {"name": 14, "where": 6}
    assert shown_in(37) == {"name": 20, "where": 15}
    assert shown_in(38) == {"name": 14, "where": 12, "phone": 8}


def test_too_narrow_a_terminal_squeezes_and_then_drops() -> None:
    assert shown(22) == {"client": 8, "next": 12}
    assert shown(10) == {"client": 10}
    assert shown(3) == {"client": 3}


COLUMN = st.builds(
    Column,
    name=st.uuids().map(str),
    title=st.just("x"),
    width=st.integers(1, 30),
    grow=st.integers(0, 3),
    priority=st.integers(0, 4),
)


@given(st.lists(COLUMN, min_size=1, max_size=8), st.integers(1, 200))
def test_columns_never_need_more_than_there_is(columns: list[Column], width: int) -> None:
    placed = place(columns, width)
    if any(column.priority == 0 for column in columns):
        assert placed
    assert sum(one.width for one in placed) + GAP * max(0, len(placed) - 1) <= width
    assert [one.at for one in placed] == sorted(one.at for one in placed)
    assert all(one.width >= 1 for one in placed)
