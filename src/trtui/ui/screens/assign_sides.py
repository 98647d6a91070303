"""The two sides of contact assignment: people with their search box, and the client's contacts."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message

from trtui.domain.folding import fold
from trtui.ui.form_fields import Note
from trtui.ui.screens.assign_rows import CONTACTS, PEOPLE
from trtui.ui.widgets.arranged_table import ArrangedTable
from trtui.ui.widgets.line_input import LineInput

HERE = "here"
"""The filter word that offers people who are assigned to the client already too."""
NARROW = 72
"""Cells below which one side is shown at a time."""


class SideTable(ArrangedTable):
    """One of the two lists; what escape and refresh mean is known around it."""

    def act_place_back(self) -> bool:
        """Leave escape to the sides: the filter goes before the marks."""
        return False

    def act_list_refresh(self) -> bool:
        """Leave refreshing to the place, which reads both lists."""
        return False


class Sides(Horizontal):
    """Both lists, of which one is in front: the one that verbs act on, and the only one shown when narrow."""

    class Turned(Message):
        """A side was put in front."""

    def __init__(self) -> None:
        super().__init__(classes="body")
        self.people = SideTable(PEOPLE, empty="", header=False, id="people")
        """The list on the left."""
        self.people.filter_hint = f"any words · {HERE}: those assigned too"
        self.contacts = SideTable(CONTACTS, empty="", header=False, id="contacts")
        """The list on the right."""
        self.box = LineInput(placeholder="a name", id="people-box")
        """The box that people are searched with."""
        self.is_right = False
        """Whether the client's contacts are in front."""
        self._filter = Note("", id="people-filter")
        self._client = Note("", id="client-name")
        self._left = Vertical(id="people-side", classes="pane")
        self._right = Vertical(id="contacts-side", classes="pane -right")

    def compose(self) -> ComposeResult:
        """Yield the two sides."""
        with self._left:
            with Horizontal(classes="side-head"):
                yield Note("People ▸", id="people-label")
                yield self.box
                yield self._filter
            yield self.people
        with self._right:
            with Horizontal(classes="side-head"):
                yield self._client
            yield self.contacts

    @property
    def front(self) -> SideTable:
        """The list that verbs act on."""
        return self.contacts if self.is_right else self.people

    @property
    def only_free(self) -> bool:
        """Whether people who are assigned to the client already are left out on the left."""
        words = fold(self.people.arrangement.text).split()
        return not any(
            len(word) > 2 and (HERE.startswith(word) or "assigned".startswith(word)) for word in words
        )

    @property
    def text(self) -> str:
        """What is typed in the box, without the space around it."""
        return self.box.value.strip()

    def show_filter(self) -> None:
        """Say whether people who are assigned to the client already are left out."""
        self._filter.show("(not assigned here)" if self.only_free else "(everybody)")

    def show_client(self, name: str) -> None:
        """Name the client."""
        self._client.show(name)

    # Changing sides

    def turn(self, *, right: bool) -> None:
        """Put a side in front."""
        self._bring(right)
        self.front.focus()

    def act_pane(self, verb: str) -> None:
        """Change side."""
        self.turn(right=not self.is_right)

    def act_search_focus(self) -> None:
        """Go to the box that people are searched with, its text chosen so that typing begins anew."""
        self._bring(False)
        self.box.focus()
        self.box.action_select_all()

    def act_place_back(self) -> bool | None:
        """Leave the box, then drop the filter, clear the box, drop the marks; else leave the key to the place."""
        if self.box.has_focus:
            self.people.focus()
        elif self.front.arrangement.text:
            self.front.narrow("")
        elif self.box.value and not self.is_right:
            self.box.value = ""
        elif not self.front.clear_marks():
            return False
        return None

    def on_descendant_focus(self) -> None:
        """Follow the focus, which the mouse and jump labels move too."""
        self._bring(self.contacts.has_focus)

    def on_resize(self, event: events.Resize) -> None:
        """Show one side at a time where both would be too narrow to read."""
        self._lay_out(event.size.width)

    def _bring(self, right: bool) -> None:
        self.is_right = right
        self._lay_out(self.size.width)
        self.post_message(self.Turned())

    def _lay_out(self, cells: int) -> None:
        both = cells >= NARROW
        self._left.display = both or not self.is_right
        self._right.display = both or self.is_right
        self._right.set_class(not both, "-alone")
