"""Nobody reaches through a number handed in what they may not open, nor keeps a right that was taken away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.support.agency import Agency
from tests.support.calling import a_due_contact, call, take, take_next, the_queue
from trtui.desk import (
    claims,
    clients,
    contacts,
    history,
    labels,
    notes,
    numbers,
    record_history,
    search,
    sections,
    sites,
    summary,
    touches,
    users,
)
from trtui.desk.claims import ClaimLost
from trtui.domain.errors import Invalid, NotAllowed, NotFound
from trtui.domain.policy import Role, Visibility
from trtui.store.queries import users as queries
from trtui.store.tables import TeamMember
from trtui.store.work import Work

Naming = Callable[[Agency, int, int], Any]
"""Something that Jo does at a client and for which she names a contact."""

NAMING: dict[str, Naming] = {
    "note": lambda agency, client, contact: agency.jo.write_now(notes.add_note, client, "hm", contact),
    "task": lambda agency, client, contact: agency.jo.write_now(
        notes.add_task, client, "ring", "+1d", kind="call", contact_id=contact
    ),
    "call": lambda agency, client, contact: agency.jo.write_now(
        touches.log, client, "call", contact_id=contact, outcome="voicemail"
    ),
    "email": lambda agency, client, contact: agency.jo.write_now(
        touches.log, client, "email", contact_id=contact
    ),
    "queue": lambda agency, client, contact: call(agency.jo, contact, "voicemail", client_id=client),
    "block": lambda agency, _client, contact: agency.jo.write_now(
        numbers.block, "0113 496 9999", "stop", contact
    ),
}


@pytest.mark.parametrize("what", NAMING)
def test_a_contact_of_a_private_client_is_named_nowhere(agency: Agency, what: str) -> None:
    own, secret = agency.a_client("Own Ltd", by=agency.jo), agency.a_client("Secret Ltd", by=agency.priya)
    sue = agency.a_contact("Sue Hidden", secret, by=agency.priya, csi="A")
    agency.priya.write_now(clients.set_access, secret, Visibility.OWNER)
    with pytest.raises(NotFound, match=f"There is no contact {sue}.$"):
        NAMING[what](agency, own, sue)
    assert agency.sam.read_now(sections.notes, own) == ()


@pytest.mark.parametrize("what", [what for what in NAMING if what != "block"])
def test_a_contact_is_named_only_at_a_client_to_which_it_is_assigned(agency: Agency, what: str) -> None:
    own, other = agency.a_client("Own Ltd"), agency.a_client("Other Ltd")
    ann = agency.a_contact("Ann Lee", other, csi="A")
    with pytest.raises(Invalid, match="assign"):
        NAMING[what](agency, own, ann)
    NAMING[what](agency, other, ann)


def test_a_department_is_at_a_site_of_its_own_client(agency: Agency) -> None:
    own, secret = agency.a_client("Own Ltd", by=agency.jo), agency.a_client("Secret Ltd", by=agency.priya)
    agency.priya.write_now(clients.set_access, secret, Visibility.OWNER)
    hidden = agency.priya.write_now(sites.add, secret, sites.NewSite(town="Leeds", line1="1 Hidden Street"))
    here = agency.jo.write_now(sites.add, own, sites.NewSite(town="Bath"))
    there = agency.jo.write_now(sites.add, own, sites.NewSite(town="York"))
    department = agency.jo.write_now(sites.add_department, own, "Payroll")
    for site in (hidden, 4_711):
        with pytest.raises(Invalid, match="site of this client"):
            agency.jo.write_now(sites.edit_department, department, {"site_id": here}, {"site_id": site}, 1)
    agency.jo.write_now(sites.edit_department, department, {"site_id": here}, {"site_id": there}, 1)
    agency.jo.write_now(sites.edit_department, department, {"site_id": there}, {"site_id": None}, 2)


def test_undo_and_redo_stop_at_a_client_that_was_closed_to_the_user_since(agency: Agency) -> None:
    client = agency.a_client("Acme Ltd", by=agency.priya)
    agency.jo.write_now(labels.tag, [client], "hot")
    agency.priya.write_now(clients.set_access, client, Visibility.OWNER)
    with pytest.raises(NotAllowed, match="may no longer open"):
        agency.jo.write_now(history.undo)
    assert agency.sam.read_now(summary.summary, client).tags == ("hot",)
    agency.priya.write_now(clients.set_access, client, Visibility.EVERYONE)
    agency.jo.write_now(history.undo)
    agency.priya.write_now(clients.set_access, client, Visibility.OWNER)
    with pytest.raises(NotAllowed, match="may no longer open"):
        agency.jo.write_now(history.redo)
    assert agency.sam.read_now(summary.summary, client).tags == ()


def test_undo_stops_at_a_contact_that_was_closed_to_the_user_since(agency: Agency) -> None:
    client = agency.a_client("Acme Ltd", by=agency.priya)
    ann = agency.a_contact("Ann Lee", client, by=agency.priya)
    form = agency.jo.read_now(contacts.values, ann)
    agency.jo.write_now(contacts.edit, ann, form.values, {"job_title": "Director"}, form.version)
    agency.priya.write_now(clients.set_access, client, Visibility.OWNER)
    with pytest.raises(NotAllowed, match="may no longer open"):
        agency.jo.write_now(history.undo)
    assert agency.sam.read_now(contacts.values, ann).values["job_title"] == "Director"


def test_a_claim_ends_when_its_client_is_closed_to_who_has_it(agency: Agency) -> None:
    secret = agency.a_client("Secret Ltd", by=agency.priya)
    claimed = take(agency.jo, a_due_contact(agency, "Sue Hidden", secret))
    agency.priya.write_now(clients.set_access, secret, Visibility.OWNER)
    assert the_queue(agency.jo) == []
    assert take_next(agency.jo) is None
    with pytest.raises(ClaimLost, match="may no longer open this client") as lost:
        agency.jo.operate_now(claims.renew, secret, claimed.token)
    assert "Your words are kept" in lost.value.message
    agency.priya.write_now(clients.set_access, secret, Visibility.EVERYONE)
    agency.jo.operate_now(claims.renew, secret, claimed.token)
    assert the_queue(agency.jo) == ["Sue Hidden"]


@pytest.mark.parametrize("entity", ["client", "contact", "note", "contact_point", "assignment"])
def test_the_history_of_a_field_is_for_those_who_may_open_the_record(agency: Agency, entity: str) -> None:
    secret = agency.a_client("Secret Ltd", by=agency.priya)
    sue = agency.a_contact("Sue Hidden", secret, by=agency.priya, phone="0113 496 0142")
    note = agency.priya.write_now(notes.add_note, secret, "takeover", sue)
    agency.priya.write_now(clients.set_access, secret, Visibility.OWNER)
    number = {"client": secret, "contact": sue, "note": note}.get(entity, 1)
    assert agency.priya.read_now(record_history.field_history, entity, number)
    if entity in ("client", "contact"):
        with pytest.raises(NotFound, match="There is no"):
            agency.jo.read_now(record_history.field_history, entity, number)
    else:
        assert agency.jo.read_now(record_history.field_history, entity, number) == ()


def test_the_history_of_an_account_is_for_administrators(agency: Agency) -> None:
    jo = agency.jo.read_now(lambda look: look.actor.user_id)
    assert agency.sam.read_now(record_history.field_history, "user_account", jo)
    with pytest.raises(NotAllowed, match="may not manage users"):
        agency.jo.read_now(record_history.field_history, "user_account", jo)
    with pytest.raises(NotFound):
        agency.jo.read_now(record_history.field_history, "client", 4_711)


def test_who_is_disabled_neither_reads_nor_writes_from_then_on(agency: Agency) -> None:
    client = agency.a_client("Acme Ltd")
    ann = a_due_contact(agency, "Ann Lee", client)
    agency.jo.read_now(summary.summary, client)
    agency.sam.write_now(users.disable, "jo")
    for attempt in (
        lambda: agency.jo.read_now(summary.summary, client),
        lambda: agency.jo.write_now(labels.tag, [client], "still here"),
        lambda: take(agency.jo, ann),
    ):
        with pytest.raises(NotAllowed, match="The account 'jo' is disabled. Ask an administrator."):
            attempt()
    assert agency.sam.read_now(summary.summary, client).tags == ()
    agency.sam.write_now(users.enable, "jo")
    agency.jo.write_now(labels.tag, [client], "back")
    assert agency.sam.read_now(summary.summary, client).tags == ("back",)


def test_another_role_or_team_counts_in_an_open_sitting(agency: Agency) -> None:
    secret = agency.a_client("Secret Ltd", by=agency.priya)
    agency.priya.write_now(clients.set_access, secret, Visibility.TEAM)
    with pytest.raises(NotFound, match="There is no"):
        agency.jo.read_now(summary.summary, secret)
    agency.sam.write_now(_join, "jo", "Leeds")
    assert agency.jo.read_now(summary.summary, secret).name == "Secret Ltd"
    agency.sam.write_now(users.set_role, "jo", "credit_control")
    with pytest.raises(NotAllowed, match="Credit control may not"):
        agency.jo.write_now(labels.tag, [secret], "vip")
    assert agency.jo.actor.role is Role.CREDIT_CONTROL


def test_an_account_that_was_taken_back_lets_nobody_in(agency: Agency) -> None:
    agency.sam.write_now(users.add, "tim", "Tim Low")
    agency.sit("tim").read_now(search.recent)
    agency.sam.write_now(history.undo)
    with pytest.raises(NotAllowed, match="'tim' is not a user of this store any more"):
        agency.sit("tim").read_now(search.recent)


def _join(work: Work, login: str, team: str) -> None:
    team_id, user = queries.team_named(work.db, team), queries.of_login(work.db, login)
    assert team_id is not None and user is not None
    work.add(TeamMember(team_id=team_id, user_id=user.id))
