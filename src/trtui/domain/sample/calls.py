"""The calls of one contact over two years: codes, conversations, attempts, and what was agreed for next time."""

from __future__ import annotations

from typing import NamedTuple

from trtui.domain.sample.diary import Diary
from trtui.domain.sample.sectors import Sector
from trtui.domain.sample.stream import Draw, pick
from trtui.domain.sample.values import SampleCode, SamplePlan, SampleTouch
from trtui.domain.sample.voice import call_note, snooze_reason

TWO_YEARS = 730
INTERVAL_DAYS = {"A": 30, "B": 61, "C": 91, "D": 365}
# Of the contacts with a code so many wait for a call, of the best-kept ones more: their consultants are busy.
_LATE_SHARE, _LATE_SHARE_OF_BEST = 0.17, 0.25
_CODES_OF_USERS = "AAAAAAABBCCD"
_CODES_OF_TARGETS = "ABBBBCCCCCCCCDDDDD"


class Calls(NamedTuple):
    """The history of a coded contact; ``oldest_days`` is how many days ago it begins."""

    codes: tuple[SampleCode, ...]
    touches: tuple[SampleTouch, ...]
    plan: SamplePlan | None
    oldest_days: int
    out_of_queue: str | None
    objected_at: int | None


def code_for(draw: Draw, *, uses_us: bool) -> str:
    """Return a CSI code: A mostly for those who use us, C and D for the many who do not yet."""
    return pick(draw, _CODES_OF_USERS if uses_us else _CODES_OF_TARGETS)


def _last_spoken(draw: Draw, days: int, late_share: float) -> tuple[int, bool]:
    """Return how many days ago the last conversation was, and whether the next one is late."""
    share = draw()
    if share < late_share:
        # Most are a little late, a few by more than an interval.
        return int(days * (1.0 + 0.95 * draw() ** 2.5)) + 2, True
    return max(1, int(days * 0.97 * draw())), False


def calls(
    draw: Draw,
    diary: Diary,
    sector: Sector,
    owner: int,
    colleague: int,
    code: str,
    *,
    is_detailed: bool,
    vacancies: tuple[tuple[int, str], ...] = (),
    spoke_days_ago: int | None = None,
) -> Calls:
    """Return the history of a contact with a code; ``vacancies`` are instants at which it gave us one, and what."""
    days = INTERVAL_DAYS[code]
    if spoke_days_ago is None and not vacancies and draw() < 0.03:
        return _never_called(draw, diary, owner, code)
    spoken, is_late = _last_spoken(draw, days, _LATE_SHARE_OF_BEST if is_detailed else _LATE_SHARE)
    if spoke_days_ago is not None:
        spoken, is_late = spoke_days_ago, spoke_days_ago > days
    vacancy_days = [diary.days_ago(at) for at, _ in vacancies]
    if vacancy_days and min(vacancy_days) < spoken:
        spoken, is_late = min(vacancy_days), min(vacancy_days) > days
    touches: list[SampleTouch] = []
    ages = [] if spoken in vacancy_days else [spoken]
    earlier = spoken
    for _ in range(9 if is_detailed else 1):
        if not is_detailed and draw() > 0.35:
            break
        earlier += max(7, int(days * (0.75 + 0.6 * draw())))
        if earlier > TWO_YEARS:
            break
        ages.append(earlier)
    for at, job in vacancies:
        note = call_note(draw, diary, sector, "vacancy_taken", "call", at, job)
        touches.append(SampleTouch(at, owner, "call", "vacancy_taken", True, note))
    noted: set[str | None] = set()
    for age in ages:
        user = colleague if age > 200 and draw() < 0.2 else owner
        touch = _conversation(draw, diary, sector, user, age, code, is_detailed)
        # Nobody writes the same words down twice about one person.
        touches.append(touch._replace(note=None) if touch.note in noted else touch)
        noted.add(touch.note)
        if is_detailed and draw() < 0.35:
            touches.append(_side_touch(draw, diary, sector, user, age))
    plan, out_of_queue, objected_at = _lately(
        draw, diary, sector, owner, spoken, is_late, touches, is_detailed
    )
    touches.sort()
    oldest = max(earlier if len(ages) > 1 else spoken, spoken, *vacancy_days, 0) + 3
    return Calls(
        _codes(draw, diary, owner, code, oldest, is_detailed),
        tuple(touches),
        plan,
        oldest,
        out_of_queue,
        objected_at,
    )


def _never_called(draw: Draw, diary: Diary, owner: int, code: str) -> Calls:
    age = 1 + int(24 * draw() ** 2)
    at = diary.past(age, draw)
    return Calls((SampleCode(code, None, "from the trade list", owner, at),), (), None, age + 4, None, None)


def _conversation(
    draw: Draw, diary: Diary, sector: Sector, user: int, age: int, code: str, is_detailed: bool
) -> SampleTouch:
    at = diary.past(age, draw)
    share = draw()
    kind, outcome = "call", "conversation"
    if share > 0.96:
        kind, outcome = ("meeting" if share > 0.98 else "visit"), ""
    elif share > 0.91:
        outcome = "meeting_booked"
    elif code == "D" and share < 0.3:
        outcome = "not_interested"
    has_note = is_detailed or share * 10 % 1 < 0.25
    note = call_note(draw, diary, sector, outcome or None, kind, at) if has_note else None
    return SampleTouch(at, user, kind, outcome or None, True, note)


