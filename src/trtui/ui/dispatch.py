"""From an action's id to the method that does it.

Bindings, palette, help and menus all end here. The nearest node around the focus that has a handler gets the
action: ``contact.assign`` is handled by ``act_contact_assign()`` or ``act_contact("assign")``. A handler that
returns False leaves the action to the next node outward, so that escape peels one layer at a time.
``why_contact_assign()`` beside it says why not now, or None; ``label_contact_assign()`` of the nearest node that has
one says what the key does here, where that is more than the action's own label.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import Any, NamedTuple

from textual.app import App
from textual.css.query import NoMatches
from textual.dom import DOMNode

from trtui.ui.actions import Action, Context, reason
from trtui.ui.beside import is_left

ELSEWHERE = {"record.next": "] works inside a client", "record.previous": "[ works inside a client"}
"""Where an action works that has a key on every screen, by its id."""


@cache
def _handler_name(node_type: type, action_id: str, prefix: str) -> tuple[str, bool] | None:
    noun, _, verb = action_id.partition(".")
    if hasattr(node_type, f"{prefix}_{noun}_{verb}"):
        return f"{prefix}_{noun}_{verb}", False
    if hasattr(node_type, f"{prefix}_{noun}"):
        return f"{prefix}_{noun}", True
    return None


def _bound(node: DOMNode, action_id: str, prefix: str) -> Callable[[], Any] | None:
    found = _handler_name(type(node), action_id, prefix)
    if found is None:
        return None
    name, takes_verb = found
    method = getattr(node, name)
    return partial(method, action_id.partition(".")[2]) if takes_verb else method


def chain(app: App[Any]) -> list[DOMNode]:
    """Return the nodes to ask, from the focus outward; a dialog hides what is under it, not the app."""
    start: DOMNode = app.screen.focused or app.screen
    nodes = list(start.ancestors_with_self)
    return nodes if app in nodes else [*nodes, app]


class Handler(NamedTuple):
    """A node that does an action, and how to make it."""

    node: DOMNode
    run: Callable[[], Any]
    why_not: Callable[[], str | None] | None


def handlers(nodes: Sequence[DOMNode], action: Action) -> Iterator[Handler]:
    """Yield who does an action, nearest first."""
    for node in nodes:
        run = _bound(node, action.id, "act")
        if run is not None:
            yield Handler(node, run, _bound(node, action.id, "why"))


def label(nodes: Sequence[DOMNode], action: Action) -> str:
    """Return what an action does here and now, or an empty text where its own label says enough."""
    for node in nodes:
        if (said := _bound(node, action.id, "label")) is not None and (text := said()):
            return str(text)
    return ""


def context(nodes: Sequence[DOMNode]) -> Context:
    """Return what the guards look at: the nearest node that has a ``context`` answers."""
    for node in nodes:
        answer = getattr(node, "action_context", None)
        if callable(answer):
            found = answer()
            if isinstance(found, Context):
                return found
    return Context(has_row=True)


def why_not(nodes: Sequence[DOMNode], action: Action) -> str | None:
    """Return why an action cannot run here and now, or None when it can."""
    first = next(handlers(nodes, action), None)
    if first is None:
        return ELSEWHERE.get(action.id, f"“{action.label}” does nothing on this screen")
    try:
        if said := reason(action, context(nodes)):
            return said
        return first.why_not() if first.why_not is not None else None
    except Exception as error:  # one reason that cannot be told must not take the hints and the menus along
        if isinstance(error, NoMatches) and (is_left(first.node) or not first.node.is_mounted):
            return "This screen is not there"
        trouble = getattr(nodes[-1], "trouble", None)
        if trouble is None:
            raise
        return str(trouble(error, f"“{action.label}”"))
