"""Keys become actions: the nearest node that can does it, and whoever cannot says why."""

from __future__ import annotations

import asyncio

import pytest
from textual import events

from tests.support.evil import EVIL
from tests.support.waiting import wait_until
from tests.ui.small_app import ClientList, SmallApp
from trtui.ui import typeahead
from trtui.ui.dialogs import ask
from trtui.ui.form import Field
from trtui.ui.keymap import Keymap
from trtui.ui.menu import Choice, with_keys
from trtui.ui.place import Place
from trtui.ui.shell import Shell
from trtui.ui.widgets.hint_bar import HintBar
from trtui.ui.widgets.line_input import LineInput


def place_of(app: Shell) -> ClientList:
    place = app.screen
    assert isinstance(place, ClientList)
    return place


async def test_a_key_does_its_action_on_the_marked_rows() -> None:
    async with SmallApp().run_test(size=(80, 24)) as pilot:
        place = place_of(pilot.app)
        await wait_until(lambda: place.list.current is not None)
        await pilot.press("space", "space", "a")
        assert place.log_of == ["assign [0, 1]"]


async def test_what_cannot_be_done_says_why() -> None:
    async with SmallApp(ClientList([])).run_test(size=(80, 24)) as pilot:
        place = place_of(pilot.app)
        await pilot.press("n")
        assert place.status.said == "New clients are made on Mondays"
        await pilot.press("s")
        assert place.status.said == "Nothing is selected"
        await pilot.press("p")
        assert place.status.said == "“peek” does nothing on this screen"
        assert place.log_of == []


async def test_an_error_of_the_desk_is_told_and_the_next_action_takes_it_away() -> None:
    async with SmallApp().run_test(size=(80, 24)) as pilot:
        place = place_of(pilot.app)
        await wait_until(lambda: place.list.current is not None)
        await pilot.press("c")
        assert place.status.said.startswith("Priya changed this client")
        await pilot.press("j")
        assert place.status.said == ""


async def test_escape_peels_one_layer_at_a_time() -> None:
    async with SmallApp().run_test(size=(80, 24)) as pilot:
        place = place_of(pilot.app)
        await wait_until(lambda: place.list.current is not None)
        await pilot.press("space", "slash")
        assert place.focused is place.box
        await pilot.press("g", "escape")
        assert place.box.value == "g"
        assert place.focused is place.list
        await pilot.press("escape")
        assert len(place.list.marks) == 0


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let keys wait as long as a busy machine needs."""
    monkeypatch.setattr(typeahead, "PATIENCE", 60.0)


def type_ahead(app: Shell, *keys: str) -> None:
    """Let keys arrive in one packet, as they do over a slow line."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


@pytest.mark.usefixtures("patient")
async def test_two_keys_in_one_breath_reach_the_menu_even_before_it_is_drawn() -> None:
    async with SmallApp().run_test(size=(80, 24)) as pilot:
        place = place_of(pilot.app)
        await wait_until(lambda: place.list.current is not None)
        type_ahead(pilot.app, "g", "q")
        await wait_until(lambda: place.log_of == ["go queue"])
        place.list.go(20)
        type_ahead(pilot.app, "g", "g", "j", "a")
        await wait_until(lambda: place.log_of == ["go queue", "assign [1]"])


@pytest.mark.usefixtures("patient")
async def test_a_name_typed_right_behind_the_search_key_is_no_command() -> None:
    async with SmallApp().run_test(size=(80, 24)) as pilot:
        place = place_of(pilot.app)
        await wait_until(lambda: place.list.current is not None)
        type_ahead(pilot.app, "slash", *"xenia sax")
        await wait_until(lambda: place.box.value == "xenia sax")
        assert place.log_of == []
        type_ahead(pilot.app, "escape", "a")
        await wait_until(lambda: place.log_of == ["assign []"])


@pytest.mark.usefixtures("patient")
async def test_text_typed_right_behind_the_key_of_a_form_goes_into_the_form() -> None:
    async with SmallApp().run_test(size=(80, 24)) as pilot:
        place = place_of(pilot.app)
        await wait_until(lambda: place.list.current is not None)
        type_ahead(pilot.app, "e", *"xax", "tab", "right", "ctrl+s", "space", "a")
        await wait_until(lambda: len(place.log_of) == 2)
        assert place.log_of == ["edited {'name': 'Acmexax', 'csi': 'C'}", "assign [0]"]


