"""Numbers that nobody may call: who objected on which line, what the registers say, and who else is called on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trtui.desk import queue
from trtui.desk.access import open_client, open_contact, permit
from trtui.desk.stored_names import stored_as
from trtui.domain import do_not_call, phones, text
from trtui.domain.do_not_call import CallPermission, TpsResult
from trtui.domain.errors import Invalid, NotFound
from trtui.domain.policy import Verb

if TYPE_CHECKING:
    from trtui.store.look import Look
    from trtui.store.queries.numbers import ObjectionRow
    from trtui.store.work import Work

EVIDENCE_LIMIT = 500
ASKED = "asked not to be called"
"""Why a contact who objected is out of the queue."""
_OBJECTIONS, _HOLDERS, _CALLED_ON = 20, 50, 200


@dataclass(frozen=True, slots=True)
class Holder:
    """A contact or client that has a line; without ``contact_id`` it is the client's own."""

    contact_id: int | None
    contact: str
    client_id: int | None
    client: str
    line: str
    label: str = ""

    @property
    def name(self) -> str:
        """Return who it is, in words: ``Sam Oduya (Quarry Bank Mills Ltd)``."""
        if self.contact_id is None:
            return self.client
        return f"{self.contact} ({self.client})" if self.client else self.contact


@dataclass(frozen=True, slots=True)
class ObjectionLine:
    """An objection to one line, or to a whole number.

    ``words`` and ``taken_back_why`` are empty where they may name somebody hidden.
    """

    line: str
    is_whole: bool
    at: int
    by: str
    words: str
    taken_back_at: int | None
    taken_back_by: str
    taken_back_why: str

    @property
    def stands(self) -> bool:
        """Whether it was not taken back."""
        return self.taken_back_at is None


@dataclass(frozen=True, slots=True)
class NumberEvidence:
    """What is known about calling a line, and whose it is as far as the reader may know.

    Of a whole number the objections on each of its extensions are told too; ``permission`` judges the line itself.
    """

    line: str
    permission: CallPermission
    objections: tuple[ObjectionLine, ...]
    result: TpsResult
    checked_at: int | None
    holders: tuple[Holder, ...]

    @property
    def ext(self) -> str:
        """Return the line's extension, or nothing."""
        return phones.extension(self.line)

    @property
    def whole(self) -> str:
        """Return the whole number."""
        return phones.without_extension(self.line)

    def is_blocked(self, line: str) -> bool:
        """Tell whether an objection stands to just this line or whole number."""
        return any(one.stands and one.line == line for one in self.objections)


@dataclass(frozen=True, slots=True)
class Blocked:
    """A line or whole number whose standing changed, and whom that takes out of the queue or brings back.

    ``others`` are only those whom the user may open.
    """

    line: str
    is_whole: bool
    others: tuple[Holder, ...]
    text: str


def evidence(look: Look, number: str) -> NumberEvidence:
    """Return what speaks against calling a number; raises Invalid for text that is no number."""
    permit(look, Verb.SEE_CLIENT)
    return _evidence(look, _line(number, look.rules.region))


def of_record(look: Look, kind: str, record_id: int) -> tuple[NumberEvidence, ...]:
    """Return the lines on which a contact is called, their own first, or those of a client as a whole.

    ``kind`` is contact or client. Raises NotFound, NotAllowed.
    """
    from trtui.store import calls

    if kind == "contact":
        open_contact(look, record_id)
        client_id = calls.callees(look.db, [record_id], look.now)[record_id].client_id
        if client_id is not None and not calls.open_ones(look.db, look.actor, [client_id]):
            client_id = None
        found = calls.numbers(look.db, {record_id: client_id})[record_id]
    else:
        open_client(look, record_id)
        found = calls.client_numbers(look.db, record_id)
    return tuple(_evidence(look, one.value) for one in found)


