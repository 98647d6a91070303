"""Clients depend on seed and number alone, so that ranges can be made side by side."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.clock import LONDON, TUESDAY_MORNING
from trtui.domain.sample import SampleClient, agency, generate
from trtui.domain.sample.counts import contact_numbers, first_contact
from trtui.domain.sample.stream import mixed, slot
from trtui.domain.time import DAY

SEED = 1


def some(seed: int, first: int, count: int, now: int = TUESDAY_MORNING) -> list[SampleClient]:
    return list(generate(seed, first, count, now, LONDON))


def test_the_same_twice() -> None:
    assert some(3, 0, 60) == some(3, 0, 60)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**31), st.integers(0, 3_000_000), st.integers(0, 30))
def test_a_client_is_the_same_in_any_range(seed: int, first: int, offset: int) -> None:
    start = max(0, first - offset)
    assert some(seed, start, offset + 3)[first - start] == some(seed, first, 1)[0]


def test_another_seed_is_another_agency(clients: list[SampleClient]) -> None:
    other = some(SEED + 1, 0, 400)
    assert len({client.name for client in clients} & {client.name for client in other}) < 20


def test_the_showcase_is_the_same_for_every_seed() -> None:
    for seed in range(5):
        shown = some(seed, 0, 3)
        assert [client.name for client in shown] == [
            "Brookhill Logistics Ltd",
            "Brook & Hill Solicitors",
            "Brookhill Care Group",
        ]
        assert shown[0].contacts[0].name == "Dana Whitlock"
        assert shown[0].contacts[0].csi == "A"
        assert {client.owner for client in shown} == {0}


def test_histories_end_at_now(clients: list[SampleClient]) -> None:
    earlier = some(SEED, 0, 400, TUESDAY_MORNING - 7 * DAY)
    assert [client.name for client in earlier] == [client.name for client in clients]
    latest = max(touch.at for client in earlier for contact in client.contacts for touch in contact.touches)
    assert latest < TUESDAY_MORNING - 7 * DAY


def test_contacts_are_numbered_without_gaps(clients: list[SampleClient]) -> None:
    numbers = [contact.number for client in clients for contact in client.contacts]
    assert numbers == list(range(len(numbers)))


def test_the_first_contact_is_known_without_counting() -> None:
    numbers = contact_numbers(SEED, 0, 3_000)
    for number in (0, 1, 2, 99, 100, 101, 999, 1_000, 1_001, 2_345):
        assert first_contact(SEED, number) == numbers[number]


def test_a_million_clients_have_two_million_contacts() -> None:
    assert abs(first_contact(SEED, 1_000_000) - 2_000_000) < 2_000


def test_a_shuffle_takes_each_place_once() -> None:
    for hundred in (0, 7, 12_345):
        assert sorted(slot(SEED, hundred * 100 + unit) for unit in range(100)) == list(range(100))


def test_mixing_spreads_neighbours() -> None:
    assert len({mixed(1, number) >> 44 for number in range(1_000)}) > 990


class TestAgency:
    def test_head_office_works_in_three_teams(self) -> None:
        people = agency(SEED, 400)
        assert len(people.users) == 10
        assert len(people.teams) == 3
        assert people.users[0].name == "Sam Okafor"
        assert {user.role for user in people.users} == {
            "consultant",
            "manager",
            "credit_control",
            "administrator",
        }

    def test_a_larger_one_only_adds_branches(self) -> None:
        small, large = agency(SEED, 30_000), agency(SEED, 1_000_000)
        assert large.users[: len(small.users)] == small.users
        assert large.teams[: len(small.teams)] == small.teams

    def test_logins_and_teams_are_unique(self) -> None:
        people = agency(SEED, 3_000_000)
        assert len({user.login for user in people.users}) == len(people.users)
        assert len(set(people.teams)) == len(people.teams)

    def test_every_owner_exists_and_sits_in_the_clients_team(
        self, clients: list[SampleClient], later: list[SampleClient]
    ) -> None:
        for total, found in ((400, clients), (244_000, later)):
            users = agency(SEED, total).users
            for client in found:
                assert users[client.owner].team == client.team
                assert users[client.owner].role in ("consultant", "manager")
