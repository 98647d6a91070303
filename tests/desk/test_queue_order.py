"""The queue read from indexes is the queue that the domain's rules give: who is in it, and in which order."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest

from tests.support.agency import Agency
from trtui.desk import queue
from trtui.desk.office import Office
from trtui.domain.csi import CADENCE, CsiCode, DueState
from trtui.domain.policy import ClientAccess, Visibility, is_visible
from trtui.domain.queue import Bucket, Due, DueKind, QueueItem, is_offered_to, order_key
from trtui.domain.time import DAY, HOUR, MINUTE
from trtui.store import search
from trtui.store.look import Desk

TOWNS = ("Leeds", "Leek", "York", "Bath", None)


@dataclass(frozen=True)
class Invented:
    """A contact as invented: all that decides its place."""

    contact_id: int
    client_id: int
    owner_id: int | None
    due: Due
    town: str | None
    tags: frozenset[str]


@dataclass(frozen=True)
class Base:
    """What was invented, and what decides for whom it is seen."""

    people: list[Invented]
    access: dict[int, ClientAccess]
    targets: dict[int, set[int]]
    claims: dict[int, tuple[int, int]]
    """client → (user, contact)"""


def invent(desk: Desk, seed: int, users: list[int], teams: list[int], count: int = 160) -> Base:
    """Write a random base: every rank, kind, owner, access and lateness, with many equal dates."""
    rnd, now, run = random.Random(seed), desk.now, desk.db.run
    base = Base([], {}, {user: set() for user in users}, {})
    tags = {
        name: desk.db.value("INSERT INTO tag (name, version) VALUES (:n, 1) RETURNING id", n=name)
        for name in ("vip", "old")
    }
    for number in range(1, count // 2 + 1):
        owner, access = rnd.choice([None, *users]), rnd.choice(["everyone"] * 4 + ["team", "owner"])
        team, town = rnd.choice([None, *teams]), rnd.choice(TOWNS)
        run(
            "INSERT INTO client (id, name, owner_id, team_id, access, stage, created_at, version)"
            " VALUES (:id, :name, :owner, :team, :access, 'prospect', :now, 1)",
            id=number, name=f"Client {number}", owner=owner, team=team, access=access, now=now,
        )  # fmt: skip
        run(
            "INSERT INTO client_state (client_id, name_key, owner_id, status, town, contacts, open_jobs, is_archived)"
            " VALUES (:id, :name, :owner, 'target', :town, 2, 0, :no)",
            id=number, name=f"client {number}", owner=owner, town=town, no=False,
        )  # fmt: skip
        run(
            "INSERT INTO site (client_id, kind, town, is_main, created_at, version)"
            " VALUES (:id, 'workplace', :town, :yes, :now, 1)",
            id=number, town=town, yes=True, now=now,
        )  # fmt: skip
        worn = frozenset(name for name in tags if rnd.random() < 0.3)
        for name in worn:
            run(
                "INSERT INTO client_tag (client_id, tag_id, version) VALUES (:c, :t, 1)",
                c=number,
                t=tags[name],
            )
        base.access[number] = ClientAccess(owner, "", Visibility(access), team)
        for contact_id in (number * 2 - 1, number * 2):
            base.people.append(_person(desk, rnd, contact_id, number, owner, users, town, worn))
    for user in users:
        for one in rnd.sample(base.people, 6):
            base.targets[user].add(one.contact_id)
            run(
                "INSERT INTO target20 (user_id, contact_id, since_at, until_on, version)"
                " VALUES (:u, :c, :now, '2027-03-01', 1)", u=user, c=one.contact_id, now=now,
            )  # fmt: skip
    for one in rnd.sample(base.people, 12):
        if one.client_id not in base.claims:
            base.claims[one.client_id] = (rnd.choice(users), one.contact_id)
            run(
                "INSERT INTO claim (client_id, contact_id, user_id, token, taken_at, lease_until)"
                " VALUES (:k, :c, :u, 1, :now, :until)",
                k=one.client_id, c=one.contact_id, u=base.claims[one.client_id][0], now=now, until=now + 60,
            )  # fmt: skip
    search.rebuild(desk.db)
    return base


def _person(
    desk: Desk, rnd: random.Random, contact_id: int, client_id: int, owner: int | None, users: list[int],
    town: str | None, tags: frozenset[str],
) -> Invented:  # fmt: skip
    code = rnd.choice([*CsiCode, None])
    days = None if code is None else CADENCE.interval(code).days
    since = desk.now - rnd.choice(
        [0, 1, HOUR, 3 * DAY, 3 * DAY, 40 * DAY, -DAY, -90 * DAY, rnd.randrange(90 * DAY)]
    )
    kinds = [DueKind.CADENCE, DueKind.SNOOZE, DueKind.NEXT] if code else [DueKind.TASK]
    kind = rnd.choice([*kinds, *kinds, DueKind.RETRY, DueKind.CALLBACK])
    at = since if kind is not DueKind.RETRY else max(since, desk.now + rnd.choice([-MINUTE, 0, DAY]))
    reserved = rnd.choice([None, *users]) if kind is DueKind.CALLBACK else None
    due = Due(at, since, kind, days, 5 if code is None else code.rank, reserved)
    desk.db.run(
        "INSERT INTO contact (id, name, csi, created_at, version) VALUES (:id, :name, :csi, :now, 1)",
        id=contact_id, name=f"Person {contact_id}", csi=code and code.value, now=desk.now,
    )  # fmt: skip
    desk.db.run(
        "INSERT INTO assignment (client_id, contact_id, is_primary, from_at, version)"
        " VALUES (:client, :contact, :no, :now, 1)",
        client=client_id, contact=contact_id, no=False, now=desk.now,
    )  # fmt: skip
    desk.db.run(
        "INSERT INTO contact_state (contact_id, client_id, name_key, owner_id, status, csi, csi_rank, due_at,"
        " due_since, due_kind, reserved_for, interval_days, is_archived) VALUES (:id, :client, :name, :owner,"
        " 'unknown', :csi, :rank, :at, :since, :kind, :reserved, :days, :no)",
        id=contact_id, client=client_id, name=f"person {contact_id}", owner=owner, csi=code and code.value,
        rank=due.rank, at=due.at, since=due.since, kind=kind.value, reserved=reserved, days=days, no=False,
    )  # fmt: skip
    return Invented(contact_id, client_id, owner, due, town, tags)


def expected(
    office: Office, base: Base, scope: str, fits: Callable[[Invented], bool], *, later: bool = False
) -> list[int]:
    """Return whom the domain's rules put into somebody's queue, in their order."""
    actor, now = office.actor, office.clock.now()
    teams = {"mine": {actor.user_id}, "team": colleagues(office), "everyone": None}[scope]
    found = []
    for one in base.people:
        mine = base.claims.get(one.client_id) == (actor.user_id, one.contact_id)
        item = QueueItem(one.contact_id, one.due, one.contact_id in base.targets[actor.user_id], mine)
        in_scope = (
            teams is None
            or one.owner_id in teams
            or item.in_target20
            or one.due.reserved_for == actor.user_id
        )
        is_kept = one.due.reserved_for not in (None, actor.user_id)
        is_asked_for = (
            in_scope and fits(one) and (is_offered_to(one.due, actor.user_id, now) or (later and not is_kept))
        )
        if (mine or is_asked_for) and is_visible(actor, base.access[one.client_id]):
            found.append(item)
    return [item.contact_id for item in sorted(found, key=lambda item: order_key(item, now))]


def colleagues(office: Office) -> set[int]:
    def read(look: Any) -> set[int]:
        teams = ", ".join(map(str, sorted(office.actor.team_ids))) or "0"
        return set(look.db.column(f"SELECT user_id FROM team_member WHERE team_id IN ({teams})"))

    return office.read_now(read) | {office.actor.user_id}


@pytest.fixture(params=[1, 2])
def base(request: pytest.FixtureRequest, agency: Agency) -> Base:
    users = [office.actor.user_id for office in offices(agency)]
    teams = agency.sam.read_now(lambda look: look.db.column("SELECT id FROM team ORDER BY id"))
    return agency.sam.operate_now(invent, request.param, users, teams)


def offices(agency: Agency) -> list[Office]:
    found = [agency.sam, agency.priya, agency.jo, agency.max]
    for office in found:
        office.read_now(lambda look: None)
    return found


SCOPES = ("mine", "team", "everyone")


def test_everybodys_queue_is_that_of_the_rules(agency: Agency, base: Base) -> None:
    lengths = []
    for office, scope in product(offices(agency), SCOPES):
        whole = expected(office, base, scope, lambda one: True)
        lengths.append(len(whole))
        for limit in (1, 7, 30, 1000):
            page = office.read_now(queue.due, scope, "", limit)
            assert [row.contact_id for row in page.rows] == whole[:limit]
            assert (page.total, page.is_more) == (len(whole), False)
    assert max(lengths) > 20, "the oracle must have something to say"


def test_what_is_not_due_yet_follows_by_date(agency: Agency, base: Base) -> None:
    for office, scope in product(offices(agency), SCOPES):
        whole = expected(office, base, scope, lambda one: True, later=True)
        for limit in (7, 1000):
            page = office.read_now(queue.due, scope, "", limit, include_later=True)
            assert [row.contact_id for row in page.rows] == whole[:limit]
            assert page.total == len(whole)


FILTERS: dict[str, Callable[[Invented], bool]] = {
    "csi:a": lambda one: one.due.rank == 1,
    "csi:b,d": lambda one: one.due.rank in (2, 4),
    "csi:none": lambda one: one.due.rank == 5,
    "town:leeds": lambda one: one.town == "Leeds",
    "town:lee": lambda one: one.town in ("Leeds", "Leek"),
    "town:nowhere": lambda one: False,
    "tag:vip": lambda one: "vip" in one.tags,
    "tag:vip tag:old": lambda one: one.tags == {"vip", "old"},
    "owner:nobody": lambda one: one.owner_id is None,
    "csi:a town:york tag:old": lambda one: one.due.rank == 1 and one.town == "York" and "old" in one.tags,
    "person": lambda one: True,
    "client 1": lambda one: str(one.client_id).startswith("1") or str(one.contact_id).startswith("1"),
    "status:active": lambda one: False,
}


def test_a_filter_leaves_what_fits(agency: Agency, base: Base) -> None:
    for office, scope, (text, fits) in product(offices(agency), ("mine", "everyone"), FILTERS.items()):
        whole = expected(office, base, scope, fits)
        for limit in (5, 1000):
            page = office.read_now(queue.due, scope, text, limit)
            assert [row.contact_id for row in page.rows] == whole[:limit], text
        assert page.total == len(whole), text


def test_a_filter_by_owner_reads_me_and_names(agency: Agency, base: Base) -> None:
    priya = agency.priya.actor.user_id
    whole = expected(agency.sam, base, "everyone", lambda one: one.owner_id == priya)
    assert [
        row.contact_id for row in agency.sam.read_now(queue.due, "everyone", "owner:shah", 1000).rows
    ] == whole
    mine = expected(agency.priya, base, "everyone", lambda one: one.owner_id == priya)
    assert [
        row.contact_id for row in agency.priya.read_now(queue.due, "everyone", "owner:me", 1000).rows
    ] == mine
    page = agency.sam.read_now(queue.due, "everyone", "owner:zoltan")
    assert page.hints[0].startswith("No user is called “zoltan”; use me, nobody, jo, max")


def test_overdue_and_late_mean_what_the_colours_say(agency: Agency, base: Base) -> None:
    for text, states in (("due:overdue", {DueState.OVERDUE}), ("due:late", {DueState.OVERDUE, DueState.DUE})):
        everyone = agency.sam.read_now(queue.due, "everyone", "", 1000).rows
        rows = agency.sam.read_now(queue.due, "everyone", text, 1000).rows
        wanted = [
            row.contact_id
            for row in everyone
            if row.bucket is Bucket.MINE or (row.due.state in states and row.due.days_late > 0)
        ]
        assert [row.contact_id for row in rows] == wanted
        assert 0 < len(rows) < len(everyone)


def test_a_day_to_come_adds_what_is_due_until_then(agency: Agency, base: Base) -> None:
    week = agency.sam.read_now(queue.due, "everyone", "due:7d", 1000).rows
    later = agency.sam.read_now(queue.due, "everyone", "", 1000, include_later=True).rows
    soon = [row.contact_id for row in later if row.bucket is Bucket.MINE or -row.due.days_late <= 7]
    assert [row.contact_id for row in week] == soon
    assert {row.bucket for row in week} >= {Bucket.LATER, Bucket.OVERDUE}


def test_nothing_without_a_date_is_in_the_queue(agency: Agency, base: Base) -> None:
    page = agency.sam.read_now(queue.due, "everyone", "due:none")
    assert all(row.bucket is Bucket.MINE for row in page.rows)
    assert page.hints and "search for due:none" in page.hints[0]
