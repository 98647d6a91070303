"""Each client's records fit together as they would in a real office."""

from __future__ import annotations

from collections import Counter

import pytest
from rapidfuzz import fuzz

from tests.support.clock import LONDON, TUESDAY_MORNING
from trtui.domain.kinds import JobStatus, NameKind, SiteKind
from trtui.domain.policy import Visibility
from trtui.domain.sample import SampleClient, agency, generate
from trtui.domain.sample.sectors import SECTORS
from trtui.domain.stage import AccountStage
from trtui.domain.status import ClientStatus, SalesLevel
from trtui.domain.time import local_day

SEED = 1


def standing(client: SampleClient) -> ClientStatus:
    if any(job.placements for job in client.jobs):
        return ClientStatus.ACTIVE_WITH
    if client.jobs:
        return ClientStatus.ACTIVE_WITHOUT
    if any(contact.csi for contact in client.contacts):
        return ClientStatus.TARGET
    return ClientStatus.PROSPECT


def test_every_status_and_stage_is_there(clients: list[SampleClient]) -> None:
    shares = Counter(map(standing, clients))
    for status, least in zip(ClientStatus, (60, 100, 30, 50), strict=True):
        assert shares[status] >= least, status
    assert {client.stage for client in clients} == {stage.value for stage in AccountStage}


def test_a_demo_has_clients_of_every_sector(clients: list[SampleClient]) -> None:
    assert len({client.sector for client in clients}) >= len(SECTORS) - 2


def test_closed_sets_hold_only_known_words(clients: list[SampleClient], later: list[SampleClient]) -> None:
    for client in clients + later:
        AccountStage(client.stage)
        Visibility(client.access)
        if client.sales_level:
            SalesLevel(client.sales_level)
        if client.override:
            ClientStatus(client.override.status)
        for name in client.also:
            NameKind(name.kind)
        for site in client.sites:
            SiteKind(site.kind)
        for job in client.jobs:
            JobStatus(job.status)
        assert set(client.tags) <= set(agency(SEED, 400).tags)


def test_each_client_has_one_main_site(clients: list[SampleClient], later: list[SampleClient]) -> None:
    for client in clients + later:
        assert [site.is_main for site in client.sites].count(True) == 1
        assert all(department.site < len(client.sites) for department in client.departments)


def test_each_client_with_contacts_has_one_primary_who_has_not_left(
    clients: list[SampleClient], later: list[SampleClient]
) -> None:
    for client in clients + later:
        primaries = [contact for contact in client.contacts if contact.is_primary]
        assert len(primaries) == min(1, len(client.contacts))
        assert all(contact.ended_at is None for contact in primaries)


def test_nothing_happened_before_the_client_was_known(clients: list[SampleClient]) -> None:
    for client in clients:
        for contact in client.contacts:
            assert client.created_at <= contact.created_at < TUESDAY_MORNING
            if contact.ended_at is not None:
                assert contact.created_at < contact.ended_at < TUESDAY_MORNING
        for at in (
            *(job.registered_at for job in client.jobs),
            *(note.at for note in client.notes),
            *(task.created_at for task in client.tasks),
        ):
            assert client.created_at <= at < TUESDAY_MORNING


def test_jobs_and_placements_follow_each_other(
    clients: list[SampleClient], later: list[SampleClient]
) -> None:
    placements = 0
    for client in clients + later:
        for job in client.jobs:
            assert 0 <= job.contact < len(client.contacts)
            assert bool(job.placements) == (job.status == "filled")
            assert (job.closed_at is None) == (job.status == "open")
            assert len(job.placements) <= job.headcount
            for placement in job.placements:
                placements += 1
                assert job.registered_at < placement.placed_at < TUESDAY_MORNING
                assert local_day(placement.placed_at, LONDON) <= placement.starts_on
                assert placement.ends_on is None or placement.starts_on < placement.ends_on
    assert placements > 150


def test_inactive_accounts_have_no_open_jobs(clients: list[SampleClient], later: list[SampleClient]) -> None:
    for client in clients + later:
        if client.stage == "inactive" or client.archived_at is not None:
            assert not any(job.status == "open" for job in client.jobs)


def test_a_credit_check_waits_for_credit_control(clients: list[SampleClient]) -> None:
    checked = [client for client in clients if client.stage == "credit_check"]
    assert checked
    team = agency(SEED, 400).users[8].team
    for client in checked:
        assert [task.team for task in client.tasks if task.kind == "credit check"] == [team]


def test_some_were_archived_overridden_renamed_and_tagged(clients: list[SampleClient]) -> None:
    archived = [client for client in clients if client.archived_at]
    assert 2 <= len(archived) <= 20
    assert all(
        client.archived_why and client.archived_at > client.created_at
        for client in archived
        if client.archived_at
    )
    assert 2 <= sum(client.override is not None for client in clients) <= 20
    assert {name.kind for client in clients for name in client.also} == {"trading", "previous"}
    assert sum(bool(client.tags) for client in clients) > 100
    assert {client.access for client in clients} >= {"everyone", "team"}


def test_contacts_are_shared_with_an_earlier_client(later: list[SampleClient]) -> None:
    by_number = {contact.number: client for client in later for contact in client.contacts}
    shared = [(client, one) for client in later for one in client.shared if one.contact in by_number]
    assert len(shared) > 20
    assert all(by_number[one.contact].number < client.number for client, one in shared)


def test_notes_and_tasks_name_contacts_of_the_client(clients: list[SampleClient]) -> None:
    notes = [note for client in clients for note in client.notes]
    assert len(notes) > 200
    assert len({note.body for note in notes}) > 100
    for client in clients:
        for record in (*client.notes, *client.tasks):
            assert record.contact is None or record.contact < len(client.contacts)
        assert all("{" not in note.body for note in client.notes)
        assert all("{" not in task.title for task in client.tasks)


class TestTwins:
    @pytest.fixture
    def pairs(self) -> list[tuple[SampleClient, SampleClient]]:
        found = list(generate(SEED, 0, 2_000, TUESDAY_MORNING, LONDON))
        return [(client, found[client.twin_of]) for client in found if client.twin_of is not None]

    def test_one_client_in_a_hundred_was_entered_twice(
        self, pairs: list[tuple[SampleClient, SampleClient]]
    ) -> None:
        assert 18 <= len(pairs) <= 20

    def test_the_second_entry_comes_later_and_is_never_written_the_same(
        self, pairs: list[tuple[SampleClient, SampleClient]]
    ) -> None:
        for twin, original in pairs:
            assert original.number < twin.number
            assert original.twin_of is None
            assert twin.name != original.name

    def test_the_names_are_near_each_other(self, pairs: list[tuple[SampleClient, SampleClient]]) -> None:
        for twin, original in pairs:
            near = fuzz.token_set_ratio(twin.name.casefold(), original.name.casefold())
            joined = fuzz.ratio(
                "".join(twin.name.casefold().split()), "".join(original.name.casefold().split())
            )
            assert max(near, joined) > 65, (twin.name, original.name)

    def test_some_share_other_evidence(self, pairs: list[tuple[SampleClient, SampleClient]]) -> None:
        shared = Counter(
            evidence
            for twin, original in pairs
            for evidence, same in (
                ("phone", twin.phone is not None and twin.phone == original.phone),
                ("website", twin.website is not None and twin.website == original.website),
                ("postcode", twin.sites[0].postcode == original.sites[0].postcode),
            )
            if same
        )
        assert set(shared) == {"phone", "website", "postcode"}
