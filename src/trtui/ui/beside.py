"""Work beside the event loop's queue."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import Any

from textual.app import App
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.screen import ModalScreen

_works_on: ContextVar[DOMNode | None] = ContextVar("works_on", default=None)


def beside(
    node: DOMNode,
    work: Callable[[], Awaitable[Any]],
    group: str,
    *,
    exclusive: bool = False,
    about: DOMNode | None = None,
    vital: bool = False,
) -> None:
    """Run a coroutine function beside the node's message queue; ``exclusive`` ends what runs in the group.

    Takes the function, not its coroutine: one that is cancelled before it began would complain of never
    having been awaited. The group says what is done, and is the worker's description, which Textual would otherwise
    make of the arguments. ``about`` is the node that the work shows something on, where it is not ``node``.

    An error that leaves the work is told and the rest goes on; one of ``vital`` work ends the program.
    """
    shown_on = about or node

    async def carried_out() -> None:
        _works_on.set(shown_on)
        try:
            await work()
        except Exception as error:
            if vital:
                raise
            tell_fall(shown_on, error, f"“{group}”")

    node.run_worker(carried_out, group=group, exclusive=exclusive, description=group)


def tell_fall(node: DOMNode, error: Exception, what: str) -> None:
    """Tell an error that left some work about a node; raises it where the app has no way to tell it."""
    if isinstance(error, NoMatches) and is_left(node):
        return  # it came when the place had been left, and has nothing to show it on
    fell: Callable[[Exception, str, DOMNode], object] | None = getattr(node.app, "fell", None)
    if fell is None:
        raise error
    fell(error, what, node)


def may_ask(app: App[Any]) -> bool:
    """Return whether the work at hand may ask the user something: its screen is in front, or under dialogs only."""
    node = _works_on.get()
    if node is None or isinstance(node, App):
        return True
    if is_left(node) or node.screen not in app.screen_stack:
        return False
    at = app.screen_stack.index(node.screen)
    return all(isinstance(over, ModalScreen) for over in app.screen_stack[at + 1 :])


def is_left(node: DOMNode) -> bool:
    """Return whether a node is no longer on a screen, or is being taken away."""
    return not node.is_attached or any(
        getattr(ancestor, "_pruning", False) or getattr(ancestor, "_closing", False)
        for ancestor in node.ancestors_with_self
    )
