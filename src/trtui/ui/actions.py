"""The one list of what a user can do.

Bindings, hint bar, help, palette, menus, the README's key table and ``trtui keys`` are made from ``ACTIONS``;
nothing else names a key. Ids and default keys are a contract with people's hands: add to it, do not reassign.

A key is a Textual key name, a printable character, or a sequence such as ``g s``: the first part opens a menu
(shown, so it need not be learnt), the second chooses in it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Scope(Enum):
    """A place where keys are live; the value is its heading in help and in the key tables."""

    GLOBAL = "Everywhere"
    SEARCH = "Search"
    CLIENT = "Client summary"
    CONTACTS = "Client: contacts"
    ASSIGN = "Contact assignment"
    QUEUE = "Call queue"
    NEW_CLIENT = "New client"
    FORM = "Forms"
    PICKER = "Menus, help and palette"


STACKS: tuple[tuple[Scope, ...], ...] = (
    (Scope.SEARCH, Scope.GLOBAL),
    (Scope.CONTACTS, Scope.CLIENT, Scope.GLOBAL),
    (Scope.ASSIGN, Scope.GLOBAL),
    (Scope.QUEUE, Scope.GLOBAL),
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


@dataclass(frozen=True, slots=True)
class Action:
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


def reason(action: Action, context: Context) -> str | None:
    """Return why an action cannot run now, or None."""
    if action.writes and context.read_only:
        return "The store is read-only"
    return action.why_not(context)


_S = Scope


def _in(*where: Scope) -> tuple[Scope, ...]:
    return where


_LISTS = _in(_S.GLOBAL, _S.PICKER)
_OUTCOMES = (
    ("1", "conversation", "Conversation", "They talked with us; the clock of the next call starts again."),
    ("2", "meeting", "Meeting", "A meeting is booked; the next call is the day after it."),
    ("3", "vacancy", "Vacancy", "They gave us a vacancy; the vacancy form opens filled in."),
    ("4", "call_back", "Call back", "They asked for a call at a time; it stays with you."),
    ("5", "voicemail", "Voicemail", "A message was left; try again in two working days."),
    ("6", "no_answer", "No answer", "Nobody answered; try tomorrow at another time of day."),
    ("7", "gatekeeper", "Gatekeeper", "Somebody else answered; try again in two working days."),
    ("8", "not_interested", "Not interested", "They do not want to be called often; code D is proposed."),
    ("9", "wrong_number", "Wrong no./left", "Out of the queue, with a task to repair the record."),
    ("0", "do_not_call", "Do not call", "Block this number for everybody."),
)
_SECTIONS = (
    ("1", "overview", "Overview", "Show who they are, how they stand and what is next."),
    ("2", "contacts", "Contacts", "Show the people."),
    ("3", "activity", "Activity", "Show what happened, newest first."),
    ("4", "jobs", "Jobs", "Show vacancies and placements."),
    ("5", "sites", "Sites", "Show sites and departments."),
    ("6", "notes", "Notes", "Show notes, meetings and tasks."),
)

ACTIONS: tuple[Action, ...] = (
    # Moving
    Action("cursor.down", ("j", "down"), "down", "Move down.", _LISTS, palette=False),
    Action("cursor.up", ("k", "up"), "up", "Move up.", _LISTS, palette=False),
    Action("cursor.top", ("g g", "home"), "Top", "Go to the first row.", palette=False),
    Action("cursor.bottom", ("G", "end"), "bottom", "Go to the last row.", palette=False),
    Action("page.half_down", ("ctrl+d",), "half page", "Move down half a page.", palette=False),
    Action("page.half_up", ("ctrl+u",), "half page up", "Move up half a page.", palette=False),
    Action("page.down", ("pagedown",), "page", "Move down a page.", _LISTS, palette=False),
    Action("page.up", ("pageup",), "page up", "Move up a page.", _LISTS, palette=False),
    Action(
        "record.open", ("enter", "l"), "open", "Open what is under the cursor.", _LISTS, 1, why_not=needs_row
    ),
    Action(
        "place.back",
        ("escape", "h"),
        "back",
        "Back, one layer at a time: menu, filter, marks, previous screen.",
        _LISTS,
        palette=False,
    ),
    Action("record.next", ("]",), "next", "Next record of the list you came from."),
    Action("record.previous", ("[",), "previous", "Previous record of the list you came from."),
    Action("place.last", ("-",), "last place", "Go to the place you were before."),
    Action("pane.next", ("tab",), "next pane", "Go to the next pane.", palette=False),
    Action("pane.previous", ("shift+tab",), "previous pane", "Go to the previous pane.", palette=False),
    # Lists
    Action("list.filter", ("\\",), "filter", "Filter this list."),
    Action("list.sort", ("o",), "sort", "Sort this list by another column."),
    Action("list.reverse", ("O",), "reverse", "Turn the order of this list round."),
    Action("list.refresh", ("R", "f5"), "refresh", "Read this list again, keeping your place."),
    Action("peek.toggle", ("p",), "peek", "Show the record beside the list.", show=7),
    Action("jump.show", ("f",), "jump", "Label the rows and panes; type a label to go there."),
    Action("mark.toggle", ("space",), "mark", "Mark or unmark this row.", show=6, why_not=needs_row),
    Action("mark.range", ("v",), "range", "Start or end marking a range.", why_not=needs_row),
    Action("mark.all", ("*",), "mark all", "Mark all rows of this list, or none."),
    # Records
    Action("record.new", ("n",), "new", "New: what fits the screen.", show=5, writes=True),
    Action("record.edit", ("e",), "edit", "Edit this record.", show=5, writes=True),
    Action("text.edit", ("E",), "editor", "Edit the long text in $EDITOR.", writes=True),
    Action(
        "contact.assign",
        ("a",),
        "assign",
        "Assign contacts to a client.",
        (_S.GLOBAL, _S.ASSIGN),
        3,
        writes=True,
    ),
    Action(
        "touch.log", ("c",), "call", "Log a call or another touch.", show=4, writes=True, why_not=needs_row
    ),
    Action(
        "call.snooze",
        ("s",),
        "snooze",
        "Set the date of the next call.",
        show=6,
        writes=True,
        why_not=needs_row,
    ),
    Action(
        "record.remove",
        ("x",),
        "remove",
        "Remove, delink or archive (undoable).",
        show=6,
        writes=True,
        why_not=needs_row,
    ),
    Action(
        "record.copy", ("y",), "copy", "Copy the phone, e-mail, name or summary.", show=7, why_not=needs_row
    ),
    Action("change.undo", ("u",), "undo", "Undo the last change.", show=8, writes=True),
    Action("change.redo", ("U",), "redo", "Redo what was undone.", writes=True),
    # Places
    Action("search.focus", ("/",), "search", "Search, from anywhere."),
    Action("go.menu", ("g",), "go to", "Show where you can go.", show=8, opens="g", palette=False),
    Action("go.search", ("g s",), "Search", "Go to search."),
    Action("go.queue", ("g q",), "Call queue", "Go to the calls that are due."),
    Action("go.assign", ("g a",), "Assignment", "Go to contact assignment."),
    # Program
    Action(
        "palette.open",
        (":", "ctrl+p"),
        "palette",
        "Find any action or record by name.",
        show=9,
        palette=False,
    ),
    Action("help.open", ("?", "f1"), "help", "Show the keys that are live here.", show=2, palette=False),
    Action("screen.redraw", ("ctrl+l",), "redraw", "Draw the whole screen again."),
    Action("app.quit", ("ctrl+q", "q"), "quit", "Quit (q: not while typing)."),
    # Client summary
    *(
        Action(f"section.{name}", (key,), label, text, _in(_S.CLIENT), palette=False)
        for key, name, label, text in _SECTIONS
    ),
    Action(
        "client.menu",
        (".",),
        "actions",
        "Show what can be done with this client.",
        _in(_S.CLIENT),
        6,
        opens=".",
        palette=False,
    ),
    Action(
        "job.add", (". j",), "Add a job", "Register a vacancy for this client.", _in(_S.CLIENT), writes=True
    ),
    Action("client.edit", (". e",), "Edit", "Edit this client's details.", _in(_S.CLIENT), writes=True),
    Action(
        "client.owner",
        (". o",),
        "Change owner",
        "Give this client to a colleague.",
        _in(_S.CLIENT),
        writes=True,
    ),
    Action(
        "client.override",
        (". s",),
        "Override status",
        "Set the status by hand, with a reason, or let it be derived again.",
        _in(_S.CLIENT),
        writes=True,
    ),
    Action("client.tag", (". t",), "Tags", "Set or remove tags.", _in(_S.CLIENT), writes=True),
    Action(
        "client.access",
        (". a",),
        "Manage access",
        "Say who may open this client.",
        _in(_S.CLIENT),
        writes=True,
    ),
    Action(
        "client.stage",
        (". p",),
        "Stage",
        "Move this client along the sales process.",
        _in(_S.CLIENT),
        writes=True,
    ),
    Action(
        "client.name",
        (". n",),
        "Other names",
        "Note a previous or trading name.",
        _in(_S.CLIENT),
        writes=True,
    ),
    Action(
        "client.archive",
        (". x",),
        "Archive",
        "Hide this client from lists and search, or bring it back.",
        _in(_S.CLIENT),
        writes=True,
    ),
    Action(
        "contact.primary",
        ("P",),
        "primary",
        "Make this person the primary contact.",
        (_S.CONTACTS, _S.ASSIGN),
        4,
        writes=True,
        why_not=needs_row,
    ),
    Action(
        "contact.code",
        ("K",),
        "code",
        "Set the CSI code, which says how often to call.",
        (_S.CONTACTS, _S.SEARCH),
        5,
        writes=True,
        why_not=needs_row,
    ),
    # Contact assignment
    Action(
        "contact.role",
        ("r",),
        "role",
        "Set the role of this person at the client.",
        (_S.ASSIGN, _S.CONTACTS),
        5,
        writes=True,
        why_not=needs_row,
    ),
    # Call queue
    *(
        Action(
            f"outcome.{name}",
            (key,),
            label,
            text,
            _in(_S.QUEUE),
            writes=True,
            why_not=needs_row,
            palette=False,
        )
        for key, name, label, text in _OUTCOMES
    ),
    Action("call.note", ("N",), "note", "Write a note while talking.", _in(_S.QUEUE), 3, writes=True),
    Action(
        "call.skip",
        ("S",),
        "skip",
        "Skip this call, with a reason.",
        _in(_S.QUEUE),
        4,
        writes=True,
        why_not=needs_row,
    ),
    Action("queue.break", ("b",), "break", "Take a break, or resume.", _in(_S.QUEUE), 6),
    Action(
        "queue.scope", ("w",), "whose", "Choose whose calls: mine, my team's or everyone's.", _in(_S.QUEUE), 7
    ),
    Action("queue.blitz", ("B",), "blitz", "Name the blitz and set its goal, or end it.", _in(_S.QUEUE)),
    # New client
    Action(
        "match.open",
        ("ctrl+o",),
        "open match",
        "Open the client that is likely the same.",
        _in(_S.NEW_CLIENT),
        3,
    ),
    Action(
        "register.take",
        ("ctrl+r",),
        "from register",
        "Fill the form from the register.",
        _in(_S.NEW_CLIENT),
        4,
    ),
    Action(
        "match.add_site",
        ("ctrl+t",),
        "add as site",
        "Add this address as a site of the client that is likely the same.",
        _in(_S.NEW_CLIENT),
        4,
        writes=True,
    ),
    # Forms
    Action(
        "form.save", ("ctrl+s", "f10"), "save", "Save.", (_S.FORM, _S.ASSIGN), 1, writes=True, palette=False
    ),
    Action("form.drop", ("escape",), "drop", "Leave without saving.", _in(_S.FORM), 2, palette=False),
    Action(
        "field.accept",
        ("enter",),
        "next",
        "Next field; on the last one, save.",
        _in(_S.FORM),
        3,
        palette=False,
    ),
    Action("field.next", ("tab", "down"), "next field", "Next field.", _in(_S.FORM), palette=False),
    Action("field.previous", ("shift+tab", "up"), "previous", "Previous field.", _in(_S.FORM), palette=False),
    Action("field.editor", ("f4",), "editor", "Edit this field in $EDITOR.", _in(_S.FORM), palette=False),
)

BY_ID: dict[str, Action] = {action.id: action for action in ACTIONS}
