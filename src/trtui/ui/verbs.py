"""Verbs that mean the same on every screen: log, snooze, code, archive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from trtui.desk import clients, contacts, plans, sections, summary, touches
from trtui.desk import target20 as targets
from trtui.desk.outcomes import outcomes_of
from trtui.domain import spoken
from trtui.domain.csi import CsiCode, cadence_from
from trtui.domain.errors import Invalid
from trtui.domain.kinds import TouchKind
from trtui.domain.proposals import snooze as read_snooze
from trtui.domain.when import EXAMPLES
from trtui.ui.dialogs import ask, confirm, fill
from trtui.ui.form import Field
from trtui.ui.menu import Choice
from trtui.ui.shown import counted, share
from trtui.ui.subjects import Subject, clients_of, contacts_of

if TYPE_CHECKING:
    from trtui.domain.stage import Obstacle
    from trtui.ui.app import Workspace

SNOOZES = (
    ("Tomorrow", "tomorrow", "1"),
    ("In 3 days", "+3d", "3"),
    ("In a week", "1w", "7"),
    ("In a month", "1m", "m"),
)
"""Label, date and key: a digit is a number of days."""

AGREED = "agreed"
"""What the menu of the next call answers for an agreed call-back."""

LOG_KEYS = {
    TouchKind.CALL: "c",
    TouchKind.VOICEMAIL: "v",
    TouchKind.EMAIL: "e",
    TouchKind.SMS: "s",
    TouchKind.MEETING: "m",
    TouchKind.VISIT: "i",
}


async def log_touch(app: Workspace, subject: Subject) -> None:
    """Log a call, or another touch, with a client or one of its contacts."""
    choice = await app.choose("Log", [Choice(kind.label, kind, LOG_KEYS[kind]) for kind in TouchKind])
    if choice is None:
        return
    kind: TouchKind = choice.value
    client_id = clients_of([subject])[0] if clients_of([subject]) else None
    if client_id is None:
        raise Invalid(f"{subject.name} is assigned to no client. Press a to assign first.")
    people = await app.office.read(sections.contacts, client_id)
    who = [(None, "–"), *((one.contact_id, one.name) for one in people)]
    at_contact = subject.id if subject.kind == "contact" else next((one.contact_id for one in people), None)
    outcome, label = "", kind.label
    if kind is TouchKind.CALL:
        table = outcomes_of(app.office.rules)
        picked = await app.choose("Outcome", [Choice(one.label, one, one.key) for one in table])
        if picked is None:
            return
        outcome, label = picked.value.code, picked.value.label
    fields = [
        Field("contact_id", "With", at_contact, kind="choice", options=who),
        Field("note", "Note", "", kind="lines", rows=5),
    ]
    if kind is TouchKind.CALL:
        hint = "empty: as proposed" if people else "no contact: a day makes a task"
        fields.append(Field("next_call", "Next call", "", hint=f"{hint} · {EXAMPLES}"))
    once = uuid4().hex
    logged: Any = None
    with_whom = at_contact

    async def save(changed: dict[str, Any]) -> bool:
        nonlocal logged, with_whom
        with_whom = changed.get("contact_id", at_contact)
        logged = await app.office.write(
            touches.log,
            client_id,
            kind.value,
            contact_id=with_whom,
            outcome=outcome,
            note=str(changed.get("note", "")),
            next_call=str(changed.get("next_call", "")),
            once=once,
        )
        return True

    if await fill(app, f"Log: {label}", fields, save):
        app.changed(f"{logged.text}. u undoes.")
        if logged.opens_vacancy:
            from trtui.ui.screens import record_forms

            await record_forms.add_job(app, client_id, people, with_whom)


async def snooze(app: Workspace, subjects: Sequence[Subject]) -> None:
    """Set the date of the next call of contacts; for a client, of the contact whose call is next."""
    ids = contacts_of(subjects)
    if not ids:
        for client_id in clients_of(subjects):
            head = await app.office.read(summary.summary, client_id)
            if head.next_call is not None:
                ids.append(head.next_call.contact_id)
    if not ids:
        raise Invalid("None of these contacts is in the call queue. Set a CSI code first.")
    several = "A call-back is agreed with one contact" if len(ids) > 1 else ""
    choice = await app.choose(
        "Next call",
        [
            *(Choice(*one) for one in SNOOZES),
            Choice("Another day or time …", "", "+"),
            Choice("Call-back agreed …", AGREED, "b", why_not=several),
        ],
    )
    if choice is None:
        return
    if choice.value == AGREED:
        await _agree(app, ids[0])
        return
    if not choice.value:
        await app.office.prepare()
    text = choice.value or await ask(
        app,
        "Next call",
        Field("when", "When", required=True, hint=EXAMPLES, preview=lambda typed: _seen(app, typed)),
    )
    if text:
        planned = await app.office.write(plans.snooze, ids, str(text))
        app.changed(f"Next call {planned.text}. u undoes.")


async def _agree(app: Workspace, contact_id: int) -> None:
    """Keep a call-back for a time that was agreed otherwise than on the phone; it is reserved for the user."""
    await app.office.prepare()
    field = Field("when", "When", required=True, hint=EXAMPLES, preview=lambda typed: _seen(app, typed))
    text = await ask(app, "Call-back agreed for", field)
    if text:
        planned = await app.office.write(plans.call_back, contact_id, str(text))
        app.changed(f"Call-back {planned.text}, reserved for you. u undoes.")


async def code(app: Workspace, subjects: Sequence[Subject]) -> None:
    """Give contacts a CSI code, or take it off."""
    ids = contacts_of(subjects)
    often = cadence_from(app.office.rules.cadence)
    choices = [
        Choice(f"{one.value} – {one.meaning} ({often.interval(one).every})", one.value, one.value.lower())
        for one in CsiCode
    ]
    whom = _whom(subjects)
    choice = await app.choose(f"Call frequency (CSI) for {whom}", [*choices, Choice("No code", "", "-")])
    if choice is not None:
        changed = await app.office.write(contacts.code, ids, choice.value)
        said = f"Code {choice.value}" if choice.value else "No code"
        if changed:
            app.changed(f"{said} for {_those(subjects, changed)}. u undoes.")
        else:
            app.tell("No change: that is the code already.")


async def target20(app: Workspace, subjects: Sequence[Subject]) -> None:
    """Put contacts on one's Target 20; ask what is to be done when they are on it already."""
    ids = contacts_of(subjects)
    if not ids:
        return
    mine = await app.office.read(targets.members)
    whom = _whom(subjects)
    if set(ids) <= {row.contact_id for row in mine.rows}:
        choice = await app.choose(
            f"On your Target 20: {whom}",
            [Choice("Take off", "off", "x"), Choice("Renew the place", "renew", "r")],
        )
        if choice is None:
            return
        if choice.value == "off":
            await app.office.write(targets.remove, ids)
            app.changed(f"{whom} off your Target 20. u undoes.")
        else:
            await app.office.write(targets.renew, ids)
            app.changed(f"{whom}: renewed on your Target 20. u undoes.")
        return
    added = await app.office.write(targets.add, ids)
    there = len(mine.rows) + added
    app.changed(f"{whom} on your Target 20, {there} of {mine.size}. u undoes.")


