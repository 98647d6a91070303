"""Statuses: derived, with the fact that caused them, and the override that wins."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.moments import NOW, at
from tests.support.clock import LONDON
from trtui.domain import status
from trtui.domain.csi import CsiCode
from trtui.domain.errors import Invalid
from trtui.domain.status import (
    BecauseKind,
    ClientFacts,
    ClientStatus,
    ContactFacts,
    ContactStatus,
    Fact,
    Override,
    client_status,
    contact_status,
)

VACANCY = Fact("Night shift planner", at("2026-11-03 11:00"), "Sam Okafor", ref=41)
PLACEMENT = Fact("Forklift driver", at("2026-09-14 09:00"), "Priya Nair", ref=12)
DANA = Fact("Dana Whitlock", at("2026-10-05 09:00"), "Sam Okafor", CsiCode.A, ref=7)
RAVI = Fact("Ravi Menon", at("2026-11-20 09:00"), "Sam Okafor", CsiCode.C, ref=8)
BY_HAND = Override(ClientStatus.TARGET, "lost the framework", "Priya Nair", at("2026-11-01 12:00"))


def test_a_client_with_nothing_is_a_prospect() -> None:
    found = client_status(ClientFacts(), NOW, LONDON)
    assert found.value is ClientStatus.PROSPECT
    assert found.because.text == "no current contact has a CSI code"


def test_a_coded_contact_makes_a_target() -> None:
    found = client_status(ClientFacts(coded=[RAVI, DANA]), NOW, LONDON)
    assert found.value is ClientStatus.TARGET
    assert found.because.text == "Dana Whitlock has code A, 5 Oct, Sam"
    assert found.because.ref == DANA.ref


def test_a_registered_vacancy_makes_it_active_and_is_named() -> None:
    found = client_status(ClientFacts(vacancies=[VACANCY], coded=[DANA]), NOW, LONDON)
    assert found.value is ClientStatus.ACTIVE_WITHOUT
    assert f"{found.value.label}   {found.because.sentence}" == (
        "Active without placements   because vacancy “Night shift planner”, 3 Nov, Sam"
    )


def test_the_latest_vacancy_is_named() -> None:
    older = replace(VACANCY, name="Packer", at=at("2026-02-01"))
    found = client_status(ClientFacts(vacancies=[VACANCY, older]), NOW, LONDON)
    assert "Night shift planner" in found.because.text


def test_a_placement_wins_over_vacancies_however_old() -> None:
    long_ago = replace(PLACEMENT, at=at("2019-09-14 09:00"))
    found = client_status(ClientFacts(placements=[long_ago], vacancies=[VACANCY], coded=[DANA]), NOW, LONDON)
    assert found.value is ClientStatus.ACTIVE_WITH
    assert found.because.text == "vacancy “Forklift driver” filled, 14 Sep 2019, Priya"


def test_an_override_wins_and_says_why_by_whom_and_until_when() -> None:
    until = replace(BY_HAND, expires_at=at("2027-01-31"), expires_on=date(2027, 1, 31))
    found = client_status(ClientFacts(until, [PLACEMENT]), NOW, LONDON)
    assert (found.value, found.derived, found.is_override) == (
        ClientStatus.TARGET,
        ClientStatus.ACTIVE_WITH,
        True,
    )
    assert found.because.text == "set by hand: “lost the framework”, 1 Nov, Priya, until Sun 31 Jan 2027"


def test_an_override_without_an_end_stays() -> None:
    assert client_status(ClientFacts(BY_HAND), at("2036-01-01"), LONDON).value is ClientStatus.TARGET


def test_an_expired_override_counts_no_longer() -> None:
    expired = replace(BY_HAND, expires_at=NOW)
    assert BY_HAND.is_set(NOW) and not expired.is_set(NOW) and expired.is_set(NOW - 1)
    found = client_status(ClientFacts(expired, [PLACEMENT]), NOW, LONDON)
    assert (found.value, found.is_override) == (ClientStatus.ACTIVE_WITH, False)


def test_a_fact_nobody_signed_has_no_name_behind_it() -> None:
    imported = replace(VACANCY, by="")
    found = client_status(ClientFacts(vacancies=[imported]), NOW, LONDON)
    assert found.because.text == "vacancy “Night shift planner”, 3 Nov"


@pytest.mark.parametrize(
    ("facts", "expected", "words"),
    [
        (ContactFacts(), ContactStatus.UNKNOWN, "no CSI code"),
        (ContactFacts(code=DANA), ContactStatus.RECRUITER_WITHOUT, "code A, 5 Oct, Sam"),
        (
            ContactFacts(placements=[PLACEMENT], code=DANA),
            ContactStatus.RECRUITER_WITH,
            "vacancy “Forklift driver” filled, 14 Sep, Priya",
        ),
        (
            ContactFacts(Override(ContactStatus.UNKNOWN, "retired", "Sam Okafor", NOW), [PLACEMENT], DANA),
            ContactStatus.UNKNOWN,
            "set by hand: “retired”, 24 Nov, Sam",
        ),
    ],
)
def test_the_status_of_a_contact(facts: ContactFacts, expected: ContactStatus, words: str) -> None:
    found = contact_status(facts, NOW, LONDON)
    assert (found.value, found.because.text) == (expected, words)


def test_names_and_short_names_fit_their_columns() -> None:
    assert [one.label for one in ClientStatus] == [
        "Prospect",
        "Target",
        "Active without placements",
        "Active with placements",
    ]
    assert [one.short for one in ClientStatus] == [
        "Prospect",
        "Target",
        "Active w/o plac.",
        "Active w/ plac.",
    ]
    assert [one.label for one in ContactStatus] == [
        "Unknown",
        "Recruiter without placements",
        "Recruiter with placements",
    ]
    assert max(len(one.short) for one in ContactStatus) <= 19
    for statuses in (ClientStatus, ContactStatus):
        assert len({one.glyph for one in statuses}) == len(statuses)
    assert sorted(ClientStatus, key=lambda one: one.rank) == list(ClientStatus)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("target", [ClientStatus.TARGET]),
        ("Pros", [ClientStatus.PROSPECT]),
        ("active", [ClientStatus.ACTIVE_WITHOUT, ClientStatus.ACTIVE_WITH]),
        ("active w/o", [ClientStatus.ACTIVE_WITHOUT]),
        ("Active w/o plac.", [ClientStatus.ACTIVE_WITHOUT]),
        ("active w/", [ClientStatus.ACTIVE_WITH]),
        ("active with placements", [ClientStatus.ACTIVE_WITH]),
        ("active_with_placements", [ClientStatus.ACTIVE_WITH]),
        ("customer", []),
        ("", []),
    ],
)
def test_reading_a_status(typed: str, expected: list[ClientStatus]) -> None:
    assert list(status.matching_statuses(typed)) == expected
    assert status.parse_client_status(typed) == (expected[0] if expected else None)


def test_an_override_needs_a_reason_and_a_future() -> None:
    status.check_override("seasonal", NOW + 1, NOW)
    status.check_override("seasonal", None, NOW)
    with pytest.raises(Invalid, match="Say why") as refused:
        status.check_override("  ", None, NOW)
    assert refused.value.field == "reason"
    with pytest.raises(Invalid, match="expired already"):
        status.check_override("seasonal", NOW, NOW)
    with pytest.raises(Invalid, match="201 characters"):
        status.check_override("x" * 201, None, NOW)


facts = st.lists(st.builds(Fact, st.text(max_size=5), st.integers(0, NOW), st.text(max_size=5)), max_size=3)
coded = st.lists(
    st.builds(Fact, st.text(max_size=5), st.integers(0, NOW), st.text(max_size=5), st.sampled_from(CsiCode)),
    max_size=3,
)


@given(placements=facts, vacancies=facts, codes=coded)
def test_more_facts_never_lower_a_status(
    placements: list[Fact], vacancies: list[Fact], codes: list[Fact]
) -> None:
    full = client_status(ClientFacts(None, placements, vacancies, codes), NOW, LONDON)
    less = client_status(ClientFacts(None, placements[1:], vacancies[1:], codes[1:]), NOW, LONDON)
    assert full.value.rank >= less.value.rank
    assert (full.because.kind is BecauseKind.NOTHING) == (full.value is ClientStatus.PROSPECT)
