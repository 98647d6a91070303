"""The watch over the clients' companies: who is insolvent, gone, renamed or late, told once and until it changes."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.agency import Agency
from tests.support.clock import FixedClock
from tests.support.register import a_company, a_zip, many
from trtui.desk import clients, examining, history, register, registration, search, summary, watch
from trtui.desk.office import Office
from trtui.desk.watch import Examined, Flag, Refreshed
from trtui.domain.errors import Duplicates, NotAllowed, NotFound
from trtui.domain.policy import Visibility
from trtui.domain.register.values import Filters, Registered, RegisterHit
from trtui.domain.register_api import RegisterBusy
from trtui.integrations.register_file import open_register_file

OTHERS = many(20, 9_000_000)


class Loading:
    """Loads editions of the register, one after another."""

    def __init__(self, agency: Agency, folder: Path) -> None:
        self.agency, self.folder, self.month = agency, folder, 10

    def __call__(self, *companies: Sequence[str], wanted: Filters | None = None) -> None:
        self.month += 1
        name = f"BasicCompanyDataAsOneFile-2026-{self.month}-01.csv"
        path = a_zip(self.folder / f"{self.month}.zip", [*companies, *OTHERS], name)
        register.load_now(self.agency.sam, open_register_file([path]), wanted)


@pytest.fixture
def load(agency: Agency, tmp_path: Path) -> Loading:
    return Loading(agency, tmp_path)


def told(office: Office, **options: bool) -> list[tuple[str, str, str]]:
    return [(one.client, one.kind, one.text) for one in office.read_now(watch.flags, **options)]


def test_what_is_amiss_is_flagged_the_gravest_first(agency: Agency, load: Loading) -> None:
    rows = [
        ("Sound", "00000001", {}),
        ("Wound Up", "00000002", {"CompanyStatus": "Liquidation"}),
        ("Run By Others", "00000003", {"CompanyStatus": "In Administration/Administrative Receiver"}),
        ("Agreed", "00000004", {"CompanyStatus": "Voluntary Arrangement"}),
        ("Struck", "00000005", {"CompanyStatus": "Active - Proposal to Strike off"}),
        ("Late", "00000006", {"Accounts.NextDueDate": "31/10/2026"}),
        ("In Time", "00000007", {"Accounts.NextDueDate": "05/11/2026"}),
    ]
    load(*(a_company(f"{name.upper()} LIMITED", number, **columns) for name, number, columns in rows))
    for name, number, _ in rows:
        agency.a_client(f"{name} Ltd", number=number)
    agency.a_client("Gone Ltd", number="00000008")
    agency.a_client("Without Number Ltd")
    done = watch.examine(agency.sam)
    assert done == Examined(8, 6, 0, 1, "2026-11-01")
    assert told(agency.sam) == [
        (
            "Gone Ltd",
            "dissolved",
            "not in the register of 1 Nov 2026: dissolved, or 00000008 is not its number",
        ),
        ("Wound Up Ltd", "liquidation", "in liquidation"),
        ("Run By Others Ltd", "insolvency", "in administration/administrative receiver"),
        ("Agreed Ltd", "insolvency", "voluntary arrangement"),
        ("Struck Ltd", "strike-off proposed", "to be struck off the register"),
        ("Late Ltd", "accounts overdue", "accounts were due on 31 Oct 2026"),
    ]
    assert agency.sam.read_now(watch.count) == 6
    assert watch.examine(agency.sam) == Examined(8, 0, 0, 1, "2026-11-01")


def test_flags_end_with_what_they_told_and_keep_their_day(
    agency: Agency, load: Loading, clock: FixedClock
) -> None:
    client = agency.a_client("Brookhill Ltd", number="00000001")
    load(a_company("BROOKHILL LIMITED", "00000001", CompanyStatus="Active - Proposal to Strike off"))
    watch.examine(agency.sam)
    (first,) = agency.sam.read_now(watch.of_client, client)
    assert first == Flag(
        client, "Brookhill Ltd", "Sam", "00000001", "strike-off proposed", "to be struck off the register",
        clock.now(), "2026-11-01", False,
    )  # fmt: skip
    clock.advance(days=30)
    load(a_company("BROOKHILL LIMITED", "00000001", CompanyStatus="Active - Proposal to Strike off"))
    assert watch.examine(agency.sam) == Examined(1, 0, 0, 0, "2026-12-01")
    assert agency.sam.read_now(watch.of_client, client) == (first,)
    load.month = 9
    load(a_company("BROOKHILL LIMITED", "00000001"))
    assert watch.examine(agency.sam) == Examined(1, 0, 1, 0, "2026-10-01")
    assert agency.sam.read_now(watch.of_client, client) == ()


def test_a_flag_dismissed_stays_so_until_its_facts_change(agency: Agency, load: Loading) -> None:
    client = agency.a_client("Brookhill Ltd", number="00000001")
    load(a_company("BROOKHILL LIMITED", "00000001", Accounts__NextDueDate="30/09/2026"))
    watch.examine(agency.sam)
    assert agency.priya.write_now(watch.dismiss, [client], ["accounts overdue"]) == 1
    assert agency.priya.write_now(watch.dismiss, [client], []) == 0
    assert told(agency.sam) == []
    assert agency.sam.read_now(watch.count) == 0
    assert [one.is_dismissed for one in agency.sam.read_now(watch.flags, dismissed=True)] == [True]
    load(a_company("BROOKHILL LIMITED", "00000001", Accounts__NextDueDate="30/09/2026"))
    watch.examine(agency.sam)
    assert told(agency.sam) == []
    load.month = 10
    load(a_company("BROOKHILL LIMITED", "00000001", Accounts__NextDueDate="30/10/2026"))
    watch.examine(agency.sam)
    assert told(agency.sam) == [
        ("Brookhill Ltd", "accounts overdue", "accounts were due on 30 Oct 2026"),
    ]


def test_dismissing_is_undone_like_anything_else(agency: Agency, load: Loading) -> None:
    numbers = ("00000001", "00000002")
    load(*(a_company(f"FIRM {number} LIMITED", number, CompanyStatus="Liquidation") for number in numbers))
    both = [agency.a_client(f"Firm {number} Ltd", number=number) for number in numbers]
    watch.examine(agency.sam)
    assert agency.sam.write_now(watch.dismiss, both) == 2
    assert (
        agency.sam.write_now(history.undo).label
        == "Dismiss liquidation of Firm 00000001 Ltd and Firm 00000002 Ltd"
    )
    assert agency.sam.read_now(watch.count) == 2
    agency.sam.write_now(history.redo)
    assert agency.sam.read_now(watch.count) == 0


FORMER = {"PreviousName_1.CompanyName": "BROOKHILL LIMITED", "PreviousName_1.CONDATE": "04/10/2026"}


def test_a_renamed_client_keeps_its_old_name_and_one_undo_gives_it_back(
    agency: Agency, load: Loading
) -> None:
    client = agency.a_client("Brookhill Ltd", number="00000001")
    load(a_company("VOSTEQ GROUP PLC", "00000001", **FORMER))
    watch.examine(agency.sam)
    assert told(agency.sam) == [("Brookhill Ltd", "renamed", "is called Vosteq Group PLC since 4 Oct 2026")]
    assert agency.sam.write_now(watch.rename, client) == "Vosteq Group PLC"
    head = agency.sam.read_now(summary.summary, client)
    assert (head.name, [(one.kind, one.name) for one in head.names]) == (
        "Vosteq Group PLC",
        [("previous", "Brookhill Ltd")],
    )
    assert [one.name for one in agency.sam.read_now(search.find, "brookhill").hits] == ["Vosteq Group PLC"]
    assert told(agency.sam) == []
    assert watch.examine(agency.sam).ended == 1
    agency.sam.write_now(history.undo)
    head = agency.sam.read_now(summary.summary, client)
    assert (head.name, head.names) == ("Brookhill Ltd", ())
    watch.examine(agency.sam)
    assert [kind for _, kind, _ in told(agency.sam)] == ["renamed"]


def test_a_new_name_that_another_client_has_is_refused_without_a_reason(
    agency: Agency, load: Loading
) -> None:
    other = agency.a_client("Vosteq Group")
    client = agency.a_client("Brookhill Ltd", number="00000001")
    load(a_company("VOSTEQ GROUP PLC", "00000001", **FORMER))
    watch.examine(agency.sam)
    with pytest.raises(Duplicates) as refused:
        agency.sam.write_now(watch.rename, client)
    assert [one.client_id for one in refused.value.candidates] == [other]
    assert agency.sam.write_now(watch.rename, client, "the depot in York") == "Vosteq Group PLC"
    with pytest.raises(NotFound, match="by no other name"):
        agency.sam.write_now(watch.rename, other)


def test_a_flag_is_hidden_as_soon_as_it_no_longer_fits_the_client(agency: Agency, load: Loading) -> None:
    client = agency.a_client("Brookhill Ltd", number="00000001")
    load(
        a_company("VOSTEQ LIMITED", "00000001", CompanyStatus="Liquidation", **FORMER),
        a_company("BROOKHILL LIMITED", "00000002", CompanyStatus="RECEIVERSHIP"),
    )
    watch.examine(agency.sam)
    assert agency.sam.read_now(watch.counts) == {"liquidation": 1, "renamed": 1}
    form = agency.sam.read_now(clients.values, client)
    agency.sam.write_now(clients.edit, client, form.values, {"name": "Voss & Teq"}, form.version)
    assert agency.sam.read_now(watch.counts) == {"liquidation": 1}
    form = agency.sam.read_now(clients.values, client)
    agency.sam.write_now(clients.edit, client, form.values, {"number": "00000002"}, form.version)
    assert agency.sam.read_now(watch.counts) == {"insolvency": 1}
    agency.sam.write_now(clients.archive, [client])
    assert told(agency.sam) == []


def test_undoing_hides_what_was_flagged_for_it_until_it_is_compared_again(
    agency: Agency, load: Loading
) -> None:
    client = agency.a_client("Brookhill Ltd", number="00000001")
    load(
        a_company("BROOKHILL LIMITED", "00000001", CompanyStatus="Liquidation"),
        a_company("BROOKHILL GROUP LIMITED", "00000002", CompanyStatus="RECEIVERSHIP"),
    )
    form = agency.sam.read_now(clients.values, client)
    agency.sam.write_now(clients.edit, client, form.values, {"number": "00000002"}, form.version)
    assert [kind for _, kind, _ in told(agency.sam)] == ["insolvency"]
    agency.sam.write_now(history.undo)
    assert told(agency.sam) == []
    watch.examine(agency.sam)
    assert [kind for _, kind, _ in told(agency.sam)] == ["liquidation"]


def test_another_name_that_never_was_the_companys_is_no_renaming(agency: Agency, load: Loading) -> None:
    agency.a_client("The Mill Bakery", number="00000001")
    agency.a_client("Brookhill Logistics PLC", number="00000002")
    load(
        a_company("VOSTEQ LIMITED", "00000001", **FORMER),
        a_company("BROOKHILL LOGISTICS LIMITED", "00000002", **FORMER),
    )
    watch.examine(agency.sam)
    assert told(agency.sam) == []


def test_a_client_by_another_name_is_told_when_its_company_is_renamed_later(
    agency: Agency, load: Loading
) -> None:
    client = agency.a_client("The Mill Bakery")
    load(a_company("BROOKHILL LIMITED", "00000001"))
    company = agency.sam.read_now(register.get, "1")
    agency.sam.write_now(registration.take, client, company)
    watch.examine(agency.sam)
    assert told(agency.sam) == []
    load(a_company("VOSTEQ LIMITED", "00000001", **FORMER))
    watch.examine(agency.sam)
    assert told(agency.sam) == [("The Mill Bakery", "renamed", "is called Vosteq Limited since 4 Oct 2026")]


def test_a_company_that_was_there_and_is_gone_is_dissolved(agency: Agency, load: Loading) -> None:
    client = agency.a_client("Brookhill Ltd")
    load(a_company("BROOKHILL LIMITED", "00000001"))
    agency.sam.write_now(registration.take, client, agency.sam.read_now(register.get, "1"))
    load()
    watch.examine(agency.sam)
    assert told(agency.sam) == [
        ("Brookhill Ltd", "dissolved", "dissolved: gone from the register of 1 Dec 2026")
    ]


def test_nobody_is_called_dissolved_for_not_being_in_a_part_of_the_register(
    agency: Agency, load: Loading
) -> None:
    agency.a_client("Brookhill Ltd", number="00000001")
    load(wanted=Filters(areas=("LS",)))
    done = watch.examine(agency.sam)
    assert told(agency.sam) == [] and (done.missing, "postcodes LS" in done.hint) == (1, True)
    for at in range(2, 9):
        agency.a_client(f"Brookhill {at} Ltd", number=f"{at:08}")
    load()
    done = watch.examine(agency.sam)
    assert told(agency.sam) == [] and (done.missing, "part of the file" in done.hint) == (8, True)


@pytest.mark.parametrize(
    "number", ["09999999", "SC123456"], ids=["newer", "of a kind that the file leaves out"]
)
def test_a_company_that_the_edition_cannot_hold_is_not_called_dissolved(
    agency: Agency, load: Loading, number: str
) -> None:
    agency.a_client("Brookhill Ltd", number=number)
    load()
    assert watch.examine(agency.sam).missing == 0
    assert told(agency.sam) == []


def test_a_company_taken_in_liquidation_is_flagged_at_once(agency: Agency, load: Loading) -> None:
    load(a_company("BROOKHILL LIMITED", "00000001", CompanyStatus="Liquidation"))
    company = agency.sam.read_now(register.get, "1")
    agency.sam.write_now(clients.add, clients.NewClient("Brookhill Ltd"), registered=company)
    assert [kind for _, kind, _ in told(agency.sam)] == ["liquidation"]
    agency.sam.write_now(history.undo)
    assert told(agency.sam) == []
    assert watch.examine(agency.sam) == Examined(0, 0, 1, 0, "2026-11-01")


def test_only_what_somebody_may_open_is_told(agency: Agency, load: Loading) -> None:
    load(*(a_company(f"FIRM {at} LIMITED", f"{at:08}", CompanyStatus="Liquidation") for at in (1, 2)))
    own = agency.a_client("Firm 1 Ltd", by=agency.priya, number="00000001")
    secret = agency.a_client("Firm 2 Ltd", by=agency.priya, number="00000002")
    agency.priya.write_now(clients.set_access, secret, Visibility.OWNER)
    watch.examine(agency.max)
    assert [one.client_id for one in agency.jo.read_now(watch.flags)] == [own]
    assert agency.jo.read_now(watch.flags, mine=True) == ()
    assert agency.jo.read_now(watch.count) == 1 and agency.priya.read_now(watch.count, mine=True) == 2
    with pytest.raises(NotFound, match="There is no"):
        agency.jo.read_now(watch.of_client, secret)
    with pytest.raises(NotFound, match="There is no"):
        agency.jo.write_now(watch.dismiss, [own, secret])
    with pytest.raises(NotAllowed, match="load the company register"):
        watch.examine(agency.jo)


def test_without_a_register_it_is_said_how_to_get_one(agency: Agency) -> None:
    with pytest.raises(NotFound, match="trtui register load"):
        watch.examine(agency.sam)


def test_chunks_join_without_a_gap(agency: Agency, load: Loading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "CHUNK", 2)
    load(*(a_company(f"FIRM {at} LIMITED", f"{at:08}", CompanyStatus="Liquidation") for at in range(1, 6)))
    for at in range(1, 6):
        agency.a_client(f"Firm {at} Ltd", number=f"{at:08}")
        agency.a_client(f"Unnumbered {at} Ltd")
    heard: list[tuple[int, int]] = []
    done = watch.examine(agency.sam, progress=lambda _, done, total: heard.append((done, total)))
    assert (done.clients, done.raised) == (5, 5)
    assert heard == [(3, 10), (7, 10), (10, 10)]
    agency.sam.write_now(clients.archive, [9, 10])
    assert watch.examine(agency.sam).ended == 1


def test_two_who_compare_at_once_raise_the_same_flags(
    agency: Agency, load: Loading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examining, "CHUNK", 3)
    load(*(a_company(f"FIRM {at} LIMITED", f"{at:08}", CompanyStatus="Liquidation") for at in range(1, 13)))
    for at in range(1, 13):
        agency.a_client(f"Firm {at} Ltd", number=f"{at:08}")
    agency.max.read_now(watch.count)
    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(watch.examine, office) for office in (agency.sam, agency.max)]
        assert {done.result().clients for done in both} == {12}
    assert agency.sam.read_now(watch.counts) == {"liquidation": 12}
    assert watch.examine(agency.sam).raised == 0


class Online:
    """The register over the network, as far as a test lets it answer."""

    def __init__(self, *companies: Registered | None, allowed: int = 99) -> None:
        self.companies, self.allowed, self.asked = companies, allowed, 0

    async def search(self, text: str, limit: int = 20) -> tuple[RegisterHit, ...]:
        raise AssertionError

    async def profile(self, number: str, patience: float = 0.0) -> Registered | None:
        if self.asked == self.allowed:
            raise RegisterBusy("Companies House allows no more: wait 3 minutes.", 180)
        self.asked += 1
        return next((one for one in self.companies if one is not None and one.number == number), None)


async def test_what_the_network_says_counts_until_an_edition_is_newer(
    agency: Agency, load: Loading, clock: FixedClock
) -> None:
    client = agency.a_client("Brookhill Ltd", number="00000001")
    unnumbered = agency.a_client("Unnumbered Ltd")
    load(a_company("BROOKHILL LIMITED", "00000001"))
    watch.examine(agency.sam)
    online = Online(Registered("00000001", "BROOKHILL LIMITED", "Liquidation"))
    assert await watch.refresh(agency.sam, online, [client, unnumbered]) == Refreshed(1, 1)
    (flag,) = agency.sam.read_now(watch.flags)
    assert (flag.kind, flag.edition) == ("liquidation", "Companies House")
    known = agency.sam.read_now(registration.of_client, client)
    assert known is not None and (known.status, known.source) == ("Liquidation", "Companies House")
    assert watch.examine(agency.sam) == Examined(1, 0, 0, 0, "2026-11-01")
    assert await watch.refresh(agency.sam, online, [client]) == Refreshed(1, 0)
    clock.advance(days=30)
    load(a_company("BROOKHILL LIMITED", "00000001"))
    assert watch.examine(agency.sam).ended == 1
    known = agency.sam.read_now(registration.of_client, client)
    assert known is not None and (known.status, known.source) == ("Active", "edition of 1 Dec 2026")


async def test_a_network_that_allows_no_more_is_left_with_what_was_learnt(agency: Agency) -> None:
    ids = [agency.a_client(f"Firm {at} Ltd", number=f"{at:08}") for at in (1, 2, 3)]
    online = Online(Registered("00000001", "FIRM 1 LIMITED", "Liquidation"), allowed=2)
    done = await watch.refresh(agency.sam, online, ids)
    assert done == Refreshed(2, 2, "Companies House allows no more: wait 3 minutes.")
    assert told(agency.sam) == [
        ("Firm 2 Ltd", "dissolved", "Companies House knows no company 00000002"),
        ("Firm 1 Ltd", "liquidation", "in liquidation"),
    ]
