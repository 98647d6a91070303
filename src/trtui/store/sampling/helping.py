"""Work done in another process, which tells how it gets on."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from trtui.domain.errors import StoreUnavailable

T = TypeVar("T")
P = ParamSpec("P")
Tell = Callable[[T], None]

_CONTEXT = get_context("spawn")  # the program may have threads, and a fork would copy their locks


class Helper(Generic[T]):
    """A process that carries out a task; iterating yields what the task tells, and raises what it raises.

    The task must be a module's function, and what it is given and tells must go through a pipe. It waits while nobody
    listens, so that it is at most one tale ahead.
    """

    def __init__(
        self, task: Callable[Concatenate[Tell[T], P], None], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        self._ear, mouth = _CONTEXT.Pipe(duplex=False)
        self._process = _CONTEXT.Process(target=_work, args=(mouth, task, args, kwargs), daemon=True)
        self._process.start()
        mouth.close()

    def __iter__(self) -> Iterator[T]:
        """Return itself."""
        return self

    def __next__(self) -> T:
        """Wait for what the task tells next."""
        try:
            tale, error, is_over = self._ear.recv()
        except EOFError:
            raise StoreUnavailable(
                "A helping process was ended from outside. Free some memory and try again; nothing is left half-made."
            ) from None
        if error is not None:
            raise error
        if is_over:
            raise StopIteration
        return tale  # type: ignore[no-any-return]

    def close(self) -> None:
        """End the process, whether or not its task is done."""
        self._ear.close()
        self._process.terminate()
        self._process.join()


def _work(mouth: Connection, task: Callable[..., None], args: Any, kwargs: Any) -> None:
    """Carry out a task in the process made for it."""
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # whoever asked is interrupted as well, and ends this process
    error: Exception | None = None
    with suppress(BrokenPipeError, ConnectionResetError):
        try:
            task(lambda tale: mouth.send((tale, None, False)), *args, **kwargs)
        except (BrokenPipeError, ConnectionResetError):
            raise
        except Exception as raised:
            error = raised
        mouth.send((None, error, True))
