"""The colours that terminals give to the sixteen names, and how much two colours differ (WCAG 2.2)."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from rich.color import Color

Shade: TypeAlias = Color | Literal["own text", "own background"]
"""A colour that is sent to the terminal, or one that is left to it."""


class Palette(NamedTuple):
    """A terminal's own background and text, and its sixteen colours: black to white, then the bright ones."""

    name: str
    background: str
    text: str
    colours: tuple[str, ...]

    def hex(self, colour: Shade) -> str:
        """Return a colour as this terminal shows it."""
        if isinstance(colour, str):
            return self.text if colour == "own text" else self.background
        if colour.triplet is None and colour.number is not None and colour.number < 16:
            return self.colours[colour.number]
        return colour.get_truecolor().hex


def _palette(name: str, background: str, text: str, colours: str) -> Palette:
    return Palette(name, background, text, tuple(f"#{colour}" for colour in colours.split()))


_XTERM = (
    "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5"
    " 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
)
_TANGO = (
    "2e3436 cc0000 4e9a06 c4a000 3465a4 75507b 06989a d3d7cf"
    " 555753 ef2929 8ae234 fce94f 729fcf ad7fa8 34e2e2 eeeeec"
)
_SOLARIZED = (
    "073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5"
    " 002b36 cb4b16 586e75 657b83 839496 6c71c4 93a1a1 fdf6e3"
)
DARK = (
    _palette(
        "VS Code",
        "#1e1e1e",
        "#cccccc",
        "000000 cd3131 0dbc79 e5e510 2472c8 bc3fbc 11a8cd e5e5e5"
        " 666666 f14c4c 23d18b f5f543 3b8eea d670d6 29b8db e5e5e5",
    ),
    _palette("xterm", "#000000", "#e5e5e5", _XTERM),
    _palette("Tango", "#2e3436", "#d3d7cf", _TANGO),
    _palette("Solarized", "#002b36", "#839496", _SOLARIZED),
)
LIGHT = (
    _palette(
        "VS Code",
        "#ffffff",
        "#333333",
        "000000 cd3131 00bc00 949800 0451a5 bc05bc 0598bc 555555"
        " 666666 cd3131 14ce14 b5ba00 0451a5 bc05bc 0598bc a5a5a5",
    ),
    _palette("xterm", "#ffffff", "#000000", _XTERM),
    _palette("Tango", "#eeeeec", "#2e3436", _TANGO),
    _palette("Solarized", "#fdf6e3", "#657b83", _SOLARIZED),
)
OWN = (_palette("own", "#000000", "#ffffff", _XTERM),)
"""For themes that bring every colour with them."""


def palettes_of(theme: str) -> tuple[Palette, ...]:
    """Return the palettes under which a theme is looked at."""
    return LIGHT if theme == "trtui-ansi-light" else DARK if theme == "trtui-ansi-dark" else OWN


def contrast(one: str, other: str) -> float:
    """Return how much two colours differ: 1 for the same, 21 for black and white."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
