"""What works in the call queue, in the review, beside the form of a new client, and in forms."""

from __future__ import annotations

from trtui.ui.actions.action import Action, Scope, needs_one, needs_row

_S = Scope
_OUTCOMES = (
    ("1", "conversation", "Conversation", "They talked with us; the clock of the next call starts again."),
    ("2", "meeting", "Meeting", "A meeting is booked; the next call is the day after it."),
    ("3", "vacancy", "Vacancy", "They gave us a vacancy; the vacancy form opens filled in."),
    ("4", "call_back", "Call back", "They asked for a call at a time; it stays with you."),
    ("5", "voicemail", "Voicemail", "A message was left; try again in two working days."),
    ("6", "no_answer", "No answer", "No answer; try tomorrow at another time of day."),
    ("7", "gatekeeper", "Gatekeeper", "Somebody else answered; try again in two working days."),
    ("8", "not_interested", "Not interested", "They do not want to be called often; code D is proposed."),
    ("9", "wrong_number", "Wrong no./left", "Out of the queue, with a task to repair the record."),
    ("0", "do_not_call", "Do not call", "Block this number, or its extension alone, for everybody."),
)

CALLS: tuple[Action, ...] = (
    # Call queue
    *(
        Action(
            f"outcome.{name}",
            (key,),
            label,
            text,
            (_S.QUEUE,),
            writes=True,
            why_not=needs_row,
            palette=False,
        )
        for key, name, label, text in _OUTCOMES
    ),
    Action("call.note", ("N",), "note", "Write a note while talking.", (_S.QUEUE,), 3, writes=True),
    Action(
        "call.skip",
        ("S",),
        "skip",
        "Skip this call, with a reason.",
        (_S.QUEUE,),
        4,
        writes=True,
        why_not=needs_one,
    ),
    Action(
        "call.keep_code",
        ("ctrl+t",),
        "keep code",
        "Keep the CSI code where the outcome proposes another, or take it after all.",
        (_S.QUEUE,),
        palette=False,
    ),
    Action(
        "call.whole_number",
        ("ctrl+n",),
        "whole number",
        "Block the whole number rather than the extension that was called, or the extension alone again.",
        (_S.QUEUE,),
        palette=False,
    ),
    Action(
        "call.reassign",
        ("W",),
        "reassign",
        "Give an agreed call-back to a colleague, or to everyone; a manager anybody's.",
        (_S.QUEUE, _S.CONTACTS),
        writes=True,
    ),
    Action("queue.break", ("b",), "break", "Take a break, or resume.", (_S.QUEUE,), 6),
    Action(
        "queue.scope", ("w",), "whose", "Choose whose calls: mine, my team's or everyone's.", (_S.QUEUE,), 7
    ),
    Action(
        "queue.held",
        ("X",),
        "claims",
        "Show which calls you hold, and release one or all of them.",
        (_S.QUEUE,),
    ),
    Action("queue.blitz", ("B",), "blitz", "Name the blitz and set its goal, or end it.", (_S.QUEUE,)),
)

REVIEW: tuple[Action, ...] = (
    # Review: what the register proposes, and what it says is amiss
    Action("review.scope", ("w",), "whose", "Choose whose clients: mine or everyone's.", (_S.REVIEW,), 5),
    Action(
        "proposal.accept",
        ("t",),
        "accept",
        "Accept the suggested company for this client, or for the marked ones.",
        (_S.PROPOSALS,),
        2,
        writes=True,
        why_not=needs_row,
    ),
    Action(
        "proposal.accept_above",
        ("T",),
        "accept all ≥ …",
        "Accept every suggested company that is at least as likely as you say.",
        (_S.PROPOSALS,),
        3,
        writes=True,
    ),
    Action(
        "proposal.refuse",
        ("r",),
        "refuse",
        "Refuse the suggested company; it is not suggested again.",
        (_S.PROPOSALS,),
        3,
        writes=True,
        why_not=needs_row,
    ),
    Action(
        "flag.rename",
        ("t",),
        "use new name",
        "Give the client its company's new name; the old one is kept as a previous name.",
        (_S.FLAGS,),
        2,
        writes=True,
        why_not=needs_row,
    ),
    Action(
        "flag.dismiss",
        ("d",),
        "dismiss",
        "Dismiss the issue; it comes back when the facts change.",
        (_S.FLAGS,),
        3,
        writes=True,
        why_not=needs_row,
    ),
)

FORMS: tuple[Action, ...] = (
    # New client
    Action(
        "match.open",
        ("ctrl+o",),
        "open match",
        "Open the client that is likely the same.",
        (_S.NEW_CLIENT,),
        3,
    ),
    Action(
        "register.take",
        ("ctrl+r",),
        "from register",
        "Take the company of the register: fills what is empty, asks about what differs.",
        (_S.NEW_CLIENT, _S.CLIENT),
        4,
        writes=True,
    ),
    Action(
        "match.add_site",
        ("ctrl+t",),
        "add as site",
        "Add this address as a site of the client that is likely the same.",
        (_S.NEW_CLIENT,),
        4,
        writes=True,
    ),
    # Forms
    Action(
        "form.save", ("ctrl+s", "f10"), "save", "Save.", (_S.FORM, _S.ASSIGN), 1, writes=True, palette=False
    ),
    Action("form.drop", ("escape",), "cancel", "Leave without saving.", (_S.FORM,), 2, palette=False),
    Action(
        "field.accept",
        ("enter",),
        "next",
        "Next field; on the last one, save.",
        (_S.FORM,),
        3,
        palette=False,
    ),
    Action("field.next", ("tab", "down"), "next field", "Next field.", (_S.FORM,), palette=False),
    Action("field.previous", ("shift+tab", "up"), "previous", "Previous field.", (_S.FORM,), palette=False),
    Action(
        "line.break",
        ("ctrl+j",),
        "new line",
        "Begin a new line in a field of several lines; what is pasted keeps its lines.",
        (_S.FORM,),
        4,
        palette=False,
    ),
    Action(
        "field.editor",
        ("f4",),
        "editor",
        "Edit a field of several lines in $EDITOR.",
        (_S.FORM,),
        5,
        palette=False,
    ),
)
