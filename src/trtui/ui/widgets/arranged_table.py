"""A table over rows in memory that the user narrows by typing and sorts by column."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from trtui.ui.widgets.arrangement import Arrangement, Order
from trtui.ui.widgets.rows import Column, ListSource, Row
from trtui.ui.widgets.table_messages import Told
from trtui.ui.widgets.virtual_table import VirtualTable


class ArrangedTable(VirtualTable):
    """Keeps all rows and shows those that its arrangement leaves; the cursor stays on its record."""

    class Arranged(Told):
        """Other rows are left by the filter, or they stand in another order."""

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        orders: Sequence[Order] = (),
        grouped: bool = False,
        empty: str = "Nothing here.",
        header: bool = True,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Make a table without rows.

        ``orders`` are the ways to sort, by default the columns that are seen. ``grouped`` keeps rows with a depth
        under theirs.
        """
        super().__init__(columns, empty=empty, header=header, id=id, classes=classes)
        self.arrangement = Arrangement()
        self._orders = tuple(orders)
        self.filter_hint = "any words"
        """What the empty filter proposes to type."""
        self._grouped = grouped
        self._all: tuple[Row, ...] = ()

    @property
    def rows(self) -> Sequence[Row]:
        """The rows that are left, in the order in which they are shown."""
        source = self.source
        return source.rows if isinstance(source, ListSource) else ()

    @property
    def targets(self) -> tuple[Hashable, ...]:
        """Keys that a verb acts on: the marked ones as they are shown, then those that the filter hides."""
        if not len(self.marks):
            return super().targets
        seen = [row.key for row in self.rows if row.key in self.marks]
        return tuple(dict.fromkeys([*seen, *self.marks.keys]))

    @property
    def filter_text(self) -> str:
        """What the list is narrowed by."""
        return self.arrangement.text

    @property
    def is_filter_seen(self) -> bool:
        """Whether the line of the filter stays when it is left, as long as it leaves out anything."""
        return bool(self.filter_text)

    @property
    def count_text(self) -> str:
        """How many rows the filter leaves: ``3 of 17``."""
        count = sum(not row.heading for row in self.rows)
        return f"{count:,} of {sum(not row.heading for row in self._all):,}"

    @property
    def orders(self) -> Sequence[Order]:
        """The ways in which the list can be sorted now."""
        if self._orders:
            return self._orders
        shown = [placed.column for placed in self._painter.placed]
        return [Order(one.name, one.title.casefold()) for one in shown if one.title and one.sorts]

    def show_rows(self, rows: Iterable[Row], *, keep: bool = True) -> None:
        """Show rows that are in memory, as they are arranged."""
        self._all = tuple(rows)
        self._arrange(keep)

    def rearrange(self) -> None:
        """Show the rows again after the arrangement was changed; cursor and marks stay on their records."""
        self._arrange(keep=True)

    def _arrange(self, keep: bool) -> None:
        arrangement = self.arrangement
        rows = arrangement.arrange(self._all, [one.name for one in self.columns], grouped=self._grouped)
        order = arrangement.order
        shown = None if order is None else (order.name, arrangement.is_reversed)
        if shown != self.order:
            self.order = shown
            self.lay_out()
        super().show_rows(rows, keep=keep)
        self.post_message(self.Arranged(self))

    @property
    def said_when_empty(self) -> str:
        """What stands in place of the rows when there are none."""
        if self._all and self.arrangement.text.strip():
            return f"None of {len(self._all):,} has “{self.arrangement.text.strip()}”. Esc clears the filter."
        return self.empty

    def lay_out(self) -> None:
        """Choose the columns that fit, before all others the one that the list is sorted by."""
        name = self.order[0] if self.order else ""
        first = [one._replace(priority=0) if one.name == name else one for one in self.columns]
        self._painter.lay_out(first, self.size.width)

    # Actions

    def narrow(self, text: str) -> None:
        """Leave only the rows with all of the words."""
        if text != self.filter_text:
            self.arrangement.text = text
            self.rearrange()

    def sort_by_next(self) -> None:
        """Sort by the next column."""
        self.arrangement.next_order(self.orders)
        self.rearrange()

    def turn_round(self) -> None:
        """Turn the order round."""
        self.arrangement.is_reversed = not self.arrangement.is_reversed
        self.rearrange()

    def act_place_back(self) -> bool:
        """Drop the filter, then the marks; without any, leave the key to the place around."""
        if self.arrangement.text:
            self.narrow("")
            return True
        return super().act_place_back()
