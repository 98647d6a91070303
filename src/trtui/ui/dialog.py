"""A screen over a place that answers once, however it is left."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from textual.screen import ModalScreen

from trtui.ui.widgets.hint_bar import rest

if TYPE_CHECKING:
    from trtui.ui.shell import Shell

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer], Generic[Answer], inherit_bindings=False):
    """Asks something; subclasses give what was answered to ``answer``."""

    _told: Callable[[Answer | None], None] | None = None
    _given: tuple[Answer | None] | None = None

    @property
    def shell(self) -> Shell:
        """The app, as what it is."""
        return cast("Shell", self.app)

    def on_screen_suspend(self) -> None:
        """Show no keys while something else has them."""
        rest(self)

    def on_screen_resume(self) -> None:
        """Show the keys of this dialog."""
        self.shell.refresh_hints()

    def tell_answer(self, told: Callable[[Answer | None], None]) -> None:
        """Call a function with the answer, or with None when the dialog is taken away without one."""
        self._told = told
        if self._given is not None:
            told(*self._given)

    def answer(self, answer: Answer | None) -> None:
        """Answer and leave; what lies over the dialog stays."""
        self._tell(answer)
        self.shell.take_away(self)

    def on_unmount(self) -> None:
        """Answer nothing when the dialog was taken away otherwise."""
        self._tell(None)

    def _tell(self, answer: Answer | None) -> None:
        if self._given is None:
            self._given = (answer,)
            if self._told is not None:
                self._told(answer)
