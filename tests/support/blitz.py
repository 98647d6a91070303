"""Callers in processes of their own, who work one queue until it is empty."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any
from uuid import uuid4

from tests.support.clock import FixedClock
from trtui.desk import calling, claims, queue
from trtui.desk.office import Office
from trtui.store.look import Desk

Call = tuple[int, int]
"""Client and token."""


def work_together(
    logins: list[str], worker: Callable[..., list[Call]], url: str, at: int
) -> list[list[Call]]:
    """Let every login work in a process of its own, all beginning at once; return what each called."""
    context = get_context("spawn")
    with context.Manager() as manager:
        gate = manager.Barrier(len(logins))
        with ProcessPoolExecutor(len(logins), mp_context=context) as pool:
            futures = [pool.submit(worker, url, login, at, gate) for login in logins]
            return [future.result(timeout=120) for future in futures]


def careful(url: str, login: str, at: int, gate: Any) -> list[Call]:
    """Claim, call and record through the use cases, until nothing is left."""
    office = Office(url, FixedClock(at), login=login)
    called: list[Call] = []
    try:
        office.operate_now(claims.release_all)
        gate.wait(60)
        while (claimed := office.operate_now(claims.claim_next, "everyone")) is not None:
            called.append((claimed.client_id, claimed.token))
            office.write_now(
                calling.record, claimed.contact_id, "conversation", once=uuid4().hex, token=claimed.token
            )
    finally:
        office.close()
    return called


def careless(url: str, login: str, at: int, gate: Any) -> list[Call]:
    """Do it as it must not be done: look who is free, then take them without looking again."""
    office = Office(url, FixedClock(at), login=login)
    called: list[Call] = []
    try:
        gate.wait(60)
        for _ in range(3):
            free = [row for row in office.read_now(queue.due, "everyone").rows if not row.refusal]
            gate.wait(60)
            if free:
                office.operate_now(_seize, free[0].client_id, free[0].contact_id)
                called.append((free[0].client_id, 0))
            gate.wait(60)
    finally:
        office.close()
    return called


def _seize(desk: Desk, client_id: int, contact_id: int) -> None:
    desk.db.run(
        "INSERT INTO claim (client_id, contact_id, user_id, token, taken_at, lease_until)"
        " VALUES (:client, :contact, :me, 1, :now, :until) ON CONFLICT (client_id) DO UPDATE"
        " SET user_id = excluded.user_id, token = claim.token + 1, lease_until = excluded.lease_until",
        client=client_id,
        contact=contact_id,
        me=desk.actor.user_id,
        now=desk.now,
        until=desk.now + 600,
    )
