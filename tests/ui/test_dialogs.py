"""Forms, questions, confirmations and lists to choose from."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from textual.pilot import Pilot
from textual.widget import Widget

from tests.support.evil import EVIL
from tests.support.waiting import wait_until
from tests.ui.small_app import ClientList, SmallApp
from trtui.ui.dialogs import FormDialog
from trtui.ui.form import Field, Form
from trtui.ui.form_fields import ChoiceInput, Note
from trtui.ui.picker import Picker
from trtui.ui.place import Place
from trtui.ui.text import safe
from trtui.ui.widgets.hint_bar import HintBar
from trtui.ui.widgets.line_input import LineInput
from trtui.ui.widgets.status_line import StatusLine


async def on_list(pilot: Pilot[object]) -> ClientList:
    place = pilot.app.screen
    assert isinstance(place, ClientList)
    await wait_until(lambda: place.list.current is not None)
    return place


async def opened(pilot: Pilot[object], key: str) -> FormDialog:
    await pilot.press(key)
    await wait_until(
        lambda: isinstance(pilot.app.screen, FormDialog) and pilot.app.screen.focused is not None
    )
    dialog = pilot.app.screen
    assert isinstance(dialog, FormDialog)
    await wait_until(lambda: dialog.form._start)
    return dialog


async def test_a_form_hands_on_only_what_was_changed() -> None:
    async with SmallApp().run_test(size=(80, 24)) as pilot:
        place = await on_list(pilot)
        await opened(pilot, "e")
        await pilot.press("X", "tab", "right", "ctrl+s")
        await wait_until(lambda: place.log_of == ["edited {'name': 'AcmeX', 'csi': 'C'}"])
        assert pilot.app.screen is place


async def test_enter_goes_on_and_saves_on_the_last_field_of_a_question() -> None:
    async with SmallApp().run_test(size=(80, 24)) as pilot:
        place = await on_list(pilot)
        dialog = await opened(pilot, "s")
        dialog.form.set_text("when", "mon")
        await pilot.press("enter")
        await wait_until(lambda: place.log_of == ["snoozed mon"])


async def test_what_is_wrong_stands_beside_its_field() -> None:
    async with SmallApp().run_test(size=(80, 24)) as pilot:
        await on_list(pilot)
        dialog = await opened(pilot, "e")
        form = dialog.form
        form.set_text("name", " ")
        form.set_text("goal", "many")
        await pilot.press("ctrl+s")
        await wait_until(lambda: form.rows["name"].error.display)
        assert form.rows["name"].error.text == "✖ Name is needed"
        assert form.rows["goal"].error.text == "✖ a whole number, please"
        assert dialog.focused is form.rows["name"].box

        form.set_text("name", "taken")
        form.set_text("goal", "3")
        await pilot.press("f10")
        await wait_until(lambda: form.rows["name"].error.text == "✖ there is one of that name")
        assert not form.rows["goal"].error.display

        form.set_text("name", "offline")
        await pilot.press("ctrl+s")
        await wait_until(lambda: "cannot be reached" in dialog.query_one(StatusLine).said)
        assert pilot.app.screen is dialog


async def test_unsaved_work_is_not_dropped_by_one_escape() -> None:
    async with SmallApp().run_test(size=(80, 24)) as pilot:
        place = await on_list(pilot)
        dialog = await opened(pilot, "e")
        await pilot.press("Z", "escape")
        assert pilot.app.screen is dialog
        assert "Not saved" in dialog.query_one(StatusLine).said
        await pilot.press("Z", "escape")
        assert pilot.app.screen is dialog
        await pilot.press("escape")
        await wait_until(lambda: place.log_of == ["edited None"])


async def test_an_untouched_form_leaves_at_once() -> None:
    async with SmallApp().run_test(size=(80, 24)) as pilot:
        place = await on_list(pilot)
        await opened(pilot, "e")
        await pilot.press("escape")
        await wait_until(lambda: place.log_of == ["edited None"])


async def test_a_draft_is_kept_as_typed_and_comes_back() -> None:
    async with SmallApp().run_test(size=(80, 24)) as pilot:
        await on_list(pilot)
        form = (await opened(pilot, "e")).form
        assert form.draft() == {}
        form.set_text("goal", "many")
        form.set_text("csi", "C quarter")
        form.set_text("notes", "line\nline")
        await pilot.pause()
        draft = form.draft()
        assert draft == {"goal": "many", "csi": "C quarter", "notes": "line\nline"}
        for name in draft:
            form.set_text(name, "")
        form.restore({**draft, "gone": "x"})
        await pilot.pause()
        assert form.draft() == draft
        form.settle()
        assert not form.is_dirty


async def test_fields_follow_each_other_and_say_what_they_mean() -> None:
    async with SmallApp().run_test(size=(80, 24)) as pilot:
        await on_list(pilot)
        dialog = await opened(pilot, "e")
        form = dialog.form
        boxes = [row.box for row in form.rows.values()]
        await pilot.press("tab", "down")
        assert dialog.focused is boxes[2]
        assert form.rows["goal"].note.text == "= 10"
        await pilot.press("up", "shift+tab", "shift+tab")
        assert boxes[3].has_focus_within


async def test_enter_goes_on_from_several_lines_too_and_saves_on_the_last_field() -> None:
    async with SmallApp().run_test(size=(80, 24)) as pilot:
        place = await on_list(pilot)
        dialog = await opened(pilot, "e")
        hints = dialog.query_one(HintBar)
        assert "new line" not in hints.render_line(0).text
        await pilot.press("shift+tab")
        await wait_until(lambda: "↵ save  ctrl+j new line  f4 editor" in hints.render_line(0).text)
        await pilot.press("Z", "ctrl+j", "Y")
        assert dialog.form.text("notes") == "first line\nsecondZ\nY", "typing goes on where the text ends"
        await pilot.press("enter")
        await wait_until(lambda: place.log_of == ["edited {'notes': 'first line\\nsecondZ\\nY'}"])


async def test_what_is_pasted_into_several_lines_keeps_them() -> None:
    from textual.events import Paste

    async with SmallApp().run_test(size=(80, 24)) as pilot:
        await on_list(pilot)
        dialog = await opened(pilot, "e")
        await pilot.press("shift+tab")
        pilot.app.post_message(Paste("one\ntwo\n"))  # as the terminal's driver does
        await wait_until(lambda: dialog.form.text("notes") == "first line\nsecondone\ntwo\n")


async def test_what_a_text_means_never_covers_what_is_typed() -> None:
    class Host(Place):
        def compose_body(self) -> Iterable[Widget]:
            yield Form([Field("phone", "Phone", preview=lambda text: "=" * 10 if text else "")])

        def on_mount(self) -> None:
            self.query_one(LineInput).focus()

    async with SmallApp(Host()).run_test(size=(47, 12)) as pilot:
        form = pilot.app.screen.query_one(Form)
        row = form.rows["phone"]
        await wait_until(lambda: form._start and row.box.size.width == 28)
        for typed, said in ((17, "=" * 10), (18, ""), (27, "")):
            await pilot.press(*"0" * (typed - len(row.text)))
            await wait_until(lambda said=said: row.note.text == said)
            await wait_until(lambda typed=typed: row.box.size.width > typed)
        await pilot.press(*["backspace"] * 10)
        await wait_until(lambda: row.note.text == "=" * 10)
        await pilot.resize_terminal(45, 12)
        await wait_until(lambda: row.note.text == "")


async def test_a_choice_is_made_with_arrows_and_letters() -> None:
    async with SmallApp().run_test(size=(80, 24)) as pilot:
        await on_list(pilot)
        form = (await opened(pilot, "e")).form
        box = form.rows["csi"].box
        assert isinstance(box, ChoiceInput)
        box.focus()
        seen = []
        for key in ("right", "right", "left", "a", "space", "z"):
            await pilot.press(key)
            seen.append(box.chosen)
        assert seen == ["C", "A", "C", "A", "B", "B"]


async def test_a_deed_that_cannot_be_undone_is_confirmed() -> None:
    async with SmallApp().run_test(size=(80, 24)) as pilot:
        place = await on_list(pilot)
        for key, answer in (("y", True), ("n", False), ("escape", False)):
            place.log_of.clear()
            await pilot.press("x")
            await wait_until(lambda: bool(place.query("Menu")))
            await pilot.press(key)
            await wait_until(lambda answer=answer: place.log_of == [f"removed {answer}"])


async def test_one_of_a_list_is_chosen_by_typing() -> None:
    async with SmallApp().run_test(size=(80, 24)) as pilot:
        place = await on_list(pilot)
        await pilot.press("K")
        await wait_until(lambda: isinstance(pilot.app.screen, Picker) and pilot.app.screen.table.total == 3)
        await pilot.press("p", "r")
        await pilot.press("enter")
        await wait_until(lambda: place.log_of == ["owner Priya"])
        await pilot.press("K")
        await wait_until(lambda: isinstance(pilot.app.screen, Picker) and pilot.app.screen.table.total == 3)
        await pilot.press("escape")
        await wait_until(lambda: place.log_of[-1] == "owner None")


@pytest.mark.parametrize("text", EVIL.values(), ids=EVIL)
async def test_bad_data_in_a_form_is_plain_text_in_its_boxes(text: str) -> None:
    class Host(Place):
        def compose_body(self) -> Iterable[Widget]:
            yield Form(
                [
                    Field("one", text[:40], text, hint=text),
                    Field("two", "Two", text, kind="choice", options=[(text, text), ("b", "b")]),
                    Field("three", "Three", text, kind="lines"),
                    Field("four", "Four", "4", preview=lambda _: text),
                ]
            )

        def on_mount(self) -> None:
            self.query_one(LineInput).focus()

    async with SmallApp(Host()).run_test(size=(80, 24)) as pilot:
        form = pilot.app.screen.query_one(Form)
        await wait_until(lambda: form._start)
        assert not form.is_dirty
        form.rows["one"].fail(text)
        await pilot.pause()
        assert form.text("three") == safe(text, lines=True)
        assert form.text("one").isprintable() or "\u200c" in text or "\u200d" in text
        for note in form.query(Note):
            for y in range(note.size.height):
                assert note.render_line(y).cell_length == note.size.width
        assert form.parse() is not None


async def test_pasted_lines_become_one() -> None:
    from textual.events import Paste

    async with SmallApp().run_test(size=(80, 24)) as pilot:
        place = await on_list(pilot)
        place.box.focus()
        await pilot.pause()
        place.box.post_message(Paste("Acme\x1b[2J\nLtd\r\n  Leeds"))
        await wait_until(lambda: place.box.value)
        assert place.box.value == "Acme�[2J Ltd Leeds"


async def test_a_form_higher_than_the_terminal_scrolls_and_keeps_its_hints() -> None:
    async with SmallApp().run_test(size=(40, 10)) as pilot:
        await on_list(pilot)
        dialog = await opened(pilot, "e")
        await wait_until(lambda: dialog.query_one(HintBar).region.bottom == 9)
        await pilot.press("shift+tab")
        last = dialog.form.rows["notes"]
        await wait_until(lambda: last.box.has_focus_within and last.box.region.bottom <= 7)