@pytest.mark.usefixtures("patient")
async def test_two_answers_in_one_breath_meet_their_own_questions() -> None:
    async with SmallApp().run_test(size=(80, 24)) as pilot:
        place = place_of(pilot.app)
        await wait_until(lambda: place.list.current is not None)
        type_ahead(pilot.app, "o", "1", "x", "y", "s", "enter", "a")
        await wait_until(lambda: len(place.log_of) == 4)
        assert place.log_of == ["sorted name", "removed True", "snoozed +3d", "assign [0]"]


class Slow(ClientList):
    """A list whose filter key begins something that does not end by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on = asyncio.Event()
        self.has_begun = False

    async def act_list_filter(self) -> None:
        self.has_begun = True
        await self.go_on.wait()
        self.did("narrowed")


async def behind_a_slow_action(app: Shell) -> Slow:
    """Begin a slow action and press j and a right behind it."""
    place = place_of(app)
    assert isinstance(place, Slow)
    await wait_until(lambda: place.list.current is not None)
    type_ahead(app, "backslash", "j", "a")
    await wait_until(lambda: place.has_begun and len(app.typeahead.waiting) == 2)
    return place


async def test_keys_behind_a_slow_action_wait_for_it_and_do_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with SmallApp(Slow()).run_test(size=(80, 24)) as pilot:
        place = await behind_a_slow_action(pilot.app)
        monkeypatch.setattr(typeahead, "PATIENCE", -1.0)
        await asyncio.sleep(0.05)
        assert place.log_of == []
        place.go_on.set()
        await wait_until(lambda: place.log_of == ["narrowed", "assign [1]"])


async def test_keys_pressed_later_meet_what_is_there_and_escape_drops_what_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with SmallApp(Slow()).run_test(size=(80, 24)) as pilot:
        place = await behind_a_slow_action(pilot.app)
        monkeypatch.setattr(typeahead, "PATIENCE", -1.0)
        type_ahead(pilot.app, "escape", "j", "j", "a")
        await wait_until(lambda: place.log_of)
        assert place.log_of == ["assign [2]"]


async def test_keys_that_wait_too_long_are_dropped_with_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    async with SmallApp(Slow()).run_test(size=(80, 24)) as pilot:
        place = await behind_a_slow_action(pilot.app)
        monkeypatch.setattr(typeahead, "LONGEST", -1.0)
        await wait_until(lambda: not pilot.app.typeahead.waiting)
        assert "dropped" in place.status.said
        assert place.log_of == [] and place.list.cursor == 0


async def test_keys_typed_before_the_first_screen_is_there_are_all_taken() -> None:
    app = SmallApp()
    app.first.AUTO_FOCUS = "LineInput"  # type: ignore[misc]
    for key in "brookhill":
        app.post_message(events.Key(key, key))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(lambda: "".join(place_of(pilot.app).log_of) or not app.typeahead.waiting)
        assert place_of(app).log_of == []


async def test_what_is_typed_behind_a_menu_reaches_what_its_choice_opens() -> None:
    class Noting(ClientList):
        async def act_record_new(self) -> None:
            await self.shell.choose("New", [Choice("Note", "note", "n"), Choice("Task", "task", "t")])
            self.did(f"noted {await ask(self.shell, 'Note', Field('note', 'Note'))}")

        def why_record_new(self) -> str | None:
            return None

    for text in ("note that is o", "x marks"):
        async with SmallApp(Noting()).run_test(size=(80, 24)) as pilot:
            place = place_of(pilot.app)
            await wait_until(lambda place=place: place.list.current is not None)
            type_ahead(pilot.app, "n", "n", *text, "enter", "a")
            await wait_until(lambda place=place: len(place.log_of) == 2)
            assert place.log_of == [f"noted {text}", "assign [0]"]


async def test_in_a_menu_of_sequences_only_their_own_keys_choose() -> None:
    async with SmallApp().run_test(size=(80, 24)) as pilot:
        place = place_of(pilot.app)
        await wait_until(lambda: place.list.current is not None)
        type_ahead(pilot.app, "g", "c", "r", "a")  # “Call queue” and “Review” begin so; g a is assignment
        await wait_until(lambda: place.log_of)
        assert place.log_of == ["go assign"]


@pytest.mark.parametrize("keys", [(), ("g",), ("o",), ("?", "tab")])
async def test_what_is_pasted_where_no_text_is_expected_is_ignored_with_a_word(keys: tuple[str, ...]) -> None:
    async with SmallApp().run_test(size=(80, 24), notifications=True) as pilot:
        place = place_of(pilot.app)
        await wait_until(lambda: place.list.current is not None)
        await pilot.press(*keys)
        pilot.app.post_message(events.Paste("1 x\x1bq\r"))
        if keys[:1] == ("?",):
            box = pilot.app.screen.query_one(LineInput)
            await wait_until(lambda: box.value == "1 x�q")
        else:
            await wait_until(lambda: "Nothing was pasted" in place.status.said)
        assert place.log_of == []


async def test_a_menu_shows_its_keys_and_closes_with_escape() -> None:
    async with SmallApp().run_test(size=(80, 24)) as pilot:
        place = place_of(pilot.app)
        await wait_until(lambda: place.list.current is not None)
        await pilot.press("g")
        menu = place.query_one("Menu")
        await wait_until(lambda: menu.size.height)
        drawn = "\n".join(menu.render_line(y).text for y in range(menu.size.height))
        assert "s Search" in drawn and "q Call queue" in drawn and "esc" in drawn
        await pilot.press("z")
        assert "z is not in this menu" in menu.render_line(0).text
        await pilot.press("escape", "j")
        assert place.list.cursor == 1
        assert place.log_of == []


async def test_choices_are_made_by_digit_first_letter_arrows_or_click() -> None:
    async with SmallApp().run_test(size=(80, 24)) as pilot:
        place = place_of(pilot.app)
        await wait_until(lambda: place.list.current is not None)
        for keys, chosen in ((["2"], "next"), (["n"], None), (["down", "enter"], "name"), (["escape"], None)):
            place.log_of.clear()
            await pilot.press("o")
            await wait_until(lambda: bool(place.query("Menu")))
            await pilot.press(*keys)
            if keys == ["n"]:  # two choices begin with n
                assert not place.log_of
                await pilot.press("escape")
            await wait_until(lambda chosen=chosen: place.log_of == [f"sorted {chosen}"])
        await pilot.press("o", "3")
        assert "There are no towns" in place.query_one("Menu").render_line(0).text  # type: ignore[attr-defined]
        await pilot.press("t", "escape")


def test_choices_without_a_key_get_the_next_digit() -> None:
    keyed = with_keys([Choice("a"), Choice("b", key="1"), Choice("c")])
    assert [choice.key for choice in keyed] == ["2", "1", "3"]


async def test_the_hint_bar_shows_live_keys_and_greys_what_cannot_be() -> None:
    async with SmallApp().run_test(size=(80, 24)) as pilot:
        place = place_of(pilot.app)
        bar = place.query_one(HintBar)
        await wait_until(lambda: "a assign" in bar.render_line(0).text)
        assert "↵ open" in bar.render_line(0).text
        off = {hint.id for hint in bar._hints if hint.off}
        assert off == {"record.new"}
        await pilot.press("slash")
        await wait_until(lambda: "a assign" not in bar.render_line(0).text)
        assert "f1 help" in bar.render_line(0).text


async def test_the_hint_bar_keeps_what_matters_when_it_is_narrow() -> None:
    async with SmallApp().run_test(size=(40, 24)) as pilot:
        bar = place_of(pilot.app).query_one(HintBar)
        await wait_until(lambda: "↵ open" in bar.render_line(0).text)
        assert "? help" in bar.render_line(0).text
        assert bar.render_line(0).cell_length == 40


async def test_the_users_keys_are_the_live_ones_everywhere() -> None:
    keymap = Keymap(
        {"contact.assign": "f6", "record.copy": "a", "call.snooze": "", "go.menu": "z"}, "config.toml"
    )
    async with SmallApp(keymap=keymap).run_test(size=(100, 24)) as pilot:
        place = place_of(pilot.app)
        await wait_until(lambda: place.list.current is not None)
        await pilot.press("a")
        assert place.log_of == []
        await pilot.press("f6")
        assert place.log_of == ["assign [0]"]
        await pilot.press("s")
        assert place.log_of == ["assign [0]"]
        await pilot.press("z", "q")
        await wait_until(lambda: place.log_of[-1] == "go queue")
        bar = place.query_one(HintBar)
        await wait_until(lambda: "f6 assign" in bar.render_line(0).text)


async def test_writing_actions_are_refused_on_a_read_only_store() -> None:
    from trtui.ui.actions import Context

    class ReadOnly(ClientList):
        def action_context(self) -> Context:
            return Context(has_row=True, read_only=True)

    async with SmallApp(ReadOnly()).run_test(size=(80, 24)) as pilot:
        place = place_of(pilot.app)
        await pilot.press("a")
        assert place.status.said == "The store is read-only"
        assert place.log_of == []


async def test_arrows_move_in_the_list_without_leaving_the_box() -> None:
    async with SmallApp().run_test(size=(80, 24)) as pilot:
        place = place_of(pilot.app)
        await pilot.press("slash", "1", "2")
        await wait_until(lambda: place.list.total < 40)
        await pilot.press("down", "down", "pagedown", "up")
        assert place.focused is place.box
        assert place.list.cursor > 1
        await pilot.press("enter")
        await wait_until(lambda: place.status.said.startswith("opened"))


async def test_every_function_of_the_frame_survives_bad_data() -> None:
    async with SmallApp().run_test(size=(80, 24), notifications=True) as pilot:
        place = place_of(pilot.app)
        for text in EVIL.values():
            pilot.app.tell(text, "error")
            place.header.show(place=text, title=text, right=text)
            place.status.show(text, text)
            place.list.empty = text
            place.list.show_rows([])
            for widget in (place.header, place.status, place.list):
                for y in range(widget.size.height):
                    strip = widget.render_line(y)
                    assert strip.cell_length == widget.size.width
                    assert all(
                        segment.text.isprintable() for segment in strip if "\u200c" not in segment.text
                    )
        await pilot.pause()


@pytest.mark.parametrize("size", [(40, 10), (80, 24), (200, 60)])
async def test_the_frame_fits_every_terminal(size: tuple[int, int]) -> None:
    async with SmallApp().run_test(size=size) as pilot:
        place = place_of(pilot.app)
        await wait_until(lambda: place.list.current is not None)
        assert place.header.region.y == 0
        assert place.query_one(HintBar).region.bottom == size[1]
        assert place.list.size.height == size[1] - 4


async def test_a_terminal_too_small_is_asked_to_grow_and_nothing_is_lost() -> None:
    async with SmallApp().run_test(size=(80, 24)) as pilot:
        place = place_of(pilot.app)
        await wait_until(lambda: place.list.current is not None)
        place.list.go(7)
        await pilot.resize_terminal(30, 8)
        await wait_until(lambda: type(pilot.app.screen).__name__ == "TooSmall")
        await pilot.resize_terminal(80, 24)
        await wait_until(lambda: pilot.app.screen is place)
        assert place.list.cursor == 7


async def test_an_app_that_is_made_beside_a_running_one_leaves_its_styles_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with SmallApp().run_test(size=(80, 24)) as pilot:
        styled: list[object] = []
        monkeypatch.setattr(pilot.app, "update_styles", lambda node, **_: styled.append(node))
        SmallApp()
        assert styled == []


def test_a_place_binds_the_keys_of_its_scopes() -> None:
    from trtui.ui.actions import ACTIONS, Scope

    assert ClientList._merged_bindings is not None
    ids = {binding.id for _, binding in ClientList._merged_bindings}
    mine = [action for action in ACTIONS if Scope.SEARCH in action.where]
    assert ids == {action.id for action in mine if any(" " not in key for key in action.keys)}
    assert "contact.code" in ids and "contact.primary" not in ids
    assert issubclass(ClientList, Place)
