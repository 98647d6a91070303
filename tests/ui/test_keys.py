"""Names of keys: ours, Textual's, and which ones every terminal sends."""

from __future__ import annotations

import pytest
from textual.keys import _character_to_key

from trtui.ui import keys


@pytest.mark.parametrize("char", keys.PUNCTUATION)
def test_punctuation_is_called_as_textual_calls_it(char: str) -> None:
    assert keys.textual_name(char) == _character_to_key(char)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("a", "a"),
        ("G", "G"),
        ("question_mark", "?"),
        ("Esc", "escape"),
        ("PgDn", "pagedown"),
        ("Ctrl+S", "ctrl+s"),
        ("shift+g", "G"),
        ("g  s", "g s"),
        ("ctrl+left_square_bracket", "ctrl+["),
        ("+", "+"),
        ("ctrl++", "ctrl++"),
        ("space", "space"),
    ],
)
def test_a_key_has_one_spelling(written: str, key: str) -> None:
    assert keys.normal(written) == key


@pytest.mark.parametrize("key", ["ctrl+h", "ctrl+i", "ctrl+m", "alt+enter", "ctrl+enter"])
def test_keys_that_arrive_as_others_are_known(key: str) -> None:
    assert "terminals send it as" in keys.fault(key)


@pytest.mark.parametrize(
    "key", ["alt+a", "f11", "ctrl+a", "ctrl+b", "ctrl+h", "shift+f5", "ctrl+space", "é", "insert+x"]
)
def test_keys_that_some_terminals_keep_are_known(key: str) -> None:
    assert not keys.is_portable(key)


def test_a_new_line_is_a_key_of_its_own_in_every_terminal() -> None:
    assert keys.fault("ctrl+j") == "" and keys.is_portable("ctrl+j")


def test_a_misspelt_key_names_the_nearest() -> None:
    assert "“escape”" in keys.fault("escpe")
    assert keys.fault("hyper+a") == "there is no modifier “hyper” here; there are ctrl, shift and alt."


def test_a_list_of_keys_may_hold_a_comma() -> None:
    assert keys.split("a, f6") == ["a", "f6"]
    assert keys.split(",") == [","]
    assert keys.split("") == []
