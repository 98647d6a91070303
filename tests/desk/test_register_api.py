"""Two registers, one answer: what this machine knows at once, what the network adds, and what happens without."""

from __future__ import annotations

import asyncio
import csv
from collections.abc import Iterator, Sequence
from contextlib import aclosing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.support.clock import FixedClock
from tests.support.companies_house import BROOKHILL, KEY, Server
from trtui.desk import register
from trtui.desk.office import Office
from trtui.desk.register_api import (
    LOAD,
    NOT_HERE,
    NOTHING,
    STILL_HERE,
    Answer,
    LocalRegister,
    Profile,
    answers,
    merged,
    profile,
    search,
)
from trtui.domain.errors import Invalid, NotFound, StoreUnavailable, TrtuiError
from trtui.domain.matching.values import Reason
from trtui.domain.register.layout import COLUMNS
from trtui.domain.register.values import Registered, RegisterHit
from trtui.domain.register_api import RegisterBusy, RegisterUnavailable
from trtui.integrations.companies_house import CompaniesHouse
from trtui.integrations.companies_house.allowance import Allowance
from trtui.integrations.register_file import open_register_file

AWAY = RegisterUnavailable("Companies House cannot be reached (no connection): check the network.", 10)


def a_hit(number: str, name: str, score: float = 0.5, **more: object) -> RegisterHit:
    fields = {"matched_name": name, "is_previous_name": False, "status": "Active"} | more
    blank = RegisterHit(number, name, name, False, "", "", "", "", (), score)
    return replace(blank, **fields)  # type: ignore[arg-type]


LOGISTICS = a_hit("04418292", "BROOKHILL LOGISTICS LTD", 0.9, sic=("49410",), town="Leeds")
CARE = a_hit("SC123456", "BROOKHILL CARE GROUP PLC", 0.4)


class Register:
    """A register that answers what it is given, when it is let; ``asked`` is what it was asked."""

    def __init__(
        self,
        hits: Sequence[RegisterHit] = (),
        companies: Sequence[Registered] = (),
        trouble: TrtuiError | None = None,
    ) -> None:
        self.hits, self.companies, self.trouble = tuple(hits), companies, trouble
        self.asked: list[tuple[str, object]] = []
        self.is_left = False
        self.let = asyncio.Event()
        self.let.set()

    async def search(self, text: str, limit: int = 20) -> tuple[RegisterHit, ...]:
        self.asked.append((text, limit))
        await self._wait()
        return self.hits[:limit]

    async def profile(self, number: str, patience: float = 0.0) -> Registered | None:
        self.asked.append((number, patience))
        await self._wait()
        return next((one for one in self.companies if one.number == number), None)

    async def _wait(self) -> None:
        try:
            await self.let.wait()
        except asyncio.CancelledError:
            self.is_left = True
            raise
        if self.trouble is not None:
            raise self.trouble


async def test_this_machine_answers_while_the_network_is_still_asked() -> None:
    online, local = Register([CARE]), Register([LOGISTICS])
    online.let.clear()
    async with aclosing(answers("brookhill", online, local)) as coming:
        assert await anext(coming) == Answer((LOGISTICS,), is_whole=False)
        online.let.set()
        assert await anext(coming) == Answer((LOGISTICS, CARE))
        with pytest.raises(StopAsyncIteration):
            await anext(coming)
    assert online.asked == local.asked == [("brookhill", 20)]


async def test_who_types_on_leaves_the_network() -> None:
    online = Register([CARE])
    online.let.clear()
    async with aclosing(answers("brookhill", online, Register([LOGISTICS]))) as coming:
        await anext(coming)
        await asyncio.sleep(0)
        assert online.asked
    await asyncio.sleep(0)
    assert online.is_left


async def test_a_company_that_both_know_is_told_once_and_as_the_network_knows_it() -> None:
    renamed = a_hit("04418292", "BROOKHILL FREIGHT LTD", 0.3, status="Liquidation", town="York")
    (hit,) = (await search("brookhill logistics", Register([renamed]), Register([LOGISTICS]))).hits
    assert (hit.name, hit.status, hit.town, hit.sic) == (
        "BROOKHILL FREIGHT LTD",
        "Liquidation",
        "York",
        ("49410",),
    )
    assert (hit.matched_name, hit.is_previous_name, hit.score) == ("BROOKHILL LOGISTICS LTD", True, 0.9)


