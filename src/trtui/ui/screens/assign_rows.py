"""How people and planned contacts look in the two lists of contact assignment."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from datetime import tzinfo
from typing import cast

from trtui.desk.assignment import Member, Person
from trtui.domain import spoken
from trtui.ui import shown
from trtui.ui.screens.assign_plan import Plan, PlanLine
from trtui.ui.widgets.facts import Fact
from trtui.ui.widgets.rows import Cell, Column, Row

PEOPLE = (
    Column("name", "Person", 16, grow=2, least=10),
    Column("at", "Assigned to", 16, grow=3, least=8),
    Column("job", "Job title", 16, grow=2, priority=2),
    Column("csi", "CSI", 3, priority=3),
    Column("phone", "Phone", 15, best=24, priority=4),
)
CONTACTS = (
    Column("name", "Contact", 19, grow=2, least=12),
    Column("what", "Role", 15, grow=3, least=8),
    Column("csi", "CSI", 3, priority=2),
    Column("phone", "Phone", 15, best=24, priority=3),
)


def person_row(person: Person, plan: Plan, here: Collection[int], *, is_read: bool = True) -> Row:
    """Return somebody who could be assigned; ``is_read`` is false while only the name is known."""
    return Row(
        key_of(person.contact_id),
        (
            person.name,
            _where(person, plan, here) if is_read else "",
            Cell(person.job_title, "muted"),
            person.csi or shown.NONE,
            Cell(shown.phone(person.phone), "muted"),
        ),
        values={"name": person.name, "at": person.clients[0] if person.clients else None},
        words=" ".join(person.clients),
    )


def _where(person: Person, plan: Plan, here: Collection[int]) -> str | Cell:
    if plan.newcomer(person.contact_id) is not None:
        return Cell("+ will be added", "good")
    if person.contact_id in plan.leaving:
        return Cell("− will be removed", "due")
    if person.contact_id in here:
        return Cell("assigned here", "muted")
    if not person.clients:
        return Cell("no client", "muted")
    first, more = person.clients[0], len(person.clients) - 1
    others = f" +{more}" if more else ""
    return f"★ {first}{others}" if person.is_primary_at == first else f"also: {first}{others}"


def contact_row(line: PlanLine, role_key: str) -> Row:
    """Return one of the client's contacts as planned; ``role_key`` is named where a role could be given."""
    sign = "+" if line.is_coming else "−" if line.is_leaving else "~" if line.is_role_new else " "
    star = "★" if line.is_primary else " "
    name = f"{sign}{star} {line.name}"
    tone = "good" if line.is_coming else "due" if line.is_leaving else "strong" if line.is_primary else ""
    return Row(
        key_of(line.contact_id),
        (
            Cell(name, tone),  # type: ignore[arg-type]
            _what(line, role_key),
            line.csi or shown.NONE,
            Cell(shown.phone(line.phone), "muted"),
        ),
        values={"name": line.name},
    )


def _what(line: PlanLine, role_key: str) -> str | Cell:
    if line.is_leaving:
        return Cell("will be removed", "due")
    if line.is_role_new:
        return Cell(line.what or "no role now", "accent")
    if line.is_primary and not line.was_primary:
        return Cell("new primary", "accent")
    if line.was_primary and not line.is_primary:
        return Cell("not primary now", "muted")
    if line.is_coming and not line.what:
        return Cell(f"no role ({role_key} sets it)", "muted")
    return line.what


def person_facts(person: Person) -> list[Fact]:
    """Return what the peek says of somebody on the left: every client, with a star where primary."""
    return _known(
        Fact("", Cell(person.name, "strong"), 2),
        Fact("Title", person.job_title),
        Fact("CSI", person.csi),
        Fact("☎", shown.phone(person.phone)),
        *(
            Fact("At" if not at else "", f"★ {name}" if name == person.is_primary_at else name)
            for at, name in enumerate(person.clients or ("no client",))
        ),
    )


def contact_facts(line: PlanLine, member: Member | None, zone: tzinfo) -> list[Fact]:
    """Return what the peek says of one of the client's contacts."""
    return _known(
        Fact("", Cell(f"★ {line.name}" if line.is_primary else line.name, "strong"), 2),
        Fact("Role", line.what),
        Fact("Title", member.job_title if member else ""),
        Fact("CSI", line.csi),
        Fact("☎", shown.phone(line.phone)),
        Fact("Since", spoken.exact(member.from_at, zone) if member else "will be added"),
    )


def _known(*facts: Fact) -> list[Fact]:
    return [fact for fact in facts if fact.value]


def no_people(text: str, only_free: bool, key: Callable[[str], str]) -> str:
    """Say what to do where nobody is found; ``key`` gives the live key of an action."""
    if not text:
        return f"No contacts yet. Type a name; esc, then {key('record.new')} adds a person."
    here = f" Or {key('list.filter')}, then “here”: who is assigned here already." if only_free else ""
    return f"No match. Try fewer letters; esc, then {key('record.new')} adds “{text}” as a new person.{here}"


def no_contacts(key: Callable[[str], str]) -> str:
    """Say what to do where a client has no contacts."""
    return f"No contacts yet. Mark people on the left; {key('contact.assign')} assigns them."


def key_of(contact_id: int) -> Hashable:
    """Return a person's key in both lists."""
    return ("contact", contact_id)


def number_of(key: Hashable) -> int:
    """Return the person that a row stands for."""
    return cast("tuple[str, int]", key)[1]
