"""A record that the user may not open looks like one that does not exist, in every use case that a number reaches."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.support.agency import Agency
from tests.support.calling import a_due_contact
from tests.support.clock import FixedClock
from tests.support.use_cases import context_of, use_cases
from trtui.desk import (
    assignment,
    clients,
    contacts,
    credit,
    duplicates,
    home,
    imports,
    jobs,
    labels,
    notes,
    search,
    sites,
    touches,
    upkeep,
)
from trtui.desk.clients import NewClient
from trtui.desk.contacts import NewContact
from trtui.desk.jobs import NewJob
from trtui.desk.office import Office
from trtui.desk.sites import NewSite
from trtui.domain.errors import Duplicates, NotFound, TrtuiError
from trtui.domain.policy import Visibility
from trtui.domain.stage import AccountStage
from trtui.domain.status import ClientStatus

NO_RECORD = 987_654_321
RECORDS = {
    "client_id": "client", "client_ids": "client", "contact_id": "contact", "contact_ids": "contact",
    "job_id": "job", "site_id": "site", "department_id": "department", "note_id": "note", "task_id": "task",
    "touch_id": "touch", "placement_id": "placement", "name_id": "client_name", "entity_id": "client",
}  # fmt: skip
"""Which record a parameter names."""
VALUES: dict[str, Any] = {
    "new": {"jobs.add": NewJob("Welder"), "sites.add": NewSite(town="Leeds"), "contacts.add": NewContact("Zoë Lark"),
            "same_person.check": NewContact("Zoë Lark")},
    "plan": (), "seen": (), "outcome": "voicemail", "once": "once", "token": 1, "session_id": 1, "name": "Fresh",
    "base": {}, "wanted": {}, "version": 1, "access": Visibility.EVERYONE, "owner_id": 1, "to": AccountStage.INACTIVE,
    "text": "A", "status": ClientStatus.TARGET, "reason": "because", "body": "hello", "title": "Ring them",
    "when": "+1d", "approved": credit.Approval("20k"),
    "kind": "call", "last_day": None, "entity": "client", "lines": (),
}  # fmt: skip
"""A value for other parameters that have no default, where one of their type will not do."""
BY_TYPE: dict[str, Any] = {
    "str": "0113 496 0999",
    "int": 1,
    "bool": True,
    "int | None": None,
    "str | None": None,
}
ELSEWHERE = {
    "registration.take": "needs a company of the register; test_registration shows it",
}


@dataclass(frozen=True, slots=True)
class Secret:
    """A private client of Priya's with one of everything, and Jo, who may not open it."""

    agency: Agency
    numbers: dict[str, int]
    own: dict[str, int]

    @property
    def jo(self) -> Office:
        return self.agency.jo


def fill(url: str) -> tuple[dict[str, int], dict[str, int]]:
    """Let Priya have a private client, and return the numbers of all that is hidden with it, and of what is Jo's."""
    agency = Agency(url, FixedClock())
    priya = agency.priya
    client = agency.a_client("Secretum Ltd", by=priya, phone="0113 496 0666", postcode="LS1 4AP")
    sue = a_due_contact(agency, "Sue Hidden", client)
    job = priya.write_now(jobs.add, client, NewJob("Hidden planner", contact_id=sue))
    numbers = {
        "client": client,
        "contact": sue,
        "job": job,
        "placement": priya.write_now(jobs.fill, job, "Cara Hush"),
        "site": priya.write_now(sites.add, client, NewSite(town="Hiddenton")),
        "department": priya.write_now(sites.add_department, client, "Hush"),
        "note": priya.write_now(notes.add_note, client, "takeover of Hiddenton"),
        "task": priya.write_now(notes.add_task, client, "Ring Sue", "+1d"),
        "touch": priya.write_now(touches.log, client, "email", contact_id=sue, note="hush"),
        "client_name": priya.write_now(clients.add_name, client, "Hushhush"),
    }
    priya.write_now(labels.tag, [client], "merger")
    priya.write_now(clients.set_access, client, Visibility.OWNER)
    own = agency.a_client("Own Ltd", by=agency.jo)
    ours = {"client": own, "contact": agency.a_contact("Ann Lee", own, by=agency.jo, csi="B")}
    agency.close()
    return {name: int(getattr(number, "touch_id", number)) for name, number in numbers.items()}, ours


@pytest.fixture
def secret(new_filled_store: Callable[..., Any], clock: FixedClock) -> Iterator[Secret]:
    url, (hidden, own) = new_filled_store(fill)
    agency = Agency(url, clock, is_new=False)
    yield Secret(agency, dict(hidden), dict(own))
    agency.close()


def cases() -> list[tuple[str, str]]:
    """Return every use case that a number reaches, with each parameter that is one."""
    return [
        (name, parameter)
        for name, case in use_cases().items()
        for parameter in inspect.signature(case).parameters
        if parameter in RECORDS and name not in ELSEWHERE
    ]


@pytest.mark.parametrize(("name", "parameter"), cases())
def test_a_hidden_record_answers_as_one_that_does_not_exist(
    secret: Secret, name: str, parameter: str
) -> None:
    case = use_cases()[name]
    hidden = secret.numbers[RECORDS[parameter]]
    assert answer(secret, name, case, parameter, hidden) == answer(secret, name, case, parameter, NO_RECORD)


