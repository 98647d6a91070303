"""The work of a user whose account is disabled: given on, told, and given back."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from tests.support.calling import a_due_contact, everything, take, the_queue, the_row, undo
from trtui.desk import callbacks, claims, history, notes, plans, sections, sessions, target20, users
from trtui.desk.handover import GivenBack, HandedOver
from trtui.domain.errors import NotAllowed


def work_of_jo(agency: Agency) -> dict[str, int]:
    """Give Jo a call-back and a task at a client of Priya's and at one that nobody owns any more."""
    of_priya = agency.a_client("Priya's Ltd", by=agency.priya)
    of_nobody = agency.a_client("Jo's Ltd", by=agency.jo)
    dana = a_due_contact(agency, at=of_priya)
    ravi = a_due_contact(agency, "Ravi Menon", of_nobody)
    for client, contact in ((of_priya, dana), (of_nobody, ravi)):
        agency.jo.write_now(plans.call_back, contact, "1h")
        agency.jo.write_now(notes.add_task, client, f"Send terms to {contact}", "tomorrow")
    agency.jo.write_now(target20.add, [dana])
    ola = a_due_contact(agency, "Ola Berg")
    agency.jo.operate_now(sessions.start)
    take(agency.jo, ola)
    return {"dana": dana, "ravi": ravi, "of_priya": of_priya, "of_nobody": of_nobody, "ola": ola}


def tasks(agency: Agency, client: int) -> list[str]:
    return [one.assigned_to for one in agency.sam.read_now(sections.notes, client) if one.is_task]


def test_what_waits_for_a_disabled_user_goes_to_the_owners_or_to_everybody(agency: Agency) -> None:
    found = work_of_jo(agency)
    before = everything(agency.sam)
    done = agency.sam.write_now(users.disable, "jo")
    assert done == HandedOver(1, 1, 1, 1, 1, 1)
    assert done.text == (
        "1 call-back to the client's owner; 1 call-back open to everybody; 1 task to the client's owner;"
        " 1 task open to everybody; 1 call in hand released; 1 Target 20 place ended."
    )
    assert agency.sam.read_now(claims.live) == ()
    assert agency.sam.read_now(sessions.team) == ()
    assert tasks(agency, found["of_priya"]) == ["Priya Shah"] and tasks(agency, found["of_nobody"]) == [""]
    agency.clock.advance(hours=2)
    assert the_queue(agency.priya) == ["Dana Whitlock"]
    assert the_queue(agency.max, "everyone")[0] == "Ravi Menon"
    undo(agency.sam)
    assert everything(agency.sam) == before


def test_who_is_enabled_again_gets_back_what_nobody_changed_since(agency: Agency) -> None:
    found = work_of_jo(agency)
    agency.sam.write_now(users.disable, "jo")
    agency.max.write_now(callbacks.reassign, [found["ravi"]], None)
    agency.priya.write_now(
        callbacks.reassign, [found["dana"]], agency.max.read_now(lambda look: look.actor.user_id)
    )
    back = agency.sit("sam", again=True).write_now(users.enable, "jo")
    assert back == GivenBack(callbacks=1, tasks=2, target20=1)
    assert (
        back.text == "Given back, unless somebody changed it since: 1 call-back, 2 tasks, 1 Target 20 place."
    )
    assert [one.user for one in agency.max.read_now(callbacks.agreed)] == ["Max Ford", "Jo Bright"]
    assert agency.sam.write_now(users.enable, "jo") == GivenBack()


def test_a_call_back_that_comes_back_to_a_disabled_user_is_everybodys(agency: Agency) -> None:
    dana = a_due_contact(agency)
    jo = agency.jo.read_now(lambda look: look.actor.user_id)
    agency.max.write_now(plans.call_back, dana, "1h", jo)
    agency.max.write_now(callbacks.reassign, [dana], None)
    agency.sam.write_now(users.disable, "jo")
    agency.max.write_now(history.undo)
    agency.clock.advance(hours=2)
    assert the_queue(agency.priya, "everyone") == ["Dana Whitlock"]
    agency.sam.write_now(users.enable, "jo")
    assert the_queue(agency.priya, "everyone") == []
    assert the_queue(agency.jo) == ["Dana Whitlock"]


def test_a_manager_is_told_to_reassign_and_others_to_ask_one(agency: Agency) -> None:
    dana = a_due_contact(agency)
    agency.priya.write_now(plans.call_back, dana, "1h")
    agency.clock.advance(hours=2)
    with pytest.raises(NotAllowed, match="A manager may give it to you"):
        take(agency.jo, dana)
    with pytest.raises(NotAllowed, match="You may give it to yourself: W"):
        take(agency.max, dana)
    agency.max.write_now(callbacks.reassign, [dana], agency.max.read_now(lambda look: look.actor.user_id))
    assert take(agency.max, dana).contact == "Dana Whitlock"


def test_agreed_call_backs_are_listed_ones_own_and_for_managers_all(agency: Agency) -> None:
    dana, ola = a_due_contact(agency), a_due_contact(agency, "Ola Berg")
    agency.priya.write_now(plans.call_back, dana, "2h")
    agency.jo.write_now(plans.call_back, ola, "1h")
    assert [(one.contact, one.user) for one in agency.max.read_now(callbacks.agreed)] == [
        ("Ola Berg", "Jo Bright"),
        ("Dana Whitlock", "Priya Shah"),
    ]
    assert [one.contact for one in agency.priya.read_now(callbacks.agreed)] == ["Dana Whitlock"]
    assert the_row(agency.priya, dana).is_reserved
