"""The blitz: one person's sitting at the queue, its breaks and its figures; who else is calling whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING, Any

from trtui.desk import queue
from trtui.desk.access import permit
from trtui.desk.outcomes import outcomes_of
from trtui.domain import policy, spoken
from trtui.domain.errors import Invalid, NotFound
from trtui.domain.outcomes import Effect, NextCall
from trtui.domain.policy import Verb
from trtui.domain.queue import per_hour
from trtui.domain.text import line
from trtui.domain.time import HOUR, at_time, local_day, start_of_day

if TYPE_CHECKING:
    from trtui.store.look import Desk, Look
    from trtui.store.sessions import CallerRow, SessionRow

BEFORE = time(10)
"""«10 before 10»: ten conversations before ten o'clock is the trade's own measure of a morning."""
ABSENT = HOUR
"""A session whose user was not seen for so long is no longer shown to others."""
CHANGEABLE = ("name", "scope", "filter_text", "goal")


@dataclass(frozen=True, slots=True)
class Session:
    """A sitting that is open; ``worked_seconds`` leaves the breaks out."""

    id: int
    name: str
    scope: str
    filter_text: str
    goal: int | None
    started_at: int
    break_from_at: int | None
    worked_seconds: int
    is_on_break: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """What a session has come to, counted from its touches.

    ``attempts`` are all calls, ``done`` the contacts called, ``left`` those still due in the session's scope
    (``left_is_more`` when counting stopped). ``per_hour`` is none in the first minutes. ``goal_text`` is the goal as it
    stands, ``by_outcome`` label and number.
    """

    attempts: int
    conversations: int
    meetings: int
    vacancies: int
    per_hour: int | None
    done: int
    left: int
    left_is_more: bool
    goal: int | None
    goal_text: str
    is_reached: bool
    by_outcome: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is calling whom; the figures of others are for managers, the names of clients for those who may see them."""

    user_id: int
    name: str
    session: str
    client: str
    contact: str
    since_at: int | None
    is_on_break: bool
    attempts: int | None
    conversations: int | None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A contact that was passed over in a session."""

    contact_id: int
    contact: str
    reason: str
    at: int


def start(
    desk: Desk, name: str = "", scope: str = queue.Scope.MINE, filter_text: str = "", goal: int | None = None
) -> int:
    """Begin a session and return its number; one left open is ended at the moment it was last seen.

    Raises Invalid for an unknown scope or a goal out of 1 to 999, NotAllowed.
    """
    from trtui.store import sessions

    permit(desk, Verb.WORK_QUEUE)
    clean = _checked({"name": name, "scope": scope, "filter_text": filter_text, "goal": goal})
    return sessions.start(desk.db, desk.actor.user_id, desk.now, *clean.values())


def current(look: Look) -> Session | None:
    """Return my session of today that was not ended, also after a crash; none when there is none."""
    from trtui.store import sessions

    today = start_of_day(local_day(look.now, look.zone), look.zone)
    row = sessions.open_since(look.db, look.actor.user_id, today)
    return None if row is None else _session(row, look.now)


def change(desk: Desk, session_id: int, **values: Any) -> None:
    """Set name, scope, filter_text or goal of my session; raises NotFound, Invalid."""
    from trtui.store import sessions

    _my_row(desk, session_id)
    unknown = set(values) - set(CHANGEABLE)
    if unknown:
        raise Invalid(f"A session has no {min(unknown)}.")
    if values:
        sessions.change(desk.db, session_id, _checked(values))


def take_break(desk: Desk, session_id: int) -> None:
    """Begin a break: the session's clock stands, and my clients are given back."""
    from trtui.store import claims, sessions

    session = _my_row(desk, session_id)
    claims.end_all(desk.db, desk.actor.user_id, desk.now)
    if session.break_from_at is None:
        sessions.change(desk.db, session_id, {"break_from_at": desk.now, "seen_at": desk.now})


def resume(desk: Desk, session_id: int) -> None:
    """Go on after a break; without one it does nothing."""
    from trtui.store import sessions

    session = _my_row(desk, session_id)
    if session.break_from_at is not None:
        pause = max(0, desk.now - session.break_from_at)
        values = {"break_from_at": None, "break_seconds": session.break_seconds + pause, "seen_at": desk.now}
        sessions.change(desk.db, session_id, values)


def end(desk: Desk, session_id: int) -> None:
    """End my session and give my clients back."""
    from trtui.store import claims, sessions

    resume(desk, session_id)
    claims.end_all(desk.db, desk.actor.user_id, desk.now)
    sessions.change(desk.db, session_id, {"ended_at": desk.now})


def seen(desk: Desk, session_id: int) -> None:
    """Note that I am still here; keeping a claim does so too."""
    from trtui.store import sessions

    sessions.seen(desk.db, session_id, desk.actor.user_id, desk.now)


