"""The lists that can be exported, and their columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trtui.desk.exporting import rows
from trtui.desk.exporting.rows import Row
from trtui.desk.exporting.selection import Noun
from trtui.domain.status import ClientStatus

if TYPE_CHECKING:
    from trtui.store.look import Look


@dataclass(frozen=True, slots=True)
class ExportList:
    """A list: what it is called, its columns, by which records its filter text chooses, and how rows are read."""

    name: str
    label: str
    columns: tuple[str, ...]
    noun: Noun
    rows: Callable[[Look, Sequence[int], frozenset[ClientStatus]], Iterator[Row]]
    of_people: Callable[[Look, Sequence[int], frozenset[ClientStatus]], Iterator[Row]] | None = None
    """Reads the rows of contacts, for a list of clients' records that may also be about one of their people."""


_CLIENT = ("Client", "Company number")
_ADDRESS = (
    "Site",
    "Site name",
    "Address line 1",
    "Address line 2",
    "Town",
    "County",
    "Postcode",
    "Country",
)
# Headers that import knows mean the same there, so that an export can be changed and brought in again; the other
# headers must not look like one of these.
LISTS: dict[str, ExportList] = {
    one.name: one
    for one in (
        ExportList(
            "clients",
            "Clients",
            (
                *_CLIENT,
                "Website",
                "Stage",
                "Sales level",
                "Industry",
                "Customer type",
                "Lead source",
                "Warning",
                "Owner",
                "Tags",
                "Trading names",
                "Previous names",
                "Main phone",
                *_ADDRESS,
                "Status",
                "Best CSI code",
                "People",
                "Open jobs",
                "Next call",
                "Last touch",
                "Created at",
                "Archived at",
                "Client ID",
            ),
            "client",
            rows.clients,
        ),
        ExportList(
            "contacts",
            "Contacts",
            (
                *_CLIENT,
                "Postcode",
                "Contact",
                "Job title",
                "Role",
                "Primary",
                "CSI",
                "Direct phone",
                "Mobile",
                "E-mail",
                "Best time",
                "Status",
                "On list of",
                "Next call",
                "Last conversation",
                "Out of queue",
                "Archived at",
                "Contact ID",
                "Client ID",
            ),
            "contact",
            rows.contacts,
        ),
        ExportList("sites", "Sites", (*_CLIENT, *_ADDRESS, "Main site", "Client ID"), "client", rows.sites),
        ExportList(
            "jobs",
            "Jobs",
            (
                *_CLIENT,
                "Vacancy",
                "Kind",
                "Status",
                "Headcount",
                "Contact",
                "Registered",
                "By",
                "Filled",
                "Closed",
                "Client ID",
            ),
            "client",
            rows.jobs,
        ),
        ExportList(
            "touches",
            "Touches",
            (
                *_CLIENT,
                "At",
                "Kind",
                "Outcome",
                "Conversation",
                "Contact",
                "Number called",
                "Note",
                "By",
                "Client ID",
            ),
            "client",
            rows.touches,
            rows.touches_with,
        ),
        ExportList(
            "notes",
            "Notes",
            (*_CLIENT, "At", "Contact", "Note", "Pinned", "By", "Client ID"),
            "client",
            rows.notes,
            rows.notes_about,
        ),
        ExportList(
            "tasks",
            "Tasks",
            (*_CLIENT, "Due", "Kind", "Task", "Contact", "For", "Done", "Done by", "Client ID"),
            "client",
            rows.tasks,
            rows.tasks_about,
        ),
    )
}
