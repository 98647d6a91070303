"""The blitz around the queue: breaks, whose calls, name and goal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from trtui.desk import claims, sessions
from trtui.desk.queue import QueueRow
from trtui.domain import spoken
from trtui.domain.errors import Invalid
from trtui.ui.dialogs import fill, pick
from trtui.ui.form import Field
from trtui.ui.menu import Choice
from trtui.ui.shown import counted
from trtui.ui.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from trtui.ui.screens.queue import QueuePlace

_HELD = (
    Column("contact", "Contact", 22, grow=1),
    Column("client", "Client", 22, grow=1),
    Column("who", "", 14),
)
SCOPES = (("Mine", "mine"), ("My team's", "team"), ("Everyone's", "everyone"))


async def do(place: QueuePlace, verb: str) -> None:
    """Do what a key of the queue asks for."""
    if verb == "break":
        await take_break(place)
    elif verb == "scope":
        choice = await place.shell.choose(
            "Whose calls", [Choice(label, value, value[0]) for label, value in SCOPES]
        )
        if choice is not None:
            await place.retarget(choice.value, place.filter_text)
    elif verb == "blitz":
        await set_up(place)
    elif verb == "held":
        await held(place)


async def take_break(place: QueuePlace) -> None:
    """Take a break, or go on; the clock of the session stands still meanwhile."""
    number = await place.session_id()
    session = place.session
    if session is not None and session.is_on_break:
        await place.office.operate(sessions.resume, number)
    else:
        await place.call.give_back()
        await place.office.operate(sessions.take_break, number)
    place.session = None
    place.reload()


async def set_up(place: QueuePlace) -> None:
    """Name the session and set its goal, or end it."""
    session = place.session
    if session is not None:
        choice = await place.shell.choose(
            f"Blitz {session.name or 'without a name'}",
            [Choice("Name and goal", "edit", "n"), Choice("End it", "end", "e")],
        )
        if choice is None:
            return
        if choice.value == "end":
            await place.call.give_back()
            figures = await place.office.read(sessions.figures, session.id)
            await place.office.operate(sessions.end, session.id)
            place.session = None
            calls = ", ".join(f"{number} {label.lower()}" for label, number in figures.by_outcome)
            came = f": {calls}" if calls else ""
            place.workspace.changed(f"The session is over{came}. enter on a call begins another.")
            return

    def goal(text: str) -> int | None:
        if not text.strip():
            return None
        if not text.strip().isdigit() or not 0 < int(text) < 1000:
            raise Invalid("Give a number of conversations, such as 10.")
        return int(text)

    fields = [
        Field("name", "Name", session.name if session else "", hint="such as: Leeds temps"),
        Field(
            "goal",
            "Goal",
            session.goal if session else place.office.rules.goal_conversations,
            parse=goal,
            hint="conversations",
        ),
    ]

    async def save(changed: dict[str, Any]) -> bool:
        number = await place.session_id()
        await place.office.operate(sessions.change, number, **changed)
        return True

    if await fill(place.shell, "Blitz", fields, save):
        place.session = None
        place.reload()


async def held(place: QueuePlace) -> None:
    """List the calls that one holds, and those of others, and release what is chosen."""
    found = await place.office.read(claims.live)
    mine = [one for one in found if one.is_mine]
    if not found:
        place.shell.tell("No calls are in hand, yours or anyone else's.")
        return
    now = place.office.clock.now()
    rows = [Row(("all",), (f"Release all of mine ({len(mine)})", "", ""))] if mine else []
    rows += [
        Row(
            ("claim", one.client_id),
            (one.contact or "–", one.client or "a private client", Cell(_holder(one, now), "muted")),
        )
        for one in (*mine, *(one for one in found if not one.is_mine))
    ]
    row = await pick(place.shell, "Calls in hand: enter releases", rows, _HELD)
    if row is None:
        return
    chosen = next((one for one in found if row.key == ("claim", one.client_id)), None)
    if chosen is None:
        count = await place.office.operate(claims.release_all)
        place.workspace.changed(f"Released {counted(count, 'call')}.")
    elif chosen.is_mine:
        await place.office.operate(claims.release_all, [chosen.contact_id])
        place.workspace.changed(f"Released: {chosen.contact}.")
    else:
        whose = await place.office.operate(claims.release_other, chosen.client_id)
        place.workspace.changed(f"Released: {whose} no longer has it.")


def _holder(one: claims.LiveClaim, now: int) -> str:
    since = spoken.elapsed(now - one.claim.taken_at)
    return f"yours, {since}" if one.is_mine else f"{spoken.given_name(one.claim.user_name)}, {since}"


async def release(place: QueuePlace, row: QueueRow) -> None:
    """Let a manager take a claim from somebody who left it lying."""
    if row.claim is None:
        return
    choice = await place.shell.choose(
        row.claim.text(place.office.clock.now()),
        [Choice("Release the claim", True, "r"), Choice("Leave it", False, "l")],
    )
    if choice is not None and choice.value:
        whose = await place.office.operate(claims.release_other, row.client_id)
        place.workspace.changed(f"Released: {whose} no longer has it.")
