"""What works at a client: its sections, its menu, its contacts, and assigning them."""

from __future__ import annotations

from trtui.ui.actions.action import Action, Scope, needs_one, needs_row, one_at_a_time

_S = Scope
_SECTIONS = (
    ("1", "overview", "Overview", "Show who they are, how they stand and what is next."),
    ("2", "contacts", "Contacts", "Show the people."),
    ("3", "activity", "Activity", "Show what happened, newest first."),
    ("4", "jobs", "Jobs", "Show vacancies and placements."),
    ("5", "sites", "Sites", "Show sites and departments."),
    ("6", "notes", "Notes", "Show notes, meetings and tasks."),
)

_WHERE = (_S.CLIENT, _S.SEARCH, _S.QUEUE, _S.REVIEW)
"""Where a client is under the cursor: its menu is the same in all of them."""

CLIENTS: tuple[Action, ...] = (
    # Client summary
    *(
        Action(f"section.{name}", (key,), label, text, (_S.CLIENT,), palette=False)
        for key, name, label, text in _SECTIONS
    ),
    Action(
        "client.menu",
        (".",),
        "actions",
        "Show what can be done with this client, or with the marked ones.",
        _WHERE,
        6,
        opens=".",
        palette=False,
    ),
    Action("job.add", (". j",), "Add a job", "Register a vacancy for this client.", _WHERE, writes=True),
    Action("client.edit", (". e",), "Edit", "Edit this client's details.", _WHERE, writes=True),
    Action(
        "client.owner",
        (". o",),
        "Change owner",
        "Give clients to a colleague.",
        _WHERE,
        writes=True,
    ),
    Action(
        "client.override",
        (". s",),
        "Set status by hand",
        "Set the status of the client, or of the contact under the cursor, by hand, or go back to automatic.",
        _WHERE,
        writes=True,
    ),
    Action("client.tag", (". t",), "Tags", "Set or remove tags.", _WHERE, writes=True),
    Action(
        "client.access",
        (". a",),
        "Manage access",
        "Choose who can see this client.",
        _WHERE,
        writes=True,
    ),
    Action(
        "client.stage",
        (". p",),
        "Stage",
        "Move this client along the sales process; ask for a credit check, or decide it.",
        _WHERE,
        writes=True,
        why_not=one_at_a_time,
    ),
    Action(
        "client.name",
        (". n",),
        "Other names",
        "Note a previous or trading name.",
        _WHERE,
        writes=True,
    ),
    Action(
        "client.archive",
        (". x",),
        "Archive",
        "Hide clients from lists and search, or bring one back.",
        _WHERE,
        writes=True,
    ),
    Action(
        "note.add",
        ("N",),
        "note",
        "Write a note about this person, or about the client.",
        (_S.CLIENT, _S.SEARCH),
        writes=True,
        why_not=needs_one,
    ),
    Action(
        "note.pin",
        ("P",),
        "pin",
        "Keep this note at the top, or let it go down with the others.",
        (_S.NOTES,),
        4,
        writes=True,
        why_not=needs_one,
    ),
    Action(
        "contact.primary",
        ("P",),
        "primary",
        "Make this person the primary contact.",
        (_S.CONTACTS, _S.ASSIGN),
        4,
        writes=True,
        why_not=needs_one,
    ),
    Action(
        "contact.code",
        ("K",),
        "code",
        "Set the CSI code, which says how often to call.",
        (_S.CONTACTS, _S.SEARCH, _S.QUEUE),
        5,
        writes=True,
        why_not=needs_row,
    ),
    Action(
        "contact.put_back",
        ("Q",),
        "to queue",
        "Take people back into the call queue who were taken out of it.",
        (_S.CONTACTS,),
        writes=True,
        why_not=needs_row,
    ),
    Action(
        "contact.target",
        ("t",),
        "Target 20",
        "Put people on your Target 20, take them off it, or renew their places.",
        (_S.CONTACTS, _S.SEARCH, _S.QUEUE),
        writes=True,
        why_not=needs_row,
    ),
    Action(
        "record.history",
        ("H",),
        "history",
        "Show who changed what of this record, and when.",
        (_S.CLIENT, _S.SEARCH, _S.QUEUE),
        why_not=one_at_a_time,
    ),
    Action(
        "number.menu",
        ("#",),
        "numbers",
        "Say whether a number may be called: block it, unblock it, note what TPS or CTPS said.",
        (_S.CLIENT, _S.SEARCH, _S.QUEUE),
        writes=True,
        why_not=one_at_a_time,
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
        why_not=needs_one,
    ),
)
