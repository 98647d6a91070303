"""What may be done about a number of a contact or client: block it, unblock it, note a screening, see what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from trtui.desk import numbers, screening
from trtui.desk.numbers import NumberEvidence
from trtui.desk.screening import Screening
from trtui.domain import phones, policy, spoken
from trtui.domain.do_not_call import TpsResult
from trtui.domain.errors import Invalid
from trtui.domain.policy import Verb
from trtui.ui.dialogs import ask, fill, pick
from trtui.ui.form import Field
from trtui.ui.menu import Choice
from trtui.ui.subjects import Subject
from trtui.ui.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from trtui.ui.app import Workspace

RESULTS = (
    (TpsResult.CLEAR.value, "clear"),
    (TpsResult.TPS.value, "on TPS"),
    (TpsResult.CTPS.value, "on CTPS"),
)


COLUMNS = (Column("what", "", 12), Column("known", "", 20, grow=1))


async def menu(app: Workspace, subject: Subject) -> None:
    """Choose a number of a record and what to do about it."""
    found = await app.office.read(numbers.of_record, subject.kind, subject.id)
    if not found:
        raise Invalid(f"{subject.name} has no phone number.")
    one = found[0]
    if len(found) > 1:
        choices = [Choice(_shown(app, each.line), each, detail=each.permission.label) for each in found]
        choice = await app.choose(f"Numbers of {subject.name}", choices)
        if choice is None:
            return
        one = choice.value
    choice = await app.choose(f"{_shown(app, one.line)}: {one.permission.label}", _choices(app, one))
    if choice is None:
        return
    match choice.value:
        case "block":
            await _block(app, subject, one.line)
        case "whole":
            await _block(app, subject, one.whole)
        case "unblock":
            await _unblock(app, one)
        case "screen":
            await _screen(app, one)
        case _:
            await _show(app, one)


def _choices(app: Workspace, one: NumberEvidence) -> list[Choice]:
    refused = policy.may(app.office.actor, Verb.BLOCK_NUMBER) or ""
    blocked = "It is blocked already"
    found = [
        Choice(
            f"Block this {'extension' if one.ext else 'number'}",
            "block",
            "b",
            why_not=refused or (blocked if one.is_blocked(one.line) else ""),
        )
    ]
    if one.ext:
        why_not = refused or (blocked if one.is_blocked(one.whole) else "")
        found.append(Choice("Block the whole number", "whole", "w", why_not=why_not))
    is_blocked = one.is_blocked(one.line) or one.is_blocked(one.whole)
    why_not = policy.may(app.office.actor, Verb.UNBLOCK_NUMBER) or "" if is_blocked else "It is not blocked"
    return [
        *found,
        Choice("Unblock", "unblock", "u", why_not=why_not),
        Choice("Screening result", "screen", "s", why_not=refused),
        Choice("What is known", "show", "i"),
    ]


async def _block(app: Workspace, subject: Subject, line: str) -> None:
    who = subject.id if subject.kind == "contact" else None
    planned = await app.office.read(numbers.would_block, line, who)
    only = " (this extension only)" if phones.extension(line) else " (the whole number)"
    also = f"also out of the queue: {numbers.names(planned.others)}" if planned.others else ""
    field = Field("words", "They said", required=True, hint=also)
    words = await ask(app, f"Block {_shown(app, line)}{only}", field)
    if words:
        done = await app.office.write(numbers.block, line, str(words), who)
        app.changed(f"{done.text} u undoes.")


async def _unblock(app: Workspace, one: NumberEvidence) -> None:
    lines = [line for line in dict.fromkeys((one.line, one.whole)) if one.is_blocked(line)]
    line = lines[0]
    if len(lines) > 1:
        choice = await app.choose("Unblock", [Choice(_shown(app, each), each) for each in lines])
        if choice is None:
            return
        line = choice.value
    reason = await ask(app, f"Unblock {_shown(app, line)}", Field("reason", "Why", required=True))
    if reason:
        done = await app.office.write(numbers.unblock, line, str(reason))
        app.changed(f"{done.text} u undoes.")


async def _screen(app: Workspace, one: NumberEvidence) -> None:
    clock = app.office.clock
    answer = Screening(one.whole, RESULTS[0][0])
    fields = [
        Field("result", "Result", answer.result, kind="choice", options=RESULTS),
        Field("day", "Checked on", "today", hint="today, 3 nov, 03/11/2026", replaces=True),
    ]

    async def save(changed: dict[str, Any]) -> str:
        at = screening.checked_at(str(changed.get("day", "today")), clock.now(), clock.zone)
        result = str(changed.get("result", answer.result))
        done = await app.office.write(screening.screen, [Screening(one.whole, result, at)])
        return done.text

    told = await fill(app, f"Screening of {_shown(app, one.whole)}", fields, save)
    if told:
        app.changed(f"{told}. u undoes.")


async def _show(app: Workspace, one: NumberEvidence) -> None:
    zone = app.office.clock.zone
    lines: list[tuple[str, str]] = [("now", one.permission.label)]
    if one.checked_at is not None:
        lines.append(("screened", f"{one.result.value.upper()}, {spoken.exact(one.checked_at, zone)}"))
    for objection in one.objections:
        what = _shown(app, objection.line) + (" (whole number)" if objection.is_whole else "")
        told = f"{what}, {spoken.exact(objection.at, zone)}, {objection.by}"
        lines.append(("objected", f"{told}: {objection.words}" if objection.words else told))
        if objection.taken_back_at is not None:
            back = f"{spoken.exact(objection.taken_back_at, zone)}, {objection.taken_back_by}"
            why = f": {objection.taken_back_why}" if objection.taken_back_why else ""
            lines.append(("taken back", f"{back}{why}"))
    for holder in one.holders:
        at = "" if holder.line == one.line else f", {_shown(app, holder.line)}"
        lines.append(("called on it", f"{holder.name}{at}{f' ({holder.label})' if holder.label else ''}"))
    rows = [Row(("line", at), (Cell(label, "muted"), text)) for at, (label, text) in enumerate(lines)]
    await pick(app, _shown(app, one.line), rows, COLUMNS)


def _shown(app: Workspace, line: str) -> str:
    return phones.display(line, app.office.rules.region)
