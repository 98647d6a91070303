"""Adding, editing and coding contacts, and their numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trtui.desk.access import open_client, open_contact, permit
from trtui.desk.saving import save_form, stale
from trtui.desk.stored_names import stored_as
from trtui.domain import phones, spoken, web
from trtui.domain.csi import parse_code
from trtui.domain.errors import FieldConflict, Invalid, NotFound
from trtui.domain.policy import Verb
from trtui.domain.text import line, required
from trtui.domain.time import local_day

if TYPE_CHECKING:
    from trtui.store.look import Look
    from trtui.store.tables import Contact, ContactPoint
    from trtui.store.work import Work


@dataclass(frozen=True, slots=True)
class NewContact:
    """A contact as typed into the form; only the name is needed."""

    name: str
    job_title: str = ""
    phone: str = ""
    mobile: str = ""
    email: str = ""
    role: str = ""
    csi: str = ""
    is_primary: bool = False


@dataclass(frozen=True, slots=True)
class ContactSaved:
    """A contact as saved, and whether anything differed."""

    contact_id: int
    name: str
    is_changed: bool = True


@dataclass(frozen=True, slots=True)
class ContactValues:
    """What an edit form starts from, and the version that a save must give back."""

    contact_id: int
    version: int
    values: Mapping[str, Any]


FIELDS = ("name", "job_title", "best_time")
POINTS = {"phone": ("phone", "direct"), "mobile": ("phone", "mobile"), "email": ("email", "work")}


@stored_as("contacts.add")
def add(
    work: Work, new: NewContact, client_id: int | None = None, *, is_really_new: bool = False
) -> ContactSaved:
    """Add a contact, assigned to a client where one is given; the first contact becomes its primary one.

    Raises Invalid naming the field, Duplicates where somebody known is likely the same unless the user says that this
    is somebody else.
    """
    from trtui.desk import assignment, same_person
    from trtui.store.tables import Assignment, Contact

    if client_id is None:
        permit(work, Verb.ASSIGN_CONTACTS)
    else:
        open_client(work, client_id, Verb.ASSIGN_CONTACTS)
    if not is_really_new:
        same_person.refuse_likely(work, new, client_id)
    contact = work.add(
        Contact(
            name=required(new.name, "The name", field="name"),
            job_title=line(new.job_title, field="job_title") or None,
            created_at=work.now,
            created_by=work.actor.user_id,
        )
    )
    assert contact.id is not None
    for name in POINTS:
        _set_point(work, contact.id, name, str(getattr(new, name)))
    if new.csi.strip():
        _code(work, contact.id, new.csi, "")
    if client_id is not None:
        work.add(
            Assignment(
                client_id=client_id, contact_id=contact.id, role=line(new.role, 80) or None, from_at=work.now
            )
        )
        assignment.settle_primary(work, client_id, contact.id if new.is_primary else None)
    work.label = f"Add {contact.name}"
    return ContactSaved(contact.id, contact.name)


def values(look: Look, contact_id: int) -> ContactValues:
    """Return what an edit form starts from; raises NotFound, NotAllowed."""
    from trtui.store.queries import contacts

    open_contact(look, contact_id)
    row = contacts.form(look.db, contact_id)
    if row is None:
        raise NotFound(f"There is no contact {contact_id}.")
    found: dict[str, Any] = {name: getattr(row, name) for name in (*FIELDS, "csi")}
    for name, (kind, label) in POINTS.items():
        point = contacts.point(look.db, contact_id, kind, label)
        found[name] = point.typed if point else None
    return ContactValues(contact_id, row.version, found)


@stored_as("contacts.edit")
def edit(
    work: Work, contact_id: int, base: Mapping[str, Any], wanted: Mapping[str, Any], version: int
) -> ContactSaved:
    """Save an edit form: ``base`` and ``version`` as it was opened, ``wanted`` as it was left.

    Raises StaleSave where somebody changed the same field meanwhile, Invalid naming the field.
    """
    from trtui.store.tables import Contact

    open_contact(work, contact_id, Verb.EDIT_CLIENT)
    contact = work.get(Contact, contact_id)
    own: dict[str, Any] = {}
    for name in FIELDS:
        if name in wanted:
            text = str(wanted[name] or "")
            own[name] = (
                required(text, "The name", field=name) if name == "name" else line(text, field=name) or None
            )
    changed = save_form(work, contact, base, own, version)
    _refuse_stale(work, contact, base, wanted, version)
    for name in POINTS:
        if name in wanted and (wanted[name] or "") != (base.get(name) or ""):
            changed = _set_point(work, contact_id, name, str(wanted[name] or "")) or changed
    if "csi" in wanted and (wanted["csi"] or None) != (base.get("csi") or None):
        changed = _code(work, contact_id, str(wanted["csi"] or ""), "") or changed
    work.label = f"Edit {contact.name}"
    return ContactSaved(contact_id, contact.name, changed)


@stored_as("contacts.code")
def code(work: Work, contact_ids: Sequence[int], text: str, reason: str = "") -> int:
    """Give contacts a CSI code, or take it away with an empty text; return how many changed.

    Their due dates follow by themselves. Raises Invalid for a code that is not A, B, C or D.
    """
    from trtui.store.tables import Contact

    names: list[str] = []
    for contact_id in contact_ids:
        open_contact(work, contact_id, Verb.CODE_CONTACT)
        if _code(work, contact_id, text, reason):
            names.append(work.get(Contact, contact_id).name)
    whom = spoken.listed(names, "contact")
    wanted = parse_code(text)
    work.label = f"Give {whom} code {wanted.value}" if wanted else f"Take the code off {whom}"
    return len(names)


@stored_as("contacts.archive")
def archive(work: Work, contact_ids: Sequence[int], why: str = "") -> int:
    """Archive contacts; return how many were not archived yet. Where one was primary, another contact becomes it."""
    from trtui.store.tables import Contact

    names: list[str] = []
    for contact_id in contact_ids:
        open_contact(work, contact_id, Verb.EDIT_CLIENT)
        contact = work.get(Contact, contact_id)
        if contact.archived_at is None:
            work.change(contact, archived_at=work.now, archived_why=line(why) or None)
            _settle(work, contact_id)
            names.append(contact.name)
    work.label = f"Archive {spoken.listed(names, 'contact')}"
    return len(names)


@stored_as("contacts.restore")
def restore(work: Work, contact_ids: Sequence[int]) -> int:
    """Take contacts back out of the archive; return how many were in it."""
    from trtui.store.tables import Contact

    names: list[str] = []
    for contact_id in contact_ids:
        open_contact(work, contact_id, Verb.EDIT_CLIENT)
        contact = work.get(Contact, contact_id)
        if contact.archived_at is not None:
            work.change(contact, archived_at=None, archived_why=None)
            _settle(work, contact_id)
            names.append(contact.name)
    work.label = f"Restore {spoken.listed(names, 'contact')}"
    return len(names)


def _settle(work: Work, contact_id: int) -> None:
    """Leave the clients of a contact that went or came with exactly one primary contact."""
    from trtui.desk import assignment
    from trtui.store.queries import access

    for client_id in access.clients_of(work.db, contact_id):
        assignment.settle_primary(work, client_id, None)


def _refuse_stale(
    work: Work, contact: Contact, base: Mapping[str, Any], wanted: Mapping[str, Any], version: int
) -> None:
    """Raise StaleSave where somebody changed a number, an address or the code that the form changes too.

    These are not saved as fields of the contact's row, so ``save_form`` does not compare them.
    """
    clashes: list[FieldConflict] = []
    changed: list[tuple[str, int]] = []
    for name in (*POINTS, "csi"):
        start, mine = base.get(name) or None, wanted.get(name) or None
        if name in wanted and mine != start:
            entity, number, theirs = _standing(work, contact, name)
            if theirs not in (start, mine):
                clashes.append(FieldConflict(name, start, mine, theirs))
                changed.append((entity, number))
    if clashes:
        raise stale(work, *changed[0], clashes, version)


def _standing(work: Work, contact: Contact, name: str) -> tuple[str, int, str | None]:
    """Return the record that holds a number, an address or the code now, and its value."""
    from trtui.store.queries import contacts

    number = work.number(contact)
    if name == "csi":
        return "contact", number, contact.csi
    point = contacts.point(work.db, number, *POINTS[name])
    if point is not None:
        return "contact_point", point.id, point.typed
    gone = contacts.newest_point(work.db, number, *POINTS[name])
    return ("contact", number, None) if gone is None else ("contact_point", gone, None)


def _code(work: Work, contact_id: int, text: str, reason: str) -> bool:
    from trtui.store import days
    from trtui.store.tables import Contact, CsiHistory

    contact = work.get(Contact, contact_id)
    wanted = parse_code(text)
    if text.strip() and wanted is None:
        raise Invalid(f"“{text.strip()[:10]}” is no CSI code. Give A, B, C or D, or nothing.", "csi")
    value = wanted.value if wanted else None
    if value == contact.csi:
        return False
    work.add(
        CsiHistory(
            contact_id=contact_id,
            code=value,
            previous=contact.csi,
            reason=line(reason) or None,
            set_by=work.actor.user_id,
            set_at=work.now,
        )
    )
    since = local_day(work.now, work.zone) if value else None
    return work.change(contact, csi=value, **days.fields("contact", since))


def _set_point(work: Work, contact_id: int, name: str, text: str) -> bool:
    from trtui.store.queries import contacts
    from trtui.store.tables import ContactPoint

    kind, label = POINTS[name]
    found = contacts.point(work.db, contact_id, kind, label)
    row: ContactPoint | None = work.get(ContactPoint, found.id) if found is not None else None
    if not text.strip():
        return row is not None and work.change(row, invalid_at=work.now, invalid_why="removed")
    if kind == "phone":
        phone = phones.entered(line(text, 40, name), work.rules.region, name)
        value, typed, ext = phone.number, phone.typed, phone.ext or None
    else:
        value = typed = web.email(line(text, 254, name), name)
        ext = None
    if row is not None:
        return work.change(row, value=value, typed=typed, ext=ext)
    position = list(POINTS).index(name)
    work.add(
        ContactPoint(
            contact_id=contact_id,
            kind=kind,
            value=value,
            typed=typed,
            ext=ext,
            label=label,
            position=position,
        )
    )
    return True
