"""Numbers that nobody may call: objections and screening against the registers, each with its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from trtui.desk.access import open_contact, permit
from trtui.domain import do_not_call, phones, text
from trtui.domain.do_not_call import CallPermission, NumberRecord, TpsResult
from trtui.domain.errors import Invalid, NotFound
from trtui.domain.policy import Verb
from trtui.domain.time import local_day, start_of_day

if TYPE_CHECKING:
    from trtui.store.look import Look
    from trtui.store.tables import PhoneScreening
    from trtui.store.work import Work

EVIDENCE_LIMIT = 500


@dataclass(frozen=True, slots=True)
class NumberEvidence:
    """What is known against calling a number, and how many contacts are called on it."""

    number: str
    permission: CallPermission
    record: NumberRecord | None
    contacts: int


@dataclass(frozen=True, slots=True)
class Blocked:
    """A number whose standing changed, and how many contacts that concerns."""

    number: str
    contacts: int


@dataclass(frozen=True, slots=True)
class Screening:
    """One answer of a screening service: ``clear``, ``tps``, ``ctps`` …; checked now unless said otherwise."""

    number: str
    result: str
    checked_at: int | None = None


@dataclass(frozen=True, slots=True)
class Screened:
    """What a screening brought: numbers checked, listed among them, and answers whose number is none of ours."""

    checked: int
    listed: int
    unknown: int


def evidence(look: Look, number: str) -> NumberEvidence:
    """Return what speaks against calling a number; raises Invalid for text that is no number."""
    from trtui.store import calls

    key = _key(number, look.rules.region)
    record = calls.record(look.db, key)
    permission = do_not_call.permission(record, look.now, look.zone, look.rules.screening_days)
    return NumberEvidence(key, permission, record, calls.called_on(look.db, key))


def block(work: Work, number: str, words: str, contact_id: int | None = None) -> Blocked:
    """Note that a number objected, in whose words; nobody may call it from now on.

    ``contact_id`` names the contact who objected. Raises Invalid without words or for text that is no number.
    """
    from trtui.store import calls

    permit(work, Verb.BLOCK_NUMBER)
    said = text.required(words, "What was said", EVIDENCE_LIMIT, "objection")
    if contact_id is not None:
        open_contact(work, contact_id)
        callee = calls.callees(work.db, [contact_id], work.now).get(contact_id)
        if callee is None:
            raise NotFound(f"There is no contact {contact_id}.")
        said = f"{callee.contact}: {said}"[:EVIDENCE_LIMIT]
    key = _key(number, work.rules.region)
    concerned = object_to(work, key, said)
    work.label = f"Block {phones.display(key, work.rules.region)}"
    return Blocked(key, concerned)


def unblock(work: Work, number: str, reason: str) -> Blocked:
    """Take back what a number objected, with the reason; one that a register lists stays blocked until it is screened.

    However many objected on it: all that stand are taken back. For managers. Raises NotAllowed, NotFound when there
    is no objection, Invalid.
    """
    from trtui.store import calls
    from trtui.store.tables import Objection

    permit(work, Verb.UNBLOCK_NUMBER)
    why = text.required(reason, "The reason", EVIDENCE_LIMIT, "reason")
    key = _key(number, work.rules.region)
    standing, row = calls.objections(work.db, key), _row(work, key)
    shown = phones.display(key, work.rules.region)
    if not standing:
        raise NotFound(f"{shown} did not object: there is nothing to take back.")
    if row is not None and TpsResult(row.tps_result or "unknown").is_listed:
        listed = (row.tps_result or "").upper()
        raise Invalid(f"{shown} is listed by {listed}: only a newer screening can clear it.", "number")
    for objection in standing:
        work.change(work.get(Objection, objection), taken_back_at=work.now)
    concerned = _concern(work, key)
    work.label = f"Unblock {shown}: {why}"
    return Blocked(key, concerned)


def screen(work: Work, results: Sequence[Screening]) -> Screened:
    """Keep the answers of a screening service; an objection stays whatever the register says.

    An answer older than the one that is known changes nothing. Raises Invalid for an answer that cannot be read.
    """
    from trtui.store import calls
    from trtui.store.tables import PhoneScreening

    permit(work, Verb.BLOCK_NUMBER)
    checked = listed = unknown = 0
    for one in results:
        key = _key(one.number, work.rules.region)
        result = do_not_call.parse_result(one.result)
        at = one.checked_at if one.checked_at is not None else work.now
        if at > work.now:
            raise Invalid(f"{one.number}: a screening cannot have been made in the future.", "checked")
        if calls.called_on(work.db, key) == 0:
            unknown += 1
            continue
        row = _row(work, key)
        if row is None:
            work.add(PhoneScreening(e164=key, tps_result=result.value, tps_checked_at=at))
        elif (row.tps_checked_at or 0) <= at:
            work.change(row, tps_result=result.value, tps_checked_at=at)
        _concern(work, key)
        checked += 1
        listed += result.is_listed
    work.label = f"Screen {checked} {'number' if checked == 1 else 'numbers'}"
    return Screened(checked, listed, unknown)


def to_screen(look: Look, limit: int = 1000) -> tuple[str, ...]:
    """Return the numbers of coded contacts that were never screened or not for too long, for a screening service.

    Those that objected are left out: no answer would change that.
    """
    from trtui.store import calls

    day = local_day(look.now, look.zone) - timedelta(days=look.rules.screening_days)
    return tuple(calls.stale_numbers(look.db, start_of_day(day, look.zone), limit))


def object_to(work: Work, number: str, words: str) -> int:
    """Keep an objection to being called on a number beside those that stand. Returns how many it concerns."""
    from trtui.store.tables import Objection

    said = text.line(words[:EVIDENCE_LIMIT], EVIDENCE_LIMIT, "objection")
    work.add(Objection(e164=number, words=said, noted_by=work.actor.user_id, noted_at=work.now))
    return _concern(work, number)


def _row(work: Work, number: str) -> PhoneScreening | None:
    from trtui.store import calls
    from trtui.store.tables import PhoneScreening

    found = calls.screening_id(work.db, number)
    return None if found is None else work.get(PhoneScreening, found)


def _concern(work: Work, number: str) -> int:
    """Have the standing of everybody who is called on a number brought up to date; return how many they are."""
    from trtui.store.states import sharing

    concerned = sharing(work.db, number)
    for contact_id in concerned:
        work.touch(contact_id=contact_id)
    return len(concerned)


def _key(number: str, region: str) -> str:
    """Return what identifies a number: E.164, or as typed where it cannot be understood."""
    clean = text.line(number, 60, "number")
    if not any(char.isdigit() for char in clean):
        raise Invalid(f"“{clean[:20]}” is no phone number: type its digits.", "number")
    return clean if clean.startswith("+") and clean[1:].isdigit() else phones.parse(clean, region).key