def answer(secret: Secret, name: str, case: Callable[..., Any], parameter: str, number: int) -> str:
    """Return what Jo is told who names a record by its number, the number itself left out."""
    arguments: dict[str, Any] = {}
    for other in list(inspect.signature(case).parameters.values())[1:]:
        if other.name == parameter:
            arguments[other.name] = [number] if other.name.endswith("s") else number
        elif other.default is other.empty and other.kind is not other.VAR_KEYWORD:
            if other.name in RECORDS:
                ours = secret.own[RECORDS[other.name]]
                arguments[other.name] = [ours] if other.name.endswith("s") else ours
            else:
                value = VALUES[other.name] if other.name in VALUES else BY_TYPE[str(other.annotation)]
                arguments[other.name] = value[name] if isinstance(value, dict) and value else value
    ask = {"Look": secret.jo.read_now, "Work": secret.jo.write_now, "Desk": secret.jo.operate_now}[
        context_of(case)
    ]
    try:
        given = ask(case, **arguments)
    except TrtuiError as refused:
        return re.sub(rf"\b{number}\b", "N", f"{type(refused).__name__}: {refused.message}")
    return re.sub(rf"\b{number}\b", "N", repr(given))


def test_a_person_who_is_delinked_from_a_private_client_stays_hidden(secret: Secret) -> None:
    client, sue = secret.numbers["client"], secret.numbers["contact"]
    jo = secret.jo
    secret.agency.priya.write_now(assignment.delink, client, [sue])
    with pytest.raises(NotFound, match=f"There is no contact {sue}."):
        jo.read_now(contacts.values, sue)
    with pytest.raises(NotFound):
        jo.write_now(contacts.edit, sue, {"name": "Sue Hidden"}, {"name": "Hacked"}, 1)
    assert jo.read_now(search.find, "sue hidden").hits == ()
    assert jo.read_now(search.find_contacts, "sue") == ()
    assert [person.name for person in jo.read_now(assignment.people, secret.own["client"], "sue")] == []
    assert secret.agency.priya.read_now(contacts.values, sue).values["name"] == "Sue Hidden"


def test_a_person_who_was_last_at_an_open_client_is_seen_and_one_of_a_private_one_not(secret: Secret) -> None:
    priya, clock = secret.agency.priya, secret.agency.clock
    client, sue = secret.numbers["client"], secret.numbers["contact"]
    own = secret.own["client"]
    secret.agency.sam.write_now(assignment.save, own, [assignment.Planned(assignment.Step.ASSIGN, sue)])
    assert secret.jo.read_now(contacts.values, sue).values["name"] == "Sue Hidden"
    clock.advance(minutes=1)
    priya.write_now(assignment.delink, client, [sue])
    clock.advance(minutes=1)
    secret.jo.write_now(assignment.delink, own, [sue])
    assert secret.jo.read_now(contacts.values, sue).values["name"] == "Sue Hidden"


def test_the_check_for_duplicates_names_a_hidden_client_and_its_owner_and_nothing_else(
    secret: Secret,
) -> None:
    named = secret.jo.read_now(duplicates.check, duplicates.Asked("Secretum Limited"))
    assert [(one.name, one.owner, one.reasons, one.phone, one.number, one.town) for one in named] == [
        ("Secretum Ltd", "Priya Shah", (), "", "", "")
    ]
    for asked in (
        duplicates.Asked(phones=("0113 496 0666",)),
        duplicates.Asked("Wholly Other Bakery", phones=("0113 496 0666",), postcode="LS1 4AP"),
    ):
        assert secret.jo.read_now(duplicates.check, asked) == ()
        assert secret.agency.priya.read_now(duplicates.check, duplicates.Asked(phones=("0113 496 0666",)))
    with pytest.raises(Duplicates, match="Secretum Ltd, a client of Priya Shah's that you may not open"):
        secret.jo.write_now(clients.add, NewClient("Secretum Ltd"))


def test_tags_and_the_template_leave_out_what_only_hidden_clients_carry(secret: Secret) -> None:
    assert [tag.name for tag in secret.jo.read_now(labels.tags)] == []
    assert [tag.name for tag in secret.agency.priya.read_now(labels.tags)] == ["merger"]
    offered = {name for column in secret.jo.read_now(imports.template).columns for name in column.allowed}
    assert "merger" not in offered
    secret.jo.write_now(labels.tag, [secret.own["client"]], "Merger")
    assert [(tag.name, tag.clients) for tag in secret.jo.read_now(labels.tags)] == [("merger", 1)]


def test_home_and_the_examination_of_the_store_count_no_hidden_clients(secret: Secret) -> None:
    assert (secret.jo.read_now(home.home).clients, secret.jo.read_now(home.home).contacts) == (1, 1)
    assert secret.agency.sam.read_now(home.home).clients == 2
    assert secret.jo.read_now(upkeep.examine).clients is None
    assert secret.agency.sam.read_now(upkeep.examine).clients == 2
