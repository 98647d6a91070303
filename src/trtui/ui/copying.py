"""Copying what lists hold: the choice where a record has several things worth copying, one line per record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from trtui.desk import sections, summary
from trtui.domain import phones
from trtui.ui.menu import Choice
from trtui.ui.shown import counted
from trtui.ui.subjects import Subject, clients_of

if TYPE_CHECKING:
    from trtui.ui.app import Workspace


class Copied(NamedTuple):
    """One kind of thing that can be copied of several records: its key, its name, and one text per record."""

    key: str
    label: str
    texts: Sequence[str]


async def of_one(app: Workspace, subject: Subject, *more: Choice) -> None:
    """Copy the phone number, the e-mail address, the name or a summary of one record."""
    choices: list[Choice] = list(more)
    client_id = clients_of([subject])[0] if clients_of([subject]) else None
    head = await app.office.read(summary.summary, client_id) if client_id is not None else None
    people = await app.office.read(sections.contacts, client_id) if client_id is not None else ()
    mine = next((one for one in people if subject.kind == "contact" and one.contact_id == subject.id), None)
    phone = mine.phone if mine else head.phone if head else ""
    if phone:
        choices.append(Choice(f"Phone {phones.display(phone)}", phones.display(phone), "p"))
    if mine and mine.email:
        choices.append(Choice(f"E-mail {mine.email}", mine.email, "e"))
    choices.append(Choice(f"Name {subject.name}", subject.name, "n"))
    if head is not None:
        lines = [
            head.name,
            head.status.value.label,
            f"{head.town} {head.postcode}".strip(),
            phones.display(head.phone),
        ]
        lines += [
            f"{one.name}, {one.job_title}, {phones.display(one.phone)}" for one in people if one.to_at is None
        ]
        choices.append(Choice("Summary", "\n".join(line for line in lines if line.strip()), "s"))
    choice = await app.choose("Copy", choices)
    if choice is not None:
        app.copy(choice.value, "the summary" if choice.key == "s" else "")


async def of_several(app: Workspace, count: int, kinds: Sequence[Copied]) -> None:
    """Copy one line for each of several records, of the kind that is chosen; who lacks it is left out."""
    choices = []
    for kind in kinds:
        texts = [one_line(text) for text in kind.texts if text.strip()]
        said = kind.label if len(texts) == count else f"{kind.label} ({len(texts)} of {count})"
        why_not = "" if texts else "None of them has one"
        choices.append(Choice(said, (kind.label, texts), kind.key, why_not=why_not))
    choice = await app.choose(f"Copy of {count} records, one line each", choices)
    if choice is not None:
        label, texts = choice.value
        app.copy("\n".join(texts), f"{label.lower()}: {counted(len(texts), 'line')}")


def one_line(text: str) -> str:
    """Return text without line breaks, as one record of a copied list."""
    return " ".join(text.split())
