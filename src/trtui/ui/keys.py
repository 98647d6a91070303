"""Names of keys: how people write them, how Textual calls them, and which of them every terminal sends."""

from __future__ import annotations

from collections.abc import Iterable

PUNCTUATION = {
    "!": "exclamation_mark",
    '"': "quotation_mark",
    "#": "number_sign",
    "$": "dollar_sign",
    "%": "percent_sign",
    "&": "ampersand",
    "'": "apostrophe",
    "(": "left_parenthesis",
    ")": "right_parenthesis",
    "*": "asterisk",
    "+": "plus",
    ",": "comma",
    "-": "minus",
    ".": "full_stop",
    "/": "slash",
    ":": "colon",
    ";": "semicolon",
    "<": "less_than_sign",
    "=": "equals_sign",
    ">": "greater_than_sign",
    "?": "question_mark",
    "@": "at",
    "[": "left_square_bracket",
    "\\": "backslash",
    "]": "right_square_bracket",
    "^": "circumflex_accent",
    "_": "underscore",
    "`": "grave_accent",
    "{": "left_curly_bracket",
    "|": "vertical_line",
    "}": "right_curly_bracket",
    "~": "tilde",
}
_CHARACTERS = {name: char for char, name in PUNCTUATION.items()}

NAMED = frozenset(
    "up down left right home end pageup pagedown tab enter escape space backspace delete insert".split()
) | frozenset(f"f{number}" for number in range(1, 13))

_SYNONYMS = {
    "esc": "escape",
    "return": "enter",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "page_up": "pageup",
    "page_down": "pagedown",
    "del": "delete",
    "ins": "insert",
    "spacebar": "space",
    "dot": ".",
    "hyphen": "-",
}
_SHOWN = {
    "enter": "↵",
    "escape": "esc",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "delete": "del",
    "backspace": "bksp",
}
_MODIFIERS = ("ctrl", "shift", "alt")

ALIASED = {
    "ctrl+h": "backspace",
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+[": "escape",
    "alt+enter": "enter",
    "ctrl+enter": "enter",
    "shift+enter": "enter",
    "ctrl+/": "ctrl+_",
}
"""Keys that arrive as another key in an ordinary terminal: bound to them, an action is dead or does too much.
"""

_CTRL_PORTABLE = frozenset("cdefgjklnopqrtuvwxyz")


def split(keys: str) -> list[str]:
    """Return the keys of a comma-separated list; a lone comma is the comma key."""
    if keys.strip() == ",":
        return [","]
    return [" ".join(key.split()) for key in keys.split(",") if key.strip()]


def normal(key: str) -> str:
    """Return the one spelling of a key that the registry uses: ``question_mark`` → ``?``, ``Esc`` →
    ``escape``.
    """
    if " " in key.strip():
        return " ".join(normal(part) for part in key.split())
    if len(key) == 1:
        return key
    *modifiers, last = key.split("+") if not key.endswith("+") else [*key[:-2].split("+"), "+"]
    if len(last) > 1:
        last = last.lower()
    last = _SYNONYMS.get(last, last)
    last = _CHARACTERS.get(last, last)
    modifiers = [modifier.lower() for modifier in modifiers]
    if modifiers and len(last) == 1:
        if "shift" in modifiers and modifiers == ["shift"]:
            return last.upper()
        last = last.lower()
    return "+".join([*modifiers, last])


def textual_name(key: str) -> str:
    """Return Textual's name of a key: ``?`` → ``question_mark``."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    return "+".join([*modifiers, PUNCTUATION.get(last, last)])


def shown(key: str) -> str:
    """Return a key as it is written on screen: ``enter`` → ``↵``, ``g s`` → ``g s``."""
    if " " in key:
        return " ".join(shown(part) for part in key.split())
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    return "+".join([*modifiers, _SHOWN.get(last, last)])


def fault(key: str) -> str:
    """Return what is wrong with the name of a key, or an empty text."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    if key in ALIASED:
        return f"terminals send it as “{ALIASED[key]}”. Choose another key."
    if unknown := [modifier for modifier in modifiers if modifier not in _MODIFIERS]:
        return f"there is no modifier “{unknown[0]}” here; there are ctrl, shift and alt."
    if len(last) == 1:
        return (
            ""
            if last.isprintable() and last != " "
            else "that is not a key; write “space” for the space bar."
        )
    if last in NAMED:
        return ""
    return f"there is no such key.{nearest(last, [*NAMED, *_CHARACTERS])}"


def is_portable(key: str) -> bool:
    """Return whether every common terminal sends this key, also inside tmux and screen."""
    if " " in key:
        return all(is_portable(part) for part in key.split())
    if len(key) == 1:
        return key.isascii()
    if key in ("f11", "f12"):
        return False
    if key in NAMED or key == "shift+tab":
        return True
    return key.startswith("ctrl+") and key[5:] in _CTRL_PORTABLE


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a half-sentence that proposes the nearest known name, or an empty text."""
    from trtui.domain.nearest import nearest as nearest_word

    found = nearest_word(name, known)
    return f" Did you mean “{found}”?" if found else ""
