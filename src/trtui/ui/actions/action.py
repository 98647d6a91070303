"""What an action is: a name, keys, words, where it lives and what stops it."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple


class Scope(Enum):
    """A place where keys are live; the value is its heading in help and in the key tables."""

    GLOBAL = "Everywhere"
    SEARCH = "Search"
    CLIENT = "Client summary"
    CONTACTS = "Client: contacts"
    NOTES = "Client: notes and tasks"
    ASSIGN = "Contact assignment"
    QUEUE = "Call queue"
    REVIEW = "Review"
    PROPOSALS = "Review: suggested company matches"
    FLAGS = "Review: Companies House issues"
    NEW_CLIENT = "New client"
    FORM = "Forms"
    PICKER = "Menus, help and palette"


STACKS: tuple[tuple[Scope, ...], ...] = (
    (Scope.SEARCH, Scope.GLOBAL),
    (Scope.CONTACTS, Scope.CLIENT, Scope.GLOBAL),
    (Scope.NOTES, Scope.CLIENT, Scope.GLOBAL),
    (Scope.ASSIGN, Scope.GLOBAL),
    (Scope.QUEUE, Scope.GLOBAL),
    (Scope.PROPOSALS, Scope.REVIEW, Scope.GLOBAL),
    (Scope.FLAGS, Scope.REVIEW, Scope.GLOBAL),
    (Scope.FORM, Scope.NEW_CLIENT),
    (Scope.PICKER,),
)
"""Scopes that are live together, innermost first; two actions in one stack may not share a key."""


class Context(NamedTuple):
    """What the guards of actions look at; built by the screen that has the focus."""

    has_row: bool = False
    marked: int = 0
    read_only: bool = False


Guard = Callable[[Context], str | None]
"""Says why an action cannot run now, or None when it can."""


def always(context: Context) -> str | None:
    """Let the action run at any time."""
    return None


def needs_row(context: Context) -> str | None:
    """Ask for a row under the cursor or marked rows."""
    return None if context.has_row or context.marked else "Nothing is selected"


def one_at_a_time(context: Context) -> str | None:
    """Refuse several marked rows: what the action asks for is about one of them."""
    return f"This works on one record; {context.marked} are marked" if context.marked > 1 else None


def needs_one(context: Context) -> str | None:
    """Ask for one row: the only marked one, or the one under the cursor."""
    return needs_row(context) or one_at_a_time(context)


_MOVING = ("cursor", "page", "mark", "jump")
_WHATEVER_IS_SHOWN = ("form.save", "change.undo", "change.redo")


class Action(NamedTuple):
    """One thing a user can do: what it is called, which keys do it, where, and what stops it.

    ``handler`` methods are found by the id: ``contact.assign`` is ``act_contact_assign`` or
    ``act_contact("assign")`` on the focused widget or the nearest node around it.
    """

    id: str
    """``noun.verb``: the name in the configuration, in help and in scripts."""
    keys: tuple[str, ...]
    """Default keys; the first is the one that is shown."""
    label: str
    """One or two words for the hint bar and menus."""
    help: str
    """One sentence for help and the key table."""
    where: tuple[Scope, ...] = (Scope.GLOBAL,)
    show: int = 0
    """Place in the hint bar: 1 stays longest when the terminal is narrow; 0 is not shown there."""
    writes: bool = False
    """Changes the store; refused with the reason when the store is read-only, and undoable with ``u``."""
    why_not: Guard = always
    opens: str = ""
    """For an action that opens a menu of sequences: the prefix that the sequences are written with."""
    palette: bool = True
    """Offered by the palette; movement is not."""

    @property
    def is_about_rows(self) -> bool:
        """Whether it matters to the action what the list shows: it moves in it, or does something with its rows."""
        if self.id in _WHATEVER_IS_SHOWN:
            return False
        return self.writes or self.why_not is not always or self.id.partition(".")[0] in _MOVING


def reason(action: Action, context: Context) -> str | None:
    """Return why an action cannot run now, or None."""
    if action.writes and context.read_only:
        return "The store is read-only"
    return action.why_not(context)
