"""The registry and what the user lays over it."""

from __future__ import annotations

import re

import pytest
from textual.binding import BindingsMap

from trtui.domain.errors import ConfigError
from trtui.ui import keys
from trtui.ui.actions import ACTIONS, STACKS, Action, Context, Scope, reason
from trtui.ui.keymap import NEVER, Keymap, bindings, markdown, plain

CONTRACT = {
    "cursor.down": "j down", "cursor.up": "k up", "cursor.top": "home", "cursor.bottom": "G end",
    "page.half_down": "ctrl+d", "page.half_up": "ctrl+u", "page.down": "pagedown", "page.up": "pageup",
    "record.open": "enter l", "place.back": "escape h", "record.next": "]", "record.previous": "[",
    "place.last": "-", "pane.next": "tab", "pane.previous": "shift+tab", "list.filter": "\\", "list.sort": "o",
    "list.reverse": "O", "peek.toggle": "p", "jump.show": "f", "list.refresh": "R f5", "search.focus": "/",
    "palette.open": ": ctrl+p", "help.open": "? f1", "mark.toggle": "space", "mark.range": "v", "mark.all": "*",
    "record.new": "n", "record.edit": "e", "text.edit": "E", "contact.assign": "a", "touch.log": "c",
    "call.snooze": "s", "record.remove": "x", "record.copy": "y", "change.undo": "u", "change.redo": "U",
    "app.quit": "q ctrl+q", "form.save": "ctrl+s f10", "contact.primary": "P", "contact.role": "r",
    "call.note": "N", "call.skip": "S", "queue.break": "b", "go.menu": "g", "client.menu": ".",
    "section.overview": "1", "section.contacts": "2", "section.activity": "3", "section.jobs": "4",
    "section.sites": "5", "section.notes": "6", "outcome.conversation": "1", "outcome.do_not_call": "0",
}  # fmt: skip
"""What is promised to people's hands; never reassigned."""


@pytest.mark.parametrize("action_id", CONTRACT)
def test_the_keys_that_were_promised_are_there(action_id: str) -> None:
    live = set(Keymap().keys(action_id))
    assert set(CONTRACT[action_id].split()) <= live


def test_sequences_that_were_promised_are_there() -> None:
    live = {key: action.id for action in ACTIONS for key in action.keys if " " in key}
    assert live["g g"] == "cursor.top"
    assert live["g s"] == "go.search"
    assert live["g q"] == "go.queue"
    assert live["g a"] == "go.assign"


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_is_named_bound_and_explained(action: Action) -> None:
    assert re.fullmatch(r"[a-z]+\.[a-z_]+", action.id)
    assert action.keys
    assert action.help.endswith(".") and action.help[0].isupper()
    assert 0 < len(action.label) <= 18
    assert action.where
    assert len(set(action.keys)) == len(action.keys)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_default_key_reaches_us_in_every_terminal(action: Action) -> None:
    for key in action.keys:
        assert keys.normal(key) == key
        assert not any(keys.fault(part) for part in key.split())
    assert any(keys.is_portable(key) for key in action.keys)


def test_ids_are_unique_and_no_key_does_two_things() -> None:
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)
    Keymap()
    assert {scope for stack in STACKS for scope in stack} == set(Scope)


def test_no_printable_key_takes_precedence_over_typing() -> None:
    found = [one for scope in Scope for one in bindings(scope)]
    assert {one.key for one in found if one.priority} == {"ctrl+q", "f1"}
    assert all(one.id and one.action == f"app.do({one.id!r})" for one in found)


@pytest.mark.parametrize(
    ("overrides", "said"),
    [
        ({"contact.asign": "a"}, "no action is called “contact.asign”. Did you mean “contact.assign”?"),
        ({"contact.assign": "escpe"}, "there is no such key. Did you mean “escape”?"),
        ({"contact.assign": "c"}, "the key “c” would do both contact.assign (Everywhere) and touch.log"),
        ({"outcome.voicemail": "6"}, "both outcome.voicemail (Call queue) and outcome.no_answer"),
        ({"call.skip": "a"}, "would do both contact.assign (Everywhere) and call.skip (Call queue)"),
        ({"contact.assign": "ctrl+i"}, "terminals send it as “tab”"),
        ({"contact.assign": "alt+a"}, "many terminals do not send"),
        ({"go.queue": "z q"}, "only the keys of menus"),
    ],
)
def test_what_cannot_be_is_refused_with_file_and_remedy(overrides: dict[str, str], said: str) -> None:
    with pytest.raises(ConfigError) as refused:
        Keymap(overrides, "/home/sam/config.toml")
    assert refused.value.message.startswith("/home/sam/config.toml: ")
    assert said in refused.value.message


def test_keys_can_be_changed_added_swapped_and_switched_off() -> None:
    keymap = Keymap(
        {"contact.assign": "f6, alt+a", "record.copy": "a", "queue.break": "", "go.menu": "ctrl+g"}
    )
    assert keymap.keys("contact.assign") == ("f6", "alt+a")
    assert keymap.shown("record.copy") == "a"
    assert keymap.shown("queue.break") == ""
    assert keymap.keys("go.queue") == ("ctrl+g q",)
    assert keymap.overlay()["queue.break"] == NEVER

    swapped = Keymap({"touch.log": "s", "call.snooze": "c"})
    live = BindingsMap(bindings(Scope.GLOBAL))
    live.apply_keymap(swapped.overlay())
    assert {one.id for one in live.get_bindings_for_key("s")} == {"touch.log"}
    assert {one.id for one in live.get_bindings_for_key("c")} == {"call.snooze"}
    assert {one.id for one in live.get_bindings_for_key("j")} == {"cursor.down"}


def test_one_key_may_serve_scopes_that_never_meet() -> None:
    assert Keymap({"section.contacts": "z", "queue.break": "z"}).shown("queue.break") == "z"


def test_tables_of_keys_hold_every_action_and_the_live_keys() -> None:
    keymap = Keymap({"contact.assign": "f6", "queue.break": ""})
    for table in (markdown(keymap), plain(keymap)):
        assert all(action.id in table and action.help in table for action in ACTIONS)
        assert all(action.where[0].value in table for action in ACTIONS)
    assert "| `f6` | Assign contacts to a client. | `contact.assign` |" in markdown(keymap)
    assert re.search(r"\(off\) +queue.break", plain(keymap))


def test_guards_say_why_not() -> None:
    assign = Keymap()["contact.assign"]
    open_it = Keymap()["record.open"]
    assert reason(assign, Context(read_only=True)) == "The store is read-only"
    assert reason(assign, Context()) is None
    assert reason(open_it, Context()) == "Nothing is selected"
    assert reason(open_it, Context(marked=2)) is None
