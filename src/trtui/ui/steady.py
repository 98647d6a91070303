"""Textual ends the program at any error in a handler or in drawing, and has no hook for another answer.

Importing this gives it one: an app with ``fell_at`` is asked first whether it goes on.
"""

from __future__ import annotations

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
    try:
        return _drawn(widget, crop)
    except Exception as error:
        if not _goes_on(widget, error, None):
            raise
        return [Strip.blank(crop.width, widget.rich_style)] * crop.height


def _goes_on(node: Any, error: Exception, message: Message | None) -> bool:
    hears = getattr(node.app, "fell_at", None)
    return hears is not None and bool(hears(node, error, message))


MessagePump._dispatch_message = _dispatch  # type: ignore[method-assign]
Widget.render_lines = _draw  # type: ignore[method-assign]
