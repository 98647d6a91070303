"""What a table tells the places around it; handled as ``on_virtual_table_row_opened`` and so on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from trtui.ui.widgets.rows import Row
    from trtui.ui.widgets.virtual_table import VirtualTable


class Told(Message, namespace="virtual_table"):
    """Something that a table tells."""

    def __init__(self, table: VirtualTable) -> None:
        super().__init__()
        self.table = table

    @property
    def control(self) -> VirtualTable:
        """The table, for ``@on`` selectors."""
        return self.table


class RowHighlighted(Told, namespace="virtual_table"):
    """The cursor stands on another record; ``row`` is None when the list is empty."""

    def __init__(self, table: VirtualTable, row: Row | None) -> None:
        super().__init__(table)
        self.row = row


class RowOpened(Told, namespace="virtual_table"):
    """A record was chosen with enter or a click."""

    def __init__(self, table: VirtualTable, row: Row) -> None:
        super().__init__(table)
        self.row = row


class MarksChanged(Told, namespace="virtual_table"):
    """Rows were marked or unmarked; ``count`` are marked now."""

    def __init__(self, table: VirtualTable, count: int) -> None:
        super().__init__(table)
        self.count = count
