"""Taking lists out: any list, limited by the search box's filters, as rows that a file or a screen can take."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeVar

from trtui.desk.access import permit
from trtui.desk.exporting.lists import LISTS, ExportList
from trtui.desk.exporting.rows import Cell, Row, instant, planned
from trtui.desk.exporting.selection import limits_of, pages
from trtui.domain.errors import Invalid
from trtui.domain.phones import display
from trtui.domain.policy import Verb
from trtui.domain.query import parse

if TYPE_CHECKING:
    from trtui.store.look import Look

__all__ = ["NAMES", "Cell", "Export", "Row", "export"]
T = TypeVar("T")
QUEUE = "queue"
NAMES = (*LISTS, QUEUE)
"""What can be exported."""
_QUEUE_LIMIT = 100_000
_QUEUE_COLUMNS = (
    "Client",
    "Contact",
    "Job title",
    "CSI",
    "Due",
    "Due at",
    "Why",
    "Phone number",
    "May be called",
    "Town",
    "On list of",
    "Last outcome",
    "Last touch",
    "Contact ID",
    "Client ID",
)


@dataclass(frozen=True, slots=True)
class Export:
    """A list on its way out; ``rows`` can be read once, while the use case that gave it runs.

    ``hints`` are sentences about the filter text, such as that nobody has the name asked for.
    """

    name: str
    label: str
    columns: tuple[str, ...]
    rows: Iterator[Row]
    hints: tuple[str, ...] = ()


def export(
    look: Look, name: str, filter_text: str, write: Callable[[Export], T], *, scope: str = "mine"
) -> T:
    """Give a list to ``write`` and return what that returns.

    The filter text is read as in the search box; lists that hang on clients hold those of the clients that fit. Only
    what the user may open goes out, archived records only when asked for. ``scope`` is whose queue it is (mine, team,
    everyone). Raises NotAllowed, and Invalid for a list that does not exist.
    """
    permit(look, Verb.EXPORT)
    wanted = name.strip().lower()
    if wanted == QUEUE:
        return write(_queue(look, filter_text, scope))
    found = LISTS.get(wanted)
    if found is None:
        near = get_close_matches(wanted, NAMES, n=1, cutoff=0.5)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise Invalid(f"There is no list “{name.strip()[:30]}”.{hint} There is: {', '.join(NAMES)}.", "list")
    return write(_listed(look, found, filter_text))


def _listed(look: Look, found: ExportList, filter_text: str) -> Export:
    query = parse(filter_text)
    limits = limits_of(look, query)

    def rows() -> Iterator[Row]:
        told: set[int] = set()
        for ids in pages(look, query, limits, found.noun):
            if ids:
                yield from found.rows(look, ids, query.statuses)
            if query.words:
                told.update(ids)
        if found.of_people is None or not query.words:
            return
        for ids in pages(look, query, limits, "contact", by_own=True):
            for row in found.of_people(look, ids, query.statuses) if ids else ():
                if row[-1] not in told:  # the client, whose rows are all there
                    yield row

    return Export(found.name, found.label, found.columns, rows(), (*query.hints, *limits.hints))


def _queue(look: Look, filter_text: str, scope: str) -> Export:
    from trtui.desk import queue

    page = queue.due(look, scope, filter_text, _QUEUE_LIMIT)
    rows: Iterator[Row] = (
        (
            row.client,
            row.contact,
            row.job_title,
            row.csi,
            row.due.text,
            planned(look, row.due_on, row.due_at),
            row.why,
            display(row.phone, look.rules.region) if row.phone else None,
            row.permission.text if row.permission else None,
            row.town,
            row.owner,
            row.last_outcome,
            instant(look, row.last_touch_at),
            row.contact_id,
            row.client_id,
        )
        for row in page.rows
    )
    return Export(QUEUE, "Calls due", _QUEUE_COLUMNS, rows, page.hints)