def figures(look: Look, session_id: int) -> Figures:
    """Return what a session has come to; somebody else's only for managers. Raises NotFound, NotAllowed."""
    from trtui.store import sessions

    session = _session(_row(look, session_id), look.now)
    table = outcomes_of(look.rules)
    counts = sessions.outcomes(look.db, session_id)
    meetings = {one.code for one in table if one.next_call is NextCall.AFTER_MEETING}
    vacancies = {one.code for one in table if Effect.OPENS_VACANCY in one.effects}
    attempts = sum(calls for _, calls, _ in counts)
    conversations = sum(spoke for _, _, spoke in counts)
    number, is_more = queue.left(look, session.scope, session.filter_text, session_id)
    reached_at = sessions.nth_conversation_at(look.db, session_id, session.goal) if session.goal else None
    by_code = {code: calls for code, calls, _ in counts}
    return Figures(
        attempts=attempts,
        conversations=conversations,
        meetings=sum(calls for code, calls, _ in counts if code in meetings),
        vacancies=sum(calls for code, calls, _ in counts if code in vacancies),
        per_hour=per_hour(attempts, session.worked_seconds),
        done=sessions.contacts_called(look.db, session_id),
        left=number,
        left_is_more=is_more,
        goal=session.goal,
        goal_text=_goal(look, session, reached_at),
        is_reached=reached_at is not None,
        by_outcome=tuple((one.label, by_code[one.code]) for one in table if one.code in by_code),
    )


def team(look: Look) -> tuple[Caller, ...]:
    """Return who sits at the queue now and whom they have, by name."""
    from trtui.store import sessions

    today = start_of_day(local_day(look.now, look.zone), look.zone)
    sees = policy.may(look.actor, Verb.SEE_TEAM_FIGURES) is None
    return tuple(
        Caller(
            user_id=row.user_id,
            name=row.name,
            session=row.session,
            client=row.client or "",
            contact=row.contact or "",
            since_at=row.taken_at,
            is_on_break=row.break_from_at is not None,
            attempts=row.attempts if _is_told(look, row, sees) else None,
            conversations=row.conversations if _is_told(look, row, sees) else None,
        )
        for row in sessions.callers(look.db, look.actor, look.now, today, look.now - ABSENT)
    )


def skipped(look: Look, session_id: int) -> tuple[Skipped, ...]:
    """Return who was passed over in a session, the last one first; somebody else's only for managers.

    Raises NotFound, NotAllowed.
    """
    from trtui.store import sessions

    _row(look, session_id)
    return tuple(Skipped(*row) for row in sessions.skipped(look.db, session_id))


def _goal(look: Look, session: Session, reached_at: int | None) -> str:
    """Return the goal as it stands: ``10 before 10``, ``10 by 09:41``, ``10``."""
    if not session.goal:
        return ""
    if reached_at is not None:
        return f"{session.goal} by {spoken.clock(reached_at, look.zone)}"
    limit = at_time(local_day(session.started_at, look.zone), BEFORE, look.zone)
    if session.started_at < limit and look.now < limit:
        return f"{session.goal} before {BEFORE.hour}"
    return f"of {session.goal}"


def _session(row: SessionRow, now: int) -> Session:
    until = next(at for at in (row.ended_at, row.break_from_at, now) if at is not None)
    return Session(
        row.id,
        row.name,
        row.scope,
        row.filter_text,
        row.goal,
        row.started_at,
        row.break_from_at,
        max(0, until - row.started_at - row.break_seconds),
        row.break_from_at is not None,
    )


def _row(look: Look, session_id: int) -> SessionRow:
    """Return a session that the reader may know of: their own, or as a manager anybody's."""
    from trtui.store import sessions

    row = sessions.session(look.db, session_id)
    if row is None:
        raise NotFound("There is no such session.")
    if row.user_id != look.actor.user_id:
        permit(look, Verb.SEE_TEAM_FIGURES)
    return row


def _my_row(desk: Desk, session_id: int) -> SessionRow:
    from trtui.store import sessions

    row = sessions.session(desk.db, session_id)
    if row is None or row.user_id != desk.actor.user_id or row.ended_at is not None:
        raise NotFound("This session is over: begin another.")
    return row


def _is_told(look: Look, row: CallerRow, sees_team: bool) -> bool:
    """Tell whether the reader is told the figures of somebody's session."""
    return row.session_id is not None and (sees_team or row.user_id == look.actor.user_id)


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    clean = dict(values)
    if "name" in clean:
        clean["name"] = line(clean["name"] or "", 80, "name") or None
    if "filter_text" in clean:
        clean["filter_text"] = line(clean["filter_text"] or "", 500, "filter")
    if "scope" in clean and clean["scope"] not in tuple(queue.Scope):
        raise Invalid("A session's scope is mine, team or everyone.", "scope")
    if clean.get("scope") is not None:
        clean["scope"] = str(clean["scope"])
    goal = clean.get("goal")
    if goal is not None and not 1 <= int(goal) <= 999:
        raise Invalid("A goal is a number of conversations from 1 to 999.", "goal")
    return clean
