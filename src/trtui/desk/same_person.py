"""Whom a new contact may be the same as: one check for the form, assignment and commands."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from trtui.desk.access import open_client
from trtui.domain import people, phones, web
from trtui.domain.errors import Duplicates, Invalid
from trtui.domain.folding import readings
from trtui.domain.people import Likeness, Person

if TYPE_CHECKING:
    from trtui.desk.contacts import NewContact
    from trtui.store.look import Look
    from trtui.store.work import Work

_RANK: Final = {likeness: rank for rank, likeness in enumerate(Likeness)}
LIMIT: Final = 5


@dataclass(frozen=True, slots=True)
class SamePerson:
    """Somebody known who may be the one that is being added; ``clients`` are those that the user may open."""

    contact_id: int
    name: str
    strength: str
    reasons: tuple[str, ...]
    job_title: str
    clients: tuple[str, ...]
    is_here: bool
    is_archived: bool

    @property
    def is_likely(self) -> bool:
        """Whether adding the person again is refused until the user says that this is somebody else."""
        return self.strength != Likeness.POSSIBLE

    @property
    def text(self) -> str:
        """Say why it may be the same person, and where that one works."""
        where = ", ".join(self.clients[:2]) or "no client"
        parts = ("archived" if self.is_archived else "", "; ".join(self.reasons), self.job_title, where)
        return " · ".join(part for part in parts if part)


def check(
    look: Look | Work, new: NewContact, client_id: int | None = None, *, without: Collection[int] = ()
) -> tuple[SamePerson, ...]:
    """Return the people who may be the same as a new contact, the likeliest first, those of the client before others.

    What cannot be understood yet is left aside. People whose clients are all hidden from the user are left out. Raises
    NotFound for a client that is hidden or unknown.
    """
    from trtui.store.queries import alike

    if client_id is not None:
        open_client(look, client_id)
    typed = _typed(look, new)
    numbers = [phones.without_extension(line) for line in typed.lines]
    ids, here = alike.ids(
        look.db,
        look.actor,
        client_id,
        typed.emails,
        numbers,
        readings(typed.name) if typed.name.strip() else (),
    )
    ids = [number for number in ids if number not in without]
    points = alike.points(look.db, ids)
    found = []
    for row in alike.people(look.db, ids):
        emails, lines = points[row.id]
        same = people.compare(typed, Person(row.name, tuple(emails), tuple(lines)), is_here=row.id in here)
        if same is not None:
            found.append((row, same))
    found.sort(
        key=lambda pair: (_RANK[pair[1].likeness], pair[0].id not in here, pair[0].is_archived, pair[0].id)
    )
    found = found[:LIMIT]
    clients = alike.clients(look.db, look.actor, [row.id for row, _ in found])
    return tuple(
        SamePerson(
            row.id,
            row.name,
            same.likeness.value,
            same.reasons,
            row.job_title,
            tuple(clients[row.id]),
            row.id in here,
            row.is_archived,
        )
        for row, same in found
    )


def refuse_likely(work: Work, new: NewContact, client_id: int | None) -> None:
    """Raise Duplicates where somebody known is certainly or likely the new contact."""
    found = [same for same in check(work, new, client_id) if same.is_likely]
    if found:
        first = found[0]
        raise Duplicates(
            f"Probably there already: {first.name} ({first.text}). Assign them, or say that this is somebody else.",
            found,
        )


def _typed(look: Look | Work, new: NewContact) -> Person:
    lines = []
    for text in (new.phone, new.mobile):
        phone = phones.parse(text, look.rules.region)
        if phone.e164:
            lines.append(phone.key)
    try:
        email = web.email(new.email) if new.email.strip() else ""
    except Invalid:
        email = ""
    return Person(new.name.strip(), (email,) if email else (), tuple(lines))
