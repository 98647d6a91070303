"""Help, palette and jump labels: what can be done, found by word, key or place."""

from __future__ import annotations

from collections.abc import Sequence

from textual.pilot import Pilot

from tests.support.evil import EVIL
from tests.support.waiting import wait_until
from tests.ui.small_app import ClientList, SmallApp, client
from trtui.ui.help import Help
from trtui.ui.jump import LETTERS, JumpLabel, labels
from trtui.ui.keymap import Keymap
from trtui.ui.palette import Hit, Palette
from trtui.ui.picker import Picker, texts
from trtui.ui.widgets.line_input import LineInput


async def on_list(pilot: Pilot[object]) -> ClientList:
    place = pilot.app.screen
    assert isinstance(place, ClientList)
    await wait_until(lambda: place.list.current is not None)
    return place


async def picker(pilot: Pilot[object], key: str, kind: type[Picker]) -> Picker:
    await pilot.press(key)
    await wait_until(lambda: isinstance(pilot.app.screen, kind) and pilot.app.screen.focused is not None)
    screen = pilot.app.screen
    assert isinstance(screen, Picker)
    await wait_until(lambda: screen.table.total)
    return screen


def found(screen: Picker) -> list[list[str]]:
    rows = [screen.table._window.row(at) for at in range(screen.table.total)]
    return [texts(row) for row in rows if row is not None]


async def test_help_shows_every_live_key_grouped_by_place() -> None:
    async with SmallApp().run_test(size=(120, 40)) as pilot:
        await on_list(pilot)
        screen = await picker(pilot, "?", Help)
        headings = [row[0] for row in found(screen) if len(row) == 1]
        rows = [row for row in found(screen) if len(row) > 1]
        by_id = {row[3]: row for row in rows}
        assert headings == ["Search", "Everywhere"]
        assert by_id["contact.assign"][0] == "a"
        assert by_id["go.queue"][0] == "g q"
        assert by_id["record.open"][0] == "↵  l"
        assert "New clients are made on Mondays" in by_id["record.new"][1]
        assert "call.skip" not in by_id
        assert by_id["contact.code"][2] == "Search"


async def test_help_is_filtered_by_word_or_key_and_runs_what_is_chosen() -> None:
    async with SmallApp().run_test(size=(120, 40)) as pilot:
        place = await on_list(pilot)
        screen = await picker(pilot, "f1", Help)
        box = screen.query_one(LineInput)
        for typed, first in (("assign", "contact.assign"), ("a", "contact.assign"), ("g q", "go.queue")):
            box.value = typed
            await wait_until(
                lambda first=first: (
                    [row[3] for row in found(screen) if len(row) > 1][:1] == [first]
                    and len(found(screen)[0]) > 1
                )
            )
        await pilot.press("enter")
        await wait_until(lambda: place.log_of == ["go queue"])


async def test_help_shows_the_keys_of_the_user() -> None:
    async with SmallApp(keymap=Keymap({"contact.assign": "f6", "call.snooze": ""})).run_test() as pilot:
        await on_list(pilot)
        rows = [row for row in found(await picker(pilot, "?", Help)) if len(row) > 1]
        assert next(row for row in rows if row[3] == "contact.assign")[0] == "f6"
        assert not [row for row in rows if row[3] == "call.snooze"]


async def test_the_palette_offers_actions_with_their_keys_and_does_them() -> None:
    async with SmallApp().run_test(size=(100, 30)) as pilot:
        place = await on_list(pilot)
        screen = await picker(pilot, "ctrl+p", Palette)
        screen.query_one(LineInput).value = "assign contacts"
        await wait_until(lambda: [row[0] for row in found(screen)] == ["Assign"])
        assert found(screen)[0][2] == "a"
        await pilot.press("enter")
        await wait_until(lambda: place.log_of == ["assign [0]"])


async def test_the_palette_finds_records_and_opens_them() -> None:
    went: list[str] = []

    async def find(text: str) -> Sequence[Hit]:
        return [
            Hit(name, "client", lambda name=name: went.append(name)) for name in EVIL.values() if text in name
        ]

    async with SmallApp().run_test(size=(100, 30)) as pilot:
        app = pilot.app
        assert isinstance(app, SmallApp)
        app.find_records = find
        place = await on_list(pilot)
        screen = await picker(pilot, "colon", Palette)
        screen.query_one(LineInput).value = "Acme [/b]"
        await wait_until(lambda: [row[0] for row in found(screen)] == ["Acme [/b] Ltd"])
        await pilot.press("enter")
        await wait_until(lambda: went == ["Acme [/b] Ltd"])
        assert app.screen is place


async def test_escape_leaves_help_and_palette_as_it_was() -> None:
    async with SmallApp().run_test(size=(100, 30)) as pilot:
        place = await on_list(pilot)
        for key, kind in (("?", Help), ("ctrl+p", Palette)):
            await picker(pilot, key, kind)
            await pilot.press("x", "escape")
            await wait_until(lambda: pilot.app.screen is place)
        assert place.log_of == []


async def test_nothing_found_says_so() -> None:
    async with SmallApp().run_test(size=(100, 30)) as pilot:
        await on_list(pilot)
        screen = await picker(pilot, "?", Help)
        screen.query_one(LineInput).value = "zzzz"
        await wait_until(lambda: not screen.table.total)
        assert "Nothing matches" in screen.table.render_line(0).text


def test_no_jump_label_begins_another() -> None:
    for count in (1, 26, 27, 200):
        names = labels(count)
        assert len(set(names)) == len(names) == count
        assert len({len(name) for name in names}) == 1
    assert set("".join(labels(26))) == set(LETTERS)


async def test_a_jump_goes_to_a_row_or_a_box() -> None:
    async with SmallApp().run_test(size=(80, 18)) as pilot:
        place = await on_list(pilot)
        await pilot.press("f")
        assert place.list.render_line(3).text.startswith("d")
        await pilot.press("d")
        assert place.list.cursor == 2
        assert not place.list.render_line(3).text.startswith("d")

        await pilot.press("f")
        await wait_until(lambda: place.query(JumpLabel))
        label = place.query_one(JumpLabel)
        await wait_until(lambda: label.region.offset == place.box.region.offset)
        await pilot.press(label.letters)
        await wait_until(lambda: place.focused is place.box)
        await wait_until(lambda: not place.query(JumpLabel))


async def test_any_other_key_ends_a_jump() -> None:
    async with SmallApp(ClientList([client(n) for n in range(40)])).run_test(size=(80, 40)) as pilot:
        place = await on_list(pilot)
        await pilot.press("f", "escape")
        assert place.list.cursor == 0
        await pilot.press("f", "a", "s")
        assert place.list.cursor == labels(37).index("as")
        await pilot.press("j")
        assert place.list.cursor == labels(37).index("as") + 1