def leaving(look: Look | Work, line: str, besides: int | None = None) -> tuple[Holder, ...]:
    """Return who would leave the call queue if nobody might call a line, or a whole number, any more.

    Only whom the user may open, and not the contact ``besides``.
    """
    from trtui.store import calls
    from trtui.store.queries import numbers as rows

    found = dict(rows.called_on(look.db, look.actor, line, _CALLED_ON))
    found.pop(besides, None)  # type: ignore[arg-type]
    if not found:
        return ()
    known = calls.numbers(look.db, found)
    gone = {
        contact_id
        for contact_id, numbers in known.items()
        if not any(
            queue.permission(look, one).may_call and not covers(line, one.value)
            for one in queue.usable(numbers)
        )
    }
    people = calls.callees(look.db, gone, look.now)
    is_open = calls.open_ones(look.db, look.actor, {at for at in found.values() if at is not None})
    return tuple(
        Holder(one.contact_id, one.contact, found[one.contact_id], one.client, line)
        if found[one.contact_id] in is_open
        else Holder(one.contact_id, one.contact, None, "", line)
        for one in sorted(people.values(), key=lambda one: (one.client, one.contact, one.contact_id))
    )


def would_block(look: Look, line: str, besides: int | None = None) -> Blocked:
    """Return what blocking a line, or a whole number, would do, and whom else it would take out of the queue.

    The contact ``besides`` is who objects.
    """
    permit(look, Verb.BLOCK_NUMBER)
    others = leaving(look, line, besides)
    return Blocked(line, not phones.extension(line), others, blocked_words(line, others, look.rules.region))


def covers(line: str, other: str) -> bool:
    """Tell whether blocking a line, or a whole number, blocks another line too."""
    return other == line or (not phones.extension(line) and phones.without_extension(other) == line)


@stored_as("numbers.block")
def block(
    work: Work, number: str, words: str, contact_id: int | None = None, *, whole_number: bool = False
) -> Blocked:
    """Note that somebody objected to calls, in whose words; nobody may call the line from now on.

    A number with an extension is blocked on that line alone, with ``whole_number`` on all of them. ``contact_id``
    names the contact who objected. Raises Invalid without words or for text that is no number.
    """
    permit(work, Verb.BLOCK_NUMBER)
    said = text.required(words, "What was said", EVIDENCE_LIMIT, "objection")
    if contact_id is not None:
        said = f"{_named(work, contact_id)}: {said}"[:EVIDENCE_LIMIT]
    line = _line(number, work.rules.region)
    wanted = phones.without_extension(line) if whole_number else line
    done = object_to(work, wanted, said, contact_id, besides=contact_id)
    work.label = f"Block {phones.display(done.line, work.rules.region)}"
    return done


def object_to(
    work: Work, line: str, words: str, contact_id: int | None = None, *, besides: int | None = None
) -> Blocked:
    """Keep an objection to calls on a line, or a whole number, beside those that stand.

    The contact ``besides`` is not told of among those who leave the queue with it.
    """
    from trtui.store import lines
    from trtui.store.tables import Objection

    others = leaving(work, line, besides)
    said = text.line(words[:EVIDENCE_LIMIT], EVIDENCE_LIMIT, "objection")
    parts = lines.parts(line)
    work.add(
        Objection(
            e164=str(parts["number"]),
            ext=parts["ext"],
            words=said,
            contact_id=contact_id,
            noted_by=work.actor.user_id,
            noted_at=work.now,
        )
    )
    return Blocked(line, not phones.extension(line), others, blocked_words(line, others, work.rules.region))


def blocked_words(line: str, others: tuple[Holder, ...], region: str) -> str:
    """Return in words what is blocked, and who leaves the queue with it."""
    shown = phones.display(line, region)
    only = " (this extension only)" if phones.extension(line) else ""
    also = f" {names(others)} {'leaves' if len(others) == 1 else 'leave'} the queue too." if others else ""
    return f"{shown} is blocked for everybody{only}.{also}"


def names(holders: tuple[Holder, ...], most: int = 3) -> str:
    """Return people in words: ``Sam Oduya (Quarry Bank Mills Ltd), Lee Marsh (…) and 2 more``."""
    shown = [one.name for one in holders[:most]]
    if len(holders) > most:
        shown.append(f"{len(holders) - most} more")
    return " and ".join((", ".join(shown[:-1]), shown[-1])) if len(shown) > 1 else "".join(shown)


