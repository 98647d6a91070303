"""A small app on the foundation: one list of clients with a box, and every kind of dialog. Also run in
terminals.

python -m tests.ui.small_app [--clients N] [--plain] [--crash] [--drafts FILE] [--logs FOLDER] [--evil]
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Hashable, Iterable, Sequence
from pathlib import Path
from typing import Any

from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from trtui.domain.errors import Conflict, Invalid, StoreUnavailable
from trtui.ui.actions import Scope
from trtui.ui.dialogs import ask, confirm, fill, pick
from trtui.ui.form import Field
from trtui.ui.keymap import Keymap
from trtui.ui.menu import Choice
from trtui.ui.place import Place
from trtui.ui.shell import Shell
from trtui.ui.widgets.line_input import LineInput
from trtui.ui.widgets.rows import Cell, Column, Page, Row
from trtui.ui.widgets.virtual_table import VirtualTable

COLUMNS = (
    Column("client", "Client", 20, grow=1),
    Column("next", "Next call", 12),
    Column("number", "No", 9, align="right", priority=1),
    Column("town", "Town", 12, priority=2),
)


def client(number: int, name: str = "") -> Row:
    """Return the row of a client."""
    late = Cell("● 3 d overdue", "overdue") if number % 3 == 0 else "in 9 d"
    return Row(
        number, (name or f"Client {number} Ltd", late, f"{number * 7:,}", "Leeds"), depth=int(number % 5 == 4)
    )


class Clients:
    """As many clients as wanted, made when they are asked for; every read is counted."""

    def __init__(self, count: int) -> None:
        self.order = range(count)
        self.reads: list[tuple[int, int]] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.error: Exception | None = None

    async def page(self, start: int, size: int) -> Page:
        self.reads.append((start, size))
        await self.gate.wait()
        if self.error is not None:
            raise self.error
        return Page([client(number) for number in self.order[start : start + size]], start, len(self.order))

    async def position(self, key: Hashable) -> int | None:
        return self.order.index(key) if isinstance(key, int) and key in self.order else None

    async def keys(self, limit: int) -> Sequence[Hashable]:
        return list(self.order[:limit])


class ClientList(Place):
    """A box over a list."""

    SCOPES = (Scope.SEARCH,)
    PLACE = "trtui  Search"

    def __init__(self, rows: Sequence[Row] | int = 40) -> None:
        super().__init__()
        self.source = Clients(rows if isinstance(rows, int) else 0)
        self.rows = None if isinstance(rows, int) else rows
        self.log_of: list[str] = []

    def compose_body(self) -> Iterable[Widget]:
        yield LineInput(placeholder="name, number or postcode")
        yield VirtualTable(COLUMNS, empty="No clients yet. n makes one.")

    @property
    def list(self) -> VirtualTable:
        return self.query_one(VirtualTable)

    @property
    def box(self) -> LineInput:
        return self.query_one(LineInput)

    def on_mount(self) -> None:
        self.header.show(right="Sam Okafor · 12 due")
        self.list.focus()
        if self.rows is None:
            self.list.show(self.source)
        else:
            self.list.show_rows(self.rows)

    def on_input_changed(self, event: Input.Changed) -> None:
        words = event.value.lower().split()
        found = [client(number) for number in range(500)]
        self.list.show_rows(
            [row for row in found if all(word in str(row.cells[0]).lower() for word in words)], keep=False
        )

    def on_virtual_table_row_opened(self, event: VirtualTable.RowOpened) -> None:
        self.shell.tell(f"opened {event.row.key}", "good")

    def did(self, what: str) -> None:
        self.log_of.append(what)
        self.shell.tell(what)

    def act_go(self, verb: str) -> None:
        self.did(f"go {verb}")

    def act_contact_assign(self) -> None:
        self.did(f"assign {list(self.list.targets)}")

    def act_touch_log(self) -> None:
        raise Conflict("Priya changed this client a minute ago. Read it again with R.")

    def act_search_focus(self) -> None:
        self.box.focus()

    def act_place_back(self) -> None:
        self.list.focus()

    def why_record_new(self) -> str | None:
        return "New clients are made on Mondays"

    def act_record_new(self) -> None:
        self.did("new")

    async def act_record_edit(self) -> None:
        async def save(changed: dict[str, Any]) -> dict[str, Any]:
            if changed.get("name") == "taken":
                raise Invalid("there is one of that name", "name")
            if changed.get("name") == "offline":
                raise StoreUnavailable("The store cannot be reached. Try again.")
            return changed

        fields = [
            Field("name", "Name", "Acme", required=True),
            Field(
                "csi",
                "CSI",
                "B",
                kind="choice",
                options=[("A", "A month"), ("B", "B 2 months"), ("C", "C quarter")],
            ),
            Field(
                "goal", "Goal", 10, parse=_number, preview=lambda text: f"= {text}" if text.isdigit() else ""
            ),
            Field("notes", "Notes", "first line\nsecond", kind="lines", rows=3),
        ]
        self.did(f"edited {await fill(self.shell, 'Edit client', fields, save)}")

    async def act_call_snooze(self) -> None:
        self.did(f"snoozed {await ask(self.shell, 'Next call', Field('when', 'When', '+3d'))}")

    async def act_record_remove(self) -> None:
        self.did(f"removed {await confirm(self.shell, 'Archive it?', 'Archive')}")

    def why_list_filter(self) -> str | None:
        return None

    why_list_sort = why_list_filter

    async def act_list_sort(self) -> None:
        choice = await self.shell.choose(
            "Sort by",
            [
                Choice("Name", "name"),
                Choice("Next call", "next"),
                Choice("Town", why_not="There are no towns"),
            ],
        )
        self.did(f"sorted {choice.value if choice else None}")

    async def act_contact_code(self) -> None:
        row = await pick(self.shell, "Owner", [Row(name, (name,)) for name in ("Ann", "Bob", "Priya")])
        self.did(f"owner {row.key if row else None}")


class Broken(ClientList):
    """A first screen that cannot be made."""

    def on_mount(self) -> None:
        raise RuntimeError("Dana Whitlock could not be shown")


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise Invalid("a whole number, please") from None


class SmallApp(Shell):
    """The foundation with one place."""

    def __init__(
        self, place: Screen[Any] | None = None, keymap: Keymap | None = None, **options: Any
    ) -> None:
        super().__init__(keymap, **options)
        self.first = place or ClientList()
        self.drafts: Path | None = None

    def get_default_screen(self) -> Screen[Any]:
        return self.first

    def act_app_quit(self) -> None:
        self.exit()

    async def keep_drafts(self) -> None:
        if self.drafts is not None and isinstance(self.first, ClientList):
            self.drafts.write_text(self.first.box.value)

    def act_change_undo(self) -> None:
        secret = "Dana Whitlock 0113 496 0142"  # noqa: F841  a local that no crash may print
        raise RuntimeError("Dana Whitlock could not be undone")


def main() -> None:
    """Run the app in this terminal."""
    options = argparse.ArgumentParser()
    options.add_argument("--clients", type=int, default=1000)
    options.add_argument("--plain", action="store_true", help="send everything as Textual would")
    options.add_argument("--drafts", type=Path)
    options.add_argument("--logs", type=Path)
    options.add_argument("--evil", action="store_true")
    options.add_argument("--mouse", action="store_true")
    options.add_argument("--broken", action="store_true", help="fail at the start")
    chosen = options.parse_args()
    rows: Sequence[Row] | int = chosen.clients
    if chosen.evil:
        from tests.support.evil import EVIL

        rows = [client(number, text) for number, text in enumerate(EVIL.values())]
    app = SmallApp(
        (Broken if chosen.broken else ClientList)(rows), diffing=not chosen.plain, log_folder=chosen.logs
    )
    app.drafts = chosen.drafts
    app.run(mouse=chosen.mouse)
    raise SystemExit(app.return_code)


if __name__ == "__main__":
    main()
