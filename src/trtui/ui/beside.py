"""Work beside the event loop's queue."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from textual.dom import DOMNode


def beside(node: DOMNode, work: Callable[[], Awaitable[Any]], group: str, *, exclusive: bool = False) -> None:
    """Run a coroutine function beside the node's message queue; ``exclusive`` ends what runs in the group.

    Takes the function, not its coroutine: one that is cancelled before it began would complain of never
    having been awaited. The group is also the worker's description, which Textual would otherwise make of the
    arguments.
    """
    untyped: Any = work  # Textual's own type lets only functions without a result through
    node.run_worker(untyped, group=group, exclusive=exclusive, description=group)
