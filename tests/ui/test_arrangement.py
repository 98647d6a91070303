"""Filter and order of a list in memory: words in any cell, real values, nobody loses the cursor or a mark."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from textual.widget import Widget

from tests.support.evil import EVIL
from tests.support.waiting import wait_until
from tests.ui.small_app import SmallApp
from trtui.ui.actions import Scope
from trtui.ui.place import Place
from trtui.ui.widgets.arranged_table import ArrangedTable
from trtui.ui.widgets.arrangement import Arrangement, Order
from trtui.ui.widgets.filter_line import FilterLine
from trtui.ui.widgets.rows import Cell, Column, Row

COLUMNS = (Column("name", "Name", 16, grow=1), Column("town", "Town", 10), Column("due", "Due", 9))
NAMES = tuple(column.name for column in COLUMNS)


def person(name: str, town: str, due: int | None, *, depth: int = 0) -> Row:
    said = "–" if due is None else f"in {due} d"
    return Row(name, (Cell(f"★ {name}"), town, said), depth=depth, values={"name": name, "due": due})


PEOPLE = (
    person("Zoë Brügge", "Leeds", 12),
    person("ann archer", "York", None),
    person("Bo Ek", "Ålesund", 3),
    person("Dana Whitlock", "leeds", 100),
)


def keys(rows: Iterable[Row]) -> list[object]:
    return [row.key for row in rows]


def arranged(
    rows: Iterable[Row], text: str = "", by: str = "", *, down: bool = False, grouped: bool = False
) -> list[object]:
    arrangement = Arrangement()
    arrangement.text, arrangement.is_reversed = text, down
    arrangement.order = Order(by, by) if by else None
    return keys(arrangement.arrange(tuple(rows), NAMES, grouped=grouped))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("", ["Zoë Brügge", "ann archer", "Bo Ek", "Dana Whitlock"]),
        ("LEEDS", ["Zoë Brügge", "Dana Whitlock"]),
        ("brugge", ["Zoë Brügge"]),
        ("alesund", ["Bo Ek"]),
        ("leeds  dana", ["Dana Whitlock"]),
        ("leeds york", []),
        ("\\ [ * (", []),
    ],
)
def test_every_typed_word_occurs_somewhere_in_the_row(text: str, left: list[str]) -> None:
    assert arranged(PEOPLE, text) == left


def test_hidden_words_are_found_too() -> None:
    note = Row("note", ("needs four pickers …",), words="needs four pickers\nand a forklift driver")
    assert arranged([note, *PEOPLE], "forklift") == ["note"]


def test_rows_are_sorted_by_their_values_and_who_has_none_stands_last_either_way() -> None:
    assert arranged(PEOPLE, by="due") == ["Bo Ek", "Zoë Brügge", "Dana Whitlock", "ann archer"]
    assert arranged(PEOPLE, by="due", down=True) == ["Dana Whitlock", "Zoë Brügge", "Bo Ek", "ann archer"]
    assert arranged(PEOPLE, by="name") == ["ann archer", "Bo Ek", "Dana Whitlock", "Zoë Brügge"]
    assert arranged(PEOPLE, by="town") == ["Bo Ek", "Zoë Brügge", "Dana Whitlock", "ann archer"]


def test_equal_rows_keep_their_order_both_ways_round() -> None:
    twins = [person("B", "Leeds", 1), person("A", "Leeds", 1), person("C", "Leeds", 1)]
    assert arranged(twins, by="town") == ["B", "A", "C"]
    assert arranged(twins, by="town", down=True) == ["B", "A", "C"]


def test_contacts_stay_under_their_client_and_blocks_under_their_heading() -> None:
    rows = [
        Row("today", ("Due today",), heading=True),
        person("Cole", "Bath", 9),
        person("Acme", "York", 2),
        person("Dana", "", 2, depth=1),
        Row("recent", ("Recently opened",), heading=True),
        person("Birch", "York", 5),
    ]
    assert arranged(rows, by="name", grouped=True) == ["today", "Acme", "Dana", "Cole", "recent", "Birch"]
    assert arranged(rows, "dana", grouped=True) == ["today", "Acme", "Dana"]
    assert arranged(rows, "york", grouped=True) == ["today", "Acme", "recent", "Birch"]


def test_a_list_without_groups_is_flat_while_it_is_arranged() -> None:
    arrangement = Arrangement()
    arrangement.order = Order("name", "name")
    rows = arrangement.arrange([person("Z", "", 1), person("A", "", 1, depth=1)], NAMES, grouped=False)
    assert keys(rows) == ["A", "Z"]
    assert all(row.depth == 0 for row in rows)


def test_the_orders_follow_each_other_and_end_where_they_began() -> None:
    arrangement = Arrangement()
    orders = [Order("name", "name"), Order("due", "next call")]
    said = []
    for _ in range(4):
        said.append(arrangement.said)
        arrangement.next_order(orders)
    assert said == ["", "by name ▲", "by next call ▲", ""]
    arrangement.is_reversed = True
    assert arrangement.said == "by name ▼"


class Listing(Place):
    """A list that can be arranged, and nothing else."""

    SCOPES = (Scope.CLIENT, Scope.GLOBAL)

    def compose_body(self) -> Iterable[Widget]:
        yield ArrangedTable(COLUMNS, empty="Nobody.")

    @property
    def list(self) -> ArrangedTable:
        return self.query_one(ArrangedTable)

    def on_mount(self) -> None:
        self.list.focus()
        self.list.show_rows(PEOPLE, keep=False)


def shown(place: Place) -> str:
    return "\n".join(strip.text for strip in place._compositor.render_strips())


async def test_a_typed_filter_narrows_counts_stays_and_goes_with_escape() -> None:
    place = Listing()
    async with SmallApp(place).run_test(size=(80, 24)) as pilot:
        await wait_until(lambda: place.list.total == 4)
        place.list.go(3)
        await pilot.press("backslash", *"leeds")
        await wait_until(lambda: "2 of 4" in shown(place))
        assert place.list.current == PEOPLE[3], "the cursor stays on its record"
        assert place.query_one(FilterLine).box.has_focus
        await pilot.press("enter")
        await wait_until(lambda: place.list.has_focus)
        assert place.query_one(FilterLine).display and "Filter ▸" in shown(place)
        assert "leeds" in shown(place) and "esc clears" in shown(place)

        await pilot.press("space", "escape")
        await wait_until(lambda: place.list.total == 4)
        await wait_until(lambda: "Filter ▸" not in shown(place))
        assert place.list.marks.keys == ("Dana Whitlock",), "the filter goes before the marks"
        await pilot.press("escape")
        await wait_until(lambda: not len(place.list.marks))


async def test_escape_in_the_filter_drops_it_at_once_and_arrows_move_in_the_list() -> None:
    place = Listing()
    async with SmallApp(place).run_test(size=(80, 24)) as pilot:
        await wait_until(lambda: place.list.total == 4)
        await pilot.press("backslash", *"e", "down")
        assert place.list.cursor == 1 and place.query_one(FilterLine).box.has_focus
        await pilot.press("escape")
        await wait_until(lambda: place.list.has_focus and "Filter ▸" not in shown(place))
        assert place.list.total == 4


async def test_nothing_left_says_why_and_how_to_see_all_again() -> None:
    place = Listing()
    async with SmallApp(place).run_test(size=(80, 24)) as pilot:
        await wait_until(lambda: place.list.total == 4)
        await pilot.press("backslash", *"zzz")
        await wait_until(lambda: "None of 4 has “zzz”. Esc clears the filter." in shown(place))


async def test_sorting_goes_from_column_to_column_and_is_shown_in_the_header() -> None:
    place = Listing()
    async with SmallApp(place).run_test(size=(80, 24)) as pilot:
        await wait_until(lambda: place.list.total == 4)
        await pilot.press("space")  # marks Zoë, the cursor goes on to Ann
        for column, first in (("Name▲", "ann archer"), ("Town▲", "Bo Ek"), ("Due▲", "Bo Ek")):
            await pilot.press("o")
            await wait_until(lambda column=column: column in shown(place))
            assert place.list.rows[0].key == first
            assert place.list.current == PEOPLE[1] and place.list.marks.keys == ("Zoë Brügge",)
        await pilot.press("O")
        await wait_until(lambda: "Due▼" in shown(place))
        assert place.list.rows[0].key == "Dana Whitlock"
        await pilot.press("o")
        assert keys(place.list.rows) == keys(PEOPLE)
        assert "▲" not in shown(place) and "▼" not in shown(place)


async def test_rows_that_are_read_again_stay_arranged() -> None:
    place = Listing()
    async with SmallApp(place).run_test(size=(80, 24)) as pilot:
        await wait_until(lambda: place.list.total == 4)
        await pilot.press("o", "backslash", *"leeds", "enter")
        await wait_until(lambda: "2 of 4" in shown(place))
        place.list.show_rows([*PEOPLE, person("Cy", "Leeds", 1)])
        await wait_until(lambda: "3 of 5" in shown(place))
        assert keys(place.list.rows) == ["Cy", "Dana Whitlock", "Zoë Brügge"]


async def test_the_number_of_marks_is_seen_also_beside_a_message() -> None:
    place = Listing()
    async with SmallApp(place).run_test(size=(80, 24)) as pilot:
        await wait_until(lambda: place.list.total == 4)
        await pilot.press("space", "space")
        await wait_until(lambda: "✓ 2 marked" in shown(place))
        place.shell.tell("Something happened")
        await wait_until(lambda: "Something happened" in shown(place))
        assert "✓ 2 marked" in shown(place)


@pytest.mark.parametrize("size", [(80, 24), (40, 10)])
async def test_bad_data_is_sorted_filtered_and_typed_as_plain_text(size: tuple[int, int]) -> None:
    place = Listing()
    async with SmallApp(place).run_test(size=size) as pilot:
        place.list.show_rows([Row(at, (text, text, text)) for at, text in enumerate(EVIL.values())])
        await pilot.press("o", "O", "backslash")
        for text in EVIL.values():
            place.query_one(FilterLine).box.value = text
            await pilot.pause()
            assert not any(
                ord(char) < 32 and char != "\n" or 0x7F <= ord(char) < 0xA0 for char in shown(place)
            )