def test_what_a_search_leaves_out_stays_as_the_file_tells_it() -> None:
    old = a_hit(
        "04418292",
        "BROOKHILL LTD",
        0.5,
        status="Active - Proposal to Strike off",
        incorporated_on=date(2002, 4, 17),
        reasons=(Reason("name", "same words"),),
    )
    new = a_hit("04418292", "BROOKHILL LTD", 0.6, status="Active", reasons=(Reason("name", "one letter"),))
    (hit,) = merged([old], [new])
    assert (hit.status, hit.incorporated_on) == ("Active - Proposal to Strike off", date(2002, 4, 17))
    assert (hit.score, hit.reasons, hit.is_previous_name) == (0.6, new.reasons, False)


def test_the_likeliest_come_first_and_the_sound_before_the_gone() -> None:
    gone = a_hit("00000001", "BROOKHILL LTD", 0.7, status="Dissolved")
    sound = a_hit("00000002", "BROOKHILL LTD", 0.7)
    ailing = a_hit("00000003", "BROOKHILL LTD", 0.7, status="Liquidation")
    assert merged([gone, CARE], [ailing, LOGISTICS, sound]) == (LOGISTICS, sound, ailing, gone, CARE)


async def test_no_more_is_told_than_asked_for() -> None:
    many = [a_hit(f"{at:08}", "BROOKHILL LTD") for at in range(9)]
    assert len((await search("brookhill", Register(many[4:]), Register(many[:6]), limit=5)).hits) == 5


@pytest.mark.parametrize("typed", ["04418292", "4418292", " 0441 8292 "])
async def test_a_number_is_looked_up_and_not_searched(typed: str) -> None:
    company = Registered("04418292", "BROOKHILL LOGISTICS LTD", "Active", sic=("49410",), town="Leeds")
    online = Register([CARE], [company])
    assert (await search(typed, online, None)).hits == (replace(LOGISTICS, score=1.0),)
    assert online.asked == [("04418292", 0.0)]


async def test_digits_that_are_no_company_may_be_a_name() -> None:
    directory = a_hit("00000007", "118118 LTD")
    online = Register([directory])
    assert (await search("118118", online, None)).hits == (directory,)
    assert online.asked == [("00118118", 0.0), ("118118", 20)]


@pytest.mark.parametrize("typed", ["b", " br "])
async def test_a_letter_or_two_are_asked_here_alone(typed: str) -> None:
    online = Register([CARE])
    assert await search(typed, online, Register([LOGISTICS])) == Answer((LOGISTICS,))
    assert not online.asked


async def test_nothing_typed_asks_nobody() -> None:
    online, local = Register([CARE]), Register([LOGISTICS])
    assert await search(" ", online, local) == Answer()
    assert not online.asked and not local.asked


async def test_without_a_network_this_machine_still_answers_and_says_so() -> None:
    answer = await search("brookhill", Register(trouble=AWAY), Register([LOGISTICS]))
    assert answer == Answer((LOGISTICS,), True, f"{AWAY.message} {STILL_HERE}")


async def test_without_either_it_says_how_to_get_one() -> None:
    assert await search("brookhill", None, None) == Answer((), True, NOTHING)
    assert await profile("04418292", None, None) == Profile(None, False, NOTHING)
    assert LOAD in NOTHING and "api_key" in NOTHING
    alone = await search("brookhill", Register(trouble=AWAY), None)
    assert alone.hint.startswith(AWAY.message) and LOAD in alone.hint


async def test_without_a_key_this_machine_answers_alone() -> None:
    assert await search("brookhill", None, Register([LOGISTICS])) == Answer((LOGISTICS,))


async def test_a_register_here_that_fails_does_not_hide_the_network() -> None:
    broken = Register(trouble=StoreUnavailable("The register's file cannot be read."))
    assert await search("brookhill", Register([CARE]), broken) == Answer(
        (CARE,), True, "The register's file cannot be read."
    )
    both = await search("brookhill", Register(trouble=AWAY), broken)
    assert both.hits == () and STILL_HERE not in both.hint and LOAD in both.hint


UNLOADED = NotFound("There is no register here: load the company file.")


async def test_a_register_that_was_never_loaded_is_not_missed_while_the_network_answers() -> None:
    online, unloaded = Register([CARE], [COMPANY]), Register(trouble=UNLOADED)
    async with aclosing(answers("brookhill", online, unloaded)) as coming:
        assert [answer async for answer in coming] == [Answer((), is_whole=False), Answer((CARE,))]
    assert await search("br", online, unloaded) == Answer()
    assert await profile("09999999", online, unloaded) == Profile()