def _side_touch(draw: Draw, diary: Diary, sector: Sector, user: int, age: int) -> SampleTouch:
    """Return an e-mail after a conversation, or an attempt before it."""
    if draw() < 0.4:
        at = diary.past(max(1, age - 1), draw)
        kind = "email" if draw() < 0.85 else "sms"
        return SampleTouch(at, user, kind, None, False, call_note(draw, diary, sector, None, kind, at))
    at = diary.past(age + 2 + int(4 * draw()), draw)
    outcome = pick(draw, ("voicemail", "no_answer", "gatekeeper"))
    return SampleTouch(at, user, "call", outcome, False, call_note(draw, diary, sector, outcome, "call", at))


def _lately(
    draw: Draw,
    diary: Diary,
    sector: Sector,
    owner: int,
    spoken: int,
    is_late: bool,
    touches: list[SampleTouch],
    is_detailed: bool,
) -> tuple[SamplePlan | None, str | None, int | None]:
    """Add what happened since the last conversation; return the open plan, why out of the queue, and an objection."""
    share = draw() * (0.65 if is_detailed else 1.0)
    room = min(spoken - 1, 12)
    if room < 1:
        return None, None, None
    if share < 0.028:
        at = diary.past(1 + int(room * draw()), draw)
        note = call_note(draw, diary, sector, "call_back", "call", at)
        touches.append(SampleTouch(at, owner, "call", "call_back", False, note))
        when = draw()
        agreed = (
            diary.past(1 + int(2 * draw()), draw) // 900 * 900
            if when < 0.12
            else diary.today_at(draw)
            if when < 0.4
            else diary.future(1 + int(14 * draw()), draw)
        )
        return SamplePlan("callback", max(agreed, at + 3600), owner, note, owner, at), None, None
    if share < 0.048:
        at = diary.past(1 + int(room * draw()), draw)
        until = diary.future(3 + int(60 * draw()), draw)
        return SamplePlan("snooze", until, None, snooze_reason(draw), owner, at), None, None
    if share < 0.058:
        at = diary.past(1 + int(room * draw()), draw)
        note = call_note(draw, diary, sector, "wrong_number", "call", at)
        touches.append(SampleTouch(at, owner, "call", "wrong_number", False, note))
        return None, "left company" if note and note.startswith("left") else "wrong number", None
    if share < 0.061:
        at = diary.past(1 + int(room * draw()), draw)
        note = call_note(draw, diary, sector, "do_not_call", "call", at)
        touches.append(SampleTouch(at, owner, "call", "do_not_call", False, note))
        return None, None, at
    if is_late and share < 0.45:
        return _tried(draw, diary, sector, owner, min(room, 9), touches, is_detailed), None, None
    return None, None, None


def _tried(
    draw: Draw,
    diary: Diary,
    sector: Sector,
    owner: int,
    room: int,
    touches: list[SampleTouch],
    is_detailed: bool,
) -> SamplePlan:
    """Add one or two attempts that reached nobody, and return the retry that was proposed after the last."""
    age = 1 + int(room * draw())
    if age + 3 <= room and draw() < 0.4:
        touches.append(_attempt(draw, diary, sector, owner, age + 3, is_detailed))
    last = _attempt(draw, diary, sector, owner, age, is_detailed)
    touches.append(last)
    wait = 1 if last.outcome == "no_answer" else 2
    retry = diary.past(age - wait, draw) if age - wait >= 1 else diary.future(max(1, wait - age + 1), draw)
    return SamplePlan("retry", max(retry // 900 * 900, last.at + 3600), None, None, owner, last.at)


def _attempt(draw: Draw, diary: Diary, sector: Sector, user: int, age: int, is_detailed: bool) -> SampleTouch:
    at = diary.past(age, draw)
    outcome = pick(draw, ("voicemail", "voicemail", "no_answer", "no_answer", "gatekeeper"))
    note = call_note(draw, diary, sector, outcome, "call", at) if is_detailed else None
    return SampleTouch(at, user, "call", outcome, False, note)


def _codes(
    draw: Draw, diary: Diary, owner: int, code: str, oldest: int, is_detailed: bool
) -> tuple[SampleCode, ...]:
    first = diary.past(oldest, draw)
    if oldest > 60 and draw() < (0.2 if is_detailed else 0.06):
        before = pick(draw, [other for other in "BCD" if other != code])
        reason = (
            "first vacancy" if code == "A" else "budget cut" if code == "D" else "regular user of agencies"
        )
        changed = diary.past(1 + int((oldest - 30) * draw()), draw)
        return (
            SampleCode(before, None, None, owner, first),
            SampleCode(code, before, reason, owner, changed),
        )
    return (SampleCode(code, None, None, owner, first),)
