"""The blitz around the queue: breaks, whose calls, name and goal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from trtui.desk import claims, sessions
from trtui.desk.queue import QueueRow
from trtui.domain.errors import Invalid
from trtui.ui.dialogs import fill
from trtui.ui.form import Field
from trtui.ui.menu import Choice

if TYPE_CHECKING:
    from trtui.ui.screens.queue import QueuePlace

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
            await place.office.operate(sessions.end, session.id)
            place.session = None
            place.workspace.changed("The session is over. enter on a call begins another.")
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
