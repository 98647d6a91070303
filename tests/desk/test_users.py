"""Users and teams."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from trtui.desk import users
from trtui.domain.errors import Invalid, NotAllowed, NotFound
from trtui.domain.policy import Role


def test_users_are_listed_by_name_with_teams_and_clients_the_disabled_last(agency: Agency) -> None:
    agency.a_client(by=agency.priya)
    agency.a_client("Acme Freight", by=agency.priya)
    agency.sam.write_now(users.disable, "jo")
    found = agency.sam.read_now(users.listed)
    assert [(one.login, one.role, one.teams, one.is_active, one.clients) for one in found] == [
        ("max", Role.MANAGER, ("Leeds",), True, 0),
        ("priya", Role.CONSULTANT, ("Leeds",), True, 2),
        ("sam", Role.ADMINISTRATOR, (), True, 0),
        ("jo", Role.CONSULTANT, ("Bath",), False, 0),
    ]
    assert [name for _, name in agency.priya.read_now(users.colleagues)] == ["Max Ford", "Priya Shah", "Sam"]


@pytest.mark.parametrize(
    ("login", "role", "field"),
    [("9lives", "consultant", "login"), ("PRIYA", "consultant", "login"), ("ann", "boss", "role")],
)
def test_a_user_that_cannot_be_is_refused_at_its_field(
    agency: Agency, login: str, role: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        agency.sam.write_now(users.add, login, "Ann", role)
    assert refused.value.field == field
    assert len(agency.sam.read_now(users.listed)) == 4


def test_the_store_keeps_one_administrator(agency: Agency) -> None:
    with pytest.raises(Invalid, match="Sam is the only administrator"):
        agency.sam.write_now(users.set_role, "sam", "manager")
    with pytest.raises(Invalid, match="Sam is the only administrator"):
        agency.sam.write_now(users.disable, "sam")
    agency.sam.write_now(users.set_role, "priya", "administrator")
    agency.sam.write_now(users.set_role, "sam", "credit control")
    assert {one.login: one.role for one in agency.priya.read_now(users.listed)}["sam"] is Role.CREDIT_CONTROL
    with pytest.raises(Invalid, match="Priya Shah is the only administrator"):
        agency.sit("priya", again=True).write_now(users.disable, "priya")


def test_only_an_administrator_manages_users_and_an_unknown_one_is_said_so(agency: Agency) -> None:
    with pytest.raises(NotAllowed):
        agency.max.write_now(users.set_role, "jo", "manager")
    with pytest.raises(NotFound, match="no user ann. See: trtui user list"):
        agency.sam.write_now(users.disable, "ann")


def test_a_team_is_made_once_whatever_its_capitals(agency: Agency) -> None:
    agency.sam.write_now(users.add, "ann", "Ann Holt", "consultant", "", "leeds")
    teams = {one.login: one.teams for one in agency.sam.read_now(users.listed)}
    assert teams["ann"] == teams["priya"] == ("Leeds",)
