"""Textual ends the program at any error in a handler or in drawing, and has no hook for another answer.

Importing this gives it one: an app with ``fell_at`` is asked first whether it goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.geometry import Region
from textual.message import Message
from textual.message_pump import MessagePump
from textual.strip import Strip
from textual.widget import Widget

_dispatched = MessagePump._dispatch_message
_drawn = Widget.render_lines


async def _dispatch(node: MessagePump, message: Message) -> None:
    try:
        await _dispatched(node, message)
    except Exception as error:
        if not _goes_on(node, error, message):
            raise


def _draw(widget: Widget, crop: Region) -> list[Strip]:
    return draw(widget, crop, _drawn)


def draw(widget: Widget, crop: Region, drawn: Callable[[Any, Region], list[Strip]]) -> list[Strip]:
    """Draw a part of a widget as ``drawn`` does, or blank; for widgets that draw all their lines themselves."""
    try:
        return drawn(widget, crop)
    except Exception as error:
        # the compositor draws a widget also while Textual has not given it its styles, or has taken them away
        if widget.is_attached and _lacks_styles(widget, error):
            widget.refresh()
        elif widget.is_attached and not _goes_on(widget, error, None):
            raise
        return [Strip.blank(crop.width, widget.rich_style)] * crop.height


def _lacks_styles(widget: Widget, error: Exception) -> bool:
    """Return whether an error says that a style is missing which the widget declares."""
    return isinstance(error, KeyError) and any(
        f"'{name}'" in str(error.args) for name in widget._get_component_classes()
    )


def _goes_on(node: Any, error: Exception, message: Message | None) -> bool:
    hears = getattr(node.app, "fell_at", None)
    return hears is not None and bool(hears(node, error, message))


MessagePump._dispatch_message = _dispatch  # type: ignore[method-assign]
Widget.render_lines = _draw  # type: ignore[method-assign]