async def history(app: Workspace, subjects: Sequence[Subject]) -> None:
    """Show who changed what of a client or contact, and when."""
    from trtui.ui.screens import history_list

    one = subjects[0]
    await history_list.show(app, (one.kind, one.id), one.name)


def _people(subjects: Sequence[Subject]) -> list[str]:
    """Return the names of the contacts among subjects, each once."""
    return list({one.id: one.name for one in subjects if one.kind == "contact"}.values())


def _whom(subjects: Sequence[Subject]) -> str:
    """Return the contacts among subjects by name, where there are many the first of them and how many more."""
    return spoken.listed(_people(subjects), "contact")


def _those(subjects: Sequence[Subject], done: int) -> str:
    """Return the contacts that something was done to: by name, or how many of those that were chosen."""
    names = _people(subjects)
    return spoken.listed(names, "contact") if done == len(names) else share(done, len(names), "contact")


async def put_back(app: Workspace, subjects: Sequence[Subject]) -> None:
    """Take contacts back into the call queue that were taken out of it."""
    ids = contacts_of(subjects)
    if not ids:
        return
    back = await app.office.write(plans.put_back, ids)
    if not back:
        whom = f"{subjects[0].name} was" if len(ids) == 1 else "They were"
        app.tell(f"{whom} not taken out of the queue.")
    else:
        whom = f"{subjects[0].name} is" if len(ids) == 1 else f"{counted(back, 'contact')} are"
        app.changed(f"{whom} called again. u undoes.")


