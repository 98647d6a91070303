"""The shapes of a sample agency. Named tuples, not dataclasses: a large store needs ten million of them.

Users, clients and contacts are numbered from 0 and name each other by number: a user by its number, a client by its
number, a contact by its own number, which grows with the client's. All instants are UTC epoch seconds.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class SampleUser(NamedTuple):
    """A user of the agency; ``team`` is the team's number."""

    number: int
    login: str
    name: str
    role: str
    team: int
    email: str


class SampleAgency(NamedTuple):
    """The people who work the sample: users and teams in the order of their numbers, and the tags in use."""

    name: str
    users: tuple[SampleUser, ...]
    teams: tuple[str, ...]
    tags: tuple[str, ...]


class SamplePhone(NamedTuple):
    """A phone number; ``label`` is main, direct or mobile."""

    e164: str
    typed: str
    label: str
    ext: str | None = None


class SampleScreening(NamedTuple):
    """What is known against calling a number: an objection with its words, or a TPS/CTPS result."""

    e164: str
    objected_at: int | None
    objected_by: int | None
    objection: str | None
    tps_result: str | None
    tps_checked_at: int | None


class SampleName(NamedTuple):
    """A trading or previous name (``kind``); previous ones ended on a day."""

    name: str
    kind: str
    until_on: date | None


class SampleOverride(NamedTuple):
    """A client's status set by hand."""

    status: str
    reason: str
    by: int
    set_at: int
    expires_at: int | None


class SampleSite(NamedTuple):
    """An address; ``kind`` is registered, billing, workplace or other."""

    kind: str
    name: str | None
    line: str
    town: str
    postcode: str
    is_main: bool


class SampleDepartment(NamedTuple):
    """A sub-unit of a client; ``site`` is an index into the client's sites."""

    name: str
    site: int
    phone: str | None


class SampleTouch(NamedTuple):
    """A logged interaction of a user with a contact; ``outcome`` is the code of a call's outcome."""

    at: int
    user: int
    kind: str
    outcome: str | None
    is_conversation: bool
    note: str | None


class SamplePlan(NamedTuple):
    """A next call that replaces the due date: callback, snooze or retry; a call-back is reserved for ``user``."""

    kind: str
    at: int
    user: int | None
    reason: str | None
    set_by: int
    set_at: int


class SampleCode(NamedTuple):
    """One setting of a contact's CSI code."""

    code: str
    previous: str | None
    reason: str | None
    by: int
    at: int


class SampleContact(NamedTuple):
    """A person at a client. ``codes`` is the history of the CSI code, oldest first; touches are oldest first."""

    number: int
    name: str
    title: str | None
    is_primary: bool
    role: str | None
    created_at: int
    ended_at: int | None
    ended_why: str | None
    out_of_queue: str | None
    best_time: str | None
    email: str | None
    phones: tuple[SamplePhone, ...]
    screenings: tuple[SampleScreening, ...]
    codes: tuple[SampleCode, ...]
    in_target20: bool
    touches: tuple[SampleTouch, ...]
    plan: SamplePlan | None

    @property
    def csi(self) -> str | None:
        """Return the present code, or none."""
        return self.codes[-1].code if self.codes else None


class SampleSharedContact(NamedTuple):
    """A contact of an earlier client who is assigned to this one too."""

    contact: int
    role: str | None
    from_at: int


class SamplePlacement(NamedTuple):
    """A filled vacancy."""

    candidate: str
    starts_on: date
    ends_on: date | None
    placed_at: int
    by: int


class SampleJob(NamedTuple):
    """A vacancy; ``contact`` is an index into the client's contacts, ``kind`` permanent, temporary or contract."""

    contact: int
    title: str
    kind: str
    status: str
    headcount: int
    note: str | None
    registered_at: int
    by: int
    filled_at: int | None
    closed_at: int | None
    placements: tuple[SamplePlacement, ...]


class SampleNote(NamedTuple):
    """A note on the client, or on one of its contacts (an index)."""

    contact: int | None
    body: str
    at: int
    by: int
    is_pinned: bool


class SampleTask(NamedTuple):
    """Something to be done; for a user, or for the user's whole team when there is none."""

    contact: int | None
    kind: str
    title: str
    due_at: int | None
    user: int | None
    team: int | None
    by: int
    created_at: int
    done_at: int | None


class SampleClient(NamedTuple):
    """A client with everything that hangs on it. ``twin_of`` is the client it was entered a second time as."""

    number: int
    name: str
    also: tuple[SampleName, ...]
    company_number: str | None
    website: str | None
    phone: SamplePhone | None
    email: str | None
    sector: str
    industry: str
    customer_type: str | None
    lead_source: str | None
    sales_level: str | None
    stage: str
    banner: str | None
    access: str
    owner: int
    team: int
    created_at: int
    created_by: int
    archived_at: int | None
    archived_why: str | None
    override: SampleOverride | None
    tags: tuple[str, ...]
    sites: tuple[SampleSite, ...]
    departments: tuple[SampleDepartment, ...]
    contacts: tuple[SampleContact, ...]
    shared: tuple[SampleSharedContact, ...]
    jobs: tuple[SampleJob, ...]
    notes: tuple[SampleNote, ...]
    tasks: tuple[SampleTask, ...]
    twin_of: int | None
