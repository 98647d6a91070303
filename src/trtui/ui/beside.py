"""Work beside the event loop's queue."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from textual.css.query import NoMatches
from textual.dom import DOMNode


def beside(node: DOMNode, work: Callable[[], Awaitable[Any]], group: str, *, exclusive: bool = False) -> None:
    """Run a coroutine function beside the node's message queue; ``exclusive`` ends what runs in the group.

    Takes the function, not its coroutine: one that is cancelled before it began would complain of never
    having been awaited. The group is also the worker's description, which Textual would otherwise make of the
    arguments.
    """

    async def carried_out() -> None:
        try:
            await work()
        except (
            NoMatches
        ):  # what was asked for arrived when the place had been left, and has nothing to show it on
            if _is_whole(node):
                raise

    node.run_worker(carried_out, group=group, exclusive=exclusive, description=group)


def _is_whole(node: DOMNode) -> bool:
    return node.is_attached and not any(getattr(one, "_pruning", False) for one in node.ancestors_with_self)
