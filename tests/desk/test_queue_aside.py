"""Clients of level Dead, stage Inactive or in the archive: only what was agreed with them is still called."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from tests.support.calling import a_due_contact, call, take, take_next, the_queue, undo
from trtui.desk import assignment, cards, clients, credit, home, plans, queue, sections, sessions, summary
from trtui.desk.assignment import Planned, Step
from trtui.domain.errors import Invalid
from trtui.domain.stage import AccountStage

KINDS = ("dead", "inactive", "archived")
REASONS = {"dead": "Sales level Dead", "inactive": "Stage Inactive", "archived": "Client archived"}


def set_aside(agency: Agency, client_id: int, kind: str) -> None:
    if kind == "dead":
        agency.sam.write_now(clients.edit, client_id, {"sales_level": None}, {"sales_level": "dead"}, 1)
    elif kind == "inactive":
        agency.sam.write_now(credit.set_stage, client_id, AccountStage.INACTIVE)
    else:
        agency.sam.write_now(clients.archive, [client_id])


@pytest.mark.parametrize("kind", KINDS)
def test_a_client_that_stands_aside_takes_its_contacts_out_of_every_queue(agency: Agency, kind: str) -> None:
    client = agency.a_client()
    dana = a_due_contact(agency, at=client, days_late=3)
    session = agency.sam.operate_now(sessions.start)
    assert the_queue(agency.sam) == ["Dana Whitlock"]
    set_aside(agency, client, kind)
    assert the_queue(agency.sam, "everyone", include_later=True) == []
    assert agency.sam.read_now(queue.left, "everyone") == (0, False)
    assert agency.sam.read_now(sessions.figures, session).left == 0
    assert agency.sam.read_now(home.home).due_count == 0
    assert take_next(agency.sam, "everyone") is None
    with pytest.raises(Invalid):
        take(agency.sam, dana)
    (line,) = agency.sam.read_now(sections.contacts, client)
    assert (line.due_at, line.blocked) == (None, REASONS[kind])
    assert agency.sam.read_now(summary.summary, client).next_call is None
    undo(agency.sam)
    assert the_queue(agency.sam) == ["Dana Whitlock"]


@pytest.mark.parametrize("kind", KINDS)
def test_an_agreed_call_back_is_still_shown_to_who_agreed_it_with_the_reason(
    agency: Agency, kind: str
) -> None:
    client = agency.a_client()
    dana = a_due_contact(agency, at=client)
    a_due_contact(agency, "Ravi Menon", client)
    agency.priya.write_now(plans.call_back, dana, "30min")
    agency.clock.advance(hours=1)
    set_aside(agency, client, kind)
    said = f"{REASONS[kind]}: only your agreed call-back is shown"
    (row,) = agency.priya.read_now(queue.due, "everyone").rows
    assert (row.contact, row.why, row.client_id) == ("Dana Whitlock", said, client)
    assert agency.priya.read_now(cards.card, dana).aside == said
    assert the_queue(agency.sam, "everyone") == []
    assert agency.sam.read_now(cards.card, dana).aside == said.replace("your", "the")
    assert take_next(agency.priya) == "Dana Whitlock"
    call(agency.priya, dana, "conversation")
    assert the_queue(agency.priya, "everyone", include_later=True) == []


def test_a_contact_of_several_clients_is_called_for_one_that_does_not_stand_aside(agency: Agency) -> None:
    dead, other = agency.a_client("Dead Ltd"), agency.a_client("Live Ltd")
    dana = a_due_contact(agency, at=dead)
    agency.sam.write_now(assignment.save, other, [Planned(Step.ASSIGN, dana)])
    set_aside(agency, dead, "dead")
    (row,) = agency.sam.read_now(queue.due).rows
    assert (row.contact, row.client) == ("Dana Whitlock", "Live Ltd")
    set_aside(agency, other, "inactive")
    assert the_queue(agency.sam) == []
