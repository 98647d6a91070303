"""Proposing a number for clients that have none: the likeliest company, accepted or refused by people."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.agency import Agency
from tests.support.register import a_company, a_zip, many
from trtui.desk import clients, history, numbering, register, summary, watch
from trtui.desk.numbering import Proposed
from trtui.domain.errors import Duplicates, NotAllowed, NotFound
from trtui.domain.policy import Visibility
from trtui.domain.register.values import RegisterHit
from trtui.integrations.register_file import open_register_file
from trtui.store.look import Look

COMPANIES = [
    a_company("BROOKHILL LOGISTICS LIMITED", "04418292", RegAddress__PostCode="LS10 1AB"),
    a_company("ABBEY CARE HOMES LTD", "05551234", RegAddress__PostCode="BS1 4DJ"),
    a_company(
        "VOSTEQ SYSTEMS LIMITED",
        "SC123456",
        **{"PreviousName_1.CompanyName": "HOLLIN HAULAGE LIMITED", "PreviousName_1.CONDATE": "04/03/2011"},
    ),
    *many(100, 80_000_000),
]


@pytest.fixture
def loaded(agency: Agency, tmp_path: Path) -> Agency:
    """An agency with a register."""
    register.load_now(agency.sam, open_register_file([a_zip(tmp_path / "file.zip", COMPANIES)]))
    return agency


def number(agency: Agency, client: int) -> str:
    return agency.sam.read_now(summary.summary, client).number


def test_the_likeliest_company_is_proposed_accepted_and_given_back(loaded: Agency) -> None:
    brookhill = loaded.a_client("Brookhill Logistics", postcode="LS10 1AB")
    loaded.a_client("Nobody Knows Whom")
    assert numbering.propose(loaded.sam) == Proposed(2, 1)
    (proposal,) = loaded.sam.read_now(numbering.listed)
    assert (proposal.client_id, proposal.client, proposal.where) == (
        brookhill, "Brookhill Logistics", "LS10 1AB",
    )  # fmt: skip
    assert (proposal.number, proposal.name, proposal.status) == (
        "04418292", "BROOKHILL LOGISTICS LIMITED", "Active",
    )  # fmt: skip
    assert proposal.score >= 0.9 and proposal.reasons
    assert loaded.sam.write_now(numbering.accept, [brookhill]) == 1
    assert number(loaded, brookhill) == "04418292"
    assert loaded.sam.read_now(numbering.listed) == ()
    loaded.sam.write_now(history.undo)
    assert number(loaded, brookhill) == ""
    assert loaded.sam.read_now(numbering.listed) == (proposal,)


def test_a_company_is_found_by_a_former_name_of_the_client_too(loaded: Agency) -> None:
    client = loaded.a_client("Quite Another Name")
    loaded.sam.write_now(clients.add_name, client, "Abbey Care Homes", "previous")
    numbering.propose(loaded.sam)
    (proposal,) = loaded.sam.read_now(numbering.listed)
    assert (proposal.client_id, proposal.number) == (client, "05551234")
    assert loaded.sam.read_now(numbering.of_client, client) == proposal


def test_what_is_accepted_is_taken_as_a_whole(loaded: Agency) -> None:
    client = loaded.a_client("Hollin Haulage")
    numbering.propose(loaded.sam)
    loaded.sam.write_now(numbering.accept, [client])
    head = loaded.sam.read_now(summary.summary, client)
    assert (head.number, head.industry) == ("SC123456", "Other activities of employment placement agencies")
    assert [(one.kind, one.name) for one in head.names] == [("registered", "Vosteq Systems Limited")]
    assert [one.kind for one in loaded.sam.read_now(watch.of_client, client)] == ["renamed"]


def test_it_goes_on_where_it_was_broken_off(loaded: Agency, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbering, "CHUNK", 2)
    for at in range(5):
        loaded.a_client(f"Abbey Care Homes {at}")
    asked: list[str] = []
    alike = register.alike

    def heard(look: Look, name: str, code: str, limit: int) -> tuple[RegisterHit, ...]:
        asked.append(name)
        return alike(look, name, code, limit)

    monkeypatch.setattr(register, "alike", heard)

    def stop(_stage: str, done: int, total: int) -> None:
        if (done, total) == (4, 5):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        numbering.propose(loaded.sam, progress=stop)
    assert len(asked) == 4
    assert numbering.propose(loaded.sam).clients == 1
    assert len(set(asked)) == 5
    assert numbering.propose(loaded.sam) == Proposed(0, 0)
    form = loaded.sam.read_now(clients.values, 3)
    loaded.sam.write_now(clients.edit, 3, form.values, {"name": "Brookhill Logistics"}, form.version)
    assert numbering.propose(loaded.sam) == Proposed(1, 1)
    assert numbering.propose(loaded.sam, again=True).clients == 5


def test_a_refused_company_is_not_proposed_again_but_another_may_be(loaded: Agency, tmp_path: Path) -> None:
    client = loaded.a_client("Abbey Care Homes")
    numbering.propose(loaded.sam)
    assert loaded.sam.write_now(numbering.refuse, [client]) == 1
    assert loaded.sam.write_now(numbering.refuse, [client]) == 0
    assert loaded.sam.read_now(numbering.listed) == ()
    assert [one.is_refused for one in loaded.sam.read_now(numbering.listed, refused=True)] == [True]
    numbering.propose(loaded.sam, again=True)
    assert loaded.sam.read_now(numbering.count) == 0
    loaded.sam.write_now(history.undo)
    assert loaded.sam.read_now(numbering.count) == 1
    loaded.sam.write_now(history.redo)
    newer = [a_company("ABBEY CARE HOMES GROUP LTD", "05551299"), *COMPANIES[3:]]
    register.load_now(loaded.sam, open_register_file([a_zip(tmp_path / "newer.zip", newer)]))
    numbering.propose(loaded.sam)
    (proposal,) = loaded.sam.read_now(numbering.listed)
    assert (proposal.number, proposal.is_refused) == ("05551299", False)


def test_all_above_a_likelihood_are_accepted_in_one_change(loaded: Agency) -> None:
    sure = [loaded.a_client("Brookhill Logistics Ltd"), loaded.a_client("Abbey Care Homes Ltd")]
    vague = loaded.a_client("Vosteq Technical Services")
    numbering.propose(loaded.sam)
    scores = {one.client_id: one.score for one in loaded.sam.read_now(numbering.listed)}
    assert scores.get(vague, 0) < 0.9 < min(scores[one] for one in sure)
    assert loaded.sam.write_now(numbering.accept_above, 0.9) == 2
    assert [number(loaded, one) for one in (*sure, vague)] == ["04418292", "05551234", ""]
    assert (
        loaded.sam.write_now(history.undo).label
        == "Accept the company number of Abbey Care Homes Ltd and Brookhill Logistics Ltd"
    )
    assert [number(loaded, one) for one in sure] == ["", ""]


def test_two_clients_of_one_company_are_left_to_people(loaded: Agency) -> None:
    both = [loaded.a_client("Vosteq Systems"), loaded.a_client("Hollin Haulage")]
    numbering.propose(loaded.sam)
    assert [one.number for one in loaded.sam.read_now(numbering.listed)] == ["SC123456", "SC123456"]
    assert loaded.sam.write_now(numbering.accept, both) == 1
    (left,) = loaded.sam.read_now(numbering.listed)
    assert left.holder == ({"Vosteq Systems", "Hollin Haulage"} - {left.client}).pop()
    assert loaded.sam.write_now(numbering.accept_above, 0.5) == 0
    with pytest.raises(Duplicates):
        loaded.sam.write_now(numbering.accept, [left.client_id])
    assert number(loaded, left.client_id) == ""


def test_only_clients_that_somebody_may_open_are_told_and_changed(loaded: Agency) -> None:
    own = loaded.a_client("Brookhill Logistics", by=loaded.priya)
    secret = loaded.a_client("Abbey Care Homes", by=loaded.priya)
    loaded.priya.write_now(clients.set_access, secret, Visibility.OWNER)
    numbering.propose(loaded.max)
    assert [one.client_id for one in loaded.jo.read_now(numbering.listed)] == [own]
    assert loaded.jo.read_now(numbering.listed, mine=True) == ()
    assert loaded.jo.read_now(numbering.count) == 1 and loaded.priya.read_now(numbering.count, mine=True) == 2
    assert loaded.jo.write_now(numbering.accept, [secret]) == 0
    with pytest.raises(NotFound, match="There is no"):
        loaded.jo.write_now(numbering.refuse, [secret])
    with pytest.raises(NotAllowed, match="load the company register"):
        numbering.propose(loaded.jo)


def test_an_archived_client_or_one_that_got_a_number_is_left_alone(loaded: Agency) -> None:
    archived, numbered = loaded.a_client("Brookhill Logistics"), loaded.a_client("Abbey Care Homes")
    numbering.propose(loaded.sam)
    loaded.sam.write_now(clients.archive, [archived])
    form = loaded.sam.read_now(clients.values, numbered)
    loaded.sam.write_now(clients.edit, numbered, form.values, {"number": "SC123456"}, form.version)
    assert loaded.sam.read_now(numbering.listed) == ()
    assert loaded.sam.write_now(numbering.accept, [archived, numbered]) == 0
    assert numbering.propose(loaded.sam, again=True) == Proposed(0, 0)


def test_without_a_register_it_is_said_how_to_get_one(agency: Agency) -> None:
    with pytest.raises(NotFound, match="trtui register load"):
        numbering.propose(agency.sam)


def test_a_company_that_left_the_register_cannot_be_accepted(loaded: Agency, tmp_path: Path) -> None:
    client = loaded.a_client("Abbey Care Homes")
    numbering.propose(loaded.sam)
    register.load_now(loaded.sam, open_register_file([a_zip(tmp_path / "newer.zip", COMPANIES[3:])]))
    with pytest.raises(NotFound, match="propose anew"):
        loaded.sam.write_now(numbering.accept, [client])