async def archive(app: Workspace, subjects: Sequence[Subject]) -> bool:
    """Archive clients, or contacts where contacts were chosen; return whether that was done."""
    people = contacts_of(subjects)
    firms = [(one.id, one.name) for one in subjects if one.kind == "client"]
    if people and firms:
        raise Invalid(
            "Archive one kind at a time: "
            f"{counted(len(firms), 'client')} and {counted(len(people), 'contact')} are marked."
        )
    if firms:
        return await archive_clients(app, firms)
    if not people:
        return False
    if len(people) > 1 and not await confirm(app, f"Archive {counted(len(people), 'contact')}?", "Archive"):
        return False
    done = await app.office.write(contacts.archive, people)
    app.changed(f"Archived {_those(subjects, done)}. u undoes." if done else "They were archived already.")
    return True


async def archive_clients(
    app: Workspace, firms: Sequence[tuple[int, str]], *, asks_why: bool = False
) -> bool:
    """Archive clients, each given with its name, after asking where vacancies or placements stand in the way."""
    ids, names = [number for number, _ in firms], [name for _, name in firms]
    whom = spoken.listed(names, "client")
    standing = await app.office.read(clients.standing_in_the_way, ids)
    if standing:
        question = f"{_standing(standing)}. Archive {whom if len(ids) > 1 else 'it'} all the same?"
        if not await confirm(app, question, "Archive"):
            return False
    elif len(ids) > 1 and not await confirm(app, f"Archive {whom}?", "Archive"):
        return False
    why = ""
    if asks_why:
        what = "it" if len(ids) == 1 else counted(len(ids), "client")
        asked = await ask(
            app,
            f"Archive {what}: hidden from lists and search, never deleted",
            Field("why", "Why", hint="may stay empty"),
        )
        if asked is None:
            return False
        why = asked
    done = await app.office.write(clients.archive, ids, why)
    said = whom if done == len(ids) else share(done, len(ids), "client")
    app.changed(f"Archived {said}. u undoes." if done else "They were archived already.")
    return True


def _standing(standing: Sequence[tuple[str, Sequence[Obstacle]]]) -> str:
    """Return what stands in the way of archiving: all of it at one client, of several their names."""
    if len(standing) > 1:
        names = spoken.listed([name for name, _ in standing], "client")
        return f"{names} have open jobs or live placements"
    name, obstacles = standing[0]
    return f"{name} has {spoken.listed([one.text for one in obstacles], 'open job or placement')}"


async def restore_clients(app: Workspace, firms: Sequence[tuple[int, str]]) -> bool:
    """Bring clients back from the archive, each given with its name; return whether that was done."""
    done = await app.office.write(clients.restore, [number for number, _ in firms])
    if done:
        names = spoken.listed([name for _, name in firms], "client")
        said = names if done == len(firms) else share(done, len(firms), "client")
        app.changed(f"Back from the archive: {said}. u undoes.")
    else:
        app.tell("They are not in the archive any more.")
    return bool(done)


async def restore(app: Workspace, people: Sequence[tuple[int, str]]) -> bool:
    """Bring contacts back from the archive, each given with its name; return whether that was done."""
    done = await app.office.write(contacts.restore, [number for number, _ in people])
    names = spoken.listed([name for _, name in people], "contact")
    whom = names if done == len(people) else share(done, len(people), "contact")
    app.changed(f"Back from the archive: {whom}. u undoes.")
    return True


def _seen(app: Workspace, typed: str) -> str:
    clock = app.office.clock
    if not typed.strip():
        return ""
    try:
        seen = read_snooze(typed, clock.now(), clock.zone, app.office.rules.workdays)
        return seen.seen(clock.now(), clock.zone)
    except Invalid:
        return ""