@stored_as("numbers.unblock")
def unblock(work: Work, number: str, reason: str) -> Blocked:
    """Take back the objections to just this line or whole number, with the reason.

    However many stand: all are taken back, and the contacts who made them are let back into the queue. One that a
    register lists stays blocked until it is screened. For managers. Raises NotAllowed, NotFound when there is no
    objection, Invalid.
    """
    from trtui.store import calls
    from trtui.store.queries import numbers as rows
    from trtui.store.tables import Contact, Objection

    permit(work, Verb.UNBLOCK_NUMBER)
    why = text.required(reason, "The reason", EVIDENCE_LIMIT, "reason")
    line = _line(number, work.rules.region)
    standing, record = rows.standing(work.db, line), calls.record(work.db, line)
    shown = phones.display(line, work.rules.region)
    if not standing:
        raise NotFound(_nothing_to_take_back(work, line))
    if record is not None and record.tps_result.is_listed:
        listed = record.tps_result.value.upper()
        raise Invalid(f"{shown} is listed by {listed}: only a newer screening can clear it.", "number")
    for number_of in standing:
        objection = work.get(Objection, number_of)
        work.change(objection, taken_back_at=work.now, taken_back_by=work.actor.user_id, taken_back_why=why)
        if objection.contact_id is not None:
            contact = work.get(Contact, objection.contact_id)
            if contact.out_of_queue == ASKED:
                work.change(contact, out_of_queue=None)
    work.refresh()
    others = leaving(work, line)
    back = f" {names(others)} may be called again." if others else ""
    work.label = f"Unblock {shown}: {why}"
    return Blocked(line, not phones.extension(line), others, f"{shown} is no longer blocked.{back}")


def _nothing_to_take_back(work: Work, line: str) -> str:
    from trtui.store.queries import numbers as rows

    shown, region = phones.display(line, work.rules.region), work.rules.region
    whole = phones.without_extension(line)
    if line != whole and rows.standing(work.db, whole):
        number = phones.display(whole, region)
        return f"{shown} is blocked with the whole number: unblock {number}."
    exts = [
        one.ext
        for one in rows.objections(work.db, work.actor, line, _OBJECTIONS)
        if one.taken_back_at is None and one.ext
    ]
    if line == whole and exts:
        named = ", ".join(dict.fromkeys(exts))
        return f"Only ext {named} of {shown} is blocked: give the number with its extension."
    return f"{shown} did not object: there is nothing to take back."


def _evidence(look: Look, line: str) -> NumberEvidence:
    from trtui.store import calls
    from trtui.store.queries import numbers as rows

    record = calls.record(look.db, line)
    hides = rows.has_hidden_holder(look.db, look.actor, phones.without_extension(line))
    return NumberEvidence(
        line,
        do_not_call.permission(record, look.now, look.zone, look.rules.screening_days),
        tuple(
            ObjectionLine(
                phones.line(one.number, one.ext),
                not one.ext,
                one.at,
                one.by,
                one.words if _may_read(one, look.actor.user_id, hides) else "",
                one.taken_back_at,
                one.taken_back_by,
                one.taken_back_why if _may_read(one, look.actor.user_id, hides) else "",
            )
            for one in rows.objections(look.db, look.actor, line, _OBJECTIONS)
        ),
        TpsResult.UNKNOWN if record is None else record.tps_result,
        None if record is None else record.tps_checked_at,
        tuple(Holder(*one) for one in rows.holders(look.db, look.actor, line, _HOLDERS)),
    )


def _may_read(one: ObjectionRow, me: int, hides: bool) -> bool:
    """Tell whether the words of an objection, which name who made it, are for a reader."""
    if one.by_id == me or one.contact_id is not None:
        return True
    return not one.is_of_hidden and not hides


def _named(work: Work, contact_id: int) -> str:
    from trtui.store import calls

    open_contact(work, contact_id)
    callee = calls.callees(work.db, [contact_id], work.now).get(contact_id)
    if callee is None:
        raise NotFound(f"There is no contact {contact_id}.")
    return callee.contact


def _line(number: str, region: str) -> str:
    """Return the line that a text names: E.164 with its extension, or as typed where it cannot be understood."""
    clean = text.line(number, 60, "number")
    if not any(char.isdigit() for char in clean):
        raise Invalid(f"“{clean[:20]}” is no phone number: type its digits.", "number")
    whole = phones.without_extension(clean)
    is_kept = whole.startswith("+") and whole[1:].isascii() and whole[1:].isdigit()
    return clean if is_kept else phones.parse(clean, region).key
