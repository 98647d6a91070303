"""What is done in the review: taking and refusing proposed companies, dismissing flags, taking new names.

Each returns whether anything was done.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from trtui.desk import numbering, watch
from trtui.domain.errors import Duplicates, Invalid
from trtui.domain.register.casing import cased
from trtui.domain.register.watching import FlagKind
from trtui.ui.dialogs import ask
from trtui.ui.form import Field
from trtui.ui.menu import Choice
from trtui.ui.shown import counted

if TYPE_CHECKING:
    from trtui.desk.numbering import Proposal
    from trtui.desk.watch import Flag
    from trtui.ui.app import Workspace

SURE = 95
"""Per cent from which all proposals are offered to be taken at once."""


async def accept(app: Workspace, chosen: Sequence[Proposal]) -> bool:
    """Take the proposed companies, as one change."""
    try:
        done = await app.office.write(numbering.accept, [one.client_id for one in chosen])
    except Duplicates as likely:
        return await _open_holder(app, chosen[0], likely)
    left = len(chosen) - done
    whose = chosen[0].client if len(chosen) == 1 else counted(done, "client")
    said = f"Accepted the company of {whose}. u undoes." if done else "None was accepted."
    if left:
        said += f" {left} left: another client has the number, or no company in the register."
    app.changed(said, "warning" if left else "good")
    return True


async def _open_holder(app: Workspace, one: Proposal, likely: Duplicates) -> bool:
    other = likely.candidates[0]
    cannot = "" if other.may_open else "You have no access to it"
    choice = await app.choose(
        f"{other.name} has number {one.number} already",
        [
            Choice("Open it", "open", "o", "they may be one", cannot),
            Choice("Refuse the proposal", "refuse", "r", "not this company"),
            Choice("Leave it", "leave", "l"),
        ],
    )
    match choice.value if choice else "leave":
        case "open":
            await app.visit_client(other.client_id)
        case "refuse":
            return await refuse(app, [one])
    return False


async def accept_above(app: Workspace, known: Sequence[Proposal], mine: bool, *, is_all: bool) -> bool:
    """Take all proposals from a likelihood on; ``is_all`` when ``known`` are all that there are."""
    waiting = [one.score for one in known if not one.is_refused and not one.holder]

    def preview(text: str) -> str:
        try:
            score = percent(text)
        except Invalid:
            return ""
        count = counted(sum(one >= score for one in waiting), "client")
        return count if is_all else f"{count} of those shown"

    whose = "of your clients" if mine else "of everyone's clients"
    field = Field("score", "Per cent", str(SURE), required=True, parse=percent, preview=preview)
    score = await ask(app, f"Accept every company {whose} that is at least this likely", field)
    if score is None:
        return False
    done = last = await app.office.write(numbering.accept_above, score, mine)
    while last == numbering.AT_ONCE:
        last = await app.office.write(numbering.accept_above, score, mine)
        done += last
    said = f"Accepted the company of {counted(done, 'client')}. u undoes." if done else "None is that likely."
    app.changed(said, "good" if done else "warning")
    return True


async def refuse(app: Workspace, chosen: Sequence[Proposal]) -> bool:
    """Refuse the proposed companies."""
    done = await app.office.write(numbering.refuse, [one.client_id for one in chosen])
    what = counted(done, "proposal")
    if len(chosen) == 1:
        what = f"{cased(chosen[0].name)} for {chosen[0].client}"
    app.changed(f"Refused {what}. u undoes." if done else "That was refused already.")
    return True


async def dismiss(app: Workspace, flags: Sequence[Flag]) -> bool:
    """Dismiss flags, those of one kind as one change."""
    kinds: defaultdict[str, list[int]] = defaultdict(list)
    for one in flags:
        kinds[one.kind].append(one.client_id)
    done = 0
    for kind, client_ids in kinds.items():
        done += await app.office.write(watch.dismiss, client_ids, (kind,))
    said = f"Dismissed {counted(done, 'flag')} until the facts change. u undoes."
    app.changed(said if done else "That was dismissed already.")
    return True


async def rename(app: Workspace, flags: Sequence[Flag]) -> bool:
    """Give the clients whose company was renamed its new name."""
    done: list[str] = []
    try:
        for one in flags:
            if one.kind == FlagKind.RENAMED and (name := await _rename(app, one)):
                done.append(f"{one.client} is now {name}")
    finally:
        if done:
            said = done[0] if len(done) == 1 else f"Renamed {counted(len(done), 'client')}"
            app.changed(f"{said}. u undoes.")
    return bool(done)


async def _rename(app: Workspace, one: Flag) -> str:
    try:
        return await app.office.write(watch.rename, one.client_id)
    except Duplicates as likely:
        other = likely.candidates[0]
        field = Field("reason", "Reason", required=True, hint="esc leaves the name as it is")
        reason = await ask(app, f"Why is {one.client} not the same as {other.name}?", field)
    return await app.office.write(watch.rename, one.client_id, str(reason)) if reason else ""


def percent(text: str) -> float:
    """Return a share that was typed in per cent; raises Invalid for what is none from 50 to 100."""
    try:
        value = float(text.strip().removesuffix("%").replace(",", "."))
    except ValueError:
        value = -1.0
    if not 50 <= value <= 100:
        raise Invalid("Give 50 to 100: how likely it has to be, in per cent.", "score")
    return value / 100
