"""The ways to have something done at the store, awaited by screens and carried out at once for commands."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar

if TYPE_CHECKING:
    from trtui.desk.office import Office
    from trtui.store.look import Desk, Look
    from trtui.store.work import Work

P = ParamSpec("P")
T = TypeVar("T")


class Doors(Protocol):
    """The three ways to have something done at the store."""

    async def read(self, use_case: Callable[Concatenate[Look, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Answer a question."""

    async def write(
        self, use_case: Callable[Concatenate[Work, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Carry out a use case."""

    async def operate(
        self, use_case: Callable[Concatenate[Desk, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Carry out something operational."""


class Here:
    """The doors of an office in the calling thread: nothing is ever waited for."""

    def __init__(self, office: Office) -> None:
        self.office = office

    async def read(self, use_case: Callable[Concatenate[Look, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        return self.office.read_now(lambda look: use_case(look, *args, **kwargs))

    async def write(
        self, use_case: Callable[Concatenate[Work, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        return self.office.write_now(use_case, *args, **kwargs)

    async def operate(
        self, use_case: Callable[Concatenate[Desk, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        return self.office.operate_now(use_case, *args, **kwargs)


def finished(steps: Coroutine[Any, Any, T]) -> T:
    """Return the result of a coroutine that never waits."""
    try:
        steps.send(None)
    except StopIteration as done:
        return done.value  # type: ignore[no-any-return]
    raise RuntimeError("a step waited")
