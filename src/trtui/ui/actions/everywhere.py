"""What works on every screen: moving, lists, records, places."""

from __future__ import annotations

from trtui.ui.actions.action import Action, Scope, needs_row, one_at_a_time

_S = Scope
_LISTS = (_S.GLOBAL, _S.PICKER)

EVERYWHERE: tuple[Action, ...] = (
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
    Action("place.last", ("-",), "last screen", "Go to the previous screen, and back again."),
    Action("pane.next", ("tab",), "next pane", "Go to the next pane.", palette=False),
    Action("pane.previous", ("shift+tab",), "previous pane", "Go to the previous pane.", palette=False),
    # Lists
    Action("list.filter", ("\\",), "filter", "Narrow this list by typing.", show=9),
    Action("list.sort", ("o",), "sort", "Sort by the next column (again: original order).", show=9),
    Action("list.reverse", ("O",), "reverse", "Reverse the order."),
    Action("list.refresh", ("R", "f5"), "refresh", "Read this list again, keeping your place."),
    Action("peek.toggle", ("p",), "peek", "Show the record beside the list.", show=7),
    Action("jump.show", ("f",), "jump", "Label the rows and panes; type a label to go there."),
    Action("mark.toggle", ("space",), "mark", "Mark or unmark this row.", show=6, why_not=needs_row),
    Action("mark.range", ("v",), "range", "Start or end marking a range.", why_not=needs_row),
    Action("mark.all", ("*",), "mark all", "Mark all rows of this list, or none."),
    # Records
    Action("record.new", ("n",), "new", "New: what fits the screen.", show=5, writes=True),
    Action("record.edit", ("e",), "edit", "Edit this record.", show=5, writes=True, why_not=one_at_a_time),
    Action(
        "text.edit", ("E",), "editor", "Edit the long text in $EDITOR.", writes=True, why_not=one_at_a_time
    ),
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
        "touch.log",
        ("c",),
        "call",
        "Log a call or another touch.",
        show=4,
        writes=True,
        why_not=one_at_a_time,
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
        "record.copy",
        ("y",),
        "copy",
        "Copy the phone, e-mail, name or text; one line for each marked row.",
        show=7,
        why_not=needs_row,
    ),
    Action("change.undo", ("u",), "undo", "Undo the last change.", show=8, writes=True),
    Action("change.redo", ("U",), "redo", "Redo what was undone.", writes=True),
    # Places
    Action("search.focus", ("/",), "search", "Search, from anywhere."),
    Action("go.menu", ("g",), "go to", "Show where you can go.", show=8, opens="g", palette=False),
    Action("go.search", ("g s",), "Search", "Go to search."),
    Action("go.queue", ("g q",), "Call queue", "Go to the calls that are due."),
    Action("go.assign", ("g a",), "Assignment", "Go to contact assignment."),
    Action(
        "go.review", ("g u",), "Review", "Go to the suggested company matches and Companies House issues."
    ),
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
    Action(
        "theme.choose", ("g h",), "Theme", "Choose the colours; they change as you move through the themes."
    ),
    Action("screen.redraw", ("ctrl+l",), "redraw", "Draw the whole screen again."),
    Action("app.quit", ("ctrl+q", "q"), "quit", "Quit (q: not while typing)."),
)
