"""A record that the user may not open looks like one that does not exist, in every use case that a number reaches."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.support.agency import Agency
from tests.support.calling import a_due_contact
from tests.support.use_cases import context_of, use_cases
from trtui.desk import (
    clients,
    jobs,
    labels,
    notes,
    sites,
    touches,
)
from trtui.desk.contacts import NewContact
from trtui.desk.jobs import NewJob
from trtui.desk.office import Office
from trtui.desk.sites import NewSite
from trtui.domain.errors import TrtuiError
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
    "new": {"jobs.add": NewJob("Welder"), "sites.add": NewSite(town="Leeds"), "contacts.add": NewContact("Zoë Lark")},
    "plan": (), "seen": (), "outcome": "voicemail", "once": "once", "token": 1, "session_id": 1, "name": "Fresh",
    "base": {}, "wanted": {}, "version": 1, "access": Visibility.EVERYONE, "owner_id": 1, "to": AccountStage.INACTIVE,
    "text": "A", "status": ClientStatus.TARGET, "reason": "because", "body": "hello", "title": "Ring them",
    "when": "+1d", "kind": "call", "last_day": None, "entity": "client", "lines": (),
}  # fmt: skip
"""A value for every other parameter that has no default."""
ELSEWHERE = {
    "registration.take": "needs a company of the register; test_registration shows it",
}


@dataclass(frozen=True, slots=True)
class Secret:
    """A private client of Priya's with one of everything, and Jo, who may not open it."""

    agency: Agency
    numbers: dict[str, int]

    @property
    def jo(self) -> Office:
        return self.agency.jo


@pytest.fixture
def secret(agency: Agency) -> Secret:
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
    return Secret(agency, {name: int(getattr(number, "touch_id", number)) for name, number in numbers.items()})


def cases() -> list[tuple[str, str]]:
    """Return every use case that a number reaches, with each parameter that is one."""
    return [
        (name, parameter)
        for name, case in use_cases().items()
        for parameter in inspect.signature(case).parameters
        if parameter in RECORDS and name not in ELSEWHERE
    ]


@pytest.mark.parametrize(("name", "parameter"), cases())
def test_a_hidden_record_answers_as_one_that_does_not_exist(secret: Secret, name: str, parameter: str) -> None:
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
                arguments[other.name] = [NO_RECORD] if other.name.endswith("s") else NO_RECORD
            else:
                value = VALUES[other.name]
                arguments[other.name] = value[name] if isinstance(value, dict) and value else value
    ask = {"Look": secret.jo.read_now, "Work": secret.jo.write_now, "Desk": secret.jo.operate_now}[context_of(case)]
    try:
        given = ask(case, **arguments)
    except TrtuiError as refused:
        return re.sub(rf"\b{number}\b", "N", f"{type(refused).__name__}: {refused.message}")
    return re.sub(rf"\b{number}\b", "N", repr(given))