async def test_a_register_that_was_never_loaded_is_missed_without_a_network() -> None:
    unloaded = Register(trouble=UNLOADED)
    assert await search("brookhill", None, unloaded) == Answer((), True, UNLOADED.message)
    assert await profile("04418292", None, unloaded) == Profile(None, False, UNLOADED.message)
    away = Register(trouble=AWAY)
    assert (await search("brookhill", away, unloaded)).hint == f"{AWAY.message} {NOT_HERE}"
    assert (await profile("04418292", away, unloaded)).hint == f"{AWAY.message} {NOT_HERE}"


COMPANY = Registered("04418292", "BROOKHILL LOGISTICS LTD", "Active")
OLDER = replace(COMPANY, name="HUNSLET HAULAGE LTD")


async def test_a_company_is_told_as_the_register_knows_it_now() -> None:
    online, local = Register(companies=[COMPANY]), Register(companies=[OLDER])
    assert await profile("4418292", online, local, patience=30) == Profile(COMPANY, True)
    assert (online.asked, local.asked) == ([("04418292", 30)], [])


async def test_a_company_that_the_network_cannot_tell_is_told_as_the_file_has_it() -> None:
    local = Register(companies=[OLDER])
    busy = RegisterBusy("Companies House allows 600 requests in 5 minutes: wait 3 minutes.", 180)
    assert await profile("04418292", Register(trouble=busy), local) == Profile(
        OLDER, False, f"{busy.message} {STILL_HERE}"
    )
    assert await profile("04418292", Register(), local) == Profile(OLDER)
    assert await profile("04418292", None, local) == Profile(OLDER)
    assert await profile("09999999", Register(), local) == Profile()


async def test_a_company_that_nobody_can_tell_says_why() -> None:
    broken = Register(trouble=StoreUnavailable("The register's file cannot be read."))
    told = await profile("04418292", Register(trouble=AWAY), broken)
    assert told == Profile(None, False, f"{AWAY.message} The register's file cannot be read.")


async def test_what_is_no_number_is_refused_before_anybody_is_asked() -> None:
    online = Register()
    with pytest.raises(Invalid):
        await profile("Brookhill", online, None)
    assert await profile(" ", online, None) == Profile()
    assert not online.asked


async def test_the_real_client_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    async with Server(BROOKHILL) as server:
        house = CompaniesHouse(KEY, FixedClock(), server.url, allowance=Allowance())
        try:
            (hit,) = (await search("brookhil logistics", house, Register([LOGISTICS]))).hits
            assert (hit.number, hit.sic, hit.postcode) == ("04418292", ("49410",), "LS10 1AB")
            told = await profile("4418292", house, None)
            assert told.is_current and told.company is not None
            assert told.company.status == "Active - Proposal to Strike off"
        finally:
            await house.close()


@pytest.fixture
def office(store_url: str, clock: FixedClock) -> Iterator[Office]:
    made = Office(store_url, clock, login="sam")
    yield made
    made.close()


async def test_the_register_beside_the_store_says_how_to_get_it(office: Office) -> None:
    local = LocalRegister(office)
    answer = await search("brookhill", None, local)
    assert answer.hits == () and "trtui register load" in answer.hint
    assert (await profile("04418292", None, local)).hint == answer.hint
    assert (await search("brookhill", Register([CARE]), local)) == Answer((CARE,))


async def test_the_register_beside_the_store_answers(office: Office, tmp_path: Path) -> None:
    company = {
        "CompanyName": "BROOKHILL LOGISTICS LTD",
        "CompanyNumber": "04418292",
        "CompanyStatus": "Active",
        "RegAddress.PostTown": "Leeds",
        "SICCode.SicText_1": "49410 - Freight transport by road",
    }
    path = tmp_path / "BasicCompanyDataAsOneFile-2026-11-01.csv"
    with path.open("w", newline="") as file:
        rows = csv.DictWriter(file, COLUMNS, restval="")
        rows.writeheader()
        rows.writerow(company)
    register.load_now(office, open_register_file([path]))
    local = LocalRegister(office)
    there = a_hit("04418292", "BROOKHILL FREIGHT LTD", 0.2, status="Liquidation", town="Leeds")
    (hit,) = (await search("brookhil logistics", Register([there]), local)).hits
    assert (hit.name, hit.matched_name, hit.is_previous_name) == (
        "BROOKHILL FREIGHT LTD", "BROOKHILL LOGISTICS LTD", True,
    )  # fmt: skip
    assert (hit.status, hit.sic) == ("Liquidation", ("49410",))
    told = await profile("4418292", Register(trouble=AWAY), local)
    assert told.company is not None
    assert (told.company.name, told.is_current, told.hint) == (
        "BROOKHILL LOGISTICS LTD", False, f"{AWAY.message} {STILL_HERE}",
    )  # fmt: skip
    assert await profile("09999999", None, local) == Profile()
