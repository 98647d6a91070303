"""Where a user's wishes are carried out without the screen waiting: own threads, one writer, cancel means stop.

Reads run on two threads, each with its own connection; cancelling the awaiting task interrupts the statement. Writes
run one after another on one thread and are never cancelled half-way. The store, and with it the ORM, is opened in
these threads, after the first paint.
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import tzinfo
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from trtui.desk.stored_names import stored_name
from trtui.domain.errors import ShutOut, StoreUnavailable, TrtuiError
from trtui.domain.rules import Rules
from trtui.domain.time import Clock, local_day

if TYPE_CHECKING:
    from trtui.domain.policy import Actor
    from trtui.store.agreed import Agreed
    from trtui.store.look import Desk, Look
    from trtui.store.place import Store
    from trtui.store.reader import Reader
    from trtui.store.work import Work

P = ParamSpec("P")
T = TypeVar("T")
READERS = 2


class Office:
    """One user's sitting at one store; screens and commands ask it to read and to write."""

    def __init__(
        self,
        url: str,
        clock: Clock,
        login: str = "",
        account: str = "",
        offered: Mapping[str, Any] | None = None,
    ) -> None:
        """Take a place at a store without opening it yet.

        ``login`` is who sits here, empty for whoever connects; ``account`` is the operating system's account, which
        says who connects to a file. A database knows that itself. ``offered`` are settings of an older file of the
        user's, from which a store without a time zone may take its own.
        """
        self.url = url
        self.clock = StoreClock(clock)
        self.rules = Rules()
        """The agency's rules, as the last transaction found them."""
        self.notice = ""
        """What the user should know about the store, once it is open; empty when nothing."""
        self.login = login
        self.account = account
        self.sitting = os.urandom(8).hex()
        self._offered = offered or {}
        self._agreed: Agreed | None = None
        self.unexpected: Callable[[Exception, str], Exception] | None = None
        """Makes an error that nobody foresaw one that can be told, given what failed; else it is raised as it is."""
        self.shut_out: Callable[[str], object] | None = None
        """Hears, with the reason, that the user may not sit here any more."""
        self._store: Store | None = None
        self._actor: Actor | None = None
        self._opening = threading.Lock()
        self._own = threading.local()
        self._readers: list[Reader] = []
        self._reading = ThreadPoolExecutor(READERS, thread_name_prefix="trtui-read")
        self._writing = ThreadPoolExecutor(1, thread_name_prefix="trtui-write")
        self._jobs = 0

    @property
    def actor(self) -> Actor:
        """Who sits here, as the last transaction found them; known once the office is open."""
        if self._actor is None:
            raise StoreUnavailable("The store is not open yet.")
        return self._actor

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being read or written."""
        return self._jobs == 0

    def sit_down(self) -> None:
        """Open the store in the calling thread, so that its rules and its time zone are known; for commands."""
        self._enter()

    async def open(self) -> Actor:
        """Open the store and find out who the user is, off the screen's thread.

        Raises StoreUnavailable, SchemaTooNew or NotAllowed.
        """
        return await self._run(self._reading, self._enter, None, "")

    async def load(self, *modules: str) -> None:
        """Import what will be needed next in the store's own thread, so that the screen does not wait for it."""
        await self._run(self._reading, lambda: [import_module(name) for name in modules], None, "")

    async def prepare(self) -> None:
        """Have the bank holidays at hand before a day is asked for, so that reading it does not hold up the screen."""
        today = local_day(self.clock.now(), self.clock.zone)
        await self._run(self._reading, lambda: self.rules.workdays.holiday(today), None, "Reading")

    async def read(self, use_case: Callable[Concatenate[Look, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Answer a question from one moment of the store; cancelling the task stops the database."""
        stop = _Stop()
        return await self._run(
            self._reading, lambda: self._read(stop, use_case, *args, **kwargs), stop, "Reading"
        )

    async def write(
        self, use_case: Callable[Concatenate[Work, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Carry out a use case in one transaction; once begun it is completed even if nobody waits."""
        job = partial(self.write_now, use_case, *args, **kwargs)
        return await self._run(self._writing, job, None, "Saving")

    async def operate(
        self, use_case: Callable[Concatenate[Desk, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Carry out something operational (claims, sessions, drafts), which is not journaled."""
        job = partial(self.operate_now, use_case, *args, **kwargs)
        return await self._run(self._writing, job, None, "Saving")

    def read_now(self, use_case: Callable[Concatenate[Look, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Answer a question in the calling thread; for commands."""
        return self._read(_Stop(), use_case, *args, **kwargs)

    def write_now(self, use_case: Callable[Concatenate[Work, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Carry out a use case in the calling thread; for commands."""
        actor = self._enter()
        assert self._store is not None
        from trtui.store.work import working

        with working(
            self._store,
            actor,
            now=self.clock.now(),
            zone=self.clock.zone,
            sitting=self.sitting,
            use_case=stored_name(use_case),
        ) as work:
            work.actor = self._still(work.db, actor)
            work.rules, work.zone = self._settings(work.db)
            return use_case(work, *args, **kwargs)

    def operate_now(
        self, use_case: Callable[Concatenate[Desk, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Carry out something operational in the calling thread; for commands."""
        from trtui.store.look import Desk

        actor = self._enter()
        assert self._store is not None
        with self._store.writing() as writer:
            actor = self._still(writer, actor)
            rules, zone = self._settings(writer)
            return use_case(Desk(writer, actor, self.clock.now(), zone, rules), *args, **kwargs)

    def close(self) -> None:
        """Stop reading, finish writing and close the store."""
        self._reading.shutdown(wait=False, cancel_futures=True)
        for reader in self._readers:
            reader.interrupt()
        self._reading.shutdown(wait=True)
        self._writing.shutdown(wait=True)
        for reader in self._readers:
            reader.close()
        self._readers.clear()
        if self._store is not None:
            self._store.close()
            self._store = None

    async def shut(self) -> None:
        """Close without holding up the event loop."""
        closed = asyncio.get_running_loop().create_future()
        loop = asyncio.get_running_loop()

        def close() -> None:
            self.close()
            loop.call_soon_threadsafe(closed.set_result, None)

        threading.Thread(target=close, name="trtui-close").start()
        await closed

    def _enter(self) -> Actor:
        with self._opening:
            if self._actor is None:
                from trtui.desk.entry import enter
                from trtui.desk.founding import settle
                from trtui.store.place import open_store

                if self._store is None:
                    self._store = open_store(self.url)
                actor = enter(self._store, self.login, self.clock.now(), self.account)
                self.notice = settle(self._store, actor, self.clock, self._offered)
                reader = self._store.reader()
                try:
                    self._settings(reader)
                finally:
                    reader.close()
                self._actor = actor
            return self._actor

    def _still(self, reader: Reader, actor: Actor) -> Actor:
        """Ask within a transaction whether the user may still sit here, and as whom."""
        from trtui.desk.entry import still

        now = still(reader, actor)
        self._actor = now
        return now

    def _settings(self, reader: Reader) -> tuple[Rules, tzinfo]:
        """Return the rules and the time zone that hold within a transaction; screens see them from now on."""
        from trtui.store.agreed import agreed

        self._agreed = found = agreed(reader, self._agreed)
        self.rules = found.rules
        self.clock.follow(found.zone)
        return found.rules, self.clock.zone if found.zone is None else found.zone

    def _read(
        self, stop: _Stop, use_case: Callable[Concatenate[Look, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        from trtui.store.look import Look

        actor = self._enter()
        reader = self._own_reader()
        if self._store is not None:
            self._store.check()
        with stop.over(reader), reader.snapshot():
            actor = self._still(reader, actor)
            rules, zone = self._settings(reader)
            return use_case(Look(reader, actor, self.clock.now(), zone, rules), *args, **kwargs)

    def _own_reader(self) -> Reader:
        reader: Reader | None = getattr(self._own, "reader", None)
        if reader is None:
            assert self._store is not None
            reader = self._own.reader = self._store.reader()
            self._readers.append(reader)
        return reader

    async def _run(self, pool: ThreadPoolExecutor, job: Callable[[], T], stop: _Stop | None, what: str) -> T:
        """Run a job in a pool; ``what`` says what failed when nobody foresaw its error, empty where it is vital."""
        try:
            future: Future[T] = pool.submit(job)
        except RuntimeError:
            raise StoreUnavailable("The store is being closed.") from None
        self._jobs += 1
        try:
            return await asyncio.wrap_future(future)
        except asyncio.CancelledError:
            if stop is not None:
                stop.now()
            raise
        except ShutOut as error:
            if self.shut_out is not None:
                self.shut_out(error.message)
            raise
        except TrtuiError:
            raise
        except Exception as error:
            if self.unexpected is None or not what:
                raise
            raise self.unexpected(error, what) from error
        finally:
            self._jobs -= 1


class StoreClock:
    """A clock that goes by the time zone of the store, once it is known."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._zone: tzinfo | None = None

    @property
    def zone(self) -> tzinfo:
        """The time zone in which the agency's days begin."""
        return self._zone or self._clock.zone

    def now(self) -> int:
        """Return the present instant in UTC epoch seconds."""
        return self._clock.now()

    def country(self, zone: str) -> str:
        """Return the country whose bank holidays are likeliest in a time zone, or nothing."""
        return self._clock.country(zone)

    def follow(self, zone: tzinfo | None) -> None:
        """Go by a time zone from now on, or with none by one's own."""
        self._zone = zone


class _Stop:
    """A wish to stop a read: before it began it never begins, after it ended nothing is interrupted."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._reader: Reader | None = None
        self._wanted = False

    def now(self) -> None:
        """Stop the read now, if it runs."""
        with self._lock:
            self._wanted = True
            if self._reader is not None:
                self._reader.interrupt()

    def over(self, reader: Reader) -> _Watch:
        """Return the block within which the reader may be interrupted."""
        return _Watch(self, reader)


class _Watch:
    def __init__(self, stop: _Stop, reader: Reader) -> None:
        self.stop, self.reader = stop, reader

    def __enter__(self) -> None:
        with self.stop._lock:
            if self.stop._wanted:
                from trtui.store.reader import Interrupted

                raise Interrupted("Stopped.")
            self.stop._reader = self.reader

    def __exit__(self, *_: Any) -> None:
        with self.stop._lock:
            self.stop._reader = None
