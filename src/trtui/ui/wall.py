"""The second wall behind ``trtui.ui.text``: a filter over every line on its way to the terminal.

Whatever a widget was given, no control character and no action link from data passes here. Registered by the
shell through ``App.get_line_filters``; costs about a microsecond per line.
"""

from __future__ import annotations

import unicodedata

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

_KEPT = "\u200c\u200d"


class _Dropped(dict[int, str]):
    """Unprintable characters and what replaces them: nothing, except where that would move the row."""

    def __missing__(self, point: int) -> str:
        char = chr(point)
        kind = unicodedata.category(char)
        if kind == "Zs":
            shown = " "
        elif kind in ("Co", "Cn"):
            shown = "\N{REPLACEMENT CHARACTER}"
        else:
            shown = char if kind[0] not in "CZ" or char in _KEPT else ""
        self[point] = shown
        return shown


_DROPPED = _Dropped()


def _names_action(style: Style) -> bool:
    return any(isinstance(key, str) and key.startswith("@") for key in style.meta)


class Wall(LineFilter):
    """Drop control characters and ``@click`` links from everything that is drawn.

    Control characters have no width, so dropping them leaves the layout as it was.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments without anything a terminal or a click could act on."""
        passed: list[Segment] = []
        for segment in segments:
            text, style, control = segment
            if not control and not text.isprintable():
                segment = Segment(text.translate(_DROPPED), style, control)
            if style is not None and style._meta and _names_action(style):
                meta = {key: value for key, value in style.meta.items() if not str(key).startswith("@")}
                segment = Segment(segment.text, style.clear_meta_and_links() + Style(meta=meta), control)
            passed.append(segment)
        return passed
