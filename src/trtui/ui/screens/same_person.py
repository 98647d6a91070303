"""Asking whether somebody who is being added is somebody who is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from trtui.desk.same_person import SamePerson
from trtui.ui.menu import Choice

if TYPE_CHECKING:
    from trtui.ui.app import Workspace

KEYS = "123456789"
Answer = SamePerson | Literal["new", "back"]


async def ask_same_person(app: Workspace, candidates: Sequence[SamePerson], verb: str) -> Answer:
    """Ask which of the known people it is: one of them, somebody else (``new``), or back to the form.

    ``verb`` says what is done with a known one, such as “Assign”.
    """
    first = candidates[0]
    choices = [
        Choice(_words(one, verb), one, key, one.text) for key, one in zip(KEYS, candidates, strict=False)
    ]
    choice = await app.choose(
        f"Probably there already: {first.name}",
        [
            *choices,
            Choice("Somebody else", "new", "N", "adds a new person of this name"),
            Choice("Back to the form", "back", "b"),
        ],
    )
    answer: Answer = choice.value if choice else "back"
    return answer


def _words(one: SamePerson, verb: str) -> str:
    return f"Go to {one.name}" if one.is_here else f"{verb} {one.name}"
